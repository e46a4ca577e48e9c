"""What one person filled in for one reply, and every cell that is empty or cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from remiss.consultation.clarity.assessment import FAULTS, Verdict
from remiss.consultation.labelling.filed_reply import FiledReply
from remiss.consultation.labelling.labelling import AnswerMark, Labelling, possible_labels
from remiss.consultation.labelling.quoted_words import find_quoted
from remiss.consultation.values import QuestionId
from remiss.documents.labelling.label_columns import (
    HEADS,
    LABELS,
    MARKS,
    TO_FILL,
    LabelColumn,
    choices,
    chosen,
)
from remiss.documents.official_wording import fit
from remiss.texts import Bilingual, join, say

Member = TypeVar("Member")


class SheetRow(NamedTuple):
    """One row of a sheet: its number there, and the cells that hold something."""

    number: int
    cells: Mapping[LabelColumn, str]

    @property
    def is_filled(self) -> bool:
        return any(column in self.cells for column in TO_FILL)


class SheetMistake(NamedTuple):
    """What is wrong in a row, and what to do about it."""

    row: int
    said: Bilingual


class LabelReading(NamedTuple):
    """What was filled in; None where mistakes stand in the way."""

    labelling: Labelling | None
    mistakes: tuple[SheetMistake, ...]


def read_labelling(reply: FiledReply, rows: Sequence[SheetRow]) -> LabelReading:
    """What the rows of one reply say; there is one row at least."""
    if not any(row.is_filled for row in rows):
        said = say("label_mistake.not_begun", reply=reply.record.id)
        return LabelReading(None, (SheetMistake(rows[0].number, said),))
    reader = _Reader(reply, rows)
    return LabelReading(reader.read(), tuple(reader.mistakes))


class _Reader:
    """Reads one reply, and notes what is wrong as it goes."""

    def __init__(self, reply: FiledReply, rows: Sequence[SheetRow]) -> None:
        self.reply = reply
        self.rows = rows
        self.mistakes: list[SheetMistake] = []

    def read(self) -> Labelling | None:
        label = self.choice(LabelColumn.LABEL, LABELS, self.rows)
        marks = self.marks()
        words = self.words(label)
        if label and len(marks) == len(self.reply.record.questions):
            self.compare(label, marks)
        if label is None or self.mistakes:
            return None
        doubts = "\n".join(self.written(LabelColumn.DOUBTS, self.rows))
        return Labelling(label=label, marks=marks, words=words, doubts=fit(doubts))

    def marks(self) -> dict[QuestionId, AnswerMark]:
        found: dict[QuestionId, AnswerMark] = {}
        for question in self.reply.record.questions:
            rows = [r for r in self.rows if r.cells.get(LabelColumn.QUESTION_ID) == question.id]
            if not rows:
                self.note(self.rows[0].number, "label_mistake.no_question", question=question.id)
            elif mark := self.choice(LabelColumn.MARK, MARKS, rows):
                found[question.id] = mark
        for row in self.rows:
            if LabelColumn.MARK in row.cells and not self.asks(row):
                self.note(row.number, "label_mistake.mark_astray")
        return found

    def asks(self, row: SheetRow) -> bool:
        asked = {question.id for question in self.reply.record.questions}
        return row.cells.get(LabelColumn.QUESTION_ID) in asked

    def words(self, label: Verdict | None) -> tuple[str, ...]:
        """The passages as they stand in the reply; a label that finds fault needs one."""
        found = list[str]()
        written = self.written(LabelColumn.WORDS, self.rows)
        for said in written:
            passages = find_quoted(said, self.reply.texts)
            if passages is None:
                self.note(self.row_of(LabelColumn.WORDS), "label_mistake.not_its_words", said=said)
            found += passages or ()
        if label in FAULTS and not written:
            self.note(self.rows[0].number, "label_mistake.no_words", label=LABELS[label])
        return tuple(dict.fromkeys(found))

    def choice(
        self, column: LabelColumn, offered: Mapping[Member, Bilingual], rows: Sequence[SheetRow]
    ) -> Member | None:
        """The one thing chosen in a column, in whichever row it stands."""
        written = self.written(column, rows)
        row = self.row_of(column, rows)
        match written:
            case []:
                self.note(row, "label_mistake.empty", column=HEADS[column])
            case [said]:
                if (member := chosen(said, offered)) is not None:
                    return member
                allowed = choices(offered)
                self.note(row, "label_mistake.no_choice", said=said, choices=allowed)
            case _:
                facts = {"column": HEADS[column], "said": written}
                self.note(row, "label_mistake.two_values", **facts)
        return None

    def compare(self, label: Verdict, marks: Mapping[QuestionId, AnswerMark]) -> None:
        """By the guideline a label and the marks of the questions say the same."""
        possible = possible_labels(marks.values())
        if label not in possible:
            labels = [said for verdict, said in LABELS.items() if verdict in possible]
            facts = {"label": LABELS[label], "possible": labels}
            self.note(self.row_of(LabelColumn.LABEL), "label_mistake.clash", **facts)

    def written(self, column: LabelColumn, rows: Iterable[SheetRow]) -> list[str]:
        return list(dict.fromkeys(row.cells[column] for row in rows if column in row.cells))

    def row_of(self, column: LabelColumn, rows: Sequence[SheetRow] = ()) -> int:
        among = rows or self.rows
        return next((row.number for row in among if column in row.cells), among[0].number)

    def note(self, row: int, key: str, /, **facts: object) -> None:
        about = say("label_mistake.about", reply=self.reply.record.id)
        self.mistakes.append(SheetMistake(row, join((about, say(key, **facts)))))
