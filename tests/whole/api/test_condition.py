"""Whether the service works as it should is said where people look."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from temporalio.client import Client

from remiss import ledger
from remiss.ledger.reads.service_signs import WatchedPart
from remiss.sending import service_condition
from remiss.sending.service_condition import ServiceCondition, lost_cases
from tests.given.api_cases import open_case
from tests.given.people import HEAD, OFFICER
from tests.given.served import Served


async def _until(holds: Callable[[], Awaitable[Any]], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 -- no event here
            await asyncio.sleep(0.2)


@pytest.fixture
async def condition(served: Served, temporal: Client, database: str) -> Any:
    """As the API and the worker look around."""
    pool = await ledger.connect(database)
    settings = served.settings
    yield ServiceCondition(pool, temporal, settings.task_queue, settings.data_dir)
    await pool.close()


async def test_an_open_case_without_a_run_is_noticed(
    served: Served,
    temporal: Client,
    owner: asyncpg.Pool,
    condition: ServiceCondition,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its deadlines ring no more; reading it as ever shows nothing of that."""
    lost, alive = await open_case(served), await open_case(served)
    queue, source = served.settings.task_queue, condition._source
    await owner.execute("alter table event disable trigger all")
    await owner.execute("update event set recorded_at = recorded_at - interval '1 hour'")
    assert await lost_cases(source, temporal, queue) == []
    await temporal.get_workflow_handle(lost.id).terminate()
    assert await lost_cases(source, temporal, queue) == [lost.id]
    assert alive.id != lost.id
    (sign,) = [each for each in await condition.look() if each.part is WatchedPart.CASES]
    assert "remiss recover" in sign.text.vi

    monkeypatch.setattr(service_condition, "LOOK_SECONDS", 0)
    monkeypatch.setattr(service_condition, "RUNS_SECONDS", 0)
    ready = (await served.http.get("/health/ready")).json()
    assert ready["status"] == "degraded"
    assert "cases" in [each["part"] for each in ready["signs"]]
    assert lost.id not in str(ready)


async def test_a_worker_that_asks_for_nothing_is_noticed(
    idle: Served, temporal: Client, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen or gone; one that just started is given its time."""
    pool = await ledger.connect(database)
    looking = ServiceCondition(pool, temporal, idle.settings.task_queue, idle.settings.data_dir)
    assert WatchedPart.WORKER not in [each.part for each in await looking.look()]
    monkeypatch.setattr(service_condition, "ASKED_WITHIN", timedelta(0))
    (sign,) = [each for each in await looking.look() if each.part is WatchedPart.WORKER]
    assert "remiss worker" in sign.text.vi
    await pool.close()


async def test_the_officer_reads_which_mail_did_not_arrive(
    served: Served, owner: asyncpg.Pool
) -> None:
    """In the case, with what to do; the agency reads nothing of it."""
    case = await open_case(served)
    # Sent by now, or held until offices open: nobody touches it any more.
    count = (
        "select count(*) = 2 from notice where channel = 'mail' and stream = $1 "
        "and (status = 'sent' or deliver_after > now())"
    )
    await _until(lambda: owner.fetchval(count, case.id))
    await owner.execute(
        "update notice set status = 'bounced', next_attempt_at = null, sent_at = null, "
        "last_error = 'SMTP 550 no such mailbox' where channel = 'mail'"
    )
    seen = (await served.call(OFFICER, "GET", f"/consultations/{case.id}")).json()
    (mail,) = [each for each in seen["undelivered"] if each["addressee"]["agency"] == HEAD.agency]
    assert mail["reason"] == "SMTP 550 no such mailbox"
    assert "liên hệ trực tiếp với nơi nhận" in mail["todo"]["vi"]
    theirs = (await served.call(HEAD, "GET", f"/consultations/{case.id}")).json()
    assert theirs["undelivered"] == []
