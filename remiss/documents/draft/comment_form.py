"""The blank table in which an agency comments, with the draft's clauses written in beforehand."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.values import Draft
from remiss.documents.archive import keep_one_time
from remiss.documents.draft.clause import Clause
from remiss.documents.official_wording import named_draft
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
from remiss.texts import say, text, texts

WIDTHS = (6, 24, 52, 40, 40, 30, 14)
COLUMNS = tuple(texts("comment_form.column").values())
PAPER = len(COLUMNS) - 1
"""The columns a person sees; the last one is the clause's anchor, and hidden."""
BLANK_ROWS = 20
"""For a draft in which no clause was found."""


def blank_comment_table(draft: Draft, clauses: Sequence[Clause], at: datetime) -> bytes:
    """The workbook; equal drafts give equal bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = text("comment_form.sheet").vi
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    above = (
        text("comment_form.title").vi,
        say("comment_form.subject", draft=named_draft(draft)).vi,
        text("comment_form.how").vi,
    )
    for row, line in enumerate(above, start=1):
        _write_above(sheet, row, line, bold=row == 1)
    head = len(above) + 1
    _write_row(sheet, head, [column.vi for column in COLUMNS], head=True)
    rows = [_cells(number, one) for number, one in enumerate(clauses, start=1)]
    for row, cells in enumerate(rows or [[""] * len(COLUMNS)] * BLANK_ROWS, start=head + 1):
        _write_row(sheet, row, cells)
    _lay_out(sheet, head)
    buffer = BytesIO()
    book.save(buffer)
    return keep_one_time(buffer.getvalue(), at)


def _cells(number: int, clause: Clause) -> list[str]:
    return [str(number), clause.address, clause.text, "", "", "", clause.anchor]


def _write_above(sheet: Worksheet, row: int, line: str, *, bold: bool) -> None:
    cell = cell_at(sheet, row, 1)
    write_text(cell, line)
    cell.font, cell.alignment = Font(name=FONT, size=13 if bold else 12, bold=bold), TOP
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=PAPER)
    sheet.row_dimensions[row].height = 17 * count_lines(line, sum(WIDTHS[:PAPER]))


def _write_row(sheet: Worksheet, row: int, cells: Sequence[str], *, head: bool = False) -> None:
    for column, said in enumerate(cells, start=1):
        cell = cell_at(sheet, row, column)
        write_text(cell, said)
        cell.font, cell.border = Font(name=FONT, size=11, bold=head), GRID
        cell.alignment = MIDDLE if head or column == 1 else TOP
        if head:
            cell.fill = PatternFill("solid", fgColor=SHADE)
    lines = max(count_lines(said, width) for said, width in zip(cells, WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(TALLEST, LINE * max(lines, 2))


def _lay_out(sheet: Worksheet, head: int) -> None:
    """Landscape A4, as wide as the page, its head on every page."""
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(len(WIDTHS))].hidden = True
    sheet.freeze_panes = f"C{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.8, bottom=0.8)
