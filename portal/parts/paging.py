"""Where in a list a page stands: the page after it, and the way back to the first."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from remiss.consultation.values import Value

ROWS = 15
"""Of a list on one page: a row costs up to a kilobyte, a page has twenty."""


T = TypeVar("T")


class Paging(Value):
    """Paths of the portal, without a language; None: there is no such page."""

    first: str | None
    next: str | None


def paging(
    path: str, filters: Mapping[str, str | None], cursor: str | None, following: str | None
) -> Paging:
    """The neighbours of a page of `path`, with its filters kept in the address."""
    kept = {name: value for name, value in filters.items() if value}
    return Paging(
        first=with_query(path, kept) if cursor else None,
        next=with_query(path, {**kept, "cursor": following}) if following else None,
    )


def one_page(
    whole: Sequence[T], path: str, filters: Mapping[str, str | None], at: int, rows: int = ROWS
) -> tuple[Sequence[T], Paging]:
    """Of a list in hand the rows from `at` on that fit a page, and the way to its neighbours."""
    following = str(at + rows) if at + rows < len(whole) else None
    return whole[at : at + rows], paging(path, filters, str(at) if at else None, following)


def with_query(path: str, query: Mapping[str, str]) -> str:
    """A path with a query, if there is anything to say in it."""
    return f"{path}?{urlencode(query)}" if query else path
