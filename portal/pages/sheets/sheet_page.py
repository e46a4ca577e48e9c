"""The page of one sheet: its figures, which open their cases, and what was amended beside it."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from portal.navigation import SHEETS
from portal.page import Page
from portal.pages.scorecards.figure_cells import card_path, figure_cells, heads
from portal.parts.paging import Paging, with_query
from portal.parts.table import Cell, ColumnHead, Table, TableKind
from portal.parts.tabs import Tab
from portal.paths import case_path
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import AgencyChange
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.period_sheet.sheet_rows import AgencyRow, figure_name
from remiss.texts import Bilingual, Text, say, text

MOST = 5
"""Changes on the page; the files have all."""


class FileLink(Value):
    """A file of the sheet."""

    name: Bilingual
    path: Text


class ChangesTable(Value):
    """Figures that changed, under their heading; `more` are not shown here."""

    id: str
    heading: Bilingual
    table: Table
    more: int


class SheetPage(Page):
    """One sheet, of one kind of scorecard."""

    template: ClassVar[str] = "sheets/sheet.html"
    here: ClassVar[str] = SHEETS

    days: Bilingual
    standing: Bilingual
    files: tuple[FileLink, ...]
    cards: tuple[Tab, ...]
    heading: Bilingual
    table: Table | None
    paging: Paging
    changes: tuple[ChangesTable, ...]


def sheet_table(card: Card, period: SheetPeriod, rows: Iterable[AgencyRow]) -> Table | None:
    """A row for each agency, whose figures open the cases behind them; None without any."""
    query = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    shown = tuple(
        (
            Cell(
                text=say("portal.scorecards.agency", code=row.code, name=row.name),
                path=with_query(card_path(card, row.code), query),
            ),
            *figure_cells(card, row.figures, card_path(card, row.code, "behind"), query),
        )
        for row in rows
    )
    if not shown:
        return None
    first = ColumnHead(name=text("portal.scorecards.column.agency"))
    return Table(kind=TableKind.SCROLL, heads=(first, *heads(card)), rows=shown)


def changes_table(
    id_: str, changes: list[AgencyChange], names: Mapping[AgencyCode, Bilingual]
) -> ChangesTable | None:
    """A row for each figure of an agency, which leads to the case behind it; None without any."""
    if not changes:
        return None
    columns = ("agency", "figure", "before", "after", "case")
    numbers = {"before", "after"}
    table = Table(
        heads=tuple(
            ColumnHead(name=text(f"portal.sheets.column.{name}"), numeric=name in numbers)
            for name in columns
        ),
        rows=tuple(_row(each, names) for each in changes[:MOST]),
    )
    heading = text(f"portal.sheets.{id_}")
    return ChangesTable(id=id_, heading=heading, table=table, more=max(0, len(changes) - MOST))


def _row(each: AgencyChange, names: Mapping[AgencyCode, Bilingual]) -> tuple[Cell, ...]:
    agency = names.get(each.agency, Bilingual(vi=each.agency, en=each.agency))
    return (
        Cell(text=agency),
        Cell(text=figure_name(each.card, each.figure)),
        Cell(text=str(each.before)),
        Cell(text=str(each.after)),
        _cause(each),
    )


def _cause(each: AgencyChange) -> Cell:
    """The newest event behind it; how many more there are."""
    if not each.causes:
        return Cell(text=text("portal.sheets.no_cause"))
    newest = max(each.causes, key=lambda cause: cause.at)
    said = {"case": newest.consultation, "event": str(newest.version)}
    more = len(each.causes) - 1
    named = say("portal.sheets.cause_and_more", more=str(more), **said)
    return Cell(
        text=named if more else say("portal.sheets.cause", **said),
        path=case_path(newest.consultation, "ledger"),
    )
