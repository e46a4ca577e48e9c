"""The sums scorecards are read from, kept event by event, beside a recount of all events."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

import recount.agencies
import recount.drafters
import recount.replies
from remiss.consultation.values import Position, Value
from remiss.ledger import append, rebuild, upgrade, verify
from remiss.ledger.ledger_findings import LedgerFindingKind
from remiss.ledger.reads.scorecards.answering import Answering
from remiss.ledger.reads.scorecards.period import Period, spans_between
from remiss.ledger.reads.scorecards.rule_agreement import rule_agreement
from remiss.ledger.reads.scorecards.scorecard_reads import (
    agency_scorecards,
    drafter_scorecards,
    official_scorecards,
    province_scorecard,
    rule_scorecards,
)
from tests.given import generated
from tests.given.ledger_cases import case, merged

DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 1))
SEEDS = range(100, 130)
POSITIONS = (Position.AGREE_WITH_CHANGES, Position.DISAGREE, Position.AGREE)


async def _write_step_by_step(pool: asyncpg.Pool, seeds: range) -> None:
    """Each life in several batches, some of them sent again or running into the next."""

    async def write(seed: int) -> None:
        chance = Random(seed)
        parts = list(generated.case(f"HS-{seed}", seed, POSITIONS[seed % len(POSITIONS)]))
        while parts:
            number = chance.randint(1, 4)
            await append(pool, merged(parts[:number]))
            again = chance.choice((0, 0, 1))
            parts = parts[max(number - again, 1) :] if len(parts) > 1 else []

    await asyncio.gather(*map(write, seeds))


async def _check(pool: asyncpg.Pool, events: list[dict[str, Any]], period: Period) -> None:
    counts = recount.replies.within(*period.bounds())
    agencies = [
        card.model_dump(mode="json") for card in await agency_scorecards(pool, None, period)
    ]
    read = {card.pop("agency"): card for card in agencies if card.pop("name")}
    assert read == recount.agencies.agencies(events, counts)
    officials = {}
    for each in await official_scorecards(pool, None, period):
        answered = each.model_dump(mode="json", exclude={"agency", "person"})
        officials[each.agency, each.person.id if each.person else ""] = answered
    nothing = Answering.of(Counter()).model_dump(mode="json")
    officials = {who: card for who, card in officials.items() if card != nothing}
    assert officials == recount.agencies.officials(events, counts)
    rules = [card.model_dump() for card in await rule_scorecards(pool, period)]
    assert {(c.pop("rubric"), c.pop("rule")): c for c in rules} == recount.replies.rules(
        events, counts
    )
    assert {
        (c.rubric, c.rule): [c.flagged, c.decided, c.agreed]
        for c in await rule_agreement(pool, period)
    } == recount.replies.agreement(events, counts)
    people = {}
    for card in await drafter_scorecards(pool, None, period):
        for who, figures in [*((p.person.id, p.figures) for p in card.people), ("", card.figures)]:
            reasons = [(r.consultation, r.agency, r.reason) for r in figures.override_reasons]
            told = figures.model_dump(mode="json") | {"override_reasons": sorted(reasons)}
            people[card.agency, who] = told
    assert people == recount.drafters.drafters(events, counts)


async def _stored(pool: asyncpg.Pool) -> list[dict[str, Any]]:
    rows = await pool.fetch("select body from event order by stream, version")
    return [row["body"] for row in rows]


@pytest.fixture
async def lived(pool: asyncpg.Pool) -> asyncpg.Pool:
    """A ledger of lives that chance told, written step by step and at once."""
    await _write_step_by_step(pool, SEEDS)
    return pool


async def test_sums_kept_with_each_event_are_those_of_a_recount(
    lived: asyncpg.Pool, owner_dsn: str
) -> None:
    """In periods of all kinds: reopened, corrected and contested; and after a rebuild as before."""
    events = await _stored(lived)
    chance = Random(15)
    first = min(date.fromisoformat(e["event"]["at"][:10]) for e in events)
    periods = [Period(), Period.model_validate({"from": first.replace(day=1), "to": None})]
    for _ in range(12):
        start = first + timedelta(days=chance.randint(-10, 140))
        length = timedelta(days=chance.choice((0, 6, 29, 61, 100)))
        periods.append(Period.model_validate({"from": start, "to": start + length}))
    for period in periods:
        await _check(lived, events, period)
    assert (await verify(owner_dsn)).holds
    sums = "select * from scorecard where amount <> 0 order by 1,2,3,4,5,6,7"
    before = await lived.fetch(sums)
    await rebuild(owner_dsn)
    after = await lived.fetch(sums)
    assert after == before


def _leaves(card: Value) -> Counter[str]:
    """Every count of a card by its path; rates and quarters are none."""
    found = Counter[str]()

    def walk(path: str, told: Any) -> None:
        if isinstance(told, dict):
            for name, part in told.items():
                walk(f"{path}.{name}", part)
        elif isinstance(told, int):
            found[path] = told

    walk("", card.model_dump(mode="json"))
    return found


async def test_parts_sum_to_the_whole(lived: asyncpg.Pool) -> None:
    """Officials to their agency, agencies to the province; officers to theirs, and to it."""
    every = Period()
    agencies = await agency_scorecards(lived, None, every)
    officials = await official_scorecards(lived, None, every)
    for card in agencies:
        parts = [_leaves(each) for each in officials if each.agency == card.agency]
        assert len(parts) > 1
        assert sum(parts, Counter()) == +_leaves(card)
    drafters = await drafter_scorecards(lived, None, every)
    for drafter in drafters:
        parts = [_leaves(person.figures) for person in drafter.people]
        assert sum(parts, Counter()) == +_leaves(drafter.figures)
    assert any(len(drafter.people) > 1 for drafter in drafters)
    province = await province_scorecard(lived, every, frozenset())
    assert +_leaves(province.answering) == sum(map(_leaves, agencies), Counter())
    figures = (_leaves(drafter.figures) for drafter in drafters)
    assert +_leaves(province.drafting) == sum(figures, Counter())


async def test_bodies_apart_are_not_of_the_province(lived: asyncpg.Pool) -> None:
    """Their figures stay their own, and are in no sum of the administration's."""
    every = Period()
    first, *others = await agency_scorecards(lived, None, every)
    province = await province_scorecard(lived, every, frozenset({first.agency}))
    assert +_leaves(province.answering) == sum(map(_leaves, others), Counter())


async def test_one_of_many_reads_their_own(lived: asyncpg.Pool) -> None:
    """The card of one agency is the one it has among all."""
    for card in await agency_scorecards(lived, None, Period()):
        assert await agency_scorecards(lived, card.agency, Period()) == (card,)
    for drafter in await drafter_scorecards(lived, None, Period()):
        assert await drafter_scorecards(lived, drafter.agency, Period()) == (drafter,)


async def test_what_a_case_counts_is_counted_anew_where_it_is_not_kept(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """Rows of a release that did not keep it: the next event of the case brings all of it."""
    for number in (1, 2):
        first, *rest = case(f"HS-{number}")
        await append(pool, merged([first, *rest[:3]]))
    await owner.execute("delete from scorecard; delete from case_score")
    await owner.execute("update consultation set scored = null")
    for number in (1, 2):
        for batch in case(f"HS-{number}")[4:]:
            await append(pool, batch)
    assert (await verify(owner_dsn)).holds


async def test_a_new_release_counts_what_was_stored(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """The migration leaves the tables empty, and the start after it fills them."""
    await append(pool, merged(case("HS-1")))
    cards = await agency_scorecards(pool, None, Period())
    await owner.execute("""
        drop table case_score, scorecard;
        drop index event_override;
        alter table consultation drop column scored;
    """)
    await owner.execute("delete from migration where name = '0031_scorecards'")
    assert await upgrade(owner_dsn) == ["0031_scorecards"]
    assert (await verify(owner_dsn)).holds
    assert await agency_scorecards(owner, None, Period()) == cards


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("update scorecard set amount = amount + 1 where figure = 'accepted'", "scorecards"),
        ("delete from scorecard where span = 'month'", "scorecards"),
        ("insert into case_score select 'HS-9', agency, facts, marks from case_score", None),
        ("update case_score set marks = '[]'", "read_tables"),
        (
            """insert into case_score select consultation, 'H01.99', facts, marks
            from case_score where agency <> '' limit 1""",
            "read_tables",
        ),
        ("delete from case_score where agency = ''", "read_tables"),
    ],
)
async def test_sums_that_are_not_the_events_are_found_and_mended(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, change: str, kind: str | None
) -> None:
    """What somebody changed in the tables shows; parts of no case count nowhere."""
    await append(pool, merged(case("HS-1")))
    cards = await agency_scorecards(pool, None, Period())
    await owner.execute(change)
    found = {each.kind for each in (await verify(owner_dsn)).findings}
    assert found >= ({LedgerFindingKind(kind)} if kind else set())
    await rebuild(owner_dsn)
    assert (await verify(owner_dsn)).holds
    assert await agency_scorecards(pool, None, Period()) == cards


@given(DAYS, DAYS)
def test_a_period_is_its_months_and_the_days_at_its_ends(one: date, other: date) -> None:
    """Every day of it once, and no other."""
    start, end = min(one, other), max(one, other) + timedelta(days=1)
    spans = spans_between(start, end)
    assert spans.first_month == spans.end_month or spans.first_month.day == spans.end_month.day == 1
    counted = [
        first + timedelta(days=number)
        for first, last in (spans[0:2], spans[2:4], spans[4:6])
        for number in range((last - first).days)
    ]
    assert sorted(counted) == [start + timedelta(days=n) for n in range((end - start).days)]
