"""The checkpoints as readers get them: what was signed, as JSON; `evidence` knows its meaning."""

import asyncpg

from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import Page, Wanted, read_page
from remiss.ledger.statements import SQL


async def list_checkpoints(source: Reader, wanted: Wanted) -> Page[str]:
    """What was signed, newest first, without the heads each appended."""
    return await read_page(source, "list_checkpoints", _body, (wanted.number(),), wanted.limit)


async def read_checkpoint(source: Reader, number: int) -> str | None:
    """One as it lies in its file; None where there is none of that number."""
    rows = await source.fetch(SQL["checkpoint"], number)
    return _body(rows[0]) if rows else None


def _body(record: asyncpg.Record) -> str:
    return str(record["body"])
