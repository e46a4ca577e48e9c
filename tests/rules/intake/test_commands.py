"""Ids and cursors: what makes a retry the same, and a page stay in place."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from remiss.consultation.field_index import FieldIndex
from remiss.consultation.life.commands import Acknowledge
from remiss.consultation.refusals import Refusal
from remiss.consultation.telling.temporal_ui import static_summary
from remiss.consultation.values import Reply, Role, Value
from remiss.ledger.reads.pages import Cursor
from remiss.problems.problem import Problem
from remiss.reference.registry import load_registry
from remiss.sending.bodies import (
    clarifying,
    commenting,
    declining,
    inside,
    ladder,
    replying,
    reviewing,
    steering,
)
from remiss.sending.bodies import (
    opening as opening_bodies,
)
from remiss.sending.bodies.opening import OpenBody
from remiss.sending.bodies.replying import REPLY
from remiss.sending.caller_command import command, command_id, consultation_id, given_by, opening
from tests.given.people import FINANCE, HOME, OFFICER, SCIENCE, STRANGER, actor

REGISTRY = load_registry()
INDEX = FieldIndex(REGISTRY.fields, REGISTRY.agencies)
CHAPTERS = (
    opening_bodies,
    inside,
    clarifying,
    declining,
    replying,
    reviewing,
    commenting,
    ladder,
    steering,
)
BODY = OpenBody.model_validate(OpenBody.model_json_schema()["examples"][0])


def test_a_key_names_one_command_of_one_person() -> None:
    """The same key of another person is another command, and another case."""
    assert command_id(OFFICER, "k-1") == "lan:k-1"
    assert consultation_id(OFFICER, "k-1") == consultation_id(OFFICER, "k-1")
    assert consultation_id(OFFICER, "k-1") != consultation_id(STRANGER, "k-1")
    assert consultation_id(OFFICER, "k-1") != consultation_id(OFFICER, "k-2")
    assert given_by(OFFICER, "lan:k-1")
    assert not given_by(OFFICER, "lan.tran:k-1")


def test_the_longest_names_still_make_a_command() -> None:
    """The longest person id and the longest key fit a command id together."""
    person = actor("a" * 64, Role.AGENCY_HEAD, FINANCE)
    given = command(Acknowledge, person, "k" * 64, agency=FINANCE)
    assert given.id == f"{'a' * 64}:{'k' * 64}"


@pytest.mark.parametrize(
    "body",
    [
        kind
        for module in CHAPTERS
        for name, kind in vars(module).items()
        if name.endswith("Body") and name != "QuestionBody"
    ],
)
def test_documented_examples_are_valid(body: type[Value]) -> None:
    """Whoever copies an example from the documentation sends something valid."""
    body.model_validate_json(json.dumps(body.model_json_schema()["examples"][0]))


def test_the_documented_reply_is_valid() -> None:
    """The example reply is one the domain takes."""
    assert Reply.model_validate(REPLY).answers[0].question == BODY.questions[0].id


def test_opening_takes_its_circumstances_from_reference_data() -> None:
    """Registry, policy and calendar in force are part of the command; a retry prints the same."""
    asked = opening(OFFICER, "k", BODY, REGISTRY, INDEX)
    assert asked.drafting_agency.code == HOME
    assert asked.directory.version == REGISTRY.version
    assert {FINANCE, SCIENCE} <= {agency.code for agency in asked.directory.agencies}
    assert asked.policy.urgency == BODY.draft.urgency
    assert asked.calendar.first.year < asked.at.year < asked.calendar.last.year
    assert opening(OFFICER, "k", BODY, REGISTRY, INDEX).fingerprint() == asked.fingerprint()
    other = BODY.model_copy(update={"agencies": (SCIENCE,)})
    assert opening(OFFICER, "k", other, REGISTRY, INDEX).fingerprint() != asked.fingerprint()


def test_an_unregistered_agency_drafts_nothing() -> None:
    """An officer whose token names an agency the registry lacks is told which."""
    lost = actor("lost", Role.OFFICER, "Z99.99")
    with pytest.raises(Refusal, match=r"Z99\.99"):
        opening(lost, "k", BODY, REGISTRY, INDEX)


def test_a_cursor_survives_its_journey() -> None:
    """Whatever time and id it holds, decoding gives them back."""
    at = datetime(2026, 11, 22, 8, 30, 0, 123456, tzinfo=UTC)
    cursor = Cursor(at=at, id="HS-ABCDEFGH2345")
    assert Cursor.decode(cursor.encode()) == cursor
    assert Cursor.decode(None) is None
    assert Cursor.decode(Cursor(at=at + timedelta(0), id="x").encode()).at == at  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "%%%",
        "bnVsbA",
        "WzEsMl0",
        "WyIyMDI2IiwxXQ",
        "é",
        Cursor(at=datetime(2026, 1, 1, tzinfo=UTC), id="a").encode()[:-4],
        Cursor(at=datetime(2026, 1, 1, tzinfo=UTC), id="a\x00b").encode(),
        "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwiYSJd",
        "W1tbW1tb",
    ],
)
def test_a_made_up_cursor_is_refused(text: str) -> None:
    """Anything but a cursor of ours is a problem the caller can act on, never a failure."""
    with pytest.raises(Problem) as refused:
        Cursor.decode(text)
    assert refused.value.code == "invalid_cursor"


def test_a_summary_is_cut_between_letters() -> None:
    """The subject Temporal shows is at most 200 bytes and still readable."""
    assert static_summary("Ngắn gọn") == "Ngắn gọn"
    cut = static_summary("Đánh giá " * 50)
    assert len(cut.encode()) <= 200
    assert cut.startswith("Đánh giá Đánh giá")
    assert "�" not in cut
