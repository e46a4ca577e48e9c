"""A list in a workbook: heads in Vietnamese, in small English below them, then the rows."""

from collections.abc import Iterable, Sequence

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from remiss.documents.word import FONT, SHADE
from remiss.documents.workbook_cells import GRID, MIDDLE, TOP, cell_at, write_text
from remiss.texts import Bilingual


def write_list(
    sheet: Worksheet,
    top: int,
    columns: Sequence[tuple[Bilingual, int]],
    rows: Iterable[Sequence[str | int]],
) -> None:
    """Heads of columns with their widths in the rows `top` and the next; `rows` below."""
    for number, (head, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        for place, said, size in ((top, head.vi, 11), (top + 1, head.en, 9)):
            cell = cell_at(sheet, place, number)
            write_text(cell, said)
            cell.font = Font(name=FONT, size=size, bold=place == top)
            cell.fill, cell.border = PatternFill("solid", fgColor=SHADE), GRID
            cell.alignment = MIDDLE
    for place, row in enumerate(rows, start=top + 2):
        for number, value in enumerate(row, start=1):
            cell = cell_at(sheet, place, number)
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
            cell.font, cell.border, cell.alignment = Font(name=FONT, size=11), GRID, TOP
