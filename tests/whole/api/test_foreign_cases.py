"""Two cases that ask different agencies: to each, the other's case is as one that never was."""

import asyncio
import itertools
import json
import re
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from remiss.consultation.values import Actor, Role
from remiss.sending.bodies.replying import SignBody
from tests.given.api_cases import Case, opening
from tests.given.people import (
    FINANCE,
    FOREIGN_OFFICER,
    HEAD,
    HOME,
    JUSTICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    SCIENCE,
    STRANGER,
    SUPERVISOR,
    actor,
)
from tests.given.served import Served

HEALTH = "H99.11"
SHA256 = SignBody.model_json_schema()["examples"][0]["reply_sha256"]
ABSENT = "HS-AAAAAAAAAAAA"
HEALTH_OFFICIAL = actor("binh", Role.AGENCY_OFFICIAL, HEALTH)
HEALTH_HEAD = actor("chu", Role.AGENCY_HEAD, HEALTH)
JUSTICE_OFFICIAL = actor("tam", Role.AGENCY_OFFICIAL, JUSTICE)
SCIENCE_OFFICIAL = actor("nga", Role.AGENCY_OFFICIAL, SCIENCE)
LISTS = ("consultations", "inbox", "tasks", "notices", "scorecards/agencies", "scorecards/drafters")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


@dataclass(frozen=True)
class Secret:
    """A case, the words that would give it away, and who has a part in it."""

    case: Case
    words: tuple[str, ...]
    asked: tuple[str, ...]
    insiders: tuple[Actor, ...]


@pytest.fixture(scope="module")
async def secrets_(shared: Served) -> tuple[Secret, Secret]:
    """Home Affairs asks Finance and Science; Justice asks Health; in both a reply is given."""
    first = await _open(
        shared,
        OFFICER,
        "Quy chế chi thường xuyên Alpha",
        {FINANCE: ("fin.budget", HEAD), SCIENCE: ("digital.data", OTHER_HEAD)},
    )
    second = await _open(
        shared,
        FOREIGN_OFFICER,
        "Đề án trạm y tế xã Bravo",
        {HEALTH: ("health.treatment", HEALTH_HEAD)},
    )
    insiders = (OFFICER, SUPERVISOR, OFFICIAL, HEAD, OTHER_HEAD, SCIENCE_OFFICIAL)
    others = (FOREIGN_OFFICER, HEALTH_OFFICIAL, HEALTH_HEAD)
    return (
        Secret(first, (first.id, first.sha256, "Alpha"), (FINANCE, SCIENCE), insiders),
        Secret(second, (second.id, second.sha256, "Bravo"), (HEALTH,), others),
    )


async def _open(
    served: Served, by: Actor, subject: str, asked: dict[str, tuple[str, Actor]]
) -> Case:
    sha256 = await served.upload(by, f"%PDF-1.7 {subject}".encode())
    body = opening(
        sha256,
        draft={"subject": subject, "kind": "guideline", "sha256": sha256},
        questions=[
            {"id": f"q{n}", "text": f"{subject}?", "field": field}
            for n, (field, _) in enumerate(asked.values())
        ],
        agencies=list(asked),
    )
    answer = await served.call(by, "POST", "/consultations", json=body)
    assert answer.status_code == 201, answer.text
    case = Case(served, answer.json()["receipt"]["consultation"], sha256)
    for n, (agency, (_, head)) in enumerate(asked.items()):
        said = await served.call(
            head,
            "POST",
            f"{case.request(agency)}/reply",
            json=case.reply(f"q{n}", text=f"{subject}: thống nhất."),
        )
        assert said.status_code == 200, said.text
    return case


def addresses(document: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Every method of every address that names a case, with a body the document shows."""
    return [
        (method.upper(), path.removeprefix("/v1"), _example(document, operation))
        for path, methods in document["paths"].items()
        if "{consultation}" in path
        for method, operation in methods.items()
    ]


def _example(document: dict[str, Any], operation: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    schema = content["schema"]
    name = schema.get("$ref", "").rpartition("/")[2]
    return (schema.get("examples") or document["components"]["schemas"][name]["examples"])[0]


def told(answer: httpx.Response, case: str) -> tuple[int, dict[str, str], Any]:
    """Everything an answer says, but for the id that was asked about and that of the request."""
    plain = re.sub(r"urn:remiss:request:\w+", "", answer.text.replace(case, "HS"))
    headers = {
        name: value.replace(case, "HS")
        for name, value in answer.headers.items()
        if name not in {"x-request-id", "date"}
    }
    return answer.status_code, headers, plain


async def test_every_address_tells_a_stranger_nothing(
    shared: Served, secrets_: tuple[Secret, Secret]
) -> None:
    """Every method of every address, by everyone of another agency: as if there were no case."""
    document = (await shared.http.get("/openapi.json")).json()
    everyone = {p.id: p for secret in secrets_ for p in secret.insiders}
    everyone |= {p.id: p for p in (STRANGER, JUSTICE_OFFICIAL)}
    files = {name: await shared.upload(person, b"%PDF-1.7") for name, person in everyone.items()}
    asked = 0
    for secret in secrets_:
        strangers = [p for p in everyone.values() if not _has_a_part(p, secret)]
        for method, path, body in addresses(document):
            for agency in {*secret.asked, FINANCE} if "{agency}" in path else {FINANCE}:
                where = path.replace("{agency}", agency)
                questions = (
                    _tells_nothing(secret, p, method, where, _with(body, files[p.id]))
                    for p in strangers
                )
                await asyncio.gather(*questions)
                asked += len(strangers)
    assert asked > 800


async def _tells_nothing(
    secret: Secret, stranger: Actor, method: str, path: str, body: Any
) -> None:
    """Asked about the case and about one that is not there, the answers are the same."""
    answers = []
    for case in (secret.case.id, ABSENT):
        filled = path.format(consultation=case, command_id=f"{stranger.id}:k")
        sent = {} if body is None else {"json": body}
        answer = await secret.case.served.call(stranger, method, filled, key="k-same", **sent)
        answers.append(told(answer, case))
    assert answers[0] == answers[1], (stranger.id, method, path)
    assert answers[0][0] in _expected(path), (stranger.id, method, path, answers[0])
    _gives_nothing_away(secret, answers[0][2], but=body)


def _with(body: Any, sha256: str) -> Any:
    """The body, naming a file the caller may name: that it could not would be the answer."""
    return json.loads(json.dumps(body).replace(SHA256, sha256))


def _has_a_part(person: Actor, secret: Secret) -> bool:
    agencies = {insider.agency for insider in secret.insiders}
    return person.agency in agencies


def _expected(path: str) -> set[int]:
    """404 to all; a status is `unknown`; what a role may never do is refused before the case."""
    if path.endswith("/commands/{command_id}"):
        return {200}
    if path.endswith(("/check", "/draft")):
        return {403, 404}
    if path.endswith("/entry"):  # its example names a scan that the stranger never uploaded
        return {404, 422}
    return {404}


def _gives_nothing_away(secret: Secret, text: str, but: Any = None) -> None:
    for word in secret.words:
        assert word not in text or word in json.dumps(but), word


async def test_other_methods_tell_a_stranger_nothing(
    shared: Served, secrets_: tuple[Secret, Secret]
) -> None:
    """Also those no address takes: whoever asks, about a case that is there or one that is not."""
    first, _ = secrets_
    for method, person in itertools.product(METHODS, (HEALTH_HEAD, FOREIGN_OFFICER, STRANGER)):
        for path in (
            "",
            "/timeline",
            "/requests",
            f"/requests/{FINANCE}",
            f"/requests/{FINANCE}/reply",
        ):
            answers = [
                told(await shared.call(person, method, f"/consultations/{case}{path}"), case)
                for case in (first.case.id, ABSENT)
            ]
            assert answers[0] == answers[1], (person.id, method, path)


async def test_no_list_tells_of_a_foreign_case(
    shared: Served, secrets_: tuple[Secret, Secret]
) -> None:
    """Lists, inboxes, notices, scorecards, searches and files hold one's own cases alone."""
    for mine, foreign in (secrets_, reversed(secrets_)):
        for person in mine.insiders:
            found = []
            for path in (
                *LISTS,
                "consultations?q=Alpha",
                "consultations?q=Bravo",
                f"consultations?agency={HEALTH}",
            ):
                answer = await shared.call(person, "GET", f"/{path}")
                assert answer.status_code in {200, 403}, (person.id, path)
                _gives_nothing_away(foreign, answer.text)
                found.append(answer.text)
            assert any(mine.case.id in text for text in found), person.id
            file = await shared.call(person, "GET", f"/attachments/{foreign.case.sha256}")
            absent = await shared.call(person, "GET", f"/attachments/{'0' * 64}")
            assert told(file, "HS")[0] == 404
            assert told(file, "HS") == told(absent, "HS")


async def test_within_a_case_one_agency_sees_nothing_of_another(
    shared: Served, secrets_: tuple[Secret, Secret]
) -> None:
    """Asked in the same case is no part in the other's request: as if that were not asked."""
    first, _ = secrets_
    document = (await shared.http.get("/openapi.json")).json()
    for method, path, body in addresses(document):
        if "{agency}" not in path:
            continue
        for person, other in (
            (OTHER_HEAD, FINANCE),
            (SCIENCE_OFFICIAL, FINANCE),
            (HEAD, SCIENCE),
            (OFFICIAL, SCIENCE),
        ):
            answers = []
            for agency in (other, HEALTH):
                filled = path.format(consultation=first.case.id, agency=agency)
                sent = {} if body is None else {"json": body}
                answer = await shared.call(person, method, filled, key="k-same", **sent)
                answers.append(told(answer, agency))
            assert answers[0] == answers[1], (person.id, method, path)
            assert answers[0][0] in {404, 403} if path.endswith("/check") else {404}


async def test_the_strangers_are_strangers_and_the_insiders_are_not(
    shared: Served, secrets_: tuple[Secret, Secret]
) -> None:
    """The comparison would pass on an empty service too: those with a part do read their case."""
    for secret in secrets_:
        for person in secret.insiders:
            answer = await shared.call(person, "GET", secret.case.path)
            assert answer.status_code == 200, person.id
            assert secret.words[2] in answer.text
    assert OFFICER.agency == HOME
