"""The days of the working calendar that a restored ledger lost, and the keeper that applies them.

What was recorded lies in the history of the calendar's keeper as long as Temporal retains it. What
is older may still show in the calendars that cases carry: it is named, for its legal basis and who
recorded it are known nowhere else.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

import asyncpg
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, RPCError, WorkflowExecution
from temporalio.service import RPCStatusCode

from remiss import ledger
from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import CALENDAR_WORKFLOW, OverridesRecorded, Port, keeper_id
from remiss.consultation.state import Consultation
from remiss.consultation.time.days_off import RecordedOverride
from remiss.consultation.time.overlay import unrecorded_days
from remiss.recovery.companions import keep_calendar
from remiss.reference.calendars import calendar_in_force
from remiss.texts import VIET_NAM, Bilingual, local_date, say

SHOWN = 5


class Days(NamedTuple):
    """What was done about the calendar, and what a person has to do."""

    notes: tuple[Bilingual, ...]
    failures: tuple[Bilingual, ...]


async def give_back_days(pool: asyncpg.Pool, client: Client, task_queue: str) -> Days:
    """Record again the days Temporal still knows of; name those that cases follow without any."""
    book = ledger.CalendarBook(pool)
    given = await book.give_back([r async for r in _remembered(client, task_queue)])
    if given.written:
        await keep_calendar(pool, client, task_queue)
    notes = (say("recovery.days_written", count=len(given.written)),) if given.written else ()
    failures = [
        say("recovery.day_conflict", day=local_date(r.override.date)) for r in given.against
    ]
    failures += await _unknown(pool, await book.recorded())
    return Days(notes, tuple(failures))


async def _remembered(client: Client, task_queue: str) -> AsyncIterator[RecordedOverride]:
    """Every record in the histories of the keeper's runs."""
    id_ = keeper_id(task_queue)
    query = f'WorkflowType = "{CALENDAR_WORKFLOW}" AND WorkflowId = "{id_}"'
    async for run in client.list_workflows(query):
        recording = set[int]()
        for event in await _history(client, run):
            scheduled = event.activity_task_scheduled_event_attributes
            if scheduled.activity_type.name == Port.RECORD_OVERRIDES:
                recording.add(event.event_id)
            for record in await _answered(client, event, recording):
                yield record


async def _history(client: Client, run: WorkflowExecution) -> list[HistoryEvent]:
    handle = client.get_workflow_handle(run.id, run_id=run.run_id)
    try:
        return [event async for event in handle.fetch_history_events()]
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:  # kept no longer; visibility still lists it
            return []
        raise


async def _answered(
    client: Client, event: HistoryEvent, recording: set[int]
) -> tuple[RecordedOverride, ...]:
    completed = event.activity_task_completed_event_attributes
    if completed.scheduled_event_id not in recording:
        return ()
    payloads = list(completed.result.payloads)
    (answer,) = await client.data_converter.decode(payloads, [OverridesRecorded])
    recorded: tuple[RecordedOverride, ...] = answer.recorded
    return recorded


async def _unknown(pool: asyncpg.Pool, recorded: Iterable[RecordedOverride]) -> list[Bilingual]:
    """Days that cases follow, and of which neither the holidays nor the book know."""
    known = tuple(recorded)
    cases: dict[date, list[str]] = defaultdict(list)
    async for id_ in ledger.unfinished_cases(pool):
        case = fold(event.event for event in await ledger.stream(pool, id_))
        if isinstance(case, Consultation):
            for day in _laid_over(case, known):
                cases[day].append(case.id)
    if not cases:
        return []
    days = ", ".join(local_date(day) for day in sorted(cases))
    named = sorted({id_ for ids in cases.values() for id_ in ids})
    more = " ..." if len(named) > SHOWN else ""
    return [say("recovery.days_unknown", days=days, cases=", ".join(named[:SHOWN]) + more)]


def _laid_over(case: Consultation, known: tuple[RecordedOverride, ...]) -> Iterable[date]:
    year = datetime.now(UTC).astimezone(VIET_NAM).year
    since, followed = case.opened_at.astimezone(VIET_NAM).year, case.calendar
    present = calendar_in_force(known, year, since, followed.territories)
    return unrecorded_days(followed, present, known)
