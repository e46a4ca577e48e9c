"""The entries of chains beside those of cases, as whoever signs or verifies them needs them."""

from typing import NamedTuple

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.ledger.connection import Source
from remiss.ledger.proof.checkpoint_table import READ_SECONDS, ChainHead
from remiss.ledger.statements import SQL

SIDE_CHAINS = {SHEET_CHAIN: "sheet", INSPECTION_CHAIN: "inspection"}
"""By the stream of each, which statements read it."""


class EntryHead(NamedTuple):
    """One entry: its hash, what it is of, and whether text and hash still fit each other."""

    number: int
    hash: str
    about: str
    fits: bool


async def entry_heads(source: Source, stream: str) -> list[EntryHead]:
    """Every entry of a side chain in order."""
    rows = await source.fetch(SQL[f"{SIDE_CHAINS[stream]}_heads"], timeout=READ_SECONDS)
    return [
        EntryHead(row["number"], row["hash"].hex(), row["about"] or "", row["fits"]) for row in rows
    ]


async def newest_entry(source: Source, stream: str) -> ChainHead | None:
    """The newest entry as the head of its chain; None: there is none yet."""
    row = await source.fetchrow(SQL[f"newest_{SIDE_CHAINS[stream]}_head"])
    return ChainHead(stream, row["number"], row["hash"]) if row else None
