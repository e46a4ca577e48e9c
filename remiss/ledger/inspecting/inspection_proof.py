"""The entries of inspections as they lie, for whoever signs them or holds them against a proof."""

from typing import NamedTuple

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.ledger.connection import Reader, Source
from remiss.ledger.proof.checkpoint_table import READ_SECONDS, ChainHead
from remiss.ledger.sheets.sheet_proof import EntryHead
from remiss.ledger.statements import SQL


class EntryText(NamedTuple):
    """One entry: its number, its text and its hash."""

    number: int
    body: str
    hash: bytes


async def inspection_heads(source: Source) -> list[EntryHead]:
    """Every entry in order."""
    rows = await source.fetch(SQL["inspection_heads"], timeout=READ_SECONDS)
    return [
        EntryHead(row["number"], row["hash"].hex(), row["inspection"] or "", row["fits"])
        for row in rows
    ]


async def newest_inspection_head(source: Source) -> ChainHead | None:
    """The newest entry as the head of its chain; None: there is none yet."""
    row = await source.fetchrow(SQL["newest_inspection_head"])
    return ChainHead(INSPECTION_CHAIN, row["number"], row["hash"]) if row else None


async def entries_between(source: Reader, first: int, last: int) -> list[EntryText]:
    """The entries of these numbers, after the one before them if there is one."""
    rows = await source.fetch(SQL["inspection_span"], first, last)
    return [EntryText(row["number"], row["body"], row["hash"]) for row in rows]
