"""The story of the demo is true: its people exist, and its replies fare by the rules alone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from remiss import reference
from remiss.consultation.clarity.reply_record import DEMANDED
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import matches
from remiss.consultation.values import Agency, Question, Reply, Role
from remiss.documents.draft.clause_tree import read_clauses
from remiss.reference.people import load_people
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import ReferenceDataError

FOLDER = Path(reference.__file__).parent.parent / "demo" / "data"
STORY: dict[str, Any] = yaml.safe_load((FOLDER / "story.yaml").read_text(encoding="utf-8"))
PEOPLE = {person.id: person for person in load_people().all}


def steps(case: str) -> list[dict[str, Any]]:
    return [*STORY[case]["steps"], *STORY[case].get("closing_steps", ())]


REPLIES = [
    (case, step) for case in ("first", "second") for step in steps(case) if step["do"] == "reply"
]


def questions_of(case: str) -> tuple[Question, ...]:
    return tuple(Question(**question) for question in STORY[case]["questions"])


def questions_put(case: str, replier: Agency, before: dict[str, Any]) -> list[Question]:
    """What the agency owes an answer to when it gives this reply: amended and transferred too."""
    put = {question.id: question for question in questions_of(case)}
    changed: set[str] = set()
    for step in steps(case)[: steps(case).index(before)]:
        if step["do"] == "amend":
            changed = {question["id"] for question in step["changed"]}
            put |= {question["id"]: Question(**question) for question in step["changed"]}
        for declined in step.get("body", {}).get("declined", ()):
            moved = put[declined["question"]].model_copy(update={"field": declined["field"]})
            put[moved.id] = moved
    concerned = {match.question for match in matches(replier, put.values())}
    return [put[id_] for id_ in put if id_ in (concerned & changed or concerned)]


def agency(code: str) -> Agency:
    found = load_registry().agency(code)
    assert found is not None
    return found


@pytest.mark.parametrize("case", ["first", "second"])
def test_exactly_the_agencies_concerned_are_asked(case: str) -> None:
    """Each question belongs to an agency asked, and each agency asked to a question."""
    concerned = {one.code for one in load_registry().agencies if matches(one, questions_of(case))}

    assert concerned == set(STORY[case]["agencies"])


def test_the_refused_agency_is_concerned_by_nothing() -> None:
    """The story's attempt to ask one more is refused by the registry, not by the script."""
    attempt = STORY["first"]["refused_attempt"]

    assert not matches(agency(attempt["agency"]), questions_of("first"))
    assert Refusal(attempt["expect"], agency="x").code == attempt["expect"]


@pytest.mark.parametrize(
    ("case", "step"), REPLIES, ids=[step["reply"]["number"] for _, step in REPLIES]
)
def test_each_reply_fares_as_the_story_tells(case: str, step: dict[str, Any]) -> None:
    """Accepted, flagged or returned by the rubric itself."""
    replier = agency(step["agency"])
    by = PEOPLE[step["by"]].actors[0].person
    reply = Reply(**step["reply"], responsible_official=by, draft_sha256="0" * 64)

    read = assess(questions_put(case, replier, step), reply, replier.mandates)
    found = read.under(return_from_prose=False, bases=DEMANDED)

    assert found.action() == ("accept" if step["expect"] == "late" else step["expect"])


@pytest.mark.parametrize("case", ["first", "second"])
def test_everyone_in_the_story_plays_their_own_part(case: str) -> None:
    """Officers draft, officials of the agency prepare, its heads sign."""
    told = STORY[case]
    assert Role.OFFICER in PEOPLE[told["officer"]].roles
    for step in steps(case):
        drafter = step["by"] == told["officer"]
        mine = told["drafting_agency"] if drafter else step["agency"]
        people = [PEOPLE[step[key]] for key in ("by", "official", "signed_by") if key in step]
        assert all(person.agency == mine for person in people)
        assert "signed_by" not in step or Role.AGENCY_HEAD in PEOPLE[step["signed_by"]].roles


@pytest.mark.parametrize("case", ["first", "second"])
def test_the_draft_lies_beside_the_story(case: str) -> None:
    """What the agencies are asked about can be read."""
    amended = [step["draft"] for step in steps(case) if step["do"] == "amend"]

    for name in (STORY[case]["draft"], *amended):
        assert "DỰ THẢO" in (FOLDER / name).read_text(encoding="utf-8")


def test_each_agency_has_someone_to_reply_and_someone_to_sign() -> None:
    """Nobody in the demo has to sign what they prepared."""
    parts: dict[str | None, set[Role]] = {}
    for person in load_people().all:
        parts.setdefault(person.agency, set()).update(person.roles)

    for code in {*STORY["first"]["agencies"], *STORY["second"]["agencies"]}:
        assert {Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD} <= parts[code]
    assert {Role.OFFICER, Role.SUPERVISOR} <= parts["H99.02"]
    assert any(Role.INSPECTOR in person.roles for person in load_people().all)


def test_people_are_known_to_the_registry() -> None:
    """No demo person belongs to an agency that does not exist."""
    for person in load_people().all:
        assert person.agency is None or load_registry().agency(person.agency) is not None


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    """Two people under one id could not be told apart."""
    one = '  - {id: a.b, name: "An", roles: [inspector]}\n'
    path = tmp_path / "people.yaml"
    path.write_text("people:\n" + one + one, encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"a\.b"):
        load_people(path)


def test_comments_on_clauses_are_on_clauses_of_the_draft() -> None:
    """Each under the address it has there, and quoting what stands there."""
    clauses = read_clauses((FOLDER / STORY["first"]["draft"]).read_text(encoding="utf-8"))
    there = {clause.anchor: clause for clause in clauses}
    said = [one for _, step in REPLIES for one in step["reply"].get("clause_comments", ())]

    assert said
    for one in said:
        assert there[one["anchor"]].address == one["clause"]
        assert one.get("quoted", "") in there[one["anchor"]].text
