"""The requests to an agency in a year as tasks, read case by case from the events."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from remiss.consultation.values import Actor, AgencyCode, PersonId
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.consultation.views.sheets.task_record import TaskRecord, is_party, task_records
from remiss.consultation.visibility import recused_for, sees_event
from remiss.ledger.connection import Reader
from remiss.ledger.reads.stored_events import stored_stream
from remiss.ledger.sheets.period_count import days_of
from remiss.ledger.statements import SQL

CASES = 100
"""Read at once."""


class TasksWanted(NamedTuple):
    """Whose tasks, of which period, for whom to read; `person`: theirs alone."""

    reader: Actor
    agency: AgencyCode
    period: SheetPeriod
    person: PersonId | None = None


class TaskPage(NamedTuple):
    """Some tasks, and the case after which the next page begins; None: there is none."""

    tasks: list[TaskRecord]
    next: str | None


async def tasks_page(
    source: Reader, wanted: TasksWanted, after: str | None, at_most: int
) -> TaskPage:
    """Tasks after a case, `at_most` of them, and those of the last one's case besides."""
    found: list[TaskRecord] = []
    async for task in tasks_of(source, wanted, after or ""):
        if len(found) >= at_most and task.consultation != found[-1].consultation:
            return TaskPage(found, found[-1].consultation)
        found.append(task)
    return TaskPage(found, None)


async def tasks_of(
    source: Reader, wanted: TasksWanted, after: str = ""
) -> AsyncIterator[TaskRecord]:
    """In the order of cases, those sent within the period; proved by what its reader may read.

    None of cases that the reader does not oversee, their own agency being a party.
    """
    since, until = days_of(wanted.period).bounds()
    assert since is not None  # noqa: S101 -- a period has both
    assert until is not None  # noqa: S101 -- as above
    while rows := await source.fetch(
        SQL["cases_asking"], wanted.agency, since, until, after, CASES
    ):
        for row in rows:
            for task in await _of_case(source, row["stream"], wanted):
                if since <= task.sent_at < until:
                    yield task
        after = rows[-1]["stream"]


async def _of_case(source: Reader, stream: str, wanted: TasksWanted) -> list[TaskRecord]:
    events = [(each.recorded, each.hash) for each in await stored_stream(source, stream)]
    recused = recused_for(wanted.reader)
    if recused and is_party(events, recused):
        return []
    seen = [each for each in events if sees_event(wanted.reader, each[0].event)]
    found = task_records(seen, wanted.agency)
    if wanted.person is None:
        return found
    return [task for task in found if task.official and task.official.id == wanted.person]
