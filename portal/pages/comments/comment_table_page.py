"""The table of comments as it prints: what stands above it, and its rows."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.parts.by_weight import by_weight
from portal.paths import case_path
from remiss.consultation.values import Value
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Row
from remiss.documents.table.table_cells import (
    Lead,
    comment_of,
    heading_of,
    provision_of,
    subject_of,
    treatment_of,
)
from remiss.documents.table.table_preamble import no_comments, preamble
from remiss.texts import Text
from remiss.views.seen_case import SeenCase

MOST_BYTES, MARKUP_BYTES = 8_000, 40
"""Of rows on one page; the whole table is one press away, for printing."""


class Topic(Value):
    """Rows under what they are about."""

    heading: Text
    rows: tuple[tuple[tuple[Lead, ...], ...], ...]


class TablePage(Page):
    """The table, or a page of it."""

    template: ClassVar[str] = "cases/comments/table.html"
    here: ClassVar[str] = CASES

    case: str
    back: str
    own: str
    docx: str
    xlsx: str
    named: Text
    about: Text
    above: tuple[Lead, ...]
    columns: tuple[Text, ...]
    topics: tuple[Topic, ...]
    nothing: Text
    count: int
    page: int
    """0: the whole table."""
    pages: int


def table_page(seen: SeenCase, wanted: int) -> TablePage:
    """A page of the table by its number, or all of it."""
    table = consolidation(seen.case, tuple(stored.recorded.event for stored in seen.events))
    pages = list(by_weight(table.rows, _weight, MOST_BYTES))
    number = min(wanted, len(pages))
    rows = pages[number - 1] if number else table.rows
    blocks = list(preamble(table)) if number <= 1 else []
    return TablePage(
        title=table.form.label,
        case=seen.case.id,
        back=case_path(seen.case.id, "comments"),
        own=case_path(seen.case.id, "comments", "table"),
        docx=case_path(seen.case.id, "papers", "table.docx"),
        xlsx=case_path(seen.case.id, "papers", "table.xlsx"),
        named=table.form.label.vi,
        about=table.form.subject(table.draft),
        above=tuple((block.lead, block.text) for block in blocks),
        columns=tuple(table.form.columns),
        topics=tuple(_topics(rows)),
        nothing="" if table.rows else no_comments(table),
        count=len(table.rows),
        page=number,
        pages=len(pages),
    )


def _cells(row: Row) -> tuple[tuple[Lead, ...], ...]:
    cells = (provision_of(row), subject_of(row), comment_of(row), treatment_of(row))
    return tuple(tuple(cell) for cell in cells)


def _topics(rows: Iterable[Row]) -> Iterator[Topic]:
    for heading, group in groupby(rows, heading_of):
        yield Topic(heading=heading, rows=tuple(map(_cells, group)))


def _weight(row: Row) -> int:
    return sum(len(f"{a}{b}".encode()) + MARKUP_BYTES for cell in _cells(row) for a, b in cell)
