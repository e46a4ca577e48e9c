"""The page that lists inspections, and the one that opens another."""

from collections.abc import Iterable
from typing import ClassVar

from portal.forms import Form
from portal.navigation import INSPECTIONS
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from remiss.ledger.inspecting.inspection_chain import OpenedInspection
from remiss.texts import day_and_time, text

COLUMNS = ("decision", "opened", "by", "committed", "drawn")
NUMBERS = {"committed", "drawn"}


class InspectionsPage(Page):
    """Every inspection its reader may know of, the last opened first."""

    template: ClassVar[str] = "inspections.html"
    here: ClassVar[str] = INSPECTIONS

    table: Table | None
    paging: Paging


class NewInspectionPage(Page):
    """Opening one by its decision."""

    template: ClassVar[str] = "inspections/new.html"
    here: ClassVar[str] = INSPECTIONS

    form: Form


def inspections_table(found: Iterable[OpenedInspection]) -> Table | None:
    """A row for each; None without any."""
    rows = tuple(
        (
            Cell(text=each.decision, path=f"{INSPECTIONS}/{each.inspection}"),
            Cell(text=day_and_time(each.at)),
            Cell(text=each.opened_by),
            Cell(text=str(each.committed)),
            Cell(text=str(each.drawn)),
        )
        for each in found
    )
    heads = tuple(
        ColumnHead(name=text(f"portal.inspections.column.{name}"), numeric=name in NUMBERS)
        for name in COLUMNS
    )
    return Table(heads=heads, rows=rows) if rows else None
