"""The clauses of a draft, read from its text line by line.

A number opens a clause only where one may stand: the first of its kind, or the next few after the
last. So a line that begins with a year or a sum opens none, nor does one within quotation marks:
there a draft quotes what it amends.
"""

from dataclasses import dataclass, field
from itertools import chain, count

from remiss.documents.draft.clause import Clause, ClauseKind
from remiss.documents.draft.clause_marks import (
    Mark,
    annex_of,
    is_closing,
    is_page_number,
    mark_of,
    place_of,
    unmarked,
)
from remiss.documents.official_wording import raise_first
from remiss.texts import say, text

MOST = 3_000
"""Clauses of one draft; what comes after them is text of the last."""
GAP = 3
"""How far a number may lie beyond the last: drafts leave out what they took out."""
RANKS = {kind: rank for rank, kind in enumerate(ClauseKind)}
_CODES = {
    ClauseKind.PART: "phan",
    ClauseKind.CHAPTER: "chuong",
    ClauseKind.SECTION: "muc",
    ClauseKind.SUBSECTION: "tieu-muc",
    ClauseKind.ARTICLE: "dieu",
    ClauseKind.PARAGRAPH: "khoan",
    ClauseKind.POINT: "diem",
}
PREAMBLE = "mo-dau"


def read_clauses(draft: str) -> tuple[Clause, ...]:
    """The clauses of a draft in their order, each before those within it.

    What stands before the first is one too: the opening part, with the legal bases.
    """
    reading = _Reading()
    for line in map(unmarked, draft.splitlines()):
        if line and not is_page_number(line):
            reading.take(line)
    return reading.clauses


@dataclass
class _Open:
    """A clause while its lines come."""

    mark: Mark
    rank: int
    anchor: str
    address: str
    parent: "_Open | None"
    lines: list[str] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return self.parent.depth + 1 if self.parent else 0


class _Reading:
    """One draft, as far as it was read."""

    def __init__(self) -> None:
        opening = Mark(ClauseKind.PREAMBLE, "", "", "")
        start = _Open(opening, 0, PREAMBLE, text("clause_preamble").vi, None)
        self._all, self._within = [start], [start]
        self._last: dict[tuple[str, int], tuple[int, ...]] = {}
        self._taken = {PREAMBLE}
        self._articles = self._quotes = 0
        self._closed = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All that were found; an empty opening part is none."""
        found = [one for one in self._all if one.rank or one.lines]
        return tuple(
            Clause(
                anchor=one.anchor,
                kind=one.mark.kind,
                number=one.mark.number,
                label=one.mark.label,
                address=raise_first(one.address),
                text="\n".join(one.lines),
                parent=one.parent.anchor if one.parent else None,
                depth=one.depth,
            )
            for one in found
        )

    def take(self, line: str) -> None:
        mark = self._opened(line)
        if mark is not None:
            self._open(mark)
            line = mark.rest
        elif is_closing(line):
            self._closed = True
        if line and not self._closed:
            self._within[-1].lines.append(line)
            self._quotes = max(0, self._quotes + line.count("“") - line.count("”"))

    def _opened(self, line: str) -> Mark | None:
        """The clause that begins with the line, if one may begin here."""
        if len(self._all) > MOST:
            return None
        if len(self._all) > 1 and (annex := annex_of(line)):
            return annex
        mark = mark_of(line)
        if mark is None:
            return None
        if mark.kind is ClauseKind.ARTICLE and self._follows(mark):
            return mark
        quoted = self._quotes > 0 and mark.kind not in {ClauseKind.CHAPTER, ClauseKind.PART}
        return mark if not quoted and not self._closed and self._follows(mark) else None

    def _follows(self, mark: Mark) -> bool:
        """Whether the number is the first of its series, or comes soon after the last."""
        place, rank = place_of(mark.number), _rank(mark)
        if mark.kind is ClauseKind.ARTICLE:
            number = place[0]
            return number == 1 or 0 <= number - self._articles <= GAP
        parent = self._parent(rank)
        if len(place) > 1 and mark.kind is ClauseKind.POINT and mark.number[0].isdigit():
            return self._continues(mark.number, parent)
        if mark.kind is ClauseKind.POINT and parent.rank < RANKS[ClauseKind.SECTION]:
            return False
        last = self._last.get((parent.anchor, rank))
        if last is None:
            return place[0] == 1
        return place > last and place[0] - last[0] <= GAP

    def _continues(self, number: str, parent: _Open) -> bool:
        """Whether “1.2” stands within clause 1, or within no clause of one number."""
        if parent.mark.kind in {ClauseKind.PARAGRAPH, ClauseKind.POINT}:
            return number.startswith(f"{parent.mark.number}.")
        return parent.rank == 0

    def _parent(self, rank: int) -> _Open:
        return next(one for one in reversed(self._within) if one.rank < rank or one.rank == 0)

    def _open(self, mark: Mark) -> None:
        if mark.kind is ClauseKind.ARTICLE and self._articles and place_of(mark.number) == (1,):
            self._begin_attached()
        if mark.kind is ClauseKind.ANNEX:
            self._articles, self._within = 0, self._within[:1]
        rank = _rank(mark)
        parent = self._parent(rank)
        within = None if parent.rank == 0 else parent
        opened = _Open(mark, rank, self._anchor(mark, within), _address(mark, within), within)
        if mark.number:
            self._last[parent.anchor, rank] = place_of(mark.number)
        if mark.kind is ClauseKind.ARTICLE:
            self._articles = place_of(mark.number)[0]
        self._within = [one for one in self._within if one.rank < rank or one.rank == 0]
        self._within.append(opened)
        self._all.append(opened)
        self._quotes, self._closed = 0, False

    def _begin_attached(self) -> None:
        """Articles that begin anew belong to a text of their own, unless its title was read."""
        self._open(Mark(ClauseKind.ANNEX, "", text("clause_attached").vi, ""))

    def _anchor(self, mark: Mark, parent: _Open | None) -> str:
        within = _container(mark, parent)
        own = _code(mark)
        anchor = f"{within.anchor}.{own}" if within else own
        named = chain([anchor], (f"{anchor}-{number}" for number in count(2)))
        free = next(one for one in named if one not in self._taken)
        self._taken.add(free)
        return free


def _rank(mark: Mark) -> int:
    """Of points: 1.1 above 1.1.1, and both above a letter."""
    if mark.kind is not ClauseKind.POINT:
        return RANKS[mark.kind]
    return RANKS[mark.kind] + (mark.number.count(".") if mark.number[0].isdigit() else 9)


def _container(mark: Mark, parent: _Open | None) -> _Open | None:
    """What the address goes on with: an article stands for all it lies in, but an annex."""
    if mark.kind is not ClauseKind.ARTICLE:
        return parent
    while parent is not None and parent.mark.kind is not ClauseKind.ANNEX:
        parent = parent.parent
    return parent


def _address(mark: Mark, parent: _Open | None) -> str:
    if mark.kind is ClauseKind.ANNEX:
        return _annex_name(mark)
    own = say(f"clause.{mark.kind}", number=mark.number).vi
    within = _container(mark, parent)
    if mark.kind is ClauseKind.POINT and "." in mark.number:
        within = _above_numbers(within)
    return f"{own} {within.address}" if within else own


def _above_numbers(within: _Open | None) -> _Open | None:
    """“Điểm 1.2” names clause 1 already."""
    while within is not None and RANKS[within.mark.kind] >= RANKS[ClauseKind.PARAGRAPH]:
        within = within.parent
    return within


def _annex_name(mark: Mark) -> str:
    if mark.number:
        return f"{mark.label} {mark.number}"
    if mark.label == text("clause_attached").vi or mark.label.startswith("Phụ lục"):
        return mark.label
    return say("clause_enclosed", title=mark.label).vi


def _code(mark: Mark) -> str:
    if mark.kind is ClauseKind.ANNEX:
        return f"kem-theo-{mark.number.lower()}" if mark.number else "kem-theo"
    return f"{_CODES[mark.kind]}-{_plain(mark.number)}"


def _plain(number: str) -> str:
    return number.lower().replace(".", "-").replace("đ", "dd")
