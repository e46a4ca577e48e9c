"""From a command to its receipt: the running case answers, and else the ledger does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Command, Open, Reopen
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.permission import check_command
from remiss.consultation.ports import Receipt
from remiss.consultation.refusals import Refusal
from remiss.consultation.repeated_command import is_recorded, repeated_receipt
from remiss.consultation.state import Consultation
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode
from remiss.ledger.reads.pool import Ledger
from remiss.ledger.reads.stored_events import is_stored
from remiss.problems.problem import Problem
from remiss.reference.people import People
from remiss.sending.case_start import start_of
from remiss.sending.named_in_body import as_listed
from remiss.sending.temporal_answers import RETRY, NotRunning
from remiss.sending.updates import Updates

log = structlog.get_logger()


class KnowsCalendar(Protocol):
    """Whoever knows which days are off."""

    async def in_force(self, territories: Collection[AgencyCode] = ()) -> WorkCalendar:
        """The calendar of a case that opens now, among agencies of these territories.

        Raises:
            Problem: `calendar_unavailable`.
        """


@dataclass(frozen=True)
class Delivery:
    """Gives commands to their cases; made once per process."""

    ledger: Ledger
    updates: Updates
    calendars: KnowsCalendar
    people: People

    async def give(self, consultation: str, command: Command) -> Receipt | None:
        """The receipt of a command; None when it was accepted and is still being worked on.

        Raises:
            Refusal, Refused: by the rules.
            Problem: the key was used for something else, or the command was not accepted yet.
        """
        command = as_listed(self.people, command)
        try:
            receipt = await self.updates.give(consultation, command)
        except NotRunning:
            return await self._from_ledger(consultation, command)
        except Problem:
            if await self.updates.answers():
                await self._hide(consultation, command)
            raise
        return await self._current(receipt, command)

    async def open_case(self, command: Open) -> Receipt | None:
        """As `give`, for a case that may not exist yet. What the rules refuse starts no workflow.

        A new case opens with the calendar in force, and with who is in charge of which field.

        Raises: as `give`; Problem: `calendar_unavailable`.
        """
        known = await self._holds(command.consultation)
        if known:
            return await self.give(command.consultation, command)
        admit(initial_state(), command)
        calendar = await self.calendars.in_force(command.territories)
        told = {"calendar": calendar, "vice_chairmen": self.people.vice_chairmen}
        command = command.model_copy(update=told)
        try:
            receipt = await self.updates.open(command)
        except NotRunning:
            if known is False:  # Temporal knows it, and a restored ledger does not yet
                raise _lost(command.consultation) from None
            return await self._from_ledger(command.consultation, command)
        return await self._current(receipt, command)

    async def _hide(self, consultation: str, command: Command) -> None:
        """Say of a case that does not answer no more to a stranger than of one that is not there.

        A case that is not there is known at once, also while every worker is away.

        Raises:
            Refusal: by the rules, as far as the ledger knows them.
        """
        try:
            case = fold(event.event for event in await self._events(consultation))
        except Problem:
            return
        if isinstance(case, Consultation):
            check_command(case, command)

    async def _holds(self, consultation: str, version: int = 1) -> bool | None:
        """Whether the ledger holds this much of the case; None while nobody can say."""
        try:
            return await is_stored(self.ledger, consultation, version)
        except Problem:
            return None

    async def _current(self, receipt: Receipt | None, command: Command) -> Receipt | None:
        """The receipt, if it is this command's; Temporal repeats it as it was, the ledger is on."""
        if receipt is None:
            return None
        if not receipt.fingerprint:
            receipt = await self._recognised(receipt, command)
        if receipt.fingerprint != command.fingerprint():
            raise Problem("idempotency_key_reused")
        if receipt.recorded:
            return receipt
        if not await self._holds(receipt.consultation, receipt.version):
            self.ledger.behind.owes(receipt.consultation, receipt.version)
            return receipt
        return receipt.model_copy(update={"recorded": True})

    async def _recognised(self, receipt: Receipt, command: Command) -> Receipt:
        """A receipt made from events alone, as after the loss of Temporal, if of `command`.

        Raises:
            Problem: they are not: the key was used for something else; or nobody can say now.
        """
        events = await self._events(receipt.consultation)
        if not is_recorded(events, command):
            raise Problem("status_unavailable", headers=RETRY)
        fingerprint = _repeated(events, command).fingerprint
        return receipt.model_copy(update={"fingerprint": fingerprint})

    async def _from_ledger(self, consultation: str, command: Command) -> Receipt | None:
        """What the rules say of a case that is over: done before, refused, or reopened.

        Raises:
            Refusal: as the running case would have refused it.
            Problem: `case_not_running`, for a case that should be and is not.
        """
        events = await self._events(consultation)
        if not events:
            raise Refusal("consultation_not_found")
        if is_recorded(events, command):
            return _repeated(events, command)
        case = fold(event.event for event in events)
        decide(case, command)
        if isinstance(command, Reopen) and isinstance(case, Consultation) and case.is_over:
            return await self._reopen(case, events, command)
        raise _lost(consultation)

    async def _reopen(
        self, case: Consultation, events: tuple[RecordedEvent, ...], command: Reopen
    ) -> Receipt | None:
        """Have a case whose run has ended go on in a new one, with all it answered before.

        A run ends only once the ledger has all of it, so the ledger is where it goes on from.
        """
        start = start_of(events)
        if start is None:
            raise Refusal("case_full")
        receipt = await self.updates.reopen(case.id, command, start, case.draft.subject)
        return await self._current(receipt, command)

    async def _events(self, consultation: str) -> tuple[RecordedEvent, ...]:
        return tuple(stored.recorded for stored in await self.ledger.stream(consultation))


def _lost(consultation: str) -> Problem:
    """The answer where a case should be and is not: `remiss recover` or `reconcile` helps."""
    log.error("case_not_running", consultation=consultation)
    return Problem("case_not_running", headers=RETRY)


def _repeated(events: Sequence[RecordedEvent], command: Command) -> Receipt:
    """The receipt of a command recorded before.

    Raises:
        Problem: `idempotency_key_reused`.
    """
    receipt = repeated_receipt(events, command)
    if receipt is None:
        raise Problem("idempotency_key_reused")
    return receipt
