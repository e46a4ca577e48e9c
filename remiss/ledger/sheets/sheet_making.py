"""Making what is due: sheets of periods that are over, and amendments of sheets that differ."""

from datetime import datetime
from typing import NamedTuple

import asyncpg

from remiss.consultation.views.sheets.sheet import Amendment, KeptSheet, Sheet, changes_between
from remiss.consultation.views.sheets.sheet_period import SheetPeriod, periods_over
from remiss.ledger.connection import Reader
from remiss.ledger.sheets.causes import explained
from remiss.ledger.sheets.period_count import PeriodCount, count_period
from remiss.ledger.sheets.sheet_chain import append_entry, kept_periods, kept_sheet
from remiss.ledger.statements import SQL
from remiss.texts import VIET_NAM


class FiguresUnsettledError(RuntimeError):
    """The read tables are being made anew: until they are, no figure can be frozen."""


class SheetsDone(NamedTuple):
    """Of which periods a sheet was made, and of which one was amended."""

    made: list[SheetPeriod]
    amended: list[SheetPeriod]


async def make_due(pool: asyncpg.Pool, at: datetime, only: SheetPeriod | None = None) -> SheetsDone:
    """Make every sheet of a period that is over and has none, and amend those that differ.

    `only`: of this period, if it is over. Safe to repeat: a sheet is made once, and a second
    count that finds nothing new writes nothing.

    Raises:
        FiguresUnsettledError: the read tables are being made anew; to be tried again.
        UniqueViolationError: another run was first; to be tried again.
    """
    if await pool.fetchval(SQL["is_rebuilding"]):
        raise FiguresUnsettledError
    done = SheetsDone([], [])
    kept = await kept_periods(pool)
    for period in await _due(pool, at, only):
        if period not in kept:
            await _make(pool, period, at)
            done.made.append(period)
        elif await _amend(pool, period, at):
            done.amended.append(period)
    return done


async def difference(source: Reader, kept: KeptSheet) -> Amendment | None:
    """What the count of now says otherwise than sheet and amendments, not recorded yet.

    Its number is that of the entry it follows, plus one.
    """
    (row,) = await source.fetch(SQL["counted_at"])
    found = await count_period(source, kept.period)
    return await _amendment(source, kept, found, row["now"], row["now"])


async def _due(pool: asyncpg.Pool, at: datetime, only: SheetPeriod | None) -> list[SheetPeriod]:
    first = await pool.fetchval(SQL["first_opened"])
    if first is None:
        return []
    day, today = (moment.astimezone(VIET_NAM).date() for moment in (first, at))
    return [period for period in periods_over(day, today) if only in {None, period}]


async def _make(pool: asyncpg.Pool, period: SheetPeriod, at: datetime) -> None:
    async with pool.acquire() as source, source.transaction(isolation="repeatable_read"):
        counted_at = await source.fetchval(SQL["counted_at"])
        found = await count_period(source, period)

        def entry(number: int) -> Sheet:
            return Sheet(
                number=number,
                period=period.key,
                made_at=at,
                counted_at=counted_at,
                names=found.names,
                lines=found.lines,
            )

        await append_entry(source, entry)


async def _amend(pool: asyncpg.Pool, period: SheetPeriod, at: datetime) -> bool:
    async with pool.acquire() as source, source.transaction(isolation="repeatable_read"):
        counted_at = await source.fetchval(SQL["counted_at"])
        kept = await kept_sheet(source, period)
        assert kept  # noqa: S101 -- it is one of those kept, and none is ever removed
        found = await count_period(source, period)
        amendment = await _amendment(source, kept, found, at, counted_at)
        if amendment:
            await append_entry(
                source, lambda number: amendment.model_copy(update={"number": number})
            )
    return amendment is not None


async def _amendment(
    source: Reader, kept: KeptSheet, found: PeriodCount, made_at: datetime, counted_at: datetime
) -> Amendment | None:
    changes = changes_between(kept.lines, found.lines)
    if not changes:
        return None
    changes = await explained(source, kept.period, changes, kept.counted.counted_at)
    new = {each.agency for each in changes} - kept.names.keys()
    return Amendment(
        number=kept.counted.number + 1,
        period=kept.sheet.period,
        made_at=made_at,
        counted_at=counted_at,
        names={code: found.names[code] for code in sorted(new) if code in found.names},
        changes=changes,
    )
