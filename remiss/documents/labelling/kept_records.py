"""The hidden page of a labelling sheet: whose it is, and the records as they were filed."""

import json
from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.labelling.filed_reply import FiledReply, filed_reply
from remiss.documents.workbook_cells import LONGEST, cell_at

FORM = "remiss-labels-1"
"""Stands first: how what follows is kept."""


def keep_records(sheet: Worksheet, person: str, replies: Sequence[FiledReply]) -> None:
    """A row for each record, in the order of the file, over as many cells as it needs."""
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    for row, parts in enumerate([(FORM, _plain(person)), *map(_parts, replies)], start=1):
        for column, part in enumerate(parts, start=1):
            cell = cell_at(sheet, row, column)
            cell.value, cell.data_type, cell.quotePrefix = part, "s", True


def read_records(sheet: Worksheet) -> tuple[str, list[FiledReply]]:
    """Whose sheet it is, and the records.

    Raises:
        ValueError: the page does not hold what was kept there.
    """
    rows = _rows(sheet)
    form, person = next(rows, ("", ""))
    if form != FORM:
        raise ValueError(form)
    return str(json.loads(person)), [filed_reply("".join(parts)) for parts in rows]


def _rows(sheet: Worksheet) -> Iterator[tuple[str, ...]]:
    for row in sheet.iter_rows(values_only=True):
        parts = tuple(str(value) for value in row if value is not None)
        if parts:
            yield parts


def _parts(reply: FiledReply) -> tuple[str, ...]:
    written = _plain(reply.kept)
    return tuple(written[at : at + LONGEST] for at in range(0, len(written), LONGEST))


def _plain(kept: object) -> str:
    r"""JSON in plain letters, and without `_x0041_`, which a workbook reads as A."""
    return json.dumps(kept).replace("_", "\\u005f")
