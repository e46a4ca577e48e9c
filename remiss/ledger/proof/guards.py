"""The guards of evidence: triggers that refuse a change, and who was granted one all the same."""

import re
from pathlib import Path
from typing import NamedTuple

from remiss.ledger.connection import Source
from remiss.ledger.evidence_tables import EVIDENCE
from remiss.ledger.exceptions import GuardsOff
from remiss.ledger.statements import SQL

FIRST = Path(__file__).parents[1] / "migrations" / "0001_event.sql"
_REFUSAL = re.compile(r"create function refuse_change\(\).*?\$\$(.*?)\$\$", re.DOTALL)


class WideGrant(NamedTuple):
    """A role that may change a table of evidence, and is not its owner."""

    role: str
    table: str


async def weak_guards(source: Source) -> list[str]:
    """The tables of evidence that no trigger guards as the migrations set it up."""
    rows = await source.fetch(SQL["weak_guards"], _refusal(), EVIDENCE)
    return [row["name"] for row in rows]


async def wide_grants(source: Source) -> list[WideGrant]:
    """Who was granted a change of evidence."""
    rows = await source.fetch(SQL["wide_grants"], EVIDENCE)
    return [WideGrant(row["role"], row["name"]) for row in rows]


async def check_guards(source: Source) -> None:
    """Refuse to go on while evidence can be changed like any table.

    Raises:
        GuardsOff: a trigger was switched off, removed or replaced.
    """
    if weak := await weak_guards(source):
        raise GuardsOff(tables=", ".join(weak), first=weak[0])


def _refusal() -> str:
    """The text of the function that refuses, as its migration has it."""
    found = _REFUSAL.search(FIRST.read_text(encoding="utf-8"))
    if found is None:
        raise LookupError(FIRST.name)
    return found[1]
