"""The entries as they lie, for whoever signs them or holds them against what was signed."""

from typing import NamedTuple

from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.ledger.connection import Source
from remiss.ledger.proof.checkpoint_table import READ_SECONDS, ChainHead
from remiss.ledger.statements import SQL


class EntryHead(NamedTuple):
    """One entry: its hash, what it is of, and whether text and hash still fit each other."""

    number: int
    hash: str
    about: str
    fits: bool


async def sheet_heads(source: Source) -> list[EntryHead]:
    """Every entry in order."""
    rows = await source.fetch(SQL["sheet_heads"], timeout=READ_SECONDS)
    return [
        EntryHead(row["number"], row["hash"].hex(), row["period"] or "", row["fits"])
        for row in rows
    ]


async def newest_sheet_head(source: Source) -> ChainHead | None:
    """The newest entry as the head of its chain; None: there is none yet."""
    row = await source.fetchrow(SQL["newest_sheet_head"])
    return ChainHead(SHEET_CHAIN, row["number"], row["hash"]) if row else None
