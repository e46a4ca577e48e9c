"""A labelling sheet read back: whose it is, what it says of each reply, what is wrong in it."""

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.labelling.filed_reply import FiledReply
from remiss.consultation.labelling.labelling import Labelling
from remiss.documents.labelling.kept_records import read_records
from remiss.documents.labelling.label_block import key_of
from remiss.documents.labelling.label_columns import HEAD_ROWS, PAGES, LabelColumn
from remiss.documents.labelling.label_reading import (
    SheetMistake,
    SheetRow,
    read_labelling,
)
from remiss.texts import BilingualError, say


class UnfitSheetError(BilingualError, key="label_mistake.unfit"):
    """A file that is no labelling sheet, or no longer one."""


class FilledSheet(NamedTuple):
    """What one person filled in, by the key of the reply; `replies` in the order of the file."""

    file: str
    person: str
    replies: dict[str, FiledReply]
    labellings: dict[str, Labelling]
    mistakes: tuple[SheetMistake, ...]


def read_sheet(file: str, content: bytes) -> FilledSheet:
    """The sheet in a file; `file` is how people know it.

    Raises:
        UnfitSheetError: it is none.
    """
    try:
        book = _open(content)
        person, filed = read_records(book[PAGES["records"].vi])
        rows = list(_rows(book[PAGES["replies"].vi]))
    except Exception as error:
        raise UnfitSheetError(file=file, reason=type(error).__name__) from error
    replies = {key_of(one.record.id): one for one in filed}
    labellings, mistakes = _read(replies, rows)
    mistakes.sort(key=lambda one: one.row)
    return FilledSheet(file, person, replies, labellings, tuple(mistakes))


def _open(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what other programs add, which is none of ours
        return load_workbook(BytesIO(content), data_only=True)


def _rows(sheet: Worksheet) -> Iterator[SheetRow]:
    first = HEAD_ROWS[-1] + 1
    values = sheet.iter_rows(min_row=first, max_col=len(LabelColumn), values_only=True)
    for number, row in enumerate(values, start=first):
        cells = {
            column: said
            for column, value in zip(LabelColumn, row, strict=False)
            if value is not None and (said := str(value).strip())
        }
        if cells:
            yield SheetRow(number, cells)


def _read(
    replies: Mapping[str, FiledReply], rows: Sequence[SheetRow]
) -> tuple[dict[str, Labelling], list[SheetMistake]]:
    found: dict[str, Labelling] = {}
    mistakes = list[SheetMistake]()
    by_key = defaultdict[str, list[SheetRow]](list)
    for row in rows:
        key = row.cells.get(LabelColumn.KEY, "")
        if key in replies:
            by_key[key].append(row)
        elif row.is_filled:
            mistakes.append(SheetMistake(row.number, say("label_mistake.row_astray")))
    for key, reply in replies.items():
        if key not in by_key:
            said = say("label_mistake.no_rows", reply=reply.record.id)
            mistakes.append(SheetMistake(rows[-1].number if rows else HEAD_ROWS[-1], said))
            continue
        reading = read_labelling(reply, by_key[key])
        mistakes += reading.mistakes
        if reading.labelling:
            found[key] = reading.labelling
    return found, mistakes
