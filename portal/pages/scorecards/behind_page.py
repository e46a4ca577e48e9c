"""The page of the cases behind a figure."""

from typing import ClassVar

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from portal.paths import case_path, request_path
from remiss.ledger.reads.scorecards.cases_behind import CountedIn
from remiss.texts import Bilingual, Text, local_date, text

COLUMNS = ("case", "agency", "counted", "on")


class BehindPage(Page):
    """Cases, each with how much of it counts in the figure."""

    template: ClassVar[str] = "scorecards/behind.html"
    here: ClassVar[str] = SCORECARDS_OF

    up: Text
    measure: Bilingual
    period: Bilingual
    table: Table | None
    paging: Paging


def behind_table(found: list[CountedIn]) -> Table | None:
    """A row for each case and agency asked; None without any."""
    if not found:
        return None
    heads = tuple(
        ColumnHead(name=text(f"portal.scorecards.column.{name}"), numeric=name == "counted")
        for name in COLUMNS
    )
    return Table(heads=heads, rows=tuple(map(_row, found)))


def _row(counted: CountedIn) -> tuple[Cell, ...]:
    first, last = local_date(counted.first), local_date(counted.last)
    asked = request_path(counted.consultation, counted.agency) if counted.agency else None
    return (
        Cell(text=counted.subject, path=case_path(counted.consultation)),
        Cell(text=counted.agency, path=asked, empty=not counted.agency),
        Cell(text=str(counted.amount)),
        Cell(text=first if first == last else f"{first} – {last}"),
    )
