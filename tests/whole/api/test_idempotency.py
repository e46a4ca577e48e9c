"""One key, one action: however often it is sent, at once, and to whichever API process."""

import asyncio
import itertools
import os
import secrets
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import pytest

from remiss.machine.network_ports import free_port
from remiss.settings import Settings
from tests.given.api_cases import Case, open_case, opening
from tests.given.people import HEAD, OFFICER
from tests.given.served import Served

DUPLICATES = 50


@pytest.fixture(scope="module")
async def processes(shared: Served) -> AsyncIterator[list[Served]]:
    """The same API twice over, in processes of their own."""
    async with _process(shared.settings) as first, _process(shared.settings) as second:
        yield [first, second]


@asynccontextmanager
async def _process(settings: Settings) -> AsyncIterator[Served]:
    port = free_port()
    options = ["--factory", "web:create_app", "--port", str(port), "--log-level", "warning"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "uvicorn", *options),
        env={**os.environ, **settings.environment()},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            await _until_ready(http)
            yield Served(http, settings)
    finally:
        process.terminate()
        await process.wait()


async def _until_ready(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await http.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)


async def at_once(calls: Iterable[Any]) -> list[httpx.Response]:
    answers: list[httpx.Response] = await asyncio.gather(*calls)
    return answers


def told(answers: Iterable[httpx.Response]) -> Counter[tuple[int, str]]:
    """How often each status and code was answered."""
    return Counter((a.status_code, a.json().get("code", "")) for a in answers)


def receipts(answers: Iterable[httpx.Response]) -> set[str]:
    return {str(a.json()["receipt"]) for a in answers if a.is_success}


async def events_of(served: Served, key: str) -> list[tuple[str, int]]:
    """What one key led to, in the ledger itself."""
    dsn = served.settings.postgres_dsn
    assert dsn is not None
    connection = await asyncpg.connect(dsn.get_secret_value())
    try:
        rows = await connection.fetch(
            "select type, version from event where command_id like '%:' || $1 order by version", key
        )
    finally:
        await connection.close()
    return [(row["type"], row["version"]) for row in rows]


async def test_fifty_openings_open_one_case(shared: Served, processes: list[Served]) -> None:
    """Sent to two processes at once: one case, and fifty times the same receipt."""
    key = secrets.token_hex(8)
    body = opening(await shared.upload(OFFICER, b"%PDF-1.7"))
    turns = itertools.islice(itertools.cycle(processes), DUPLICATES)
    answers = await at_once(
        api.call(OFFICER, "POST", "/consultations", key=key, json=body) for api in turns
    )
    assert told(answers) == {(201, ""): DUPLICATES}
    assert len(receipts(answers)) == 1
    assert [kind for kind, _ in await events_of(shared, key)] == [
        "consultation_opened",
        "request_sent",
        "request_sent",
    ]


async def test_fifty_replies_are_one_reply(shared: Served, processes: list[Served]) -> None:
    """The one thing an agency must never be seen to do twice."""
    case = await open_case(shared)
    key, body = secrets.token_hex(8), case.reply()
    turns = itertools.islice(itertools.cycle(processes), DUPLICATES)
    answers = await at_once(
        api.call(HEAD, "POST", f"{case.request()}/reply", key=key, json=body) for api in turns
    )
    assert told(answers) == {(200, ""): DUPLICATES}
    assert len(receipts(answers)) == 1
    assert [kind for kind, _ in await events_of(shared, key)] == ["reply_received"]
    again = await processes[1].call(HEAD, "POST", f"{case.request()}/reply", key=key, json=body)
    assert str(again.json()["receipt"]) in receipts(answers)


async def _raced(case: Case, processes: list[Served], key: str) -> list[list[httpx.Response]]:
    """Two bodies under one key, half each, shuffled into each other over both processes."""
    bodies = [case.reply(), case.reply(legal_basis="Luật Đầu tư công, Điều 5")]
    calls = [
        processes[n // 2 % 2].call(
            HEAD, "POST", f"{case.request()}/reply", key=key, json=bodies[n % 2]
        )
        for n in range(DUPLICATES)
    ]
    answers = await at_once(calls)
    return [answers[0::2], answers[1::2]]


async def test_two_bodies_under_one_key_race(shared: Served, processes: list[Served]) -> None:
    """One of them acts, with one receipt for all who sent it; whoever sent the other is told."""
    case = await open_case(shared)
    key = secrets.token_hex(8)
    halves = await _raced(case, processes, key)
    acted, refused = sorted(halves, key=lambda half: half[0].status_code)
    assert told(acted) == {(200, ""): DUPLICATES // 2}
    assert told(refused) == {(422, "idempotency_key_reused"): DUPLICATES // 2}
    assert len(receipts(acted)) == 1
    assert [kind for kind, _ in await events_of(shared, key)] == ["reply_received"]


async def test_two_openings_under_one_key_race(shared: Served, processes: list[Served]) -> None:
    """One case of one body; nothing of the other is in the ledger."""
    sha256 = await shared.upload(OFFICER, b"%PDF-1.7")
    key = secrets.token_hex(8)
    subjects = ["Hướng dẫn đánh giá cán bộ, bản A", "Hướng dẫn đánh giá cán bộ, bản B"]
    bodies = [
        opening(sha256, draft={"subject": subject, "kind": "guideline", "sha256": sha256})
        for subject in subjects
    ]
    answers = await at_once(
        processes[n // 2 % 2].call(OFFICER, "POST", "/consultations", key=key, json=bodies[n % 2])
        for n in range(DUPLICATES)
    )
    halves = sorted((answers[0::2], answers[1::2]), key=lambda half: half[0].status_code)
    assert [told(half) for half in halves] == [
        {(201, ""): DUPLICATES // 2},
        {(422, "idempotency_key_reused"): DUPLICATES // 2},
    ]
    case = halves[0][0].json()["receipt"]["consultation"]
    seen = await shared.call(OFFICER, "GET", f"/consultations/{case}")
    assert seen.json()["draft"]["subject"] == subjects[0 if halves[0] == answers[0::2] else 1]
    assert len(await events_of(shared, key)) == 3


async def test_one_key_is_two_actions_of_two_people(shared: Served) -> None:
    """Keys are each person's own: the same one of another person acts as well."""
    case = await open_case(shared, key="k-1")
    answer = await shared.call(HEAD, "POST", f"{case.request()}/acknowledge", key="k-1")
    assert answer.status_code == 200
    other = await shared.call(OFFICER, "POST", f"{case.path}/conclude", key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
