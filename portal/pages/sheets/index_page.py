"""The page of a reform index's lines for a year, each of which opens its evidence."""

from collections.abc import Sequence
from typing import ClassVar

from portal.navigation import SHEETS
from portal.page import Page
from portal.pages.sheets.sheet_page import FileLink
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.period_sheet.index_lines import IndexLine, evidence_path
from remiss.texts import Bilingual, say, text

COLUMNS = ("agency", "criterion", "numerator", "denominator")


class IndexPage(Page):
    """Criteria of agencies, with numerator and denominator."""

    template: ClassVar[str] = "sheets/index.html"
    here: ClassVar[str] = SHEETS

    standing: Bilingual
    files: tuple[FileLink, ...]
    years: tuple[Tab, ...]
    cards: tuple[Tab, ...]
    table: Table | None
    paging: Paging


def index_table(lines: Sequence[IndexLine], period: SheetPeriod) -> Table | None:
    """A row for each criterion, whose numbers open what they count; None without any."""
    if not lines:
        return None
    heads = tuple(
        ColumnHead(name=text(f"index.column.{name}"), numeric=name.endswith("nator"))
        for name in COLUMNS
    )
    return Table(heads=heads, rows=tuple(_row(line, period) for line in lines))


def _row(line: IndexLine, period: SheetPeriod) -> tuple[Cell, ...]:
    return (
        Cell(text=say("portal.scorecards.agency", code=line.agency, name=line.name)),
        Cell(text=line.criterion_name),
        _number(line, line.numerator, line.criterion, period),
        _number(line, line.denominator, f"{line.criterion}-of", period),
    )


def _number(line: IndexLine, number: int | None, figure: str, period: SheetPeriod) -> Cell:
    if number is None:
        return Cell(empty=True)
    path = evidence_path(line.card, line.agency, figure, period) if number else None
    return Cell(text=str(number), path=path)
