"""How a line of a draft begins that opens a clause: “Điều 7.”, “II.”, “2.”, “1.1.”, “a)”.

Nghị định 30/2020/NĐ-CP, Phụ lục I has these forms: phần, chương, mục, tiểu mục, điều, khoản, điểm;
and I, 1, a for papers that are not laid out in Điều.
"""

import re
from typing import NamedTuple

from remiss.documents.draft.clause import ClauseKind

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_END = r"(?:\s*[.:]\s*|\s+[-–]\s+|\s*$)"
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}
_NUMBER = rf"thứ (?P<ordinal>{'|'.join(_ORDINALS)})|(?P<number>(?-i:[IVXLC]{{1,7}}|\d{{1,4}}))"
_FORMS: tuple[tuple[ClauseKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (ClauseKind.PART, rf"phần (?:{_NUMBER}){_END}"),
        (ClauseKind.CHAPTER, rf"chương (?:{_NUMBER})(?:{_END}|\s+(?-i:(?=[A-ZĐ]{{2}})))"),
        (ClauseKind.SECTION, rf"mục (?:{_NUMBER})(?:{_END}|\s+(?-i:(?=[A-ZĐ]{{2}})))"),
        (ClauseKind.SUBSECTION, rf"tiểu mục (?:{_NUMBER}){_END}"),
        (ClauseKind.ARTICLE, rf"điều (?P<number>\d{{1,4}}[a-zđ]?){_END}"),
        (ClauseKind.SECTION, r"(?-i:(?P<number>[IVX]{1,7}))\s*(?:[.)]|\s[-–])\s*(?=\S)"),
        (ClauseKind.POINT, r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})[.)]?\s+(?=\S)"),
        (ClauseKind.PARAGRAPH, r"(?P<number>\d{1,3}[a-zđ]?)[.)]\s*(?=[^\d\s])"),
        (ClauseKind.POINT, r"(?-i:(?P<number>[a-zđ]\d?))\s*[.)]\s*(?=\S)"),
    )
)
_MARKUP = re.compile(r"^\s*(?:#+\s+|>\s+)?")
_ANNEXES = (
    *("PHỤ LỤC", "QUY ĐỊNH", "QUY CHẾ", "ĐIỀU LỆ", "NỘI QUY", "HƯỚNG DẪN", "KẾ HOẠCH"),
    *("CHƯƠNG TRÌNH", "ĐỀ ÁN", "QUY TRÌNH", "DANH MỤC"),
)
_ANNEX = re.compile(
    rf"(?P<title>{'|'.join(_ANNEXES)})(?:\s+(?P<number>[IVX]{{1,7}}|\d{{1,3}}))?\s*:?"
)
_PAGE = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")
_CLOSING = re.compile(r"nơi nhận\s*:", re.IGNORECASE)


class Mark(NamedTuple):
    """What a line opens; `rest` is what it goes on with."""

    kind: ClauseKind
    number: str
    label: str
    rest: str


def unmarked(line: str) -> str:
    """The line without what a plain text marks headings and bold words by."""
    return _MARKUP.sub("", line).replace("**", "").strip()


def mark_of(line: str) -> Mark | None:
    """What the line may open; whether it does, its place says."""
    for kind, form in _FORMS:
        if found := form.match(line):
            groups = found.groupdict()
            ordinal = (groups.get("ordinal") or "").lower()
            number = groups.get("number") or _ORDINALS[ordinal]
            return Mark(kind, number, found.group().strip(), line[found.end() :].strip())
    return None


def annex_of(line: str) -> Mark | None:
    """An annex, or the text a decision issues, which begins with its title alone on a line."""
    found = _ANNEX.fullmatch(line)
    if found is None:
        return None
    return Mark(ClauseKind.ANNEX, found["number"] or "", found["title"].capitalize(), "")


def is_closing(line: str) -> bool:
    """Whether recipients and the signature begin here, which belong to no clause."""
    return _CLOSING.match(line) is not None


def is_page_number(line: str) -> bool:
    """Whether the line is what stands at the head of a page: “2”, “- 2 -”."""
    return _PAGE.fullmatch(line) is not None


def place_of(number: str) -> tuple[int, ...]:
    """The place of a number in its series: 7, 7a, II, đ, 1.2; compared with those beside it."""
    if number[:1].isdigit():
        parts = re.findall(r"\d+|[a-zđ]", number)
        return tuple(int(p) if p.isdigit() else LETTERS.index(p) + 1 for p in parts)
    if number.isupper():
        return (roman(number),)
    return (LETTERS.index(number[0]) + 1, *(int(one) for one in number[1:]))


def roman(number: str) -> int:
    """The value of a Roman number."""
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [worth[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
