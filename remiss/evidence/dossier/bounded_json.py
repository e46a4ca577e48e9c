"""JSON from a file nobody trusts: bounded, and refused where two readers could differ."""

from typing import Any

from remiss.strict.characters import printable
from remiss.strict.json_text import UnclearJsonError, read_json

MOST_PARTS = 2_000_000
"""Values in one text: far more than any dossier has, and far less than fills a memory."""
LONGEST_SHOWN = 120


class Unreadable(ValueError):  # noqa: N818 -- says what is wrong with the content
    """It is no JSON, or none that everybody reads alike."""


def loads(content: bytes) -> Any:
    """The value, each key once, numbers finite.

    Raises:
        Unreadable: it is none.
    """
    if count_parts(content) > MOST_PARTS:
        raise Unreadable
    try:
        return read_json(content)
    except UnclearJsonError as error:
        raise Unreadable from error


def count_parts(content: bytes) -> int:
    """How many values a text of JSON holds at most."""
    return sum(map(content.count, (b",", b"[", b"{")))


def show_safely(value: object) -> str:
    """What a file claims, as it may be printed."""
    return printable(value, LONGEST_SHOWN)
