"""The page on which a reply is read, whole, by whoever signs it, passes it on or sends it back."""

from datetime import datetime
from typing import ClassVar, NamedTuple

from portal.addresses import WORK
from portal.forms import Form
from portal.page import Page
from portal.parts.case_in_time import row_in_time
from portal.parts.check import Check, check_of
from portal.parts.reader import ReplyReader
from portal.parts.reply_paper import PaperLine, changed_paper, paper_of
from portal.parts.request_lines import tag_of
from portal.parts.rungs import Progress, ProgressStep, begun
from portal.parts.tag import Tag
from portal.paths import request_path
from remiss.consultation.life.events import ReplyDrafted
from remiss.consultation.life.replying.trial import ReplyTrial
from remiss.consultation.state import Circulation, Request
from remiss.consultation.values import DeskStep, Reply, ReplyCorrection, Value
from remiss.consultation.views.current_desk import CurrentDesk, current_desk
from remiss.texts import Bilingual, Text, day_and_time, label, say, text
from remiss.views.seen_case import SeenCase


class Prepared(Value):
    """The text as it lies there to be signed."""

    sha256: str
    paper: tuple[PaperLine, ...]
    replaced: bool
    """It took the place of the one that was read; the paper marks what changed."""
    by: Text
    at: datetime | None
    corrects: ReplyCorrection | None
    check: Check | None
    """None where sending it would be refused, which `refusal` says."""
    refusal: Bilingual | None
    chain: tuple[ProgressStep, ...]


class SignPage(Page):
    """The whole text, its digest, and one button."""

    template: ClassVar[str] = "requests/sign.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    request: str
    left: Tag
    due_at: datetime
    form: Form
    prepared: Prepared | None
    reader: ReplyReader
    waits: Bilingual | None
    """Who has it now, where the visitor has nothing to do with it."""
    signed_as: Bilingual
    following: str | None
    """The next reply that waits for this person, to be read after this one."""
    after: str | None
    """The one signed before this, in a row of several."""


class Signing(NamedTuple):
    """Who reads, what, and when; the trial says what signing would lead to."""

    seen: SeenCase
    request: Request
    now: datetime
    trial: ReplyTrial | None
    refusal: Bilingual | None
    following: str | None
    after: str | None


def sign_page(desk: Signing, form: Form) -> SignPage:
    """The page, at the present of its case."""
    case, request, actor = desk.seen.case, desk.request, desk.seen.actor
    reader = ReplyReader.of(request, actor, desk.now)
    return SignPage(
        title=text("portal.request.act.sign"),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        request=request_path(case.id, request.agency.code),
        left=tag_of(*row_in_time(case, request, desk.now)),
        due_at=request.due_at,
        form=form,
        prepared=_prepared(desk, form) if request.drafted else None,
        reader=reader,
        waits=_waits(request, reader),
        signed_as=say(
            "portal.sign.signed_as",
            name=actor.name,
            role=_within(label(actor.role)),
            agency=request.agency.name,
        ),
        following=desk.following,
        after=desk.after,
    )


def read_before(seen: SeenCase, request: Request, sha256: str) -> Reply | None:
    """The prepared text of this digest, which another has taken the place of."""
    drafted = (event for event in seen.told_in(request) if isinstance(event, ReplyDrafted))
    return next((one.reply for one in drafted if one.reply.sha256() == sha256), None)


def _prepared(desk: Signing, form: Form) -> Prepared:
    case, request = desk.seen.case, desk.request
    reply = request.drafted
    assert reply is not None  # noqa: S101 -- asked before
    read = form.value("reply_sha256")
    before = read_before(desk.seen, request, read) if read != reply.sha256() else None
    drafted = [one for one in desk.seen.told_in(request) if isinstance(one, ReplyDrafted)]
    return Prepared(
        sha256=reply.sha256(),
        paper=changed_paper(case, before, reply) if before else paper_of(case, reply),
        replaced=before is not None,
        by=drafted[-1].by.name if drafted else reply.responsible_official.name,
        at=drafted[-1].at if drafted else None,
        corrects=request.drafted_corrects,
        check=check_of(reply, desk.trial, case.question_numbers) if desk.trial else None,
        refusal=desk.refusal,
        chain=_chain(request.circulation),
    )


def _chain(way: Circulation | None) -> tuple[ProgressStep, ...]:
    """Each desk the text passes, and where it lies."""
    if way is None:
        return ()
    return tuple(_rung(way, place, step) for place, step in enumerate(way.desks))


def _rung(way: Circulation, place: int, step: DeskStep) -> ProgressStep:
    name = begun(label(step.desk))
    if step.person:
        name = say("portal.sign.desk", desk=name, name=step.person.name)
    if place < way.place:
        passed = next((one for one in way.passed if one.desk is step.desk), None)
        note = say("portal.sign.passed_on", at=day_and_time(passed.at)) if passed else None
        return ProgressStep(name=name, note=note, progress=Progress.DONE)
    if place > way.place:
        return ProgressStep(name=name)
    note = say("portal.sign.lies_since", at=day_and_time(way.since))
    return ProgressStep(name=name, note=note, progress=Progress.NOW)


def _waits(request: Request, reader: ReplyReader) -> Bilingual | None:
    """Whose move it is, where it is not the visitor's; or that nobody has any."""
    if request.drafted and (reader.signs or reader.passes_on):
        return None
    desk = current_desk(request)
    if desk is None:
        return text("portal.sign.nothing")
    key = "portal.sign.waits_for" if request.drafted else "portal.sign.not_prepared"
    return say(key, who=_who(desk), task=text(f"portal.sign.task.{desk.task.value}"))


def _who(desk: CurrentDesk) -> Bilingual | Text:
    if desk.person:
        return desk.person.name
    return _within(label(desk.desk)) if desk.desk else text("portal.sign.agency")


def _within(name: Bilingual) -> Bilingual:
    """A name that stands within a sentence."""
    return Bilingual(vi=name.vi[:1].lower() + name.vi[1:], en=name.en)
