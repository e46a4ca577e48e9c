"""What must survive: a full history, a ledger that is away, a killed worker, a repeated command."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.contrib.pydantic import pydantic_data_converter

from remiss import ledger
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge, Assign, Cancel
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, fold
from remiss.consultation.ports import RecordBatch
from remiss.consultation.state import Consultation
from remiss.consultation.views.rows import view
from remiss.machine.network_ports import free_port
from remiss.machine.temporal_server import temporal_server
from tests.given.case import FINANCE, JUSTICE, OFFICER, RETURNED, head, official, order, replies
from tests.given.commands import Running, worker_process
from tests.given.story import Story, leaving, record_history, until, working
from tests.parts.workflows.test_stories import ALONE
from workflows.search_attributes import SERVER_TYPES

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
async def short_history(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A server that suggests continuing as new after a few dozen events."""
    async with temporal_server(
        tmp_path_factory.mktemp("short"),
        free_port(),
        search_attributes=SERVER_TYPES,
        dynamic_config={"limit.historyCount.suggestContinueAsNew": 30},
    ) as address:
        yield await Client.connect(address, data_converter=pydantic_data_converter)


async def test_a_command_repeated_after_continue_as_new_acts_once(
    short_history: Client, pool: asyncpg.Pool
) -> None:
    """Handled command ids travel with the state; the answer is the one given before."""
    async with working(Story(short_history, pool, "short")) as story:
        await story.opens(**ALONE)
        acknowledged = order(Acknowledge, head(FINANCE), agency=FINANCE.code)
        first = await story.gives(acknowledged)
        first_run = (await story.handle.describe()).run_id
        for _ in range(6):
            assigned = order(
                Assign, head(FINANCE), agency=FINANCE.code, official=official(FINANCE).person
            )
            await story.gives(assigned)
        await until(lambda: _moved_on(story, first_run))

        again = await story.gives(acknowledged)

        assert again == first
        assert (await story.recorded()).count("request_acknowledged") == 1
        assert (await story.case()).version == 9
        receipt = await story.gives(replies(FINANCE))
        assert receipt.version == 11


async def test_what_the_ledger_lacks_goes_on_into_a_new_run(
    short_history: Client, pool: asyncpg.Pool, request: pytest.FixtureRequest
) -> None:
    """A case that begins anew while the ledger is away takes its commands along."""
    away, append = leaving(pool)
    async with working(Story(short_history, pool, "carried"), append) as story:
        opened = await story.opens(**ALONE)
        before = story.client.get_workflow_handle(
            story.id, run_id=(await story.handle.describe()).run_id
        )
        away.set()
        for _ in range(8):
            assigned = order(
                Assign, head(FINANCE), agency=FINANCE.code, official=official(FINANCE).person
            )
            await story.gives(assigned)
        await until(lambda: _moved_on(story, str(before.run_id)))
        assert len(await story.recorded()) == opened.version

        receipt = await story.gives(replies(FINANCE))
        away.clear()

        await until(lambda: _caught_up(story, receipt.version))
        assert (await story.recorded())[-2:] == ["reply_received", "reply_accepted"]
        assert (await story.recorded()).count("official_assigned") == 8
        if request.config.getoption("--record-histories"):
            name = request.node.name.removeprefix("test_")
            await record_history(before, f"{name}_before")
            await record_history(story.handle, name)


async def test_a_new_run_carries_no_words_the_ledger_has(
    short_history: Client, pool: asyncpg.Pool
) -> None:
    """However much agencies write, the running case stays small; the ledger keeps every word."""
    wordy = "Thống nhất, vì phù hợp khoản 2 Điều 5. " * 2_500
    async with working(Story(short_history, pool, "wordy")) as story:
        await story.opens()
        first_run = (await story.handle.describe()).run_id
        await story.gives(replies(FINANCE, text=wordy))
        for _ in range(6):
            assigned = order(
                Assign, head(JUSTICE), agency=JUSTICE.code, official=official(JUSTICE).person
            )
            await story.gives(assigned)
        await until(lambda: _moved_on(story, first_run))

        started = await anext(aiter(story.handle.fetch_history_events()))

        carried = started.workflow_execution_started_event_attributes.input.payloads[0].data
        assert wordy[:40].encode() not in carried
        assert len(carried) < 30_000
        assert (await story.request(FINANCE)).replies[-1].reply.text == wordy
        assert (await story.gives(replies(JUSTICE))).events[-1] == "reply_accepted"


async def test_a_case_too_large_to_carry_keeps_its_run(
    short_history: Client, pool: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better a long history than a case that cannot go on."""
    monkeypatch.setattr("workflows.case.CARRIED_BYTES", 10)
    async with working(Story(short_history, pool, "large")) as story:
        await story.opens(**ALONE)
        first_run = (await story.handle.describe()).run_id
        for _ in range(8):
            assigned = order(
                Assign, head(FINANCE), agency=FINANCE.code, official=official(FINANCE).person
            )
            await story.gives(assigned)

        assert (await story.gives(replies(FINANCE))).events[-1] == "reply_accepted"
        assert not await _moved_on(story, first_run)


async def _moved_on(story: Story, first_run: str) -> bool:
    return (await story.handle.describe()).run_id != first_run


async def test_a_reply_is_accepted_while_the_ledger_is_away(
    temporal: Client, pool: asyncpg.Pool
) -> None:
    """The reply is durable at once and says that its record follows; then the ledger catches up."""
    away, append = leaving(pool)
    async with working(Story(temporal, pool, "away"), append) as story:
        await story.opens(**ALONE)
        away.set()
        before = await story.recorded()

        receipt = await story.gives(replies(FINANCE))
        signed_too_late = await story.is_refused(replies(FINANCE))

        assert receipt.events == ("reply_received", "reply_accepted")
        assert not receipt.recorded
        assert signed_too_late == "already_answered"
        assert await story.recorded() == before
        away.clear()
        await until(lambda: _caught_up(story, receipt.version))
        assert await story.recorded() == [*before, "reply_received", "reply_accepted"]


async def _caught_up(story: Story, version: int) -> bool:
    return len(await story.recorded()) == version


async def test_a_repeated_command_acts_once(story: Story) -> None:
    """Fifty copies of one command, sent together, are one command."""
    await story.opens(**ALONE)
    command = replies(FINANCE)

    receipts = await asyncio.gather(*(story.gives(command) for _ in range(50)))

    assert len({receipt.model_dump_json() for receipt in receipts}) == 1
    assert (await story.recorded()).count("reply_received") == 1


def worker_of(
    address: str, database: str, queue: str, ends: int = 0
) -> AbstractAsyncContextManager[Running]:
    """A real worker, as an installation runs it."""
    settings = {
        "REMISS_TEMPORAL_ADDRESS": address,
        "REMISS_POSTGRES_DSN": database,
        "REMISS_TASK_QUEUE": queue,
        "REMISS_DEVELOPMENT_ISSUER": "true",
    }
    return worker_process(settings, ends)


async def test_a_worker_killed_in_the_middle_of_a_reply_loses_and_doubles_nothing(
    temporal: Client, temporal_address: str, database: str, pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """Killed while it records, the worker is replaced: one reply, one set of events."""
    story = Story(temporal, pool, "killed")
    command = replies(FINANCE)
    async with worker_of(temporal_address, database, story.queue, -signal.SIGKILL) as doomed:
        await story.opens(**ALONE)
        async with owner.acquire() as connection, connection.transaction():
            await connection.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE")
            replying = asyncio.create_task(story.gives(command))
            await until(partial(_somebody_waits, database))
            os.kill(doomed.pid, signal.SIGKILL)
    async with worker_of(temporal_address, database, story.queue):
        receipt = await asyncio.wait_for(replying, 60)
        again = await story.gives(command)

    assert receipt == again
    assert receipt.events[0] == "reply_received"
    recorded = await story.recorded()
    assert recorded.count("reply_received") == 1
    assert len(recorded) == receipt.version


async def test_what_a_lost_task_recorded_stands(
    temporal: Client, temporal_address: str, database: str, pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """Killed after the ledger has it and before Temporal does: the case follows the ledger."""
    story = Story(temporal, pool, "lost")
    command = replies(FINANCE)
    async with worker_of(temporal_address, database, story.queue, -signal.SIGKILL) as doomed:
        await story.opens(**ALONE)
        await owner.execute(SLOW_REPLIES)
        replying = asyncio.create_task(story.gives(command))
        await until(partial(_somebody_sleeps, database))
        os.kill(doomed.pid, signal.SIGKILL)
    await until(lambda: _caught_up(story, 4))
    await owner.execute("DROP TRIGGER slow_reply ON event")
    stored = await ledger.stream(pool, story.id)
    async with worker_of(temporal_address, database, story.queue):
        receipt = await asyncio.wait_for(replying, 60)
        assigned = order(Cancel, OFFICER, reason="Dừng xây dựng văn bản")
        after = await story.gives(assigned)

    assert receipt.recorded
    assert receipt.events == ("reply_received", "reply_accepted")
    assert after.recorded
    assert (await ledger.stream(pool, story.id))[:4] == stored
    assert (await story.recorded()).count("reply_received") == 1
    assert (await ledger.verify(database)).holds


SLOW_REPLIES = """
CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE TRIGGER slow_reply AFTER INSERT ON event FOR EACH ROW
WHEN (new.type = 'reply_received') EXECUTE FUNCTION slow_down()
"""


async def test_another_order_after_a_lost_task_loses_nobody(
    temporal: Client, pool: asyncpg.Pool
) -> None:
    """What the ledger holds comes first; what it lacks is decided anew, after it."""
    ahead: list[RecordedEvent] = []

    async def append(batch: RecordBatch) -> tuple[RecordedEvent, ...]:
        if not ahead and batch.events[0].event.kind == "reply_received":
            ahead.extend(await _lost_task(pool, batch))
        return await ledger.settle(pool, batch)

    async with working(Story(temporal, pool, "order"), append) as story:
        await story.opens()

        receipt = await story.gives(replies(FINANCE))

        assert receipt.events == ("reply_received", "reply_accepted")
        assert (receipt.version, receipt.recorded) == (6, True)
        assert await story.recorded() == [
            "consultation_opened",
            "request_sent",
            "request_sent",
            "request_acknowledged",
            "reply_received",
            "reply_accepted",
        ]
        assert (await story.request(JUSTICE)).acknowledged is not None
        again = await story.gives(ahead_command(ahead))
        assert again.events == ("request_acknowledged",)


async def _lost_task(pool: asyncpg.Pool, batch: RecordBatch) -> list[RecordedEvent]:
    """Record, as a task that was then lost would have, another agency's acknowledgement first."""
    before = await ledger.stream(pool, batch.row.id)
    case = fold(recorded.event for recorded in before)
    command = order(Acknowledge, head(JUSTICE), batch.events[0].event.at, agency=JUSTICE.code)
    (event,) = decide(case, command)
    recorded = RecordedEvent(
        consultation=batch.row.id,
        version=len(before) + 1,
        command_id=command.id,
        actor=command.actor,
        event=event,
    )
    after = evolve(case, event)
    assert isinstance(after, Consultation)
    await ledger.append(pool, RecordBatch(events=(recorded,), row=view(after)))
    return [recorded]


def ahead_command(ahead: list[RecordedEvent]) -> Acknowledge:
    """The command of the lost task, sent once more by its sender."""
    (recorded,) = ahead
    command = order(Acknowledge, head(JUSTICE), agency=JUSTICE.code)
    return command.model_copy(update={"id": recorded.command_id})


async def test_a_ledger_long_away_catches_up_in_pieces(
    temporal: Client, pool: asyncpg.Pool
) -> None:
    """Many long replies wait; they arrive in batches one message can hold, none lost."""
    away, append = leaving(pool)
    async with working(Story(temporal, pool, "pieces"), append) as story:
        story.findings.queue = [RETURNED] * 9
        await story.opens(**ALONE)
        away.set()
        for _ in range(9):
            receipt = await story.gives(replies(FINANCE, text="Thống nhất một phần. " * 4_700))
        away.clear()
        await until(lambda: _caught_up(story, receipt.version), seconds=30)

        assert (await story.recorded()).count("reply_received") == 9
        assert (await story.gives(replies(FINANCE))).recorded


async def test_cancelling_the_workflow_does_not_end_the_case(story: Story) -> None:
    """Only the officer cancels a case, with a reason on record; its timers keep running."""
    await story.opens(**ALONE)

    await story.handle.cancel()
    await story.gives(order(Acknowledge, head(FINANCE), agency=FINANCE.code))

    assert (await story.handle.describe()).status is WorkflowExecutionStatus.RUNNING
    assert await story.until_next_alarm() == ["reminder_sent"]


async def _somebody_sleeps(database: str) -> bool:
    connection = await asyncpg.connect(database)
    try:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        return bool(await connection.fetchval(query))
    finally:
        await connection.close()


async def _somebody_waits(database: str) -> bool:
    connection = await asyncpg.connect(database)
    try:
        return bool(await connection.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))
    finally:
        await connection.close()
