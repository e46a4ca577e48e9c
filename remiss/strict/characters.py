"""Characters nobody means to write: they hide, reorder or break what a person reads.

Nothing is taken out or replaced, for a text stays as it was written: one that holds such a
character is refused, with the place of the first.
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
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # controls, but tab and line ends
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # they turn the order of what is read
    "\\u2028\\u2029"  # line ends that only some programs know
    "\\ufeff\\ufff9-\\ufffb"  # byte order marks, annotations
    "\\U000e0000-\\U000e007f"  # tags, which nobody sees
    "\\ud800-\\udfff"  # halves of a pair
    "\\ufdd0-\\ufdef\\ufffe\\uffff" + _NO_CHARACTERS
)
_NOT_IN_A_LINE = (
    "\\t\\n\\r"
    "\\u00ad\\u034f\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200d\\u2060-\\u206f\\u3164\\uffa0"
)
ANYWHERE = re.compile(f"[{_NEVER}]")
IN_A_LINE = re.compile(f"[{_NEVER}{_NOT_IN_A_LINE}]")


class Misplaced(NamedTuple):
    """A character that may not stand where it does."""

    character: str
    position: int

    @property
    def code(self) -> str:
        """The character as people look it up: U+202E."""
        return f"U+{ord(self.character):04X}"


def find_misplaced(text: str, *, one_line: bool = False) -> Misplaced | None:
    """The first character the text may not hold; positions count from 1."""
    found = (IN_A_LINE if one_line else ANYWHERE).search(text)
    return Misplaced(found.group(), found.start() + 1) if found else None


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
