"""The receipt of a reply, and what its agency does about it once it was given."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi import Request as HttpRequest
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form, GivenForm
from portal.page import Page
from portal.pages.requests.act_pages import of_act
from portal.pages.requests.receipt_page import LedgerPlace, receipt_page
from portal.pages.requests.reply_act_pages import (
    ContestPage,
    EntryWordPage,
    LetterPage,
    entry_choices,
    no_entry_to_confirm,
    nothing_to_contest,
    recorded_letter,
)
from portal.present_cases import PresentCase
from portal.render import show
from portal.routes.life.act_form import ActForm, PageOf
from portal.routes.requests_routes import PAGE, Ordinal
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import (
    Command,
    ConfirmEntry,
    ContestReturn,
    RecordReplyLetter,
)
from remiss.consultation.state import ReceivedReply, Request
from remiss.consultation.values import AgencyCode
from remiss.ledger.reads.signed_checkpoints import checkpoint_over
from remiss.problems.problem import Problem
from remiss.sending.bodies.replying import EntryWordBody, ReplyLetterBody
from remiss.sending.bodies.reviewing import ContestBody
from remiss.views.reply.reply_event import event_of_reply
from remiss.views.seen_case import SeenCase

router = APIRouter()
RECEIPT = f"{PAGE}/replies/{{number}}"
Number = Annotated[int, Path(ge=1, le=1000)]


@router.get(RECEIPT, dependencies=[does("read_request")])
async def show_receipt(
    visit: Visitor, seen: Seen, agency: AgencyCode, number: Number, ordinal: Ordinal = None
) -> Response:
    """What was received, when, and where it stands in the ledger."""
    request = seen.request(agency, ordinal)
    received = _reply(request, number)
    place = await _in_ledger(visit, seen, request, number)
    return show(visit, receipt_page(seen, request, received, place))


@router.get(f"{RECEIPT}/contest", dependencies=[does("contest")])
async def show_contest(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """What it was returned for, and why that was wrong."""
    act, page = _contesting(visit, seen, agency, number)
    return await act.shown(http, page)


@router.post(f"{RECEIPT}/contest", dependencies=[does("contest")])
async def contest(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """The officer looks at a return of the rubric again, the Office at one of the officer."""
    act, page = _contesting(visit, seen, agency, number)
    return await act.given(
        http, page, lambda form: act.command(ContestReturn, form, **dict(form.body(ContestBody)))
    )


@router.get(f"{RECEIPT}/entry-word", dependencies=[does("confirm_entry")])
async def show_entry_word(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """Whether the reply entered is the agency's."""
    act, page = _entry_word(visit, seen, agency, number)
    return await act.shown(http, page)


@router.post(f"{RECEIPT}/entry-word", dependencies=[does("confirm_entry")])
async def confirm_entry(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """Disputed, with reasons, it counts for nothing, and the agency is asked as before."""
    act, page = _entry_word(visit, seen, agency, number)

    def meant(form: GivenForm) -> Command:
        return act.command(ConfirmEntry, form, **dict(form.body(EntryWordBody, number=number)))

    return await act.given(http, page, meant)


@router.get(f"{RECEIPT}/letter", dependencies=[does("record_reply_letter")])
async def show_letter(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """Number, day and sealed copy; what is on record already."""
    act, page = _letter(visit, seen, agency, number)
    return await act.shown(http, page)


@router.post(f"{RECEIPT}/letter", dependencies=[does("record_reply_letter")])
async def record_letter(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode, number: Number
) -> Response:
    """The table cites it from then on; recorded again, the last one counts."""
    act, page = _letter(visit, seen, agency, number)

    def meant(form: GivenForm) -> Command:
        body = form.body(ReplyLetterBody, number=number, sealed=next(iter(form.attached), None))
        if len(form.attached) > 1:
            raise form.wrong("file", "single_file")
        return act.command(
            RecordReplyLetter,
            form,
            number=number,
            letter=body.letter,
            signed_on=body.signed_on,
            attachments=form.attached,
            files=form.files,
        )

    return await act.given(http, page, meant)


def _contesting(
    visit: Visit, seen: SeenCase, agency: AgencyCode, number: int
) -> tuple[ActForm, PageOf]:
    def page(found: PresentCase, request: Request, form: Form) -> Page:
        reasons = _reply(request, number).reasons
        return ContestPage(
            reasons=reasons,
            nothing=nothing_to_contest(request, number),
            **of_act(found, request, "contest", form),
        )

    return _act(visit, seen, agency, number, "contest"), page


def _entry_word(
    visit: Visit, seen: SeenCase, agency: AgencyCode, number: int
) -> tuple[ActForm, PageOf]:
    def page(found: PresentCase, request: Request, form: Form) -> Page:
        return EntryWordPage(
            choices=entry_choices(),
            nothing=no_entry_to_confirm(request, number),
            **of_act(found, request, "entry-word", form),
        )

    return _act(visit, seen, agency, number, "entry-word", labels="portal.entry_word"), page


def _letter(
    visit: Visit, seen: SeenCase, agency: AgencyCode, number: int
) -> tuple[ActForm, PageOf]:
    def page(found: PresentCase, request: Request, form: Form) -> Page:
        return LetterPage(
            recorded=recorded_letter(request, number),
            number_given=_reply(request, number).letter_number or "",
            **of_act(found, request, "letter", form),
        )

    return _act(visit, seen, agency, number, "letter", labels="portal.letter"), page


def _act(
    visit: Visit,
    seen: SeenCase,
    agency: AgencyCode,
    number: int,
    name: str,
    labels: str = "portal.request",
) -> ActForm:
    """An act about one reply of the present request; done, one lands on its receipt."""
    _reply(seen.request(agency), number)
    return ActForm(visit, seen, agency, name, below=("replies", str(number)), labels=labels)


def _reply(request: Request, number: int) -> ReceivedReply:
    if number > len(request.replies):
        raise Problem("reply_not_given", agency=request.agency.name)
    return request.replies[number - 1]


async def _in_ledger(
    visit: Visit, seen: SeenCase, request: Request, number: int
) -> LedgerPlace | None:
    stored = event_of_reply(seen, request, number)
    if stored is None:
        return None
    version = stored.recorded.version
    return LedgerPlace(stored, await checkpoint_over(visit.has.ledger, seen.case.id, version))
