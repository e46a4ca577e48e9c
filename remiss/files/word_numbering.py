"""The numbers Word writes before paragraphs by itself, which stand in no text of a DOCX.

ECMA-376 part 1, 17.9: a paragraph, or its style, names a list and a level; levels count on until
one above them does. A list whose levels lie with a style of lists (`numStyleLink`) gets no numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
MOST = 100_000
"""A number beyond it is nobody's: what counts that far is made to keep its reader busy."""


class Level(NamedTuple):
    """One level of a list: its form of number, the text around it, and its first number."""

    form: str
    around: str
    start: int
    style: str | None

    @classmethod
    def of(cls, element: Any) -> "Level":
        start = _value(element, "w:start") or "1"
        return cls(
            form=_value(element, "w:numFmt") or "decimal",
            around=_value(element, "w:lvlText") or "",
            start=int(start) if start.isdecimal() else 1,
            style=_value(element, "w:pStyle"),
        )


class WordNumbering:
    """Counts through one document; its paragraphs are asked for in their order."""

    def __init__(self, document: Any) -> None:
        part = document.part
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        try:
            self._read(part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element)
        except (KeyError, AttributeError):  # a document without lists
            return

    def label(self, paragraph: Any) -> str:
        """What stands before the paragraph: “Điều 7.”, “a)”; empty where nothing does."""
        named = self._place(paragraph)
        if named is None:
            return ""
        number, depth = named
        abstract, starts = self._lists[number]
        levels = self._levels[abstract]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts[abstract]
        if depth in starts and (number, depth) not in self._begun:
            counts[depth] = starts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = min(counts.get(depth, level.start - 1) + 1, MOST)
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _written(level, levels, counts)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            levels = {_depth(one): Level.of(one) for one in abstract.findall(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in numbering.findall(qn("w:num")):
            starts = {
                _depth(one): int(start)
                for one in number.findall(qn("w:lvlOverride"))
                if (start := _value(one, "w:startOverride") or "").isdecimal()
            }
            abstract = _value(number, "w:abstractNumId")
            if abstract in self._levels:
                self._lists[number.get(qn("w:numId"))] = (abstract, starts)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of the paragraph, its own or its style's."""
        number, depth = _named(paragraph._p.pPr)  # noqa: SLF001 -- python-docx has no other way
        style = paragraph.style
        seen = 0
        while number is None and style is not None and seen < 10:  # noqa: PLR2004
            number, depth = _named(style.element.pPr)
            if number in self._lists:
                depth = self._depth_of(number, style.style_id, depth)
            style, seen = style.base_style, seen + 1
        return (number, depth) if number in self._lists else None

    def _depth_of(self, number: str, style: str, depth: int) -> int:
        """A level may name the style whose paragraphs it numbers."""
        levels = self._levels[self._lists[number][0]]
        return next((at for at, level in levels.items() if level.style == style), depth)


def _named(properties: Any) -> tuple[str | None, int]:
    numbered = None if properties is None else properties.find(qn("w:numPr"))
    if numbered is None:
        return None, 0
    depth = _value(numbered, "w:ilvl") or "0"
    return _value(numbered, "w:numId"), int(depth) if depth.isdecimal() else 0


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return "-"
    said = level.around
    for depth, other in levels.items():
        count = counts.get(depth, other.start)
        said = said.replace(f"%{depth + 1}", _number(count, other.form))
    return said.strip()


def _number(count: int, form: str) -> str:
    written = _FORMS.get(form)
    return written(count) if written else str(count)


def _roman(count: int) -> str:
    said, left = "", count
    for worth, letters in ROMAN:
        said, left = said + letters * (left // worth), left % worth
    return said


def _letter(count: int) -> str:
    """As Word has them: after z comes aa."""
    times, at = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + at) * min(times + 1, 8)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda count: f"{count:02d}",
    "none": lambda _: "",
}


def _depth(element: Any) -> int:
    depth = element.get(qn("w:ilvl")) or "0"
    return int(depth) if depth.isdecimal() else 0


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name))
    value = None if found is None else found.get(qn("w:val"))
    return None if value is None else str(value)
