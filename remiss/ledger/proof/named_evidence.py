"""What the ledger names outside itself: the files of its cases, and how long nobody signed it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from remiss.ledger.connection import Source
from remiss.ledger.proof.checkpoint_table import READ_SECONDS
from remiss.ledger.statements import SQL


class NamedFile(NamedTuple):
    """A file by its sha256, and the event that names it first."""

    sha256: str
    stream: str
    version: int


async def named_files(source: Source) -> list[NamedFile]:
    """Every file that events name."""
    rows = await source.fetch(SQL["named_files"], timeout=READ_SECONDS)
    return [NamedFile(*row) for row in rows]


async def oldest_unsigned(source: Source, signed: Iterable[tuple[str, int]]) -> datetime | None:
    """When the oldest event was recorded that is newer than the signed version of its stream."""
    streams, versions = [list(each) for each in zip(*signed, strict=True)] or ([], [])
    at: datetime | None = await source.fetchval(
        SQL["oldest_unsigned"], streams, versions, timeout=READ_SECONDS
    )
    return at
