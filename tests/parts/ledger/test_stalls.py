"""What the Office's desk lists and counts is what the replay of every case says."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import asyncpg
import pytest

from remiss.consultation.life.commands import Assign
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Holder
from remiss.consultation.views.stalling import stalls_from, turn_of
from remiss.consultation.views.standstill import stalls
from remiss.ledger import append
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.agency_load import NOBODY, LoadFilter, agency_load, list_load
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.stalled_requests import (
    StallFilter,
    WhoseDesk,
    count_ages,
    count_stalls,
    list_aged,
    list_stalls,
    named_requests,
)
from tests.given.case import (
    FINANCE,
    JUSTICE,
    hanoi,
    head,
    official,
    opening,
    order,
    time_passes,
)
from tests.given.ledger_cases import batches
from tests.given.rows_of_work import inbox_item
from tests.parts.ledger.test_lists import dated, lives, replayed, whole

LATE = hanoi("2026-03-10", "09:00")
"""The morning after the deadline of a case that nobody answers."""


@pytest.fixture
async def told(pool: asyncpg.Pool) -> asyncpg.Pool:
    for batch in lives():
        await append(pool, batch)
    return pool


def moment() -> datetime:
    """In the middle of these lives: some stall, some have time."""
    ends = sorted(batch.events[-1].event.at for batch in lives())
    return ends[len(ends) // 2]


async def _stalled(
    pool: asyncpg.Pool, at: datetime, chosen: StallFilter, wanted: Wanted
) -> ListPage[InboxItem]:
    return await list_stalls(pool, at, chosen, wanted)


def stalled_at(at: datetime) -> set[tuple[str, str]]:
    return {
        (case.id, code)
        for case in replayed().values()
        for code, request in case.requests.items()
        if (since := stalls_from(case, request)) and since <= at
    }


async def test_what_stalls_is_listed_once_soonest_due_first(told: asyncpg.Pool) -> None:
    """Each row whole, as its case has it, over as many pages as it takes."""
    at = moment()
    found = await whole(lambda wanted: list_stalls(told, at, StallFilter(), wanted), limit=3)
    named = [(item.consultation, item.request.agency) for item in found]
    assert len(named) > 5
    assert set(named) == stalled_at(at)
    assert len(named) == len(set(named))
    due = [item.request.known.turn_until or item.request.due_at for item in found]
    assert due == sorted(due)
    cases = replayed()
    expected = dated([inbox_item(cases[case], agency) for case, agency in named])
    assert [i.request for i in found] == [i.request for i in expected]


async def test_whatever_the_report_calls_stalled_is_on_the_desk(told: asyncpg.Pool) -> None:
    """The morning's report and the desk are asked about the same moment: the desk misses none."""
    for case in replayed().values():
        at = case.opened_at + timedelta(days=60)
        found = await whole(partial(_stalled, told, at, StallFilter()), 50)
        named = {i.request.agency for i in found if i.consultation == case.id}
        assert {stall.agency for stall in stalls(case, at)} <= named


@pytest.mark.parametrize("desk", WhoseDesk)
async def test_the_parts_of_the_count_are_the_lists_behind_them(
    told: asyncpg.Pool, desk: WhoseDesk
) -> None:
    """By level and desk; all of them together are all that stalls."""
    at = moment()
    counts = await count_stalls(told, at, at.date())
    assert sum(c.requests for c in counts) == len(stalled_at(at))
    counted = Counter({each.level: each.requests for each in counts if each.desk == desk})
    for level in EscalationLevel:
        chosen = StallFilter(desk=desk, level=level)
        found = await whole(partial(_stalled, told, at, chosen))
        assert len(found) == counted[level]
        holders = {
            WhoseDesk.OFFICE: {Holder.OFFICE},
            WhoseDesk.DRAFTER: {Holder.OFFICER, Holder.HEAD},
        }
        assert {i.request.holder for i in found} <= holders.get(desk, {Holder.AGENCY})


async def test_filters_narrow_it(told: asyncpg.Pool) -> None:
    """By agency, and by the first morning of the overdue list: on that day, and no longer after."""
    at = moment()
    by_agency = StallFilter(agency=FINANCE.code)
    found = await whole(lambda wanted: list_stalls(told, at, by_agency, wanted))
    assert {i.request.agency for i in found} == {FINANCE.code}

    for batch in batches(opening(consultation="HS-LATE"), time_passes(LATE)):
        await append(told, batch)
    newest = StallFilter(listed_from=LATE.date())
    new = await whole(lambda wanted: list_stalls(told, LATE, newest, wanted))
    late = {i.request.agency for i in new if i.consultation == "HS-LATE"}
    assert late == {FINANCE.code, JUSTICE.code}
    counts = await count_stalls(told, LATE, LATE.date())
    assert sum(c.new for c in counts) == len(new)
    next_day = StallFilter(listed_from=LATE.date() + timedelta(days=1))
    assert await whole(lambda wanted: list_stalls(told, LATE, next_day, wanted)) == []


async def test_ages_are_of_everything_in_progress_and_add_up(told: asyncpg.Pool) -> None:
    """Each count is the list behind it; a request at the edge of two stretches is in one."""
    running = [r for c in replayed().values() for r in c.requests.values() if c.waits_for(r)]
    sent = sorted({r.sent_at for r in running})
    at, middle = sent[-1], sent[len(sent) // 2]
    counts = await count_ages(told, [at, middle])
    assert sum(counts) == len(running)
    younger = await whole(lambda wanted: list_aged(told, middle, at, StallFilter(), wanted))
    older = await whole(lambda wanted: list_aged(told, None, middle, StallFilter(), wanted))
    assert (len(younger), len(older)) == counts
    assert all(i.request.sent_at <= middle for i in older)


async def test_requests_are_found_by_name_while_they_are_open(told: asyncpg.Pool) -> None:
    """Those settled, or not there, are left out."""
    cases = replayed().values()
    places = [f"{c.id}/{code}" for c in cases for code in c.requests]
    found = await named_requests(told, [*places, "HS-NOWHERE/H99.04"])
    open_ones = {f"{c.id}/{k}" for c in cases for k, r in c.requests.items() if not r.settled}
    assert {f"{i.consultation}/{i.request.agency}" for i in found} == open_ones


def test_whoever_has_the_move_has_had_it_since_before_now() -> None:
    """Of every open request: since no later than its last event, and never before it was sent."""
    turns = 0
    for case in replayed().values():
        for request in case.requests.values():
            if case.waits_for(request) and (turn := turn_of(request)):
                turns += 1
                assert request.sent_at <= turn.since
    assert turns > 5


async def test_the_load_of_an_agency_is_by_official(told: asyncpg.Pool) -> None:
    """Counts are the lists behind them, and together all that lies with the agency."""
    running = [c.requests[FINANCE.code] for c in replayed().values() if FINANCE.code in c.requests]
    cases = [c for c in replayed().values() if FINANCE.code in c.requests]
    with_it = [
        request
        for case, request in zip(cases, running, strict=True)
        if case.waits_for(request) and request.holder is Holder.AGENCY
    ]
    at = max(request.sent_at for request in with_it)
    loads = await agency_load(told, FINANCE.code, at)
    assert sum(load.requests for load in loads) == len(with_it) > 1
    assert sum(load.signing for load in loads) == len(
        (await list_load(told, FINANCE.code, LoadFilter(signing=True), Wanted())).items
    )
    for load in loads:
        of = LoadFilter(officials=(load.person or NOBODY,))
        found = await list_load(told, FINANCE.code, of, Wanted())
        assert len(found.items) == load.requests
        assert min(i.request.due_at for i in found.items) == load.due_at
        assert {i.request.known.official for i in found.items} == {load.person}


async def test_several_officials_together_have_what_each_has(told: asyncpg.Pool) -> None:
    """As a unit's figure opens them: nobody's among them, late ones and those to sign apart."""
    one = official(FINANCE).person
    for id_, by in (("HS-ONE", one), ("HS-TWO", one.model_copy(update={"id": "binh"}))):
        named = order(Assign, head(FINANCE), LATE, agency=FINANCE.code, official=by)
        for batch in batches(opening(consultation=id_), time_passes(LATE), named):
            await append(told, batch)
    loads = await agency_load(told, FINANCE.code, moment())
    everyone = tuple(load.person or NOBODY for load in loads)
    figures: dict[LoadFilter, int] = {
        LoadFilter(everyone): sum(load.requests for load in loads),
        LoadFilter(everyone, overdue=True): sum(load.overdue for load in loads),
        LoadFilter(everyone, signing=True): sum(load.signing for load in loads),
        LoadFilter(everyone[:1]): loads[0].requests,
        LoadFilter(()): 0,
    }
    for chosen, count in figures.items():
        read = partial(list_load, told, FINANCE.code, chosen)
        assert len(await whole(read)) == count
    assert len(everyone) == 3
    assert figures[LoadFilter(everyone, overdue=True)] > 1
