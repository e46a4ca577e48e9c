"""Cells of a workbook: text that stays text, how high it stands, the lines around it."""

import math
import re
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from remiss.documents.official_wording import fit
from remiss.texts import text

LETTERS_A_UNIT = 1.15
"""Letters of this font to one unit of a column's width."""

LINE, TALLEST = 15, 409
"""In points: a line, and the tallest row a workbook knows."""

LONGEST = 32_767
"""What one cell of a workbook may hold, in UTF-16 units."""

CUT = text("workbook.cut").vi
THIN = Side(style="thin", color="808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOP = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_STARTS_FORMULA = re.compile(r"\s*[=+\-@\t]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is none of those a merged range hides."""
    return cast("Cell", sheet.cell(row, column))


def write_text(cell: Cell, said: str) -> None:
    """Text stays text: no formula, no error value, and none when somebody edits the cell."""
    cell.value = _whole(_ESCAPE.sub("_x005F_", fit(said)))
    cell.data_type = "s"
    cell.quotePrefix = bool(_STARTS_FORMULA.match(said))


def count_lines(said: str, width: float) -> int:
    """About how many lines a text takes in a column of this width."""
    return sum(max(1, math.ceil(len(part) / (width * LETTERS_A_UNIT))) for part in said.split("\n"))


def holds(said: str) -> bool:
    """Whether a cell holds the whole of a text."""
    return _units(fit(said)) <= LONGEST


def _whole(said: str) -> str:
    """The text, or its beginning with a word on where the rest is."""
    if _units(said) <= LONGEST:
        return said
    room = LONGEST - len(CUT)
    return said.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + CUT


def _units(said: str) -> int:
    return len(said.encode("utf-16-le")) // 2
