"""What one person says of one reply: a label, and for each question whether it was answered."""

from collections.abc import Collection
from enum import StrEnum

from remiss.consultation.clarity.assessment import FAULTS, Verdict
from remiss.consultation.values import QuestionId, Value
from remiss.texts import Text


class AnswerMark(StrEnum):
    """What a reply does with one question."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    NOT_ITS_OWN = "not_its_own"


class Labelling(Value):
    """One person on one reply; `words` stand in the reply, letter for letter."""

    label: Verdict
    marks: dict[QuestionId, AnswerMark]
    words: tuple[Text, ...] = ()
    doubts: Text = ""


def possible_labels(marks: Collection[AnswerMark]) -> frozenset[Verdict]:
    """The labels that go with what was said of the questions, by the guideline."""
    if AnswerMark.NOT_ANSWERED in marks:
        return FAULTS
    return frozenset((Verdict.CLEAR if AnswerMark.ANSWERED in marks else Verdict.OUT_OF_MANDATE,))
