"""The receipt of a reply: what was received, when, what became of it, and what can be done now."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, NamedTuple

from portal.addresses import WORK
from portal.page import Page
from portal.pages.requests.reply_next_steps import next_steps
from portal.pages.requests.request_acts import RequestAct, WhoMay, allows, who_may
from portal.pages.requests.request_page import reply_tag
from portal.parts.reply_paper import PaperLine, paper_of
from portal.parts.tag import State, Tag
from portal.paths import reply_path, request_path
from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import Basis
from remiss.consultation.life.replying.correction import correctable
from remiss.consultation.state import CaseStage, Consultation, ReceivedReply, Request, Stage
from remiss.consultation.values import AttachedFile, Value
from remiss.consultation.visibility import sees_assessment
from remiss.ledger.reads.signed_checkpoints import CheckpointOver
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.texts import (
    Bilingual,
    Text,
    day_and_time,
    label,
    local_date,
    question_name,
    say,
    text,
)
from remiss.views.seen_case import SeenCase

CLASSES = {State.DONE: "ok", State.NEAR: "warn", State.LATE: "bad"}


class ReceiptLine(Value):
    """One line of the receipt."""

    name: Bilingual
    value: Bilingual | Text


class MachineFinding(Value):
    """One thing a machine found, with the words that show it."""

    where: Bilingual | None
    quote: Text | None
    message: Bilingual


class MachineReading(Value):
    """What a machine found in the reply, for whoever may read that."""

    verdict: Bilingual
    findings: tuple[MachineFinding, ...]


class LedgerPlace(NamedTuple):
    """The event that holds a reply, and the checkpoint that vouches for it, once one does."""

    event: LedgerEvent
    checkpoint: CheckpointOver | None


class ReceiptPage(Page):
    """One reply as it was received."""

    template: ClassVar[str] = "requests/receipt.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    request: str
    tag: Tag
    tone: str
    """The class of the note that says what became of it."""
    received_at: datetime
    late: Bilingual | None
    reasons: Text | None
    """Why it was returned, or decided on so."""
    facts: tuple[ReceiptLine, ...]
    sha256: str
    event: int | None
    event_hash: str | None
    checkpoint: Bilingual
    steps: tuple[Bilingual, ...]
    """What is next."""
    acts: tuple[RequestAct, ...]
    others: tuple[WhoMay, ...]
    comments: str | None
    replaced_by: str | None
    paper: tuple[PaperLine, ...]
    files: tuple[AttachedFile, ...]
    reading: MachineReading | None


def receipt_page(
    seen: SeenCase, request: Request, received: ReceivedReply, place: LedgerPlace | None
) -> ReceiptPage:
    """The page of one reply to a request, present or earlier."""
    case, code = seen.case, request.agency.code
    tag, others = reply_tag(request, received), received.replaced_by
    comments = any(c.reply == received.number for c in case.comments_of(request))
    return ReceiptPage(
        title=say("portal.receipt.title", number=received.number, agency=request.agency.name),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        request=request_path(case.id, code),
        tag=tag,
        tone=CLASSES.get(tag.state, ""),
        received_at=received.received_at,
        late=say("portal.receipt.late", days=received.days_late) if received.late else None,
        reasons=received.reasons,
        facts=tuple(_facts(received)),
        sha256=received.reply.sha256(),
        event=place.event.recorded.version if place else None,
        event_hash=place.event.hash if place else None,
        checkpoint=_vouched(place),
        steps=tuple(next_steps(case, request, received)),
        acts=tuple(
            act for action, act in _acts(case, request, received) if allows(seen, request, action)
        ),
        others=tuple(
            WhoMay(name=act.name, who=who_may(action))
            for action, act in _acts(case, request, received)
            if not allows(seen, request, action)
        ),
        comments=request_path(case.id, code, "comments") if comments else None,
        replaced_by=reply_path(case, request, others) if others else None,
        paper=paper_of(case, received.reply),
        files=received.reply.files,
        reading=_reading(case, received) if sees_assessment(seen.actor, received) else None,
    )


def _facts(received: ReceivedReply) -> Iterator[ReceiptLine]:
    number, reply = received.letter_number, received.reply
    if number:
        issued = received.letter
        key = "portal.receipt.letter_of" if issued else "portal.receipt.letter_number"
        on = local_date(issued.signed_on) if issued else ""
        yield _fact("letter", say(key, number=number, on=on))
    yield _fact("version", say("portal.draft.title", round=received.version))
    yield _fact("signatory", _signatory(received))
    yield _fact("official", reply.responsible_official.name)
    if entry := received.entry:
        yield _fact(
            "entry",
            say(
                "portal.receipt.entered",
                name=entry.by.name,
                way=label(entry.way),
                on=local_date(entry.received_on),
            ),
        )
    if correction := received.corrects:
        said = say("portal.receipt.corrects", number=correction.number, reason=correction.reason)
        yield _fact("correction", said)
    if used := received.used:
        yield _fact(
            "used", say("portal.receipt.used", use=label(used.use), explanation=used.explanation)
        )


def _signatory(received: ReceivedReply) -> Bilingual | Text:
    name = received.signatory.name
    if received.delegated_by:
        return say("portal.receipt.delegated", name=name, by=received.delegated_by.name)
    if received.form:
        return say("portal.receipt.in_form", name=name, form=label(received.form))
    return name


def _fact(name: str, value: Bilingual | Text) -> ReceiptLine:
    return ReceiptLine(name=text(f"portal.receipt.fact.{name}"), value=value)


def _vouched(place: LedgerPlace | None) -> Bilingual:
    if place is None or place.checkpoint is None:
        return text("portal.receipt.no_checkpoint")
    over = place.checkpoint
    return say("portal.receipt.checkpoint", number=over.number, at=day_and_time(over.at))


def _acts(
    case: Consultation, request: Request, received: ReceivedReply
) -> Iterator[tuple[str, RequestAct]]:
    """Action of the table and its page, of what the rules still allow."""
    if case.requests[request.agency.code].ordinal != request.ordinal:
        return
    last = received is request.replies[-1]
    if last and request.stage is Stage.RETURNED and received.basis is not Basis.OFFICE:
        before = "officer" if received.basis is Basis.RUBRIC else "office"
        leads_to = text(f"portal.request.leads_to.contest_{before}")
        yield "contest", _act(case, request, received, "contest", leads_to)
    if received.entry and received.entry_confirmed is None:
        leads_to = text("portal.request.leads_to.entry-word")
        yield "confirm_entry", _act(case, request, received, "entry-word", leads_to)
    open_ = case.stage in {CaseStage.OPEN, CaseStage.SUSPENDED}
    if open_ and received.number in {each.number for each in correctable(request)}:
        leads_to = text("portal.request.leads_to.correction")
        yield "correct_reply", _act(case, request, received, "correction", leads_to)
    leads_to = text("portal.request.leads_to.letter")
    yield "record_reply_letter", _act(case, request, received, "letter", leads_to)


def _act(
    case: Consultation, request: Request, received: ReceivedReply, name: str, leads_to: Bilingual
) -> RequestAct:
    return RequestAct(
        name=text(f"portal.request.act.{name}"),
        leads_to=leads_to,
        path=reply_path(case, request, received.number, name),
    )


def _reading(case: Consultation, received: ReceivedReply) -> MachineReading | None:
    read = received.assessment
    if read is None:
        return None
    return MachineReading(verdict=label(read.verdict), findings=tuple(_found(case, read)))


def _found(case: Consultation, read: Assessment) -> Iterator[MachineFinding]:
    for finding in read.findings:
        name = question_name(finding.question, case.question_numbers) if finding.question else None
        yield MachineFinding(
            where=say("portal.request.question_heading", name=name) if name else None,
            quote=finding.span,
            message=finding.message,
        )
