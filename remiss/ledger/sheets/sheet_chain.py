"""The chain of sheets and amendments: appended to, and read."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from pydantic import TypeAdapter

from remiss.consultation.views.sheets.sheet import SHEET_CHAIN, Amendment, Entry, KeptSheet, Sheet
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger.connection import Reader, Source
from remiss.ledger.statements import SQL
from remiss.strict.canonical_json import canonical_json

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


class SheetLineOfList(NamedTuple):
    """One sheet of the list: when it was made, and how many figures were amended."""

    period: SheetPeriod
    made_at: str
    changes: int


async def append_entry(source: Source, entry_at: Callable[[int], Sheet | Amendment]) -> None:
    """Append what `entry_at` makes of the next number.

    Raises:
        UniqueViolationError: somebody else appended meanwhile; to be tried again.
    """
    last = await source.fetchrow(SQL["last_sheet_entry"], SHEET_CHAIN)
    assert last  # noqa: S101 -- it has no condition
    entry = entry_at(last["number"])
    body = canonical_json(entry.model_dump(mode="json"))
    hash_ = hashlib.sha256((last["hash"] or b"") + body).digest()
    await source.execute(SQL["append_sheet_entry"], entry.number, body.decode(), hash_)


async def kept_sheet(source: Reader, period: SheetPeriod) -> KeptSheet | None:
    """The sheet of a period with its amendments; None where none was made yet."""
    rows = await source.fetch(SQL["sheet_entries"], period.key)
    entries = [_ENTRY.validate_json(row["body"]) for row in rows]
    sheet = next((each for each in entries if isinstance(each, Sheet)), None)
    amendments = tuple(each for each in entries if isinstance(each, Amendment))
    return KeptSheet(sheet=sheet, amendments=amendments) if sheet else None


async def kept_periods(source: Reader) -> list[SheetPeriod]:
    """The periods of which there is a sheet, in the order in which these were made."""
    rows = await source.fetch(SQL["sheet_periods"])
    return [SheetPeriod.of_key(row["period"]) for row in rows]


async def list_sheets(source: Reader) -> list[SheetLineOfList]:
    """All sheets, the period that ended last first, and longer ones before shorter."""
    rows = await source.fetch(SQL["sheet_list"])
    found = [
        SheetLineOfList(SheetPeriod.of_key(row["period"]), row["made_at"], row["changes"])
        for row in rows
        if row["made_at"]
    ]
    return sorted(found, key=lambda each: (each.period.last, each.period.length), reverse=True)
