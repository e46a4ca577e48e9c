"""The prepared reply of an agency: read whole, then signed, passed on or sent back."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form, GivenForm, Place, act, open_form, read_form
from portal.pages.requests.sign_page import Signing, SignPage, sign_page
from portal.paths import request_path
from portal.present_cases import at_present
from portal.render import show
from portal.routes.requests_routes import PAGE
from portal.visit import Fresh, Visit
from remiss.consultation.life.commands import (
    Command,
    CorrectReply,
    PassOn,
    SendBackDraft,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.trial import ReplyTrial, try_correction, try_reply
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import WITH_AGENCY
from remiss.consultation.values import AgencyCode, Reply
from remiss.ledger.reads.agency_inbox import list_inbox
from remiss.ledger.reads.pages import Wanted
from remiss.sending.bodies.inside import PassOnBody, SendBackBody
from remiss.sending.bodies.replying import SignBody
from remiss.sending.caller_command import command
from remiss.sending.named_in_body import as_listed
from remiss.texts import Bilingual, say
from remiss.views.seen_case import SeenCase

router = APIRouter()
FEW_OF = 20
"""Of what lies on a desk, to find the next one among."""
After = Annotated[str | None, Query(pattern=r"^HS-[A-Z2-7]{12}$")]


@router.get(f"{PAGE}/sign", dependencies=[does("sign")])
async def show_sign(
    http: Request, visit: Fresh, seen: Seen, agency: AgencyCode, after: After = None
) -> Response:
    """The text as it lies there, for whoever has just proved who they are."""
    desk = await SignForm.of(visit, seen, agency, after)
    return show(visit, desk.page(await open_form(http, visit, desk.place)))


@router.post(f"{PAGE}/sign", dependencies=[does("sign")])
async def sign(http: Request, visit: Fresh, seen: Seen, agency: AgencyCode) -> Response:
    """Signs, passes on or sends back the text that was read; of another one nothing happens."""
    desk = await SignForm.of(visit, seen, agency)
    form = await read_form(http, visit, desk.place)
    return await form.answer(desk.page, lambda: desk.done(form))


@dataclass(frozen=True)
class SignForm:
    """A visitor at the prepared reply of their agency."""

    visit: Visit
    desk: Signing

    @classmethod
    async def of(
        cls, visit: Visit, seen: SeenCase, agency: AgencyCode, after: str | None = None
    ) -> "SignForm":
        """At the present of its case."""
        request, now = seen.request(agency), (await at_present(visit, seen)).now
        desk = Signing(seen, request, now, None, None, await _following(visit, seen), after)
        trial, refusal = _tried(visit, desk)
        return cls(visit, desk._replace(trial=trial, refusal=refusal))

    @property
    def place(self) -> Place:
        """Reasons that were typed are kept for whoever typed them."""
        case, agency = self.desk.seen.case.id, self.desk.request.agency.code
        address = request_path(case, agency, "sign")
        return Place.of(self.visit, address, say("portal.sign.draft_of", case=case), "portal.sign")

    def page(self, form: Form) -> SignPage:
        """The page of it."""
        return sign_page(self.desk, form)

    async def done(self, form: GivenForm) -> Response:
        """What the button says, to the text that was read; any other button does nothing."""
        asked = self._command(form)
        if asked is None:
            return show(self.visit, self.page(form.shown))
        case = self.desk.seen.case.id
        return await act(self.visit, case, asked, self._then(asked), form)

    def _command(self, form: GivenForm) -> Command | None:
        actor, key, agency = self.visit.actor, form.key, self.desk.request.agency.code
        match form.do:
            case "sign":
                body = form.body(SignBody)
                return command(SignReply, actor, key, agency=agency, **dict(body))
            case "pass-on":
                passed = form.body(PassOnBody)
                return command(PassOn, actor, key, agency=agency, **dict(passed))
            case "back":
                back = form.body(SendBackBody)
                return command(SendBackDraft, actor, key, agency=agency, **dict(back))
            case _:
                return None

    def _then(self, asked: Command) -> str:
        """On to the next one that waits, which is read as this one was; else to the receipt."""
        case, agency = self.desk.seen.case.id, self.desk.request.agency.code
        if not isinstance(asked, SignReply):
            return request_path(case, agency)
        if self.desk.following:
            return f"{self.desk.following}?after={case}"
        if self.desk.request.drafted_corrects:
            return request_path(case, agency)
        return request_path(case, agency, "replies", str(self._number(asked.reply_sha256)))

    def _number(self, sha256: str) -> int:
        """Of the reply that signing this text makes, or made already."""
        replies = self.desk.request.replies
        signed = (one.number for one in replies if one.reply.sha256() == sha256)
        return next(signed, len(replies) + 1)


def _tried(visit: Visit, desk: Signing) -> tuple[ReplyTrial | None, Bilingual | None]:
    """What signing it would lead to, or why it would be refused; nothing where nothing lies."""
    request, case = desk.request, desk.seen.case
    if request.drafted is None:
        return None, None
    try:
        asked = as_listed(visit.has.people, _as_given(visit, desk, request.drafted))
        if isinstance(asked, CorrectReply):
            return try_correction(case, request, asked), None
        return try_reply(case, request, asked), None
    except Refusal as refusal:
        return None, refusal.message


def _as_given(visit: Visit, desk: Signing, reply: Reply) -> SubmitReply | CorrectReply:
    """The prepared text as a command that is tried, and never given."""
    agency, corrects = desk.request.agency.code, desk.request.drafted_corrects
    given: SubmitReply | CorrectReply
    if corrects:
        given = command(
            CorrectReply, visit.actor, "check", agency=agency, reply=reply, corrects=corrects
        )
    else:
        given = command(SubmitReply, visit.actor, "check", agency=agency, reply=reply)
    return given.model_copy(update={"at": desk.now})


async def _following(visit: Visit, seen: SeenCase) -> str | None:
    """The page of another prepared reply on this person's desk, soonest due first."""
    actor = visit.actor
    found = await list_inbox(
        visit.has.ledger, actor.agency, WITH_AGENCY, Wanted(None, FEW_OF), at_desk_of=actor
    )
    waiting = (
        request_path(item.consultation, item.request.agency, "sign")
        for item in found.items
        if item.consultation != seen.case.id and item.request.drafted
    )
    return next(waiting, None)
