"""Characters nobody means to write: they hide, reorder or break what a person reads.

What every program reads as the end of a line is taken as one, and marks that show nothing and mean
nothing are left out: whoever pastes from Word or a PDF brings them along. A text with any other
such character is refused, with each of them and its places.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

ONE_LINE = frozenset({"name", "subject", "number", "vi", "en"})
"""Fields that stand in the middle of a line of print: names, titles, numbers of documents."""

_NO_CHARACTERS = "".join(
    chr(plane + last) for plane in range(0x1_0000, 0x11_0000, 0x1_0000) for last in (0xFFFE, 0xFFFF)
)
_NEVER = (
    "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f"  # controls, but tab and line ends
    "\\u202a-\\u202e\\u2066-\\u2069"  # they turn the order of what is read
    "\\ufff9-\\ufffb"  # annotations
    "\\U000e0000-\\U000e007f"  # tags, which nobody sees
    "\\ud800-\\udfff"  # halves of a pair
    "\\ufdd0-\\ufdef\\ufffe\\uffff" + _NO_CHARACTERS
)
_NOT_IN_A_LINE = (
    "\\t\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029"
    "\\u00ad\\u034f\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200d\\u2060-\\u206f\\u3164\\uffa0"
)
ANYWHERE = re.compile(f"[{_NEVER}]")
IN_A_LINE = re.compile(f"[{_NEVER}{_NOT_IN_A_LINE}]")


LINE_ENDS = re.compile("[\\x0b\\x0c\\x85\\u2028\\u2029]")
"""Of Word, of pages, of other systems; `documents` reads them alike."""
UNSEEN = re.compile("[\\u061c\\u200e\\u200f\\ufeff]")
"""Marks of direction, which Vietnamese needs none of, and of the order of bytes."""


SEEN = re.compile(
    "[^\\s\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u206f\\u3164\\ufeff\\uffa0]"
)
"""A character that leaves something on the page."""


class Misplaced(NamedTuple):
    """A character that may not stand where it does; positions count from 1."""

    character: str
    positions: tuple[int, ...]

    @property
    def code(self) -> str:
        """The character as people look it up: U+202E."""
        return f"U+{ord(self.character):04X}"


def misplaced(text: str, *, one_line: bool = False) -> tuple[Misplaced, ...]:
    """Every character the text may not hold, in the order they first stand in."""
    found: dict[str, list[int]] = {}
    for each in (IN_A_LINE if one_line else ANYWHERE).finditer(text):
        found.setdefault(each.group(), []).append(each.start() + 1)
    return tuple(Misplaced(character, tuple(places)) for character, places in found.items())


def as_taken(text: str) -> str:
    """The text with its line ends in the one form, and without marks nobody sees.

    A text of which nothing at all would be seen is empty.
    """
    if not SEEN.search(text):
        return ""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", text))


def printable(value: object, longest: int = 200) -> str:
    """Whatever was sent as it may be shown: short, on one line, nothing that moves a cursor."""
    kept = "".join(char if char.isprintable() else "?" for char in str(value))
    return kept if len(kept) <= longest else kept[:longest] + "…"


def describe_texts(schemas: dict[str, Any], sent: Iterable[dict[str, Any]]) -> None:
    """Say in the schemas of what is sent which texts are taken, by a pattern.

    Where a text has a pattern, a format or fixed values already, those say more.
    """
    waiting: list[tuple[str, Any]] = [("", schema) for schema in sent]
    seen = set[str]()
    while waiting:
        name, schema = waiting.pop()
        match schema:
            case {"$ref": str(reference)} if reference not in seen:
                seen.add(reference)
                waiting.append((name, schemas[reference.rpartition("/")[2]]))
            case {"type": "string"} if not _SAYS_MORE & schema.keys():
                schema["pattern"] = PATTERNS[name in ONE_LINE]
            case {"properties": dict(properties)}:
                waiting += properties.items()
            case dict():
                waiting += [(name, part) for part in schema.values()]
            case list():
                waiting += [(name, part) for part in schema]
            case _:
                pass


_SAYS_MORE = frozenset({"pattern", "format", "enum", "const", "contentMediaType"})
_NO_HALVES = re.compile(r"\\ud800-\\udfff")
PATTERNS = tuple(
    "^[^"
    + _NO_HALVES.sub("", never).replace("\\U000e0000-\\U000e007f", "\U000e0000-\U000e007f")
    + "]*$"
    for never in (_NEVER, _NEVER + _NOT_IN_A_LINE)
)
"""For texts of several lines, and of one; halves of pairs are no text in any JSON."""
