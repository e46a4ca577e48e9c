"""The page that lists the sheets of periods."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from portal.navigation import SHEETS
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from remiss.ledger.sheets.sheet_chain import SheetLineOfList
from remiss.texts import local_time, text

COLUMNS = ("period", "made", "changes")


class SheetsPage(Page):
    """Every sheet, the period that ended last first."""

    template: ClassVar[str] = "sheets.html"
    here: ClassVar[str] = SHEETS

    index: str | None
    """Where the lines of this year's reform index are, for whoever may read them."""
    table: Table | None
    paging: Paging


def sheets_table(found: Iterable[SheetLineOfList]) -> Table | None:
    """A row for each; None without any."""
    rows = tuple(
        (
            Cell(text=each.period.name, path=f"{SHEETS}/{each.period.key}"),
            Cell(text=local_time(datetime.fromisoformat(each.made_at))),
            Cell(text=str(each.changes)),
        )
        for each in found
    )
    heads = tuple(
        ColumnHead(name=text(f"portal.sheets.column.{name}"), numeric=name == "changes")
        for name in COLUMNS
    )
    return Table(heads=heads, rows=rows) if rows else None
