"""Pages by position: a cursor names the last row seen, so that new rows shift nothing."""

import base64
import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query

from remiss.consultation.values import Value
from remiss.problems.problem import Problem

Limit = Annotated[int, Query(ge=1, le=200, description="Số dòng mỗi trang / Rows per page")]
CursorText = Annotated[
    str | None,
    Query(max_length=200, description="Giá trị “next” của trang trước / `next` of the page before"),
]


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


def _storable(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        raise ValueError("an id is printable ASCII")
    return text
