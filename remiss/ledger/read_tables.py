"""The read tables, made anew from the events."""

import structlog

from remiss.ledger.append_events import record
from remiss.ledger.connection import session
from remiss.ledger.exceptions import LedgerCutShort
from remiss.ledger.projection import row_after
from remiss.ledger.reads.stored_events import stream, streams
from remiss.ledger.statements import SQL

log = structlog.get_logger()


async def rebuild(dsn: str) -> int:
    """Replace every row by what the events lead to; how many consultations there are.

    One transaction: readers see the old rows until all new ones are there, writers wait.

    Raises:
        LedgerCutShort: events the read tables know of are gone; nothing was changed.
        LedgerUnreadable: a stream cannot be followed; nothing was changed.
    """
    count = 0
    async with session(dsn) as connection, connection.transaction():
        if gone := await connection.fetchrow(SQL["cut_short"]):
            raise LedgerCutShort(stream=gone["id"], version=gone["version"])
        await connection.execute(SQL["clear_rows"])
        async for id_ in streams(connection):
            await record(connection, row_after(await stream(connection, id_)))
            count += 1
    log.info("read_tables_rebuilt", consultations=count)
    return count
