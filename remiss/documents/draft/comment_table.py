"""An agency's own table of comments, read row by row: comments on clauses, and what is unclear.

The table is STT | Điều, khoản | Ý kiến | Đề xuất | Lý do, or comes near it: heads in other words,
columns left out, cells merged, a Điều on a line of its own above its khoản.
"""

import re
from collections.abc import Iterable, Sequence

from pydantic import Field, ValidationError

from remiss.consultation.values import ClauseComment, Value
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_index import ClauseIndex
from remiss.documents.draft.comment_columns import (
    PARTS,
    Columns,
    CommentColumn,
    columns_of,
    plain,
)
from remiss.documents.official_wording import raise_first
from remiss.texts import Bilingual, say, text

SheetRow = tuple[int, Sequence[str]]
"""The number of a row, and its cells."""
HEAD_WITHIN = 40
"""Rows of a sheet among which its head stands."""
_COUNTED = re.compile(r"\(?\d{1,2}\)?")
_NUMBER_ALONE = re.compile(r"\d+[a-zđ]?|[a-zđ]|[IVX]+")
_WITHIN = re.compile(r"\b(?:điều|mục)\s", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:(?:điểm|khoản|điều|mục|chương|phần|phụ\s+lục)\s+[\w.]*\w[\s,]*)+(?P<title>[.:–-]|\n|$)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\s*(?:khoản|điểm)\s", re.IGNORECASE)
_AGREES = frozenset(
    {"thong nhat", "nhat tri", "dong y", "khong", "khong co y kien", "khong co"}
    | {"thong nhat voi du thao", "nhat tri voi du thao", "dong y voi du thao", "khong y kien"}
    | {"khong gop y", "thong nhat noi dung du thao", "nhat tri noi dung du thao"}
)
LONGEST = {
    name: next(rule.max_length for rule in field.metadata if hasattr(rule, "max_length"))
    for name, field in ClauseComment.model_fields.items()
    if name in {"text", "proposed_wording", "reason", "quoted"}
}
_FIELDS = {
    CommentColumn.QUOTED: "quoted",
    CommentColumn.TEXT: "text",
    CommentColumn.WORDING: "proposed_wording",
    CommentColumn.REASON: "reason",
}


class RowProblem(Value):
    """What is unclear in one row, or why it makes no comment."""

    row: int
    code: str
    message: Bilingual


class ReadRow(Value):
    """The comment a row makes."""

    row: int
    comment: ClauseComment


class ReadTable(Value):
    """What was read of one table; a row may make a comment and have a problem."""

    comments: tuple[ReadRow, ...]
    problems: tuple[RowProblem, ...] = Field(description="In the order of the rows.")


def read_comment_table(rows: Iterable[SheetRow], clauses: Sequence[Clause]) -> ReadTable | None:
    """The comments of a table, each on its clause of the draft; None where it has no such head."""
    rows = list(rows)
    heads = ((at, columns_of(cells)) for at, (_, cells) in enumerate(rows[:HEAD_WITHIN]))
    found = next(((at, columns) for at, columns in heads if columns), None)
    if found is None:
        return None
    at, columns = found
    reading = _Reading(rows[at][1], columns, clauses)
    for number, cells in rows[at + 1 :]:
        reading.take(number, cells)
    return ReadTable(comments=tuple(reading.comments), problems=tuple(reading.problems))


class _Reading:
    """One table below its head, as far as it was read."""

    def __init__(self, head: Sequence[str], columns: Columns, clauses: Sequence[Clause]) -> None:
        self._columns = columns
        self._head = [plain(cell) for cell in head]
        self._index = ClauseIndex(clauses)
        self._clauses = {clause.anchor: clause for clause in clauses}
        self._within = self._before = ""
        self.comments: list[ReadRow] = []
        self.problems: list[RowProblem] = []

    def take(self, row: int, cells: Sequence[str]) -> None:
        counted = all(_COUNTED.fullmatch(cell) for cell in cells if cell)
        if counted or list(map(plain, cells)) == self._head:  # columns counted, a head repeated
            return
        if heading := _heading(cells):
            self._within = self._before = heading
            return
        said = {_FIELDS[kind]: cells[at] for at, kind in self._at(cells) if kind in _FIELDS}
        clause = self._completed(self._written(cells))
        if not any(said.get(name) for name in ("text", "proposed_wording", "reason")):
            self._before = clause or self._before
            if clause and not said.get("quoted"):
                self._within = clause if _WITHIN.search(clause) else self._within
            return
        if _agrees(said):
            self._problem(row, "agrees")
        elif long := [name for name, most in LONGEST.items() if len(said.get(name, "")) > most]:
            self._problem(row, "too_long", most=LONGEST[long[0]])
        else:
            self._comment(row, clause, self._clause(row, clause, cells), said)

    def _comment(self, row: int, written: str, clause: Clause | None, said: dict[str, str]) -> None:
        named = written or self._before or text("comment_table.whole").vi
        self._before = named
        if clause and plain(said.get("quoted", "")) == plain(clause.text):
            said = {**said, "quoted": ""}  # the anchor says as much
        try:
            comment = ClauseComment(clause=named, anchor=clause.anchor if clause else None, **said)
        except ValidationError:
            self._problem(row, "not_taken")
        else:
            self.comments.append(ReadRow(row=row, comment=comment))

    def _clause(self, row: int, written: str, cells: Sequence[str]) -> Clause | None:
        """The clause of the draft a row is on; what keeps it from being found is noted."""
        named = (cells[at] for at, kind in self._at(cells) if kind is CommentColumn.ANCHOR)
        clause = self._clauses.get(next(named, ""))
        if clause and clause.address == written:
            return clause
        if not written:
            self._problem(row, "clause_from_above" if self._before else "no_clause")
        meant = written or self._before
        found = self._index.find(meant) if meant else ()
        if meant and len(found) != 1:
            code = "clause_ambiguous" if found else "clause_not_found"
            self._problem(row, code, clause=meant)
        return found[0] if len(found) == 1 else None

    def _at(self, cells: Sequence[str]) -> Iterable[tuple[int, CommentColumn]]:
        return ((at, kind) for at, kind in self._columns.items() if at < len(cells))

    def _written(self, cells: Sequence[str]) -> str:
        """The clause as the row has it, put together of the columns that name it."""
        parts = []
        for at, kind in self._at(cells):
            cell = cells[at].strip(" .:;,\n")
            if kind is CommentColumn.CLAUSE and cell:
                alone = PARTS.get(self._head[at]) if _NUMBER_ALONE.fullmatch(cell) else None
                parts.append(f"{alone} {cell}" if alone else _address(cell))
        return ", ".join(dict.fromkeys(parts))

    def _completed(self, written: str) -> str:
        """“Khoản 2” below a line that says “Điều 7” is khoản 2 Điều 7."""
        if not written or not _SUBORDINATE.match(written) or _WITHIN.search(written):
            return raise_first(written) if written else ""
        within = self._within or self._above()
        return raise_first(f"{written} {within}".strip())

    def _above(self) -> str:
        """The Điều or Mục of the row before."""
        found = _WITHIN.search(self._before)
        return self._before[found.start() :] if found else ""

    def _problem(self, row: int, code: str, **facts: object) -> None:
        message = say(f"comment_table.{code}", row=row, **facts)
        self.problems.append(RowProblem(row=row, code=code, message=message))


def _heading(cells: Sequence[str]) -> str:
    """A row that says one thing alone, or across all of its cells: “Điều 7. Mức thưởng”."""
    said = list(dict.fromkeys(cell for cell in cells if cell and not _COUNTED.fullmatch(cell)))
    across = sum(map(bool, cells)) > 1
    return _address(said[0]) if len(said) == 1 and across and _ADDRESS.match(said[0]) else ""


def _address(cell: str) -> str:
    """What a cell names, without the title or the words that follow: “Điều 7. Mức thưởng”."""
    found = _ADDRESS.match(cell)
    named = cell[: found.start("title")] if found else cell
    return " ".join(named.split()).rstrip(" ,")


def _agrees(said: dict[str, str]) -> bool:
    """Whether the row says that its agency has nothing to say."""
    spoken = [part for name, part in said.items() if name != "quoted" and part]
    return all(plain(part) in _AGREES for part in spoken)
