"""Which provisions of the draft a text is about: “điểm a khoản 2 Điều 5”, however it is written.

A draft laid out in sections has “khoản 1 Mục IX” instead. A provision of some law, cited as a
reason, is none of the draft: it is left out.
"""

import re
from collections.abc import Iterator

from remiss.documents.official_wording import one_line

_POINT = r"điểm\s+(?P<{0}>[a-zđ]|\d+(?:\.\d+)*)\b"
_CLAUSE = r"khoản\s+(?P<{0}>\d+[a-zđ]?)\b"
_ARTICLE = r"điều\s+(?P<article>\d+[a-zđ]?)\b"
_SECTION = r"(?<!danh )mục\s+(?P<section>(?-i:[IVX]+))\b"
_NEXT = r"\s*,?\s*"
_ENDS = r"(?!\s*,?\s*(?:khoản|điều|mục)\b)"
"""What follows a provision is its clause only where no further provision begins with it."""

_PROVISION = (
    rf"(?:{_POINT.format('point')}{_NEXT})?(?:{_CLAUSE.format('clause')}{_NEXT})?"
    rf"(?:{_ARTICLE}|{_SECTION})"
    rf"(?:{_NEXT}{_CLAUSE.format('clause_after')}{_ENDS})?"
    rf"(?:{_NEXT}{_POINT.format('point_after')}{_ENDS})?"
)
_FOUND = re.compile(_PROVISION, re.IGNORECASE)
_ALSO = re.compile(rf"\s*(?:,|;|và|hoặc)?\s*{_PROVISION}", re.IGNORECASE)
_OF_A_LAW = re.compile(
    r"\s*,?\s*(?:của\s+)?(?:bộ\s+luật|luật|hiến\s+pháp|pháp\s+lệnh|nghị\s+định|nghị\s+quyết"
    r"|thông\s+tư|quyết\s+định|chỉ\s+thị|quy\s+chế|nđ\b|qđ\b|tt\b)",
    re.IGNORECASE,
)


def provisions(text: str) -> tuple[str, ...]:
    """The provisions of the draft that `text` names, each once, in order."""
    return tuple(dict.fromkeys(_named(one_line(text))))


def _named(text: str) -> Iterator[str]:
    for found in _FOUND.finditer(text):
        if not _OF_A_LAW.match(text, _end_of_list(text, found.end())):
            yield _usual(found)


def _end_of_list(text: str, at: int) -> int:
    """Where a list of provisions ends: what follows it says whose they all are."""
    while further := _ALSO.match(text, at):
        at = further.end()
    return at


def _usual(found: re.Match[str]) -> str:
    point = found["point"] or found["point_after"]
    clause = found["clause"] or found["clause_after"]
    parts = [
        f"điểm {point.lower()}" if point else "",
        f"khoản {clause.lower()}" if clause else "",
        f"Điều {found['article'].lower()}" if found["article"] else f"Mục {found['section']}",
    ]
    usual = " ".join(part for part in parts if part)
    return usual[0].upper() + usual[1:]
