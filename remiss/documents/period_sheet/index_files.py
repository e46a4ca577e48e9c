"""The lines of a reform index as CSV and as a workbook, whose evidence is a link."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font

from remiss.documents.archive import keep_one_time
from remiss.documents.official_wording import moment_in_both
from remiss.documents.period_sheet.index_lines import IndexExport, IndexLine
from remiss.documents.period_sheet.sheet_csv import as_csv
from remiss.documents.table.table_sheets import local_clock
from remiss.documents.word import FONT
from remiss.documents.workbook_cells import cell_at, write_text
from remiss.documents.workbook_list import write_list
from remiss.texts import Bilingual, say, text

WIDTHS = {
    "code": 12,
    "agency": 36,
    "card": 24,
    "criterion_key": 18,
    "criterion": 36,
    "numerator": 12,
    "denominator": 12,
    "evidence": 60,
    "evidence_of_denominator": 60,
}
TOP_ROW = 4
"""The heads, in Vietnamese and below in English; above them title, standing, and what it is not."""


def index_title(export: IndexExport) -> Bilingual:
    """What the export is called."""
    return say("index.title", year=str(export.year))


def index_standing(export: IndexExport) -> Bilingual:
    """Of what moment the numbers are, and whether they are frozen."""
    key = "index.frozen" if export.sheet else "index.not_frozen"
    return say(key, at=moment_in_both(export.at))


def index_csv(export: IndexExport) -> bytes:
    """UTF-8 with a byte order mark; one line a criterion."""
    heads = [text(f"index.column.{name}").both(" / ") for name in WIDTHS]
    return as_csv([heads, *(_cells(line) for line in export.lines)])


def index_xlsx(export: IndexExport) -> bytes:
    """One sheet; no rate and no point is in it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = text("index.book").vi
    book.properties.title = index_title(export).vi
    book.properties.created = book.properties.modified = local_clock(export.at)
    above = (index_title(export), index_standing(export), text("index.facts"))
    for place, said in enumerate(above, start=1):
        write_text(cell_at(sheet, place, 1), said.vi)
        cell_at(sheet, place, 1).font = Font(name=FONT, size=12, bold=place == 1)
    columns = [(text(f"index.column.{name}"), width) for name, width in WIDTHS.items()]
    write_list(sheet, TOP_ROW, columns, map(_cells, export.lines))
    for row in sheet.iter_rows(min_row=TOP_ROW + 2):
        for cell in row:
            if isinstance(cell, Cell) and str(cell.value).startswith("http"):
                cell.hyperlink = str(cell.value)
    sheet.freeze_panes = f"A{TOP_ROW + 2}"
    buffer = BytesIO()
    book.save(buffer)
    return keep_one_time(buffer.getvalue(), export.at)


def _cells(line: IndexLine) -> list[str | int]:
    """One row, in the order of the columns."""
    return [
        line.agency,
        line.name.vi,
        text(f"sheet.book.{line.card}").vi,
        line.criterion,
        line.criterion_name.vi,
        line.numerator,
        "" if line.denominator is None else line.denominator,
        line.evidence,
        line.evidence_of_denominator or "",
    ]
