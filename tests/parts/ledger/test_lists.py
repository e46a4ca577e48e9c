"""A row of a list says what its whole case says, whoever reads it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

import asyncpg
import pytest

from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import RecordBatch
from remiss.consultation.state import SETTLED, UNSETTLED, CaseStage, Consultation, Stage
from remiss.consultation.values import Actor
from remiss.consultation.views.open_tasks import TaskKind
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger import append
from remiss.ledger.reads.agency_inbox import list_inbox
from remiss.ledger.reads.awaited_cases import list_awaited
from remiss.ledger.reads.case_list import CaseFilter, CaseItem, list_cases
from remiss.ledger.reads.listed_case import CaseCalendars, OfCase
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.waiting_tasks import TaskItem, list_tasks
from tests.given import generated
from tests.given.case import AUDITOR, FINANCE, JUSTICE, OFFICE, OFFICER, SUPERVISOR, head
from tests.given.ledger_cases import merged
from tests.given.rows_of_work import awaited_case, case_item, inbox_item, task_items

LIVES = 16
JUDGE = OFFICER.model_copy(update={"id": "tu", "name": "Bùi Tú", "agency": JUSTICE.code})
T = TypeVar("T")
Told = Sequence[RecordBatch]


@cache
def lives() -> tuple[RecordBatch, ...]:
    """Cases of chance, each cut short somewhere, so that most of them are still running."""
    found = []
    for seed in range(LIVES):
        told = generated.case(f"HS-{seed:02}", seed, runs_on=True)
        found.append(merged(told[: 3 + seed * 11 % len(told)]))
    return tuple(found)


def replayed() -> dict[str, Consultation]:
    cases = (fold(recorded.event for recorded in batch.events) for batch in lives())
    return {case.id: case for case in cases if isinstance(case, Consultation)}


@pytest.fixture
async def told(pool: asyncpg.Pool) -> asyncpg.Pool:
    for batch in lives():
        await append(pool, batch)
    return pool


async def whole(read: Callable[[Wanted], Any], limit: int = 7) -> list[Any]:
    """Every page of a list, one after the other."""
    items: list[Any] = []
    cursor: str | None = None
    while True:
        page: ListPage[Any] = await read(Wanted(cursor, limit))
        items += page.items
        if page.next is None:
            return items
        cursor = page.next


def dated(items: Iterable[Any]) -> list[Any]:
    """With when the newest event of the case was recorded, as the ledger has it."""
    at = {batch.row.id: batch.events[-1].event.at for batch in lives()}
    return [
        item.model_copy(update={"recorded_at": at[item.consultation]})
        if isinstance(item, OfCase)
        else item
        for item in items
    ]


def may_know(reader: Actor, case: Consultation) -> bool:
    if answers_for_agency(reader):
        return reader.agency in case.requests
    return reader in {AUDITOR, OFFICE} or reader.agency == case.drafting_agency.code


@pytest.mark.parametrize("reader", [OFFICER, SUPERVISOR, OFFICE, AUDITOR, head(FINANCE), JUDGE])
async def test_a_case_in_a_list_is_what_its_replay_says(told: asyncpg.Pool, reader: Actor) -> None:
    """Stage, counts, soonest deadline, next step; an agency's people of their request alone."""
    expected = [case_item(c, reader) for c in replayed().values() if may_know(reader, c)]
    expected.sort(key=lambda item: item.id)
    expected.sort(key=lambda item: item.opened_at, reverse=True)
    found = await whole(lambda wanted: list_cases(told, (reader,), CaseFilter(), wanted))
    assert len(found) > 5
    assert found == expected


async def test_who_has_two_roles_reads_each_case_in_the_one_that_reads_most(
    told: asyncpg.Pool,
) -> None:
    """What one's agency drafts whole, what it is asked its own part of."""
    official = head(JUSTICE)
    found = await whole(lambda wanted: list_cases(told, (JUDGE, official), CaseFilter(), wanted))
    cases = replayed()
    own = {item.id for item in found if cases[item.id].drafting_agency.code == JUSTICE.code}
    assert 0 < len(own) < len(found)
    for item in found:
        assert item == case_item(cases[item.id], JUDGE if item.id in own else official)


@pytest.mark.parametrize("reader", [OFFICER, AUDITOR, head(FINANCE)])
@pytest.mark.parametrize("agency", [None, FINANCE.code])
@pytest.mark.parametrize("overdue", [True, False])
async def test_late_cases_are_found_by_what_the_reader_may_see(
    told: asyncpg.Pool, reader: Actor, agency: str | None, *, overdue: bool
) -> None:
    """Of one agency, or of any the reader may read."""
    chosen = CaseFilter(agency=agency, overdue=overdue)
    found = await whole(lambda wanted: list_cases(told, (reader,), chosen, wanted))
    expected = {
        case.id
        for case in replayed().values()
        if may_know(reader, case)
        and (agency is None or agency in case.requests)
        and _is_late(case, agency or (reader.agency if answers_for_agency(reader) else None))
        is overdue
    }
    assert expected
    assert {item.id for item in found} == expected


def _is_late(case: Consultation, agency: str | None) -> bool:
    return any(
        request.overdue for request in case.open_requests if agency in {None, request.agency.code}
    )


@pytest.mark.parametrize(
    "stages", [tuple(UNSETTLED), tuple(SETTLED), (Stage.AWAITING, Stage.ANSWERED)]
)
async def test_an_inbox_is_what_the_cases_say(
    told: asyncpg.Pool, stages: tuple[Stage, ...]
) -> None:
    """Every request to the agency at one of these stages, soonest due first."""
    expected = [
        inbox_item(case, FINANCE.code)
        for case in replayed().values()
        if (request := case.requests.get(FINANCE.code))
        and request.stage in stages
        and (case.stage in {CaseStage.OPEN, CaseStage.SUSPENDED} or request.settled)
    ]
    expected.sort(key=lambda item: (item.request.due_at, item.consultation))
    found = await whole(lambda wanted: list_inbox(told, FINANCE.code, stages, wanted))
    assert found
    assert found == dated(expected)


async def test_tasks_are_what_the_cases_say(told: asyncpg.Pool) -> None:
    """With the words that wait, the question's number and the agency's present request."""
    cases = [c for c in replayed().values() if c.drafting_agency.code == SUPERVISOR.agency]
    expected = [item for case in cases for item in task_items(case) if item.task.holder != "office"]
    found = await whole(lambda wanted: list_tasks(told, SUPERVISOR, wanted))
    due = [item.task.due_at for item in found if item.task.due_at]
    assert due == sorted(due)
    assert {item.task.kind for item in found} >= {TaskKind.COMMENTS, TaskKind.CLARIFICATION}
    assert _in_order(found) == _in_order(dated(expected))


async def test_the_office_finds_what_lies_before_it(told: asyncpg.Pool) -> None:
    """And nothing else, in whatever case."""
    expected = [
        item
        for case in replayed().values()
        for item in task_items(case)
        if item.task.holder == "office"
    ]
    found = await whole(lambda wanted: list_tasks(told, OFFICE, wanted))
    assert found
    assert _in_order(found) == _in_order(dated(expected))


def _in_order(items: Iterable[TaskItem]) -> list[TaskItem]:
    return sorted(items, key=lambda item: f"{item.consultation} {item.task.model_dump_json()}")


@pytest.mark.parametrize("reader", [OFFICER, SUPERVISOR])
async def test_what_is_awaited_is_what_the_cases_say(told: asyncpg.Pool, reader: Actor) -> None:
    """The open requests of each running case that are due first, and how many more."""
    expected = [
        awaited_case(case)
        for case in replayed().values()
        if case.stage is CaseStage.OPEN
        and case.drafting_agency.code == reader.agency
        and (reader is SUPERVISOR or case.officer.id == reader.id)
    ]
    opened = {case.id: case.opened_at for case in replayed().values()}
    found = await whole(lambda wanted: list_awaited(told, reader, wanted))
    assert found
    assert found == dated(
        sorted(
            expected, key=lambda item: (-opened[item.consultation].timestamp(), item.consultation)
        )
    )


async def test_the_calendar_of_a_row_is_that_of_its_case(told: asyncpg.Pool) -> None:
    """By its version, also where days were recorded since it opened."""
    cases = replayed().values()
    calendars = await CaseCalendars(told).of(case.calendar.version for case in cases)
    assert len(calendars) > 1
    for case in cases:
        assert calendars[case.calendar.version] == case.calendar


def test_a_request_has_its_outcome_when_it_says_so() -> None:
    """The lists tell what is settled by its time; the rules by its stage."""
    for case in replayed().values():
        for request in case.requests.values():
            assert request.settled == (request.settled_at is not None)


async def test_a_list_of_fifty_is_light(told: asyncpg.Pool) -> None:
    """No list carries its cases whole: fifty of them fit 60 KB."""
    sizes = [len(item.model_dump_json()) for item in await _every_item(told)]
    assert 50 * sum(sizes) / len(sizes) < 60_000


async def _every_item(pool: asyncpg.Pool) -> list[CaseItem]:
    return await whole(lambda wanted: list_cases(pool, (AUDITOR,), CaseFilter(), wanted))
