"""A table that stacks on a phone, or scrolls with its first column fixed."""

from enum import StrEnum

from portal.parts.tag import Tag
from remiss.consultation.values import Value
from remiss.texts import Bilingual, Text


class TableKind(StrEnum):
    """How a table behaves where it is wider than the screen."""

    STACK = "stack"
    SCROLL = "scroll"


class SortLink(Value):
    """Where rows stand by a column, the least first or the most."""

    path: str
    up: bool


class ColumnHead(Value):
    """The head of a column."""

    name: Bilingual
    numeric: bool = False
    sorts: tuple[SortLink, ...] = ()


class Cell(Value):
    """One cell: a text, a state, or both; a plain text is what somebody wrote, or a number."""

    text: Bilingual | Text = ""
    tag: Tag | None = None
    path: str | None = None
    """Where the text leads: of the portal, without a language."""
    empty: bool = False
    """Nothing to read on a phone."""


class Table(Value):
    """Rows under heads; the first cell of a row names it."""

    kind: TableKind = TableKind.STACK
    heads: tuple[ColumnHead, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def unlinked(self) -> "Table":
        """The same, leading nowhere."""
        rows = tuple(
            tuple(cell.model_copy(update={"path": None}) for cell in row) for row in self.rows
        )
        return self.model_copy(update={"rows": rows})
