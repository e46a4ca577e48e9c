"""Sheets of periods on a real ledger: frozen, and amended beside by what came later."""

from datetime import UTC, datetime

import asyncpg
import pytest

from remiss.consultation.ports import RecordBatch
from remiss.consultation.values import Position
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import KeptSheet
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger import append
from remiss.ledger.reads.scorecards.answering import Answering
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.scorecard_reads import agency_scorecards
from remiss.ledger.sheets.period_count import count_period, days_of
from remiss.ledger.sheets.sheet_chain import kept_periods, kept_sheet, list_sheets
from remiss.ledger.sheets.sheet_making import difference, make_due
from tests.given import generated

LATER = datetime(2028, 1, 2, 17, 45, tzinfo=UTC)
"""Past midnight of 3 January in Viet Nam: everything of the lives below is over."""
LIVES = range(60, 72)


def _lives() -> list[list[RecordBatch]]:
    positions = (Position.AGREE, Position.DISAGREE)
    return [list(generated.case(f"HS-{n}", n, positions[n % 2])) for n in LIVES]


async def _halves(pool: asyncpg.Pool, half: int) -> None:
    """The first half of each life, or what came after it."""
    for batches in _lives():
        middle = len(batches) // 2
        for batch in (batches[:middle], batches[middle:])[half]:
            await append(pool, batch)


async def _kept(pool: asyncpg.Pool) -> list[KeptSheet]:
    found = [await kept_sheet(pool, period) for period in await kept_periods(pool)]
    return [each for each in found if each]


async def test_every_period_that_is_over_has_one_sheet(pool: asyncpg.Pool) -> None:
    """A second run, and one told which, make nothing twice."""
    assert await make_due(pool, LATER) == ([], [])
    await _halves(pool, 0)
    first = await make_due(pool, LATER)
    assert await kept_periods(pool) == first.made
    assert {period.length.name for period in first.made} == {
        "MONTH",
        "QUARTER",
        "HALF_YEAR",
        "YEAR",
    }
    assert len({*first.made}) == len(first.made)
    assert await make_due(pool, LATER) == ([], [])
    assert await make_due(pool, LATER, first.made[0]) == ([], [])
    listed = await list_sheets(pool)
    assert {each.period for each in listed} == {*first.made}
    assert {each.changes for each in listed} == {0}


async def test_a_period_that_is_not_over_has_none(pool: asyncpg.Pool) -> None:
    """Whoever asks for it."""
    await _halves(pool, 0)
    opened = await pool.fetchval("select min(at) from event")
    period = SheetPeriod.of_key(f"{opened:%Y-%m}")
    assert await make_due(pool, opened, period) == ([], [])


async def test_sheet_and_amendments_are_what_an_ad_hoc_count_gives(pool: asyncpg.Pool) -> None:
    """O57: at every moment; also what no run has recorded yet is told from what was."""
    await _halves(pool, 0)
    await make_due(pool, LATER)
    before = {each.period: each.sheet for each in await _kept(pool)}
    await _halves(pool, 1)
    for each in await _kept(pool):
        found = await difference(pool, each)
        after = each.model_copy(update={"amendments": (found,)} if found else {})
        assert after.lines == (await count_period(pool, each.period)).lines or found is None

    done = await make_due(pool, LATER)

    assert done.amended
    assert await make_due(pool, LATER) == ([], [])
    for each in await _kept(pool):
        if each.period not in before:
            continue
        assert each.sheet == before[each.period]
        now = await count_period(pool, each.period)
        assert {line.key: line.figures for line in each.lines if line.figures} == {
            line.key: line.figures for line in now.lines if line.figures
        }
        assert await difference(pool, each) is None


async def test_the_figures_are_those_of_the_scorecards(pool: asyncpg.Pool) -> None:
    """The lines of an agency add up to what its scorecard of the same days says."""
    await _halves(pool, 0)
    await _halves(pool, 1)
    await make_due(pool, LATER)
    for each in await _kept(pool):
        for card in await agency_scorecards(pool, None, days_of(each.period)):
            figures = Figures()
            for line in each.lines:
                if (line.card, line.agency) == (Card.AGENCIES, card.agency):
                    figures.update(line.figures)
            said = card.model_dump(exclude={"agency", "name"})
            assert Answering.of(figures).model_dump() == said
            assert each.names[card.agency] == card.name


async def test_an_amendment_names_the_event_behind_each_figure(pool: asyncpg.Pool) -> None:
    """Case, version and kind are those of an event stored after the count; they add up."""
    await _halves(pool, 0)
    await make_due(pool, LATER)
    stored = await pool.fetchval("select max(position) from event")
    await _halves(pool, 1)
    await make_due(pool, LATER)

    changes = [change for each in await _kept(pool) for change in each.changes]

    assert changes
    assert all(change.is_explained for change in changes)
    for cause in {cause for change in changes for cause in change.causes}:
        row = await pool.fetchrow(
            "select type, at, position from event where stream = $1 and version = $2",
            cause.consultation,
            cause.version,
        )
        assert row
        assert (row["type"], row["at"]) == (cause.kind, cause.at)
        assert row["position"] > stored


async def test_what_no_event_explains_says_so(pool: asyncpg.Pool, owner: asyncpg.Pool) -> None:
    """As where a later release counts otherwise: the amendment has no cause."""
    await _halves(pool, 0)
    await make_due(pool, LATER)
    await owner.execute(
        "update scorecard set amount = amount + 1 where card = 'agencies' and figure = 'requests'"
    )
    await make_due(pool, LATER)
    changes = [change for each in await _kept(pool) for change in each.changes]
    assert changes
    assert {(change.figure, change.causes, change.is_explained) for change in changes} == {
        ("requests", (), False)
    }


@pytest.mark.parametrize(
    "statement", ["delete from sheet_entry", "update sheet_entry set body = ''"]
)
async def test_nobody_changes_an_entry(
    pool: asyncpg.Pool, owner: asyncpg.Pool, statement: str
) -> None:
    """Neither the service nor, while the guard stands, the owner."""
    await _halves(pool, 0)
    await make_due(pool, LATER)
    for source in (pool, owner):
        with pytest.raises(asyncpg.PostgresError):
            await source.execute(statement)
