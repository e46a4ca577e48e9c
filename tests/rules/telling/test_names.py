"""Names in sentences: never the code of an agency, a question or a comment in their place."""

import functools
import re
import string
from datetime import UTC, datetime
from typing import Any

import pytest

from remiss.consultation.decider import decide
from remiss.consultation.life.evolution import evolve
from remiss.consultation.refusals import BECAUSE, Refusal
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.temporal_ui import current_details, describe
from remiss.texts import Bilingual, comment_name, day_and_time, question_name, texts
from tests.given import generated
from tests.given.case import CULTURE, JUSTICE, MONDAY, given, opening
from tests.given.telling import recorded
from tests.rules.life.declining.test_declining import declines

AGENCY_CODE = re.compile(r"\b[A-Z]\d{2}\.\d{2}\b")
ASKED_BY_CODE = {
    "unknown_agency": "the code is what the registry does not know",
    "silence_of_an_agency_not_asked": "a code the case has no name for",
    "no_such_comment": "the id is what the case does not know",
}
"""Refusals that are about a code itself."""

BARE_MOMENT = re.compile(r"\d\d:\d\d \d")
"""A moment without its day of the week, fit for a narrow column alone."""


def people(value: Any) -> set[str]:
    """The names of everyone in a value; those of the tests hold codes."""
    if isinstance(value, dict):
        own = {str(value["name"])} if {"id", "name"} <= set(value) else set()
        return own.union(*(people(each) for each in value.values()))
    return set().union(*map(people, value)) if isinstance(value, list | tuple) else set()


@pytest.mark.parametrize("seed", range(6))
def test_a_timeline_names_agencies_and_questions(seed: int) -> None:
    """Whatever chance lets happen, each event is told without a code."""
    state: State = Unopened()
    told = 0
    for batch in generated.case(f"HS-{seed}", seed):
        for each in batch.events:
            state = evolve(state, each.event)
            assert isinstance(state, Consultation)
            said = describe(each, names_in(state))
            names = people(each.event.model_dump(mode="json"))
            for text in (said.vi, said.en):
                sentence = functools.reduce(lambda rest, name: rest.replace(name, ""), names, text)
                assert not AGENCY_CODE.search(sentence), text
                assert not BARE_MOMENT.search(sentence), text
            told += 1
    assert told


def test_the_page_of_a_case_names_agencies() -> None:
    """The Temporal UI is read by people too; codes stand in its search attributes."""
    page = current_details(given(opening()), MONDAY)

    assert JUSTICE.name.vi in page
    assert JUSTICE.code not in page


def test_a_question_asked_to_be_moved_names_whose_it_is() -> None:
    """The question by its name, the agency by the name the registry gave it then."""
    case = given(opening())
    command = declines()
    (event, *_) = decide(case, command)
    said = describe(recorded(case, command.actor, event), names_in(case)).vi

    assert f"nội dung số 2 ({CULTURE.name.vi})" in said


@pytest.mark.parametrize("code", sorted(BECAUSE.keys() - ASKED_BY_CODE.keys()))
def test_a_refusal_names_questions_and_comments(code: str) -> None:
    """As data their ids, in the sentence their names."""
    sentence = texts("refusal")[code]
    parsed = string.Formatter().parse(sentence.vi)
    names = {field.split(".")[0] for _, field, _, _ in parsed if field}
    facts: dict[str, Any] = dict.fromkeys(names, "x")
    facts |= dict.fromkeys(names & {"question"}, "q8")
    facts |= {name: ["q8", "q9"] for name in names & {"questions", "owed", "asked"}}
    facts |= dict.fromkeys(names & {"comment"}, "H99.04-1-1-q8")
    facts |= {name: ["H99.04-1-1-q8", "H99.04-1-1"] for name in names & {"comments"}}

    said = Refusal(code, **facts)

    for text in (said.message.vi, said.message.en):
        assert not re.search(r"\bq[89]\b", text), text
        assert not AGENCY_CODE.search(text), text
    if "question" in facts:
        assert said.facts["question"] == "q8"
        assert "nội dung số 8" in said.message.vi.casefold()


def test_a_moment_in_a_sentence_has_its_day_of_the_week() -> None:
    """By the clock of Viet Nam, in each language."""
    late = datetime(2026, 11, 28, 17, 30, tzinfo=UTC)
    assert day_and_time(late) == Bilingual(
        vi="00:30 Chủ nhật 29/11/2026", en="00:30 Sunday 29/11/2026"
    )
    refused = Refusal("consultation_archived", archived_at=late)
    assert "00:30 Chủ nhật 29/11/2026" in refused.message.vi
    assert refused.facts == {"archived_at": "00:30 29/11/2026"}


@pytest.mark.parametrize(
    ("id_", "vi", "en"),
    [("q8", "số 8", "8"), ("08", "số 8", "8"), ("phi", "“phi”", "“phi”")],
)
def test_a_question_is_named_by_its_number(id_: str, vi: str, en: str) -> None:
    """An id that is a word is quoted."""
    assert question_name(id_) == Bilingual(vi=vi, en=en)


def test_a_comment_is_named_by_what_it_is_on() -> None:
    """Whose it is stands before it in the sentence."""
    assert comment_name("H99.04-1-1-q8").vi == "về nội dung số 8"
    assert comment_name("H99.04-1-1").vi == "chung"
