"""Labels: what people call the things the code names, found by the name the code gives them."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from remiss.texts.bilingual import Bilingual
from remiss.texts.catalogue import say, text
from remiss.texts.sizes import size_name

Member = TypeVar("Member", bound=Enum)

Numbers = Mapping[str, int]
"""The numbers of questions within their case, from 1, by id."""
NO_NUMBERS: Numbers = MappingProxyType({})

NUMBERED_QUESTION = re.compile(r"q?0*(\d+)")
COMMENT_ON_QUESTION = re.compile(r"[^-]+-\d+-\d+-(.+)")
COMMENT_ON_CLAUSE = re.compile(r"[^-]+-\d+-\d+\.(\d+)")
WITHIN_A_NAME = re.compile(r"(?<=[a-z])(?=[A-Z])")


def label(member: Enum) -> Bilingual:
    """What people call a member of an enumeration: `CaseStage.OPEN` stands at `[case_stage.open]`.

    Raises:
        KeyError: it has no label.
    """
    return text(f"{label_prefix(type(member).__name__)}.{member.name.lower()}")


def question_name(question: str, numbers: Numbers = NO_NUMBERS) -> Bilingual:
    """How a sentence names a question: số 8, by its number within its case.

    Where no case is at hand, by its id: số 8, of q8; an id of words stands in quotes.
    """
    if number := numbers.get(question):
        return say("question_name.numbered", number=number)
    if numbered := NUMBERED_QUESTION.fullmatch(question):
        return say("question_name.numbered", number=numbered[1])
    return say("question_name.worded", id=question)


def comment_name(comment: str, numbers: Numbers = NO_NUMBERS) -> Bilingual:
    """How a sentence names a comment by its id, whose agency it has named: về nội dung số 8."""
    if on_clause := COMMENT_ON_CLAUSE.fullmatch(comment):
        return say("comment_name.on_clause", place=on_clause[1])
    question = COMMENT_ON_QUESTION.fullmatch(comment)
    if question is None:
        return text("comment_name.on_the_whole")
    return say("comment_name.on_question", question=question_name(question[1], numbers))


NAMED_IDS: Mapping[str, Callable[[str, Numbers], Bilingual]] = {
    **dict.fromkeys(("question", "questions", "owed", "asked"), question_name),
    **dict.fromkeys(("comment", "comments"), comment_name),
    **dict.fromkeys(("limit", "least"), lambda size, _: size_name(size)),
    "file_kind": lambda kind, _: text(f"file_not_taken.{kind}"),
}
"""The facts that are ids or bytes: data for a program, and a name in the sentence."""


def ids_named(facts: Mapping[str, Any], numbers: Numbers = NO_NUMBERS) -> dict[str, Any]:
    """Facts for a sentence, in which questions, comments and sizes go by their names."""
    return {name: _named(name, fact, numbers) for name, fact in facts.items()}


def _named(name: str, fact: Any, numbers: Numbers) -> Any:
    if isinstance(fact, list):
        return [_named(name, each, numbers) for each in fact]
    return NAMED_IDS[name](fact, numbers) if name in NAMED_IDS else fact


def labels(kind: type[Member]) -> dict[Member, Bilingual]:
    """The label of every member of an enumeration, in its order.

    Raises:
        KeyError: one has no label.
    """
    return {member: label(member) for member in kind}


def label_prefix(class_name: str) -> str:
    """Where the labels of a class stand: `CaseStage` at `case_stage`."""
    return WITHIN_A_NAME.sub("_", class_name).lower()
