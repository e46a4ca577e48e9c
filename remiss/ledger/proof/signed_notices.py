"""What checkpoints signed about notices, beside the notices as they stand."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from remiss.ledger.connection import Source
from remiss.ledger.statements import SQL

NEW = "not exists (select from signed_notice s where s.notice = n.id and {}s.settled)"
"""The condition that no checkpoint has signed a fact of this kind."""
READ_SECONDS = 120
"""Longer than other reads: it looks at every notice."""


class NoticeFact(NamedTuple):
    """What a notice says, or what became of it (`settled`), by the hash of that."""

    notice: str
    settled: bool
    hash: bytes


class AlteredNotices(NamedTuple):
    """Signed facts about notices of one event that are others now; `stream` None: they are gone."""

    number: int
    settled: bool
    stream: str | None
    version: int | None
    facts: int


class PlaceFaults(NamedTuple):
    """What is wrong with the place up to which events were turned into notices."""

    ahead: bool
    nowhere: bool
    untold: tuple[str, ...]


async def unsigned_notices(source: Source) -> list[NoticeFact]:
    """The facts no checkpoint has signed yet, in the order in which they are signed."""
    unsigned = _over_facts("unsigned_notices", said=NEW.format("not "), done=NEW.format(""))
    rows = await source.fetch(unsigned, timeout=READ_SECONDS)
    return [NoticeFact(*row) for row in rows]


async def sign_notices(source: Source, number: int, facts: Sequence[NoticeFact]) -> None:
    """Keep for good which facts the checkpoint `number` signed."""
    columns = [list(column) for column in zip(*facts, strict=True)] or [[], [], []]
    await source.execute(SQL["sign_notices"], number, *columns, timeout=READ_SECONDS)


async def signed_notices(source: Source) -> dict[int, list[NoticeFact]]:
    """The facts each checkpoint signed, in the order in which it did."""
    rows = await source.fetch(SQL["signed_notices"], timeout=READ_SECONDS)
    by_number = groupby(rows, key=lambda row: row["number"])
    return {number: [NoticeFact(*row[1:]) for row in found] for number, found in by_number}


async def altered_notices(source: Source) -> list[AlteredNotices]:
    """Signed facts that no longer stand."""
    rows = await source.fetch(_over_facts("altered_notices"), timeout=READ_SECONDS)
    names = AlteredNotices._fields
    return [AlteredNotices(*(row[name] for name in names)) for row in rows]


async def place_faults(source: Source) -> PlaceFaults:
    """What is wrong with the place; nothing where it was never taken from its table."""
    row = await source.fetchrow(SQL["notice_place_faults"], timeout=READ_SECONDS)
    if row is None:
        return PlaceFaults(ahead=False, nowhere=True, untold=())
    return PlaceFaults(row["ahead"], row["nowhere"], tuple(row["untold"]))


async def restored_at(source: Source) -> datetime | None:
    """When events a restored database lacked were last written again; None: never."""
    at: datetime | None = await source.fetchval(SQL["restored_at"])
    return at


def _over_facts(statement: str, said: str = "true", done: str = "true") -> str:
    return SQL[statement].format(facts=SQL["notice_facts"].format(said=said, done=done))
