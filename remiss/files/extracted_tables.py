"""The tables of one file, read in a process of its own: `python -m remiss.files.extracted_tables`.

A merged cell is read in each of the rows and columns it covers, as a person reads it.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from remiss.files.extracted_text import DOCX, confine
from remiss.files.formats.file_types import XLSX

ROWS, COLUMNS, CHARACTERS = 2_000, 30, 1_000_000
"""How much is read of a file: rows that hold something, columns of each, characters in all."""
DEEPEST = 5_000
"""The last row of a sheet that is looked at: one is easily formatted down to its end."""


def extracted(path: str, media_type: str) -> dict[str, Any]:
    """`tables`: of each its `name` and `rows` (number, cells); `whole`: whether all was read."""
    tables: list[dict[str, Any]] = []
    rows = characters = 0
    for name, read in _READERS[media_type](path):
        tables.append({"name": name, "rows": []})
        for number, cells in read:
            said = [unicodedata.normalize("NFC", cell).strip() for cell in cells[:COLUMNS]]
            if not any(said):
                continue
            rows, characters = rows + 1, characters + sum(map(len, said))
            if rows > ROWS or characters > CHARACTERS:
                return {"tables": tables, "whole": False}
            tables[-1]["rows"].append([number, said])
    return {"tables": tables, "whole": True}


Tables = Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]


def _workbook(path: str) -> Tables:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only the library a file needs is loaded

    with open(path, "rb") as file:  # noqa: PTH123 -- by its name it would go by its ending
        book = load_workbook(file, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, _sheet_rows(sheet)


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    covered = {}
    for merged in sheet.merged_cells.ranges:
        corner = sheet.cell(merged.min_row, merged.min_col).value
        for row in range(merged.min_row, min(merged.max_row, DEEPEST) + 1):
            for column in range(merged.min_col, min(merged.max_col, COLUMNS) + 1):
                covered[row, column] = corner
    rows = sheet.iter_rows(max_row=DEEPEST, max_col=COLUMNS, values_only=True)
    for number, row in enumerate(rows, start=1):
        yield number, [_said(covered.get((number, at), one)) for at, one in enumerate(row, start=1)]


def _said(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _document(path: str) -> Tables:
    import docx  # noqa: PLC0415 -- as above

    for number, table in enumerate(docx.Document(path).tables, start=1):
        yield str(number), _table_rows(table)


def _table_rows(table: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(table.rows, start=1):
        yield number, [cell.text for cell in row.cells]


_READERS = {XLSX: _workbook, DOCX: _document}
READABLE = frozenset(_READERS)
"""The types of which tables are read."""


def main() -> None:
    """Read the file and type named on the command line; print what was found, or fail."""
    confine()
    json.dump(extracted(*sys.argv[1:]), sys.stdout)


if __name__ == "__main__":
    main()
