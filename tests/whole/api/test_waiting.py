"""Answers that cannot come in time: 202 with where to look, 503 with when to retry."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from temporalio import workflow
from temporalio.client import Client
from temporalio.worker import Worker

from remiss import ledger
from remiss.consultation.life.commands import Open
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import WORKFLOW, CaseStart, Receipt, RecordBatch
from remiss.sending.caller_command import consultation_id
from remiss.settings import Settings
from tests.given.api_cases import open_case, opening
from tests.given.people import FINANCE, HEAD, OFFICER, STRANGER
from tests.given.served import Served, serving
from tests.given.slow_ledgers import recording
from worker import running

if TYPE_CHECKING:
    import asyncpg


async def test_without_a_worker_nothing_hangs(settings: Settings) -> None:
    """Nobody accepts the command: 503 within the time allowed, and told to keep the key."""
    quick = settings.model_copy(update={"update_timeout_seconds": 0.5})
    async with serving(quick) as served:
        sha256 = await served.upload(OFFICER, b"%PDF-1.7")
        answer = await served.call(OFFICER, "POST", "/consultations", json=opening(sha256))
        assert (answer.status_code, answer.json()["code"]) == (503, "not_accepted_yet")
        assert answer.headers["Retry-After"]


async def test_a_ledger_that_is_down_makes_202(settings: Settings, temporal: Client) -> None:
    """The command is durable in Temporal: 202 says where to look, and later it is recorded."""
    down = True
    pool: asyncpg.Pool[Any] = await ledger.connect(settings.postgres_dsn.get_secret_value())  # type: ignore[union-attr]

    async def record(batch: RecordBatch) -> tuple[RecordedEvent, ...]:
        if down:
            raise ConnectionError
        return await ledger.settle(pool, batch)

    async with serving(settings) as served, recording(settings, temporal, record):
        sha256 = await served.upload(OFFICER, b"%PDF-1.7")
        body, key = opening(sha256), secrets.token_hex(8)
        first = await served.call(OFFICER, "POST", "/consultations", key=key, json=body)
        assert first.status_code == 202
        where = first.headers["Location"].removeprefix("/v1")
        assert (await served.call(OFFICER, "GET", where)).json()["status"] == "accepted"
        assert (await served.call(HEAD, "GET", where)).json()["status"] == "unknown"
        case = first.json()["links"]["consultation"].removeprefix("/v1")
        for address in (case, f"{case}/timeline", f"{case}/requests"):
            answer = await served.call(OFFICER, "GET", address)
            assert (answer.status_code, answer.json()["code"]) == (503, "being_recorded")
            assert answer.headers["Retry-After"]
            hidden = await served.call(STRANGER, "GET", address)
            assert (hidden.status_code, hidden.json()["code"]) == (404, "consultation_not_found")
        again = await served.call(OFFICER, "POST", "/consultations", key=key, json=body)
        assert again.json() == first.json()
        down = False
        await _until_recorded(served, where)
        assert (await served.call(OFFICER, "GET", case)).status_code == 200
        last = await served.call(OFFICER, "POST", "/consultations", key=key, json=body)
        assert last.status_code == 201
    await pool.close()


@workflow.defn(name=WORKFLOW, sandboxed=False)
class Slow:
    """A case that takes a command at once and two seconds to carry it out."""

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        del start
        self._over = False

    @workflow.run
    async def run(self, start: CaseStart) -> None:
        del start
        await workflow.wait_condition(lambda: self._over and workflow.all_handlers_finished())

    @workflow.update
    async def open(self, command: Open) -> Receipt:
        await workflow.sleep(2)
        self._over = True
        return Receipt(
            consultation=command.consultation,
            command_id=command.id,
            fingerprint=command.fingerprint(),
            version=1,
            events=("consultation_opened",),
            recorded=False,
        )


async def test_a_slow_case_makes_202(settings: Settings, temporal: Client) -> None:
    """Accepted and not finished in time: 202 without a receipt, `accepted` until it is done."""
    quick = settings.model_copy(update={"update_timeout_seconds": 0.7})
    slow = Worker(temporal, task_queue=quick.task_queue, workflows=[Slow])
    async with serving(quick) as served, slow:
        sha256 = await served.upload(OFFICER, b"%PDF-1.7")
        body, key = opening(sha256), secrets.token_hex(8)
        answer = await served.call(OFFICER, "POST", "/consultations", key=key, json=body)
        assert (answer.status_code, answer.json()["receipt"]) == (202, None)
        where = answer.headers["Location"].removeprefix("/v1")
        status = (await served.call(OFFICER, "GET", where)).json()
        assert (status["status"], status["version"]) == ("accepted", None)
        await asyncio.sleep(2)
        done = await served.call(OFFICER, "POST", "/consultations", key=key, json=body)
        assert done.json()["receipt"]["version"] == 1


@workflow.defn(name=WORKFLOW, sandboxed=False)
class NeverOpened:
    """A case whose opening command was lost with the server: it ends by itself."""

    @workflow.run
    async def run(self, start: CaseStart) -> None:
        del start


async def test_a_case_that_was_never_opened_can_be(settings: Settings, temporal: Client) -> None:
    """A run that ended without an event does not stand in the way of the same request again."""
    key, queue = secrets.token_hex(8), settings.task_queue
    case = consultation_id(OFFICER, key)
    async with Worker(temporal, task_queue=queue, workflows=[NeverOpened]):
        await temporal.execute_workflow(WORKFLOW, CaseStart(), id=case, task_queue=queue)
    async with serving(settings) as served, running(settings, temporal):
        assert (await open_case(served, key=key)).id == case


async def _until_recorded(served: Served, where: str) -> None:
    for _ in range(100):
        if (await served.call(OFFICER, "GET", where)).json()["status"] == "recorded":
            return
        await asyncio.sleep(0.2)
    raise AssertionError(where)


async def test_without_a_worker_strangers_still_learn_nothing(
    settings: Settings, temporal: Client
) -> None:
    """A case that cannot answer looks, to whoever has no part in it, like one that is not there."""
    quick = settings.model_copy(update={"update_timeout_seconds": 1})
    async with serving(quick) as served:
        async with running(quick, temporal):
            case = await open_case(served)
        one = {"X-Request-Id": "one"}
        for path in ("conclude", f"requests/{FINANCE}/acknowledge"):
            foreign, absent = [
                await served.call(STRANGER, "POST", f"/consultations/{where}/{path}", headers=one)
                for where in (case.id, "HS-AAAAAAAAAAAA")
            ]
            assert (foreign.status_code, foreign.content) == (404, absent.content)
        theirs = await served.call(OFFICER, "POST", f"{case.path}/suspend", json={"reason": "Chờ."})
        assert (theirs.status_code, theirs.json()["code"]) == (503, "not_accepted_yet")
