"""Payloads at each limit and one past it: what the API takes, a case can take and record."""

import json
from functools import partial
from typing import Any

import pytest

from remiss import ledger
from remiss.consultation.message_size import MOST_BYTES
from remiss.consultation.values import REPLY_CHARACTERS
from remiss.reference.registry import load_registry
from remiss.serving.body_limits import JSON_LIMIT
from tests.given.api_cases import Case, open_case, opening, settled
from tests.given.people import FINANCE, HEAD, HOME, OFFICER, SUPERVISOR
from tests.given.served import Served

WIDEST = "𠮷"
"""Four bytes in UTF-8: the most a character can take."""
QUESTIONS, SENTENCE = 100, 2_000


@pytest.fixture(scope="module")
async def case(shared: Served) -> Case:
    return await open_case(shared)


def largest(sha256: str) -> dict[str, Any]:
    """As many questions as are taken, each as long as it may be, to every agency there is."""
    agencies = [a.code for a in load_registry().agencies if a.code != HOME]
    return opening(
        sha256,
        questions=[
            {"id": f"q{n}", "text": WIDEST * SENTENCE, "field": "fin.budget"}
            for n in range(QUESTIONS)
        ],
        agencies=agencies,
        override_reason=WIDEST * SENTENCE,
    )


def text(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


async def recorded(served: Served) -> bool:
    """Whether the ledger is whole, and what was accepted is in it."""
    dsn = served.settings.postgres_dsn
    assert dsn is not None
    return (await ledger.verify(dsn.get_secret_value())).holds


async def test_the_largest_case_is_opened_recorded_and_read(shared: Served) -> None:
    """Every field at its limit in the widest characters: accepted, in the ledger, and readable."""
    body = text(largest(await shared.upload(SUPERVISOR, b"%PDF-1.7")))
    assert len(body) > 800_000
    answer = await shared.call(SUPERVISOR, "POST", "/consultations", content=body)
    assert answer.status_code == 201, answer.text[:500]
    case = answer.json()["receipt"]["consultation"]
    seen = await shared.call(SUPERVISOR, "GET", f"/consultations/{case}")
    assert len(seen.json()["questions"]) == QUESTIONS
    asked = await shared.call(HEAD, "GET", f"/consultations/{case}/requests/{FINANCE}")
    assert asked.status_code == 200
    amended = {"draft": largest("0" * 64)["draft"], "changed": largest("")["questions"]}
    amended["draft"]["sha256"] = await shared.upload(SUPERVISOR, b"%PDF-1.7 2")
    answer = await shared.call(
        SUPERVISOR, "POST", f"/consultations/{case}/draft", content=text(amended)
    )
    assert answer.status_code == 200, answer.text[:500]
    assert await recorded(shared)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"questions": QUESTIONS + 1}, "questions", "over 100 items"),
        ({"sentence": SENTENCE + 1}, "questions.0.text", "over 2000 characters"),
        ({"agencies": 201}, "agencies", "over 200 items"),
        ({"subject": 501}, "draft.subject", "over 500 characters"),
    ],
)
async def test_one_past_a_limit_of_an_opening_is_refused(
    shared: Served, changed: dict[str, int], field: str, said: str
) -> None:
    """422 with the field, the limit, and what to do; nothing is opened."""
    body = largest("0" * 64)
    body["draft"]["subject"] = "x" * changed.get("subject", 500)
    body["agencies"] = [FINANCE] * changed.get("agencies", 1)
    one = {"text": "x" * changed.get("sentence", 1), "field": "fin.budget"}
    body["questions"] = [{"id": f"q{n}"} | one for n in range(changed.get("questions", 1))]
    answer = await shared.call(SUPERVISOR, "POST", "/consultations", content=text(body))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert said in error["message"]["en"]


async def test_the_largest_reply_is_recorded_and_one_character_more_is_not(case: Case) -> None:
    """All that may be written, in the widest characters; then one more."""
    served, where = case.served, f"{case.request()}/reply"
    answers = [{"question": "kinh-phi", "position": "agree", "text": WIDEST * 20_000}]
    most: dict[str, Any] = {
        "text": WIDEST * (REPLY_CHARACTERS - 20_000),
        "answers": answers,
        "legal_basis": "",
    }
    over = most | {"legal_basis": "L"}
    answer = await served.call(HEAD, "POST", where, content=text(case.reply(**over)))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    (error,) = answer.json()["errors"]
    assert "120001 characters in all, over 120000; attach" in error["message"]["en"]
    answer = await served.call(HEAD, "POST", where, content=text(case.reply(**most)))
    assert answer.status_code == 200, answer.text[:500]
    assert answer.json()["receipt"]["recorded"]
    seen = await served.call(HEAD, "GET", case.request())
    assert most["text"] in seen.text
    assert await recorded(served)


async def test_a_body_at_its_limit_is_taken_and_one_byte_more_is_not(shared: Served) -> None:
    """Exactly the limit opens a case; one byte past it is 413 and says how many are taken."""
    body = text(opening(await shared.upload(OFFICER, b"%PDF-1.7")))
    padded = body + b" " * (JSON_LIMIT - len(body))
    answer = await shared.call(OFFICER, "POST", "/consultations", content=padded + b" ")
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert answer.json()["facts"] == {"limit": str(JSON_LIMIT)}
    opens = partial(shared.call, OFFICER, "POST", "/consultations", "at-limit", content=padded)
    assert (await settled(opens)).status_code in {200, 201}


async def test_what_can_never_be_recorded_is_refused_and_the_case_goes_on(
    shared: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the API for an opening, by the case itself for what comes later; both then go on."""
    case = await open_case(shared)
    sha256 = await shared.upload(OFFICER, b"%PDF-1.7")
    monkeypatch.setattr("remiss.consultation.message_size.MOST_BYTES", 3_000)
    long = [{"id": "kinh-phi", "text": "x" * 2_000, "field": "fin.budget"}]
    for path, body in (
        ("/consultations", opening(sha256, questions=long, agencies=[FINANCE])),
        (f"{case.path}/draft", {"draft": opening(sha256)["draft"], "changed": long}),
    ):
        answer = await shared.call(OFFICER, "POST", path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_much_at_once")
    monkeypatch.undo()
    assert await case.does(HEAD, "acknowledge") == ["request_acknowledged"]


def test_the_limits_stand_in_the_order_they_rely_on() -> None:
    """A body is smaller than what it may lead to, and that is smaller than what a server takes."""
    server = 2 * 1024 * 1024
    assert JSON_LIMIT < MOST_BYTES < server - 500_000
    assert REPLY_CHARACTERS * 4 < JSON_LIMIT
