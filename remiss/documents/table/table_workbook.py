"""The consolidated table as a workbook: the comments, the agencies asked, the figures.

Vietnamese heads, and English ones in small below. What people wrote is text and never a formula.
"""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.telling.labels import CASE_STAGES
from remiss.documents.archive import keep_one_time
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import lower_first, moment, one_line, raise_first
from remiss.documents.table.consolidation import Consolidation
from remiss.documents.table.table_form import TableForm
from remiss.documents.table.table_preamble import introduction, total
from remiss.documents.table.table_sheets import (
    AGENCIES,
    COMMENTS,
    FIGURES,
    SHEETS,
    SheetColumn,
    Value,
    agency_cells,
    comment_cells,
    figure_cells,
    local_clock,
)
from remiss.documents.word import FONT, SHADE
from remiss.documents.workbook_cells import (
    GRID,
    LINE,
    MIDDLE,
    TALLEST,
    TOP,
    cell_at,
    count_lines,
    write_text,
)
from remiss.texts import Bilingual, say, text

TITLE_LINES, WIDE_LINE = 3, 17
"""Lines in the larger letters of a title, and the height of one in points."""

PAPER = 4
"""The first so many columns of the comments are the table as it is printed and signed."""


def xlsx(table: Consolidation, head: Letterhead) -> bytes:
    """The workbook; equal tables give equal bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = one_line(table.draft.subject), head.agency
    book.properties.created = book.properties.modified = local_clock(table.as_of)
    title = _title(table)
    above = (*title, *_opening(table))
    comments = [comment_cells(row, table.form) for row in table.rows]
    sheet = _sheet(book, SHEETS["comments"].vi, above, _comment_columns(table.form), comments)
    if table.form is TableForm.LEGAL:
        _spread(sheet, len(above))
        _sign(sheet, head)
    sheet.print_area = f"A1:{get_column_letter(PAPER)}{sheet.max_row}"
    agencies = [agency_cells(asked) for asked in table.asked]
    _sheet(book, SHEETS["agencies"].vi, title, AGENCIES, agencies)
    _sheet(book, SHEETS["figures"].vi, title, FIGURES, figure_cells(table))
    buffer = BytesIO()
    book.save(buffer)
    return keep_one_time(buffer.getvalue(), table.as_of)


def _comment_columns(form: TableForm) -> tuple[SheetColumn, ...]:
    """Those of the paper have its heads."""
    heads = (Bilingual(vi=vi, en=c.head.en) for vi, c in zip(form.columns, COMMENTS, strict=False))
    paper = (c._replace(head=head) for c, head in zip(COMMENTS, heads, strict=False))
    return (*paper, *COMMENTS[PAPER:])


def _sheet(
    book: Workbook,
    name: str,
    above: Sequence[str],
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    _write_above(sheet, above)
    heads = (len(above) + 1, len(above) + 2)
    _heads(sheet, columns, heads)
    for place, row in enumerate(rows, start=heads[-1] + 1):
        sheet.row_dimensions[place].height = _height(row, columns)
        for number, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            _write(cell_at(sheet, place, number), value, column)
    _page(sheet, len(columns), heads, heads[-1] + len(rows))
    return sheet


def _title(table: Consolidation) -> tuple[str, ...]:
    """What every sheet says of itself: the title, the draft, how far the table goes."""
    stage = CASE_STAGES[table.stage]
    standing = say(
        "workbook.standing",
        agency=one_line(table.drafting_agency_name.vi),
        consultation=table.consultation,
        stage=lower_first(stage.vi),
        stage_english=stage.en,
        at=moment(table.as_of),
    )
    subject = raise_first(table.form.subject(table.draft))
    return table.form.label.vi.upper(), subject, standing.vi


def _opening(table: Consolidation) -> tuple[str, ...]:
    """What the form for legal documents says before its columns."""
    if table.form is TableForm.PLAIN:
        return ()
    return introduction(table), total(table), text("table_paper.legal_second").vi


def _write_above(sheet: Worksheet, lines: Sequence[str]) -> None:
    """The lines above the heads; each goes on over the cells beside it."""
    for place, line in enumerate(lines, start=1):
        cell = cell_at(sheet, place, 1)
        write_text(cell, line)
        cell.font = Font(name=FONT, size=12, bold=place < TITLE_LINES)


def _spread(sheet: Worksheet, rows: int) -> None:
    """Break the lines above the heads where the paper ends."""
    width = sum(column.width for column in COMMENTS[:PAPER])
    for row in range(1, rows + 1):
        cell = cell_at(sheet, row, 1)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=PAPER)
        cell.alignment = TOP
        sheet.row_dimensions[row].height = WIDE_LINE * count_lines(str(cell.value), width)


def _sign(sheet: Worksheet, head: Letterhead) -> None:
    """Who signs, below the last column of the paper."""
    for place, line in enumerate(head.signatory, start=sheet.max_row + 2):
        cell = cell_at(sheet, place, PAPER)
        write_text(cell, line)
        cell.font, cell.alignment = Font(name=FONT, size=13, bold=True), MIDDLE


def _heads(sheet: Worksheet, columns: Sequence[SheetColumn], rows: Sequence[int]) -> None:
    sheet.row_dimensions[rows[0]].height = 2 * LINE
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        for place, head in zip(rows, (column.head.vi, column.head.en), strict=True):
            cell = cell_at(sheet, place, number)
            cell.value = head
            vietnamese = place == rows[0]
            cell.font = Font(
                name=FONT, size=11 if vietnamese else 9, bold=vietnamese, italic=not vietnamese
            )
            cell.fill, cell.border = PatternFill("solid", fgColor=SHADE), GRID
            cell.alignment = MIDDLE


def _write(cell: Cell, value: Value, column: SheetColumn) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    cell.font, cell.border, cell.alignment = Font(name=FONT, size=11), GRID, TOP
    if column.number_format:
        cell.number_format = column.number_format


def _height(row: Sequence[Value], columns: Sequence[SheetColumn]) -> float:
    """About what the longest cell takes: not every program works out heights by itself."""
    return min(TALLEST, LINE * max(map(_lines, row, columns)))


def _lines(value: Value, column: SheetColumn) -> int:
    return count_lines(value, column.width) if isinstance(value, str) else 1


def _page(sheet: Worksheet, columns: int, heads: Sequence[int], last_row: int) -> None:
    """Landscape A4, as wide as the page, its heads on every page."""
    sheet.freeze_panes = f"A{heads[-1] + 1}"
    sheet.auto_filter.ref = f"A{heads[-1]}:{get_column_letter(columns)}{last_row}"
    sheet.print_title_rows = f"{heads[0]}:{heads[-1]}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    number = _HeaderFooterPart(text="&P/&N", font=f"{FONT},Regular", size=11)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=number)
