"""The checkpoints as readers get them: what was signed, as JSON; `evidence` knows its meaning."""

from datetime import datetime
from typing import NamedTuple

import asyncpg

from remiss.ledger.connection import Reader
from remiss.ledger.proof.checkpoint_table import StoredCheckpoint
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.ledger.statements import SQL


class CheckpointOver(NamedTuple):
    """The checkpoint that first vouched for an event."""

    number: int
    at: datetime


async def checkpoint_over(source: Reader, stream: str, version: int) -> CheckpointOver | None:
    """Which one covers an event of a chain; None while none does."""
    rows = await source.fetch(SQL["checkpoint_over"], stream, version)
    return CheckpointOver(rows[0]["number"], rows[0]["at"]) if rows else None


async def list_checkpoints(source: Reader, wanted: Wanted) -> ListPage[str]:
    """What was signed, newest first, without the heads each appended."""
    return await read_page(source, "list_checkpoints", _body, (wanted.number(),), wanted.limit)


async def checkpoints_up_to(source: Reader, number: int) -> list[StoredCheckpoint]:
    """Every one up to that of this number, in order."""
    rows = await source.fetch(SQL["checkpoints_up_to"], number)
    return [StoredCheckpoint(*row) for row in rows]


async def read_checkpoint(source: Reader, number: int) -> str | None:
    """One as it lies in its file; None where there is none of that number."""
    rows = await source.fetch(SQL["checkpoint"], number)
    return _body(rows[0]) if rows else None


def _body(record: asyncpg.Record) -> str:
    return str(record["body"])


class Covering(NamedTuple):
    """A checkpoint, and what it signs of one chain."""

    number: int
    at: datetime
    root: str
    key: str
    version: int
    hash: str


async def covering_checkpoint(source: Reader, stream: str) -> Covering | None:
    """The checkpoint that speaks for the newest event of a chain; None until one is signed."""
    rows = await source.fetch(SQL["covering_checkpoint"], stream)
    return Covering(*rows[0].values()) if rows else None
