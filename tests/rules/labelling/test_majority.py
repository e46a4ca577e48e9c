"""What most people say of a reply, and where no majority can be used."""

import unicodedata

import pytest

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.labelling.labelling import AnswerMark, Labelling, possible_labels
from remiss.consultation.labelling.majority import Split, majority
from remiss.consultation.labelling.quoted_words import find_quoted

YES, NO, FOREIGN = AnswerMark
CLEAR, VAGUE, EVASIVE, BUCK, OUT = Verdict


def labelling(label: Verdict, *marks: AnswerMark, words: tuple[str, ...] = ()) -> Labelling:
    return Labelling(label=label, marks=dict(zip(("q1", "q2"), marks, strict=False)), words=words)


def test_two_of_three_decide() -> None:
    """The label, each mark, and the words of those who chose the label, each once."""
    settled = majority(
        [
            labelling(EVASIVE, NO, YES, words=("sẽ trả lời sau",)),
            labelling(EVASIVE, NO, YES, words=("sẽ trả lời sau", "khi có điều kiện")),
            labelling(VAGUE, NO, NO, words=("theo quy định",)),
        ]
    )
    assert settled == labelling(EVASIVE, NO, YES, words=("sẽ trả lời sau", "khi có điều kiện"))


def test_a_clear_reply_keeps_no_words() -> None:
    """Evidence is of a fault."""
    settled = majority([labelling(CLEAR, YES, words=("đồng ý",))] * 3)
    assert isinstance(settled, Labelling)
    assert settled.words == ()


@pytest.mark.parametrize(
    ("three", "why"),
    [
        ([(CLEAR, YES, YES), (VAGUE, NO, NO), (EVASIVE, NO, NO)], Split.LABELS),
        ([(CLEAR, YES, YES), (CLEAR, YES, FOREIGN), (BUCK, YES, NO)], Split.MARKS),
        ([(EVASIVE, NO, YES), (EVASIVE, YES, NO), (CLEAR, YES, YES)], Split.GROUNDS),
    ],
)
def test_without_a_majority_people_talk(
    three: list[tuple[Verdict, AnswerMark, AnswerMark]], why: Split
) -> None:
    """Three labels, three marks, or a majority for each that contradict each other."""
    assert majority([labelling(label, *marks) for label, *marks in three]) is why


@pytest.mark.parametrize(
    ("marks", "labels"),
    [
        ((YES, YES), {CLEAR}),
        ((YES, FOREIGN), {CLEAR}),
        ((FOREIGN, FOREIGN), {OUT}),
        ((YES, NO), {VAGUE, EVASIVE, BUCK}),
        ((NO, FOREIGN), {VAGUE, EVASIVE, BUCK}),
    ],
)
def test_the_marks_leave_few_labels(marks: tuple[AnswerMark, ...], labels: set[Verdict]) -> None:
    """By the guideline."""
    assert possible_labels(marks) == labels


REPLY = "Sở đã  nhận Công văn.\nSở sẽ trả lời “đúng hạn” sau khi có\nhướng dẫn."


@pytest.mark.parametrize(
    ("copied", "found"),
    [
        ("sẽ trả lời “đúng hạn” sau", ("sẽ trả lời “đúng hạn” sau",)),
        ('“SẼ  trả lời "đúng hạn" sau…”', ("sẽ trả lời “đúng hạn” sau",)),
        ("sau khi có hướng dẫn.", ("sau khi có\nhướng dẫn",)),
        ("hướng dẫn\n\nđã nhận", ("hướng dẫn", "đã  nhận")),
        ("trả lời khi rảnh", None),
        ("đã nhận\ntrả lời khi rảnh", None),
        ("...", None),
    ],
)
def test_copied_words_are_found_as_they_stand(copied: str, found: tuple[str, ...] | None) -> None:
    """What copying alters makes no difference; what is not there is not found."""
    assert find_quoted(copied, [REPLY]) == found


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """A sheet holds composed letters, whatever the reply was written in."""
    decomposed = unicodedata.normalize("NFD", REPLY)
    assert find_quoted("đã nhận", [decomposed]) == (unicodedata.normalize("NFD", "đã  nhận"),)
