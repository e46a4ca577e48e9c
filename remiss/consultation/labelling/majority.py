"""What most of the people who labelled a reply say of it, or why no majority can be used."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from remiss.consultation.clarity.assessment import FAULTS, Verdict
from remiss.consultation.labelling.labelling import AnswerMark, Labelling, possible_labels
from remiss.consultation.values import QuestionId

Choice = TypeVar("Choice", bound=Hashable)


class Split(StrEnum):
    """Why people have to talk about a reply before it can be used."""

    LABELS = "labels"
    MARKS = "marks"
    GROUNDS = "grounds"


def majority(labellings: Sequence[Labelling]) -> Labelling | Split:
    """The label and marks more than half of them chose.

    `GROUNDS`: each has a majority, and the two do not go together: most call the reply evasive,
    and no question is left open by most.
    """
    label = most([one.label for one in labellings])
    if label is None:
        return Split.LABELS
    marks = {
        question: most([one.marks[question] for one in labellings])
        for question in labellings[0].marks
    }
    chosen = {question: mark for question, mark in marks.items() if mark is not None}
    if len(chosen) < len(marks):
        return Split.MARKS
    return _together(label, chosen, [one for one in labellings if one.label == label])


def most(choices: Iterable[Choice]) -> Choice | None:
    """What more than half chose."""
    counted = Counter(choices)
    (choice, times), *_ = counted.most_common(1)
    return choice if 2 * times > counted.total() else None


def _together(
    label: Verdict, marks: dict[QuestionId, AnswerMark], agreeing: Sequence[Labelling]
) -> Labelling | Split:
    if label not in possible_labels(marks.values()):
        return Split.GROUNDS
    words = dict.fromkeys(span for one in agreeing for span in one.words)
    return Labelling(label=label, marks=marks, words=tuple(words) if label in FAULTS else ())
