"""From a command to its receipt: the running case answers, and else the ledger does."""

import structlog

from api.services import Services
from remiss.consultation.authority import check
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    Command,
    DeclineQuestions,
    Open,
    ReplaceOfficer,
)
from remiss.consultation.life.events import (
    ConsultationOpened,
    DraftAmended,
    OfficerReplaced,
    QuestionsDeclined,
    RecordedEvent,
    RequestSent,
)
from remiss.consultation.life.evolving import fold, initial_state
from remiss.consultation.message_size import check_fits
from remiss.consultation.ports import Receipt
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import Directory
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem
from remiss.sending.updates import RETRY, NotRunning
from remiss.texts import Bilingual

log = structlog.get_logger()


async def give(has: Services, consultation: str, command: Command) -> Receipt | None:
    """The receipt of a command; None when it was accepted and is still being worked on.

    Raises:
        Refusal, Refused: by the rules.
        Problem: the key was used for something else, or the command was not accepted yet.
    """
    try:
        receipt = await has.updates.give(consultation, command)
    except NotRunning:
        return await _from_ledger(has.ledger, consultation, command)
    except Problem:
        if await has.updates.answers():
            await _hide(has.ledger, consultation, command)
        raise
    return await _current(has.ledger, receipt, command)


async def _hide(ledger: Ledger, consultation: str, command: Command) -> None:
    """Say of a case that does not answer no more to a stranger than of one that is not there.

    A case that is not there is known at once, also while every worker is away.

    Raises:
        Refusal: by the rules, as far as the ledger knows them.
    """
    try:
        case = fold(stored.recorded.event for stored in await ledger.stream(consultation))
    except Problem:
        return
    if isinstance(case, Consultation):
        check(case, command)


async def open_case(has: Services, command: Open) -> Receipt | None:
    """As `give`, for a case that may not exist yet. What the rules refuse starts no workflow.

    A new case opens with the calendar in force.

    Raises: as `give`; Problem: `calendar_unavailable`.
    """
    known = await _holds(has.ledger, command.consultation)
    if known:
        return await give(has, command.consultation, command)
    check_fits(decide(initial_state(), command))
    command = command.model_copy(update={"calendar": await has.calendars.in_force()})
    try:
        receipt = await has.updates.open(command)
    except NotRunning:
        if known is False:  # Temporal knows it, and a restored ledger does not yet
            raise _lost(command.consultation) from None
        return await _from_ledger(has.ledger, command.consultation, command)
    return await _current(has.ledger, receipt, command)


async def _holds(ledger: Ledger, consultation: str, version: int = 1) -> bool | None:
    """Whether the ledger holds this much of the case; None while nobody can say."""
    try:
        return bool(await ledger.fetch("known", consultation, version))
    except Problem:
        return None


async def _current(ledger: Ledger, receipt: Receipt | None, command: Command) -> Receipt | None:
    """The receipt, if it is this command's; Temporal repeats it as it was, the ledger may be on."""
    if receipt is None:
        return None
    if not receipt.fingerprint:
        receipt = await _recognised(ledger, receipt, command)
    if receipt.fingerprint != command.fingerprint():
        raise Problem("idempotency_key_reused")
    if receipt.recorded:
        return receipt
    if not await _holds(ledger, receipt.consultation, receipt.version):
        ledger.behind.owes(receipt.consultation, receipt.version)
        return receipt
    return receipt.model_copy(update={"recorded": True})


async def _recognised(ledger: Ledger, receipt: Receipt, command: Command) -> Receipt:
    """A receipt made from events alone, as after the loss of Temporal, if they are of `command`.

    Raises:
        Problem: they are not: the key was used for something else; or nobody can say now.
    """
    events = tuple(stored.recorded for stored in await ledger.stream(receipt.consultation))
    if not any(event.command_id == command.id for event in events):
        raise Problem("status_unavailable", headers=RETRY)
    fingerprint = _repeated(events, command).fingerprint
    return receipt.model_copy(update={"fingerprint": fingerprint})


async def _from_ledger(ledger: Ledger, consultation: str, command: Command) -> Receipt:
    """What the rules say of a case that is over: done before, or refused.

    Raises:
        Refusal: as the running case would have refused it.
        Problem: `case_not_running`, for a case that should be and is not.
    """
    events = tuple(stored.recorded for stored in await ledger.stream(consultation))
    if not events:
        raise Refusal("consultation_not_found")
    if any(event.command_id == command.id for event in events):
        return _repeated(events, command)
    decide(fold(event.event for event in events), command)
    raise _lost(consultation)


def _lost(consultation: str) -> Problem:
    """The answer where a case should be and is not: `remiss recover` or `reconcile` helps."""
    log.error("case_not_running", consultation=consultation)
    return Problem("case_not_running", headers=RETRY)


def _repeated(events: tuple[RecordedEvent, ...], command: Command) -> Receipt:
    """The receipt of a command recorded before, if it was this one: it then decides the same."""
    done = [event for event in events if event.command_id == command.id]
    before = fold(event.event for event in events if event.version < done[0].version)
    recorded = tuple(event.event for event in done)
    asked = _as_of(command, done).model_copy(update={"at": recorded[0].at})
    try:
        decided = decide(before, asked)
    except Refusal as refusal:
        raise Problem("idempotency_key_reused") from refusal
    if decided != recorded:
        raise Problem("idempotency_key_reused")
    return Receipt(
        consultation=done[0].consultation,
        command_id=command.id,
        fingerprint=command.fingerprint(),
        version=done[-1].version,
        events=tuple(event.kind for event in recorded),
        recorded=True,
    )


def _as_of(command: Command, done: list[RecordedEvent]) -> Command:
    """The command with the circumstances it was decided under."""
    match command, done[0].event:
        case Open(), ConsultationOpened() as opened:
            names = ("drafting_agency", "directory", "policy", "calendar")
            return command.model_copy(update={name: getattr(opened, name) for name in names})
        case AddAgency(), RequestSent() as sent:
            return command.model_copy(update={"profile": sent.profile})
        case AmendDraft(), DraftAmended() as amended:
            return command.model_copy(update={"directory": amended.directory})
        case DeclineQuestions(), QuestionsDeclined() as declined:
            return command.model_copy(update={"directory": _known_by(declined)})
        case ReplaceOfficer(), OfficerReplaced():
            return command.model_copy(update={"profile": None})
        case _:
            return command


def _known_by(event: QuestionsDeclined) -> Directory:
    """What was registered of the fields and agencies named: enough to decide the same again."""
    fields = {declined.field: Bilingual(vi="", en="") for declined in event.declined}
    return Directory(version="", fields=fields, agencies=event.profiles)
