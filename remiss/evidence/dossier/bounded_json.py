"""JSON from a file nobody trusts: bounded, and refused where two readers could differ."""

import json
from typing import Any, NoReturn

MOST_PARTS = 2_000_000
"""Values in one text: far more than any dossier has, and far less than fills a memory."""


class Unreadable(ValueError):  # noqa: N818 -- says what is wrong with the content
    """It is no JSON, or none that everybody reads alike."""


def loads(content: bytes) -> Any:
    """The value, each key once, numbers finite.

    Raises:
        Unreadable: it is none.
    """
    if parts(content) > MOST_PARTS:
        raise Unreadable
    try:
        return json.loads(
            content.decode(), object_pairs_hook=_each_key_once, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise Unreadable from error


def parts(content: bytes) -> int:
    """How many values a text of JSON holds at most."""
    return sum(map(content.count, (b",", b"[", b"{")))


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise Unreadable
    return keys


def _refuse(_constant: str) -> NoReturn:
    raise Unreadable


def shown(value: object, longest: int = 120) -> str:
    """What a file claims, as it may be printed: short, on one line, nothing that moves a cursor."""
    text = "".join(char if char.isprintable() else "?" for char in str(value))
    return text if len(text) <= longest else text[:longest] + "…"
