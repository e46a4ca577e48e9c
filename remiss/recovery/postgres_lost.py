"""PostgreSQL lost and restored from an old backup: its missing end, from the runs of the cases."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import NamedTuple

import asyncpg
import structlog
from temporalio.client import Client, RPCError

from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.recovery.lost_days import give_back_days
from remiss.recovery.many_cases import Progress, for_each
from remiss.recovery.missing_events import Contradicted, Tail, find_tail, unknown_events, write
from remiss.recovery.outcomes import OVER, CaseOutcome, Fate, Summary
from remiss.recovery.runs import Runs, Unanswered
from remiss.recovery.servers import connections
from remiss.settings import Settings
from remiss.texts import Bilingual, say

log = structlog.get_logger()


class FoundCase(NamedTuple):
    """A case and what its runs know beyond the ledger; or what became of it already."""

    consultation: str
    tail: Tail | None = None
    outcome: CaseOutcome | None = None


class Reconciliation:
    """Compares the cases of one task queue with the ledger, and completes the ledger."""

    def __init__(self, pool: asyncpg.Pool, client: Client, task_queue: str) -> None:
        self._pool, self._client, self._task_queue = pool, client, task_queue
        self._runs = Runs(client, task_queue)

    async def all(self, *, dry_run: bool, progress: Progress) -> Summary:
        """Look at every case first, then write: what was told before the loss must be known."""
        found = await for_each(self._consultations(), self.look, progress)
        alive = latest_recorded(each.tail for each in found)
        missing = [each for each in found if each.tail]
        outcomes = [each.outcome for each in found if each.outcome]
        if dry_run:
            outcomes += [_to_write(each) for each in missing]
            return Summary(outcomes=tuple(outcomes))

        async def complete(each: FoundCase) -> CaseOutcome:
            return await self.complete(each, alive)

        outcomes += await for_each(_each(missing), complete, progress)
        days = await give_back_days(self._pool, self._client, self._task_queue)
        return Summary(outcomes=tuple(outcomes), notes=days.notes, failures=days.failures)

    async def look(self, id_: str) -> FoundCase:
        """What the runs of a case know beyond the ledger."""
        stored = await ledger.read_sound(self._pool, id_)
        if isinstance(stored, ledger.LedgerFinding):
            return FoundCase(id_, outcome=_stuck(id_, stored.message))
        try:
            return await self._compared(id_, stored)
        except Contradicted as error:
            return FoundCase(
                id_, outcome=_stuck(id_, say("recovery.conflict", version=error.version))
            )
        except Unanswered as error:
            return FoundCase(id_, outcome=_stuck(id_, error.message))
        except RPCError as error:
            return FoundCase(
                id_, outcome=_stuck(id_, say("recovery.not_asked", reason=error.status.name))
            )

    async def _compared(self, id_: str, stored: tuple[RecordedEvent, ...]) -> FoundCase:
        chain = await self._runs.of(id_)
        if _is_over(stored) and not any(run.running for run in chain[:1]):
            return FoundCase(id_, outcome=CaseOutcome(fate=Fate.OVER, consultation=id_))
        found = await find_tail(self._runs, chain, stored)
        if found is None:
            return FoundCase(id_, outcome=_absent(id_, stored))
        if found.unknown:
            return FoundCase(id_, outcome=_stuck(id_, unknown_events(found)))
        if not found.missing:
            return FoundCase(id_, outcome=CaseOutcome(fate=Fate.WHOLE, consultation=id_))
        return FoundCase(id_, tail=found)

    async def complete(self, each: FoundCase, alive: datetime | None) -> CaseOutcome:
        """Write what a case's runs know beyond the ledger."""
        id_, found = each.consultation, each.tail
        assert found is not None  # noqa: S101 -- the caller looked
        stored = (await ledger.stream(self._pool, id_))[: found.stored]
        try:
            if alive and found.was_recorded:
                await ledger.mark_lost(
                    self._pool, id_, after=found.stored, up_to=found.recorded, told_before=alive
                )
            written = await write(self._pool, self._runs, found, stored)
        except ledger.LedgerError as error:
            return _stuck(id_, error.message)
        except Unanswered as error:
            return _stuck(id_, error.message)
        log.info("case_reconciled", consultation=id_, events=written, version=found.version)
        return CaseOutcome(fate=Fate.WRITTEN, consultation=id_, events=written)

    async def _consultations(self) -> AsyncIterator[str]:
        """Every case with a run, and every case of the ledger that should have one."""
        seen = set[str]()
        for source in (self._runs.consultations(), ledger.unfinished_cases(self._pool)):
            async for id_ in source:
                if id_ not in seen:
                    seen.add(id_)
                    yield id_


async def reconcile(
    dsn: str, settings: Settings, *, dry_run: bool = False, progress: Progress = print
) -> Summary:
    """Complete the ledger at `dsn` from the runs of the cases; safe to repeat, and beside workers.

    Raises:
        Problem: Temporal cannot be reached.
    """
    async with connections(dsn, settings) as (pool, client):
        work = Reconciliation(pool, client, settings.task_queue)
        return await work.all(dry_run=dry_run, progress=progress)


def latest_recorded(tails: Iterable[Tail | None]) -> datetime | None:
    """The last moment at which the lost ledger is known to have taken an event."""
    moments = (found.recorded_at for found in tails if found and found.was_recorded)
    return max((at for at in moments if at), default=None)


def _is_over(stored: tuple[RecordedEvent, ...]) -> bool:
    case = fold(recorded.event for recorded in stored)
    return isinstance(case, Consultation) and case.stage in OVER


def _absent(id_: str, stored: tuple[RecordedEvent, ...]) -> CaseOutcome:
    """No run of it was ever opened: nothing to compare, which matters where the ledger has it."""
    if not stored:
        return CaseOutcome(fate=Fate.WHOLE, consultation=id_)
    if _is_over(stored):
        return CaseOutcome(fate=Fate.OVER, consultation=id_)
    return CaseOutcome(fate=Fate.LOST, consultation=id_, message=say("recovery.not_running"))


def _to_write(each: FoundCase) -> CaseOutcome:
    missing = each.tail.missing if each.tail else 0
    return CaseOutcome(fate=Fate.WRITTEN, consultation=each.consultation, events=missing)


def _stuck(id_: str, message: Bilingual) -> CaseOutcome:
    log.warning("case_not_reconciled", consultation=id_, reason=message.en)
    return CaseOutcome(fate=Fate.STUCK, consultation=id_, message=message)


async def _each(found: Iterable[FoundCase]) -> AsyncIterator[FoundCase]:
    for each in found:
        yield each
