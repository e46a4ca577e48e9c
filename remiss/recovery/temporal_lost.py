"""Temporal lost: every open case starts again from the ledger, in a server that knows nothing."""

from datetime import UTC, datetime

import asyncpg
import structlog
from temporalio.client import Client, RPCError, WorkflowExecutionStatus
from temporalio.common import (
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
)
from temporalio.common import WorkflowIDReusePolicy as Reuse
from temporalio.exceptions import WorkflowAlreadyStartedError

from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.ports import WORKFLOW, CaseStart
from remiss.consultation.state import Consultation
from remiss.consultation.telling.temporal_ui import static_summary
from remiss.recovery.companions import keep_calendar, keep_reporting
from remiss.recovery.many_cases import Progress, for_each
from remiss.recovery.missing_events import Contradicted, find_tail, unknown_events, write
from remiss.recovery.outcomes import OVER, CaseOutcome, Fate, Summary
from remiss.recovery.runs import Latest, Runs, Unanswered
from remiss.recovery.servers import connections
from remiss.sending.case_start import start_of
from remiss.settings import Settings
from remiss.temporal.client import missing_attributes
from remiss.texts import Bilingual, BilingualError, say
from workflows.search_attributes import SERVER_TYPES, search_attributes

log = structlog.get_logger()


async def recover(
    dsn: str,
    settings: Settings,
    *,
    dry_run: bool = False,
    from_ledger: bool = False,
    progress: Progress = print,
) -> Summary:
    """Start every open case of the ledger at `dsn` that is not running; safe to repeat.

    `from_ledger`: also one whose ended run does not answer, with what the ledger has of it.

    Raises:
        BilingualError: Temporal cannot be reached, or lacks search attributes.
    """
    async with connections(dsn, settings) as (pool, client):
        await _check_attributes(client)
        work = Recovery(pool, client, settings.task_queue, from_ledger=from_ledger)
        return await work.all(dry_run=dry_run, progress=progress)


class Recovery:
    """Brings back the cases of one ledger, and what works beside them."""

    def __init__(
        self, pool: asyncpg.Pool, client: Client, task_queue: str, *, from_ledger: bool = False
    ) -> None:
        self._pool, self._client, self._task_queue = pool, client, task_queue
        self._runs = Runs(client, task_queue)
        self._from_ledger = from_ledger

    async def all(self, *, dry_run: bool, progress: Progress) -> Summary:
        """Every case that should be running, then the keeper of the calendar and the report."""

        async def one(id_: str) -> CaseOutcome:
            return await self.bring_back(id_, dry_run=dry_run)

        outcomes = tuple(await for_each(ledger.unfinished_cases(self._pool), one, progress))
        failures = () if dry_run else await self._beside(outcomes)
        return Summary(outcomes=outcomes, failures=failures)

    async def bring_back(self, id_: str, *, dry_run: bool = False) -> CaseOutcome:
        """Start one case again, unless it lives or is over.

        Temporal itself decides between several who try at once, and never touches a living run.
        """
        events = await ledger.read_sound(self._pool, id_)
        if isinstance(events, ledger.LedgerFinding):
            return _stuck(id_, events.message)
        case = fold(recorded.event for recorded in events)
        if not isinstance(case, Consultation) or case.stage in OVER:
            return CaseOutcome(fate=Fate.OVER, consultation=id_)
        try:
            return await self._decide(events, case, dry_run=dry_run)
        except WorkflowAlreadyStartedError:  # by another who recovers, or by a command to open it
            return CaseOutcome(fate=Fate.LIVING, consultation=id_)
        except RPCError as error:
            return _stuck(id_, say("recovery.not_started", reason=error.status.name))

    async def _decide(
        self, events: tuple[RecordedEvent, ...], case: Consultation, *, dry_run: bool
    ) -> CaseOutcome:
        latest = await self._runs.latest(case.id)
        again = Reuse.ALLOW_DUPLICATE_FAILED_ONLY
        if latest and latest.run.running:
            return _living(latest)
        if latest and latest.status is WorkflowExecutionStatus.COMPLETED:
            if latest.opened:
                return _stuck(case.id, say("recovery.ledger_behind"))
            again = Reuse.ALLOW_DUPLICATE
        if latest:
            if trouble := await self._complete(case.id, events, dry_run=dry_run):
                return trouble
            events = tuple(await ledger.stream(self._pool, case.id))
        start = start_of(events)
        if start is None:
            return _stuck(case.id, say("recovery.too_large"))
        if not dry_run:
            await self._start(start, again)
        return CaseOutcome(fate=Fate.STARTED, consultation=case.id)

    async def _complete(
        self, id_: str, events: tuple[RecordedEvent, ...], *, dry_run: bool
    ) -> CaseOutcome | None:
        """Give the ledger what an ended run had decided and not recorded; else why it cannot be."""
        try:
            found = await find_tail(self._runs, await self._runs.of(id_), events)
            if found and found.unknown:
                return _stuck(id_, unknown_events(found))
            if found and found.missing and not dry_run:
                await write(self._pool, self._runs, found, events)
        except Contradicted as error:
            return _stuck(id_, say("recovery.conflict", version=error.version))
        except ledger.LedgerError as error:
            return _stuck(id_, error.message)
        except Unanswered:
            return None if self._from_ledger else _stuck(id_, say("recovery.ended_unasked"))
        return None

    async def _start(self, start: CaseStart, again: Reuse) -> None:
        case = start.state
        assert isinstance(case, Consultation)  # noqa: S101 -- made by `start_of`
        await self._client.start_workflow(
            WORKFLOW,
            start,
            id=case.id,
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            id_reuse_policy=again,
            static_summary=static_summary(case.draft.subject),
            search_attributes=_attributes(case),
        )
        log.info("case_recovered", consultation=case.id, version=case.version)

    async def _beside(self, outcomes: tuple[CaseOutcome, ...]) -> tuple[Bilingual, ...]:
        """The schedule of the report, and a keeper that looks for cases behind the calendar."""
        try:
            await keep_reporting(self._pool, self._client, self._task_queue, datetime.now(UTC))
            if any(outcome.fate is Fate.STARTED for outcome in outcomes):
                await keep_calendar(self._pool, self._client, self._task_queue)
        except RPCError as error:
            return (say("recovery.schedule_failed", reason=error.status.name),)
        return ()


def _attributes(case: Consultation) -> TypedSearchAttributes:
    """As the case will set them itself; there from the start, so that it is known as opened."""
    return TypedSearchAttributes(
        [
            SearchAttributePair(update.key, update.value)
            for update in search_attributes(case, alarms(case))
            if update.value is not None
        ]
    )


def _living(latest: Latest) -> CaseOutcome:
    id_ = latest.run.consultation
    if not latest.opened:
        return _stuck(id_, say("recovery.being_opened"))
    return CaseOutcome(fate=Fate.LIVING, consultation=id_)


def _stuck(id_: str, message: Bilingual) -> CaseOutcome:
    log.warning("case_not_recovered", consultation=id_, reason=message.en)
    return CaseOutcome(fate=Fate.STUCK, consultation=id_, message=message)


async def _check_attributes(client: Client) -> None:
    """Refuse a server on which every case would stop at its first attribute.

    Raises:
        BilingualError: it lacks some.
    """
    if missing := await missing_attributes(client, SERVER_TYPES):
        raise BilingualError(say("recovery.attributes_missing", names=missing))
