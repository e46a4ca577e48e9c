"""The read tables, made anew from the events."""

from itertools import groupby
from operator import itemgetter
from typing import Any

import structlog

from remiss.ledger.append_events import record
from remiss.ledger.connection import Source, session
from remiss.ledger.exceptions import LedgerCutShort, LedgerUnreadable
from remiss.ledger.projection import Columns, columns_after
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL
from remiss.ledger.sweep import Progress, Stretch, no_progress, sweep

log = structlog.get_logger()


async def rebuild(dsn: str, progress: Progress = no_progress, processes: int | None = None) -> int:
    """Replace every row by what the events lead to; how many consultations there are.

    One transaction: readers see the old rows until all new ones are there, writers wait; killed, it
    leaves everything as it was. Events are followed in `processes`, as `sweep` shares them.

    Raises:
        LedgerCutShort: events the read tables know of are gone; nothing was changed.
        LedgerUnreadable: a stream cannot be followed; nothing was changed.
    """
    count = 0
    async with session(dsn) as connection, connection.transaction():
        await connection.execute(SQL["hold_rows"])
        if gone := await connection.fetchrow(SQL["cut_short"]):
            raise LedgerCutShort(stream=gone["id"], version=gone["version"])
        await connection.execute(SQL["clear_rows"])
        async for rows in sweep(connection, dsn, rows_of_stretch, progress, processes):
            if isinstance(rows, dict):
                raise LedgerUnreadable(**rows)
            await record(connection, (), rows, sums=False)
            count += len(rows)
        await connection.execute(SQL["sum_scores"])
    log.info("read_tables_rebuilt", consultations=count)
    return count


async def rows_of_stretch(source: Source, stretch: Stretch) -> list[Columns] | dict[str, Any]:
    """The rows of the cases of one stretch; or which event cannot be followed."""
    events = await source.fetch(SQL["events_of_cases"], stretch.after, stretch.up_to)
    try:
        return [
            columns_after(events_of(id_, chain))
            for id_, chain in groupby(events, itemgetter("stream"))
        ]
    except LedgerUnreadable as error:
        return dict(error.facts)
