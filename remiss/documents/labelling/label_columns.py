"""The columns of a labelling sheet, its pages, and what may be chosen in a cell."""

from collections.abc import Mapping
from enum import IntEnum
from typing import TypeVar

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.labelling.labelling import AnswerMark
from remiss.texts import Bilingual, labels, texts

Member = TypeVar("Member")

HEAD_ROWS = (1, 2)
PAGES = texts("label_sheet.page")
LABELS = {Verdict(name): said for name, said in texts("label_sheet.label").items()}
MARKS = labels(AnswerMark)


class LabelColumn(IntEnum):
    """Where each thing stands; `KEY` is hidden and says of every row which reply it is of."""

    ID = 1
    ABOUT = 2
    REPLY = 3
    QUESTION_ID = 4
    QUESTION = 5
    MARK = 6
    LABEL = 7
    WORDS = 8
    DOUBTS = 9
    KEY = 10


HEADS = labels(LabelColumn)
WIDTHS = dict(zip(LabelColumn, (11, 26, 76, 9, 46, 18, 16, 36, 30, 4), strict=True))
OF_A_QUESTION = (LabelColumn.QUESTION_ID, LabelColumn.QUESTION, LabelColumn.MARK)
OF_A_REPLY = tuple(
    column for column in LabelColumn if column not in (*OF_A_QUESTION, LabelColumn.KEY)
)
TO_FILL = (LabelColumn.MARK, LabelColumn.LABEL, LabelColumn.WORDS, LabelColumn.DOUBTS)


def choices(said: Mapping[Member, Bilingual]) -> tuple[str, ...]:
    """What may be chosen, in the order shown."""
    return tuple(one.vi for one in said.values())


def chosen(written: str, said: Mapping[Member, Bilingual]) -> Member | None:
    """What was chosen, in either language; None where it is nothing one can choose."""
    sought = " ".join(written.split()).casefold()
    for member, one in said.items():
        if sought in {one.vi.casefold(), one.en.casefold()}:
            return member
    return None
