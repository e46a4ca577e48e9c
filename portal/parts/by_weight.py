"""A list on pages that stay light: by the bytes of what they hold, whatever that is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def by_weight(
    items: Iterable[T], weight: Callable[[T], int], most_bytes: int, most: int = 1_000
) -> Iterator[list[T]]:
    """Pages of at most so many items and bytes; one that is heavier alone has a page of its own."""
    page: list[T] = []
    carried = 0
    for item in items:
        weighs = weight(item)
        if page and (len(page) == most or carried + weighs > most_bytes):
            yield page
            page, carried = [], 0
        page.append(item)
        carried += weighs
    if page:
        yield page
