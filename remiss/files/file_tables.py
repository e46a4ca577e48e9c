"""The tables of a file somebody sent, cell by cell."""

import asyncio
import json

from pydantic import Field

from remiss.consultation.values import Sha256, Value
from remiss.files.extracted_tables import READABLE
from remiss.files.reader_process import printed_by
from remiss.files.recognition import media_type_of
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.strict.characters import ANYWHERE
from remiss.texts import Text


class TableRow(Value):
    """One row, with its number in its sheet or table, counted from 1."""

    number: int
    cells: tuple[Text, ...]


class FileTable(Value):
    """A sheet of a workbook, by its name; a table of a Word file, by its number."""

    name: Text
    rows: tuple[TableRow, ...]


class FileTables(Value):
    """The tables of one file."""

    tables: tuple[FileTable, ...]
    whole: bool = Field(description="Whether all of it was read.")


async def file_tables(store: Store, sha256: Sha256) -> FileTables:
    """The tables of a workbook or a Word file.

    Raises:
        Problem: `tables_another_type`, `tables_unreadable`.
    """
    path = await asyncio.to_thread(store.find, sha256)
    if path is None:
        raise Problem("tables_unreadable")
    media_type = await asyncio.to_thread(media_type_of, path)
    if media_type not in READABLE:
        raise Problem("tables_another_type")
    printed = await printed_by("remiss.files.extracted_tables", path, media_type)
    if not printed:
        raise Problem("tables_unreadable")
    told = json.loads(printed)
    return FileTables(tables=tuple(map(_table, told["tables"])), whole=told["whole"])


def _table(told: dict[str, object]) -> FileTable:
    rows = told["rows"]
    assert isinstance(rows, list)  # noqa: S101 -- the reader is ours
    return FileTable(
        name=str(told["name"]),
        rows=tuple(_row(number, cells) for number, cells in rows),
    )


def _row(number: int, cells: list[str]) -> TableRow:
    return TableRow(number=number, cells=tuple(ANYWHERE.sub("", cell) for cell in cells))
