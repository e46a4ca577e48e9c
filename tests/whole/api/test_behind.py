"""Reads of a case whose newest events the ledger has not got yet: they say so."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from temporalio.client import Client

from activities.assessment_step import Assessing
from activities.record_step import Recording
from api.stale_reads import HEADER
from remiss import ledger
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import RecordBatch
from remiss.consultation.values import Actor
from remiss.ledger.reads.behind import Behind
from remiss.settings import Settings
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, HEAD, OFFICER, STRANGER
from tests.given.served import Served, serving
from worker import build_worker


@dataclass
class Away:
    """A case of two API processes, and whether its ledger is away."""

    case: Case
    other: Served
    away: asyncio.Event

    async def reads(
        self, by: Actor = OFFICER, path: str = "", served: Served | None = None
    ) -> httpx.Response:
        return await (served or self.case.served).call(by, "GET", f"{self.case.path}{path}")


@pytest.fixture
async def told(settings: Settings, temporal: Client) -> AsyncIterator[Away]:
    """A case that was opened, and a reply to it given while the ledger was away."""
    pool = await ledger.connect(settings.postgres_dsn.get_secret_value())  # type: ignore[union-attr]
    away = asyncio.Event()

    async def append(batch: RecordBatch) -> tuple[RecordedEvent, ...]:
        if away.is_set():
            raise ConnectionError
        return await ledger.settle(pool, batch)

    offered: list[Callable[..., Any]] = [
        Recording(append).record_events,
        Assessing(assess).assess_reply,
    ]
    async with (
        serving(settings) as served,
        serving(settings) as other,
        build_worker(temporal, settings.task_queue, offered),
    ):
        case = await open_case(served)
        away.set()
        yield Away(case, other, away)
    await pool.close()


async def replied(told: Away) -> None:
    answer = await told.case.tries(HEAD, "reply", **told.case.reply())
    assert (answer.status_code, answer.json()["receipt"]["recorded"]) == (202, False)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await true():  # noqa: ASYNC110 -- another process sets it
            await asyncio.sleep(0.1)


async def test_a_read_says_at_once_that_it_is_behind(told: Away) -> None:
    """From the receipt it gave itself the API knows; once the ledger has it, the mark is gone."""
    assert HEADER not in (await told.reads()).headers
    await replied(told)

    for path in ("", "/timeline", "/requests", "/requests/H99.04/deadline"):
        assert (await told.reads(path=path)).headers[HEADER] == "true"
    assert (await told.reads()).json()["ledger_behind"] is True
    assert (await told.reads(path="/timeline")).json()["ledger_behind"] is True
    listed = await told.case.served.call(AUDITOR, "GET", "/consultations")
    assert listed.headers[HEADER] == "true"

    told.away.clear()

    async def caught_up() -> bool:
        return HEADER not in (await told.reads()).headers

    await until(caught_up)
    now = await told.reads(path="/timeline")
    assert now.json()["ledger_behind"] is False
    assert "reply_accepted" in {entry["type"] for entry in now.json()["entries"]}


async def test_another_process_learns_of_it(told: Away) -> None:
    """What one process accepted, another finds in Temporal's list, and loses again."""
    await replied(told)

    async def knows() -> bool:
        return HEADER in (await told.reads(served=told.other)).headers

    await until(knows)
    told.away.clear()

    async def knows_better() -> bool:
        return not await knows()

    await until(knows_better)


async def test_a_refused_read_tells_nothing(told: Away) -> None:
    """To whom a case is hidden, the mark is as well."""
    await replied(told)
    answer = await told.reads(by=STRANGER)
    assert answer.status_code == 404
    assert HEADER not in answer.headers


async def test_reads_that_can_be_behind_are_documented(idle: Served) -> None:
    """OpenAPI names the header in both languages where it can come, and nowhere else."""
    paths = (await idle.http.get("/openapi.json")).json()["paths"]
    documented = {
        path
        for path, operations in paths.items()
        if HEADER
        in operations.get("get", {}).get("responses", {}).get("200", {}).get("headers", {})
    }
    assert {"/v1/consultations/{consultation}", "/v1/inbox", "/v1/tasks"} <= documented
    assert not documented & {"/v1/agencies", "/health/live", "/v1/calendar"}
    header = paths["/v1/inbox"]["get"]["responses"]["200"]["headers"][HEADER]
    assert "nhật ký hệ thống còn chậm" in header["description"]
    assert "the ledger lags" in header["description"]


def test_what_was_seen_in_the_ledger_is_owed_no_longer() -> None:
    """A version read settles a receipt for it, not one for a later version."""
    behind, case = Behind(), f"HS-{secrets.token_hex(4)}"
    behind.owes(case, 7)
    behind.holds(case, 6)
    assert case in behind
    behind.holds(case, 7)
    assert case not in behind


def test_what_temporal_had_time_to_list_and_does_not_has_caught_up() -> None:
    """A receipt is remembered while visibility may lag, and no longer."""
    behind = Behind()
    behind.owes("HS-1", 3)
    (_, since) = behind._owed["HS-1"]
    behind.listed([], since + 1)
    assert "HS-1" in behind
    behind.listed([], since + 6)
    assert "HS-1" not in behind
    assert not behind
