"""The checkpoints as the database keeps them, and where the chains stand beside what was signed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import asyncpg

from remiss.ledger.connection import Source
from remiss.ledger.exceptions import CheckpointTaken
from remiss.ledger.statements import SQL

READ_SECONDS = 120
"""Longer than other reads: it looks at every chain and every head that was ever signed."""


class StoredCheckpoint(NamedTuple):
    """A row of the database; `body` is JSON."""

    number: int
    at: datetime
    body: str


class ChainHead(NamedTuple):
    """The newest event of a stream, and its hash."""

    stream: str
    version: int
    hash: bytes


class Departed(NamedTuple):
    """A signed head that no longer stands: what is at its place, and where the stream ends."""

    stream: str
    version: int
    found: bytes | None
    last: int


class Heads(NamedTuple):
    """How the chains stand beside the heads that were signed."""

    moved: tuple[ChainHead, ...]
    departed: tuple[Departed, ...]


async def lock_checkpoints(source: Source) -> None:
    """Wait for every other maker, until the transaction ends."""
    await source.execute(SQL["lock_checkpoints"], timeout=READ_SECONDS)


async def stored_checkpoints(source: Source) -> list[StoredCheckpoint]:
    """Every checkpoint in order of number."""
    rows = await source.fetch(SQL["checkpoints"], timeout=READ_SECONDS)
    return [StoredCheckpoint(*row) for row in rows]


async def record_checkpoint(source: Source, number: int, at: datetime, body: Any) -> None:
    """Keep one for good.

    Raises:
        CheckpointTaken: another is kept under its number.
    """
    try:
        await source.execute(SQL["record_checkpoint"], number, at, body, timeout=READ_SECONDS)
    except asyncpg.UniqueViolationError as error:
        raise CheckpointTaken(number=number) from error


async def heads(source: Source, signed: Sequence[ChainHead]) -> Heads:
    """The heads that moved since they were signed, and the signed ones that are gone."""
    columns = [list(column) for column in zip(*signed, strict=True)] or [[], [], []]
    rows = await source.fetch(SQL["moved_heads"], *columns, timeout=READ_SECONDS)
    return Heads(
        moved=tuple(ChainHead(r["stream"], r["version"], r["hash"]) for r in rows if not r["gone"]),
        departed=tuple(
            Departed(r["stream"], r["version"], r["hash"], r["last"]) for r in rows if r["gone"]
        ),
    )
