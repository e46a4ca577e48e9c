"""Pages by position: a cursor names the last row seen, so that new rows shift nothing.

A statement read page by page ends with the position after which it goes on and a limit, and its
rows begin with their own position: what orders them as `at`, then an `id`.
"""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from remiss.consultation.values import Value
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL
from remiss.problems.problem import Problem

T = TypeVar("T")
MOST_DIGITS = 9
"""Of a number that names a row: as many as the database's own integers surely hold."""


class Cursor(Value):
    """Where a page ended: the time it is ordered by, then the id."""

    at: datetime
    id: str

    def encode(self) -> str:
        """The text that stands for this position in an address."""
        text = json.dumps([self.at.isoformat(), self.id])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str | None) -> "Cursor | None":
        """The position a cursor names; None for the first page.

        Raises:
            Problem: `invalid_cursor`.
        """
        if text is None:
            return None
        try:
            at, identity = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            return cls(at=datetime.fromisoformat(at).astimezone(UTC), id=_storable(identity))
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise Problem("invalid_cursor") from error


class ListPage(NamedTuple, Generic[T]):
    """Some rows of a list; `next` is the cursor of the page after this one."""

    items: tuple[T, ...]
    next: str | None


class Wanted(NamedTuple):
    """Which page: the one that goes on after `cursor`, with at most `limit` rows."""

    cursor: str | None = None
    limit: int = 50

    def place(self) -> tuple[datetime | None, str | None]:
        """The time and the id after which the page begins.

        Raises:
            Problem: `invalid_cursor`.
        """
        seen = Cursor.decode(self.cursor)
        return (seen.at, seen.id) if seen else (None, None)

    def day(self) -> date | None:
        """The day after which it begins, of rows that a day names.

        Raises:
            Problem: `invalid_cursor`.
        """
        _, id_ = self.place()
        try:
            return date.fromisoformat(id_) if id_ is not None else None
        except ValueError as error:
            raise Problem("invalid_cursor") from error

    def number(self) -> int | None:
        """The number after which it begins, of rows that a number names.

        Raises:
            Problem: `invalid_cursor`.
        """
        _, id_ = self.place()
        if id_ is None:
            return None
        if not (id_.isdecimal() and len(id_) <= MOST_DIGITS):
            raise Problem("invalid_cursor")
        return int(id_)


async def read_page(
    source: Reader,
    statement: str,
    item: Callable[[Any], T],
    arguments: Sequence[Any],
    limit: int,
) -> ListPage[T]:
    """At most `limit` rows as `item` makes them; `arguments` end with where the page begins.

    One row more is asked for, which tells whether there is a page after this one.
    """
    return await page_of(source, SQL[statement], item, arguments, limit)


async def page_of(
    source: Reader, query: str, item: Callable[[Any], T], arguments: Sequence[Any], limit: int
) -> ListPage[T]:
    """As `read_page`, by a query that is made for its reader."""
    rows = await source.fetch(query, *arguments, limit + 1)
    shown, more = rows[:limit], len(rows) > limit
    end = Cursor(at=shown[-1]["at"], id=shown[-1]["id"]).encode() if more else None
    return ListPage(tuple(map(item, shown)), end)


def _storable(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        raise ValueError("an id is printable ASCII")
    return text
