"""What Temporal keeps of a case, searched byte by byte: nothing a person wrote stands in clear."""

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload
from temporalio.api.failure.v1 import Failure
from temporalio.api.history.v1 import History
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

from activities.report_step import Reporting
from remiss import ledger
from remiss.consultation.life.commands import Assign, Conclude, SubmitReply
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import CALENDAR_WORKFLOW, Receipt, RecordBatch
from remiss.machine.network_ports import free_port
from remiss.machine.temporal_server import temporal_server
from remiss.temporal import codec
from remiss.temporal import schedules as scheduling
from tests.given.case import (
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICER,
    head,
    official,
    order,
    replies,
)
from tests.given.fingerprints import GOLDEN
from tests.given.story import Story, record_history, until, working
from tests.parts.workflows.test_calendar_changes import Province, records
from tests.parts.workflows.test_daily_report import PROVINCE, Morning, calendar, reporting
from tests.parts.workflows.test_stories import ALONE
from workflows.morning_report import DailyReportWorkflow
from workflows.search_attributes import SERVER_TYPES

KEYS = codec.Keyring((codec.Key("first", b"1" * 32),))
ROTATED = codec.Keyring((codec.Key("second", b"2" * 32), *KEYS.keys))
LEDGER_AWAY = "Máy chủ sổ cái của Trần Thị Lan đang bảo trì"
ROOT = Path(__file__).parents[3]
CODES = re.compile(r"[\x20-\x7e\n\t]*")


@dataclass
class Engine:
    """A Temporal server of these tests' own, with its file."""

    address: str
    folder: Path
    clients: list[Client] = field(default_factory=list)

    async def client(self, converter: DataConverter) -> Client:
        return await Client.connect(self.address, data_converter=converter)

    def stored(self) -> bytes:
        """Every byte the server keeps: the database and what is not yet merged into it."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.glob("temporal.sqlite*")))


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[Engine]:
    async with temporal_server(
        folder,
        free_port(),
        search_attributes=SERVER_TYPES,
        virtual_clock=True,
        dynamic_config={"limit.historyCount.suggestContinueAsNew": 60},
    ) as address:
        yield Engine(address, folder)


@pytest.fixture(scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    async with started(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.fixture
async def searched(tmp_path: Path) -> AsyncIterator[Engine]:
    """One whose every byte is this test's."""
    async with started(tmp_path) as engine:
        yield engine


async def told(client: Client, pool: asyncpg.Pool) -> Story:
    """A life with everything a case puts into Temporal: see the comments."""
    away = [False]

    async def append(batch: RecordBatch) -> tuple[RecordedEvent, ...]:
        if away[0]:
            raise ConnectionRefusedError(LEDGER_AWAY)
        return await ledger.settle(pool, batch)

    story = Story(client, pool, f"sealed-{secrets.token_hex(4)}")
    async with working(story, append):
        await story.opens()  # update with start; timers with summaries; local activity markers
        assert await story.is_refused(replies(FINANCE, by=official(JUSTICE)))
        await story.until_next_alarm()
        away[0] = True  # a local activity that fails, an activity that is retried
        await story.gives(replies(FINANCE))
        away[0] = False
        await until(lambda: _recorded(story, FINANCE.code))
        keeper = Province(story, story)  # another workflow; an activity with heartbeats
        await keeper.record(records(await due_day_of_justice(story)))
        await until(lambda: _kind_recorded(story, "calendar_changed"))
        for _ in range(8):  # continue as new
            await story.gives(
                order(Assign, head(JUSTICE), agency=JUSTICE.code, official=official(JUSTICE).person)
            )
        story.findings.queue = [FLAGGED]
        await story.gives(replies(JUSTICE, text="Cơ bản thống nhất với dự thảo."))
    return story


async def due_day_of_justice(story: Story) -> Any:
    due = (await story.request(JUSTICE)).due_at
    return due.date()


async def _recorded(story: Story, agency: str) -> bool:
    return (await story.case()).requests[agency].stage == "answered"


async def _kind_recorded(story: Story, kind: str) -> bool:
    return kind in await story.recorded()


async def histories(client: Client, story: Story) -> list[History]:
    """Every run of the case and of the calendar's keeper, as the server has them."""
    found = []
    for id_ in (story.id, f"{CALENDAR_WORKFLOW}-{story.queue}"):
        async for run in client.list_workflows(f'WorkflowId = "{id_}"'):
            handle = client.get_workflow_handle(id_, run_id=run.run_id)
            history = await handle.fetch_history()
            found.append(History(events=history.events))
    return found


def messages(node: Message, kind: type[Message]) -> Iterator[Any]:
    """Every message of a kind inside another."""
    for described, value in node.ListFields():
        for inner in _inner(described, value):
            if isinstance(inner, kind):
                yield inner
            else:
                yield from messages(inner, kind)


def clear_texts(node: Message) -> Iterator[str]:
    """Every text that is not part of a payload."""
    for described, value in node.ListFields():
        if described.type == described.TYPE_STRING and isinstance(value, str):
            yield value
        for inner in _inner(described, value):
            if not isinstance(inner, Payload):
                yield from clear_texts(inner)


def _inner(described: Any, value: Any) -> Iterable[Any]:
    if described.type != described.TYPE_MESSAGE:
        return ()
    if described.message_type.GetOptions().map_entry:
        return [each for each in value.values() if isinstance(each, Message)]
    return value if described.is_repeated else (value,)


async def words(runs: Iterable[History], ring: codec.Keyring) -> set[bytes]:
    """Every text of the case that is no mere code: all strings of all payloads, opened."""
    sealing = codec.Sealing(ring)
    found = set[str]()
    for run in runs:
        for payload in messages(run, Payload):
            [plain] = await sealing.decode([payload])
            if plain.metadata["encoding"] == b"json/plain":
                found |= set(_strings(json.loads(plain.data)))
    return {text.encode() for text in found if not text.isascii() and len(text.encode()) > 6}


def _strings(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for key, value in node.items():
                yield from (key, *_strings(value))
        case list():
            for value in node:
                yield from _strings(value)
        case _:
            pass


PEOPLE = (OFFICER, head(FINANCE), head(JUSTICE), official(JUSTICE))
EXPECTED = {
    *(person.name.encode() for person in PEOPLE),
    b"Nguy\xe1\xbb\x85n V\xc4\x83n An",
    "Dự thảo hướng dẫn".encode(),
    "Mức chi có phù hợp không?".encode(),
    "Thống nhất, vì phù hợp khoản 2 Điều 5.".encode(),
    "Hoán đổi ngày làm việc".encode(),
}


async def leaks(engine: Engine, client: Client, story: Story, ring: codec.Keyring) -> set[str]:
    """Texts of the case that stand in clear in what the server keeps, escaped or not."""
    searched = await words(await histories(client, story), ring) | {LEDGER_AWAY.encode()}
    assert searched >= EXPECTED
    stored = engine.stored()
    assert story.id.encode() in stored  # the right file, and it is not compressed
    escaped = {text: json.dumps(text.decode())[1:-1].encode() for text in searched}
    return {t.decode() for t in searched if t in stored or escaped[t] in stored}


async def test_nothing_of_a_case_stands_in_clear(searched: Engine, pool: asyncpg.Pool) -> None:
    """Inputs, results, failures, markers, timers, summaries: all bytes the server keeps."""
    client = await searched.client(codec.data_converter(KEYS))
    story = await told(client, pool)
    runs = await histories(client, story)
    assert len(runs) >= 3  # the case continued as new, and the keeper
    assert await leaks(searched, client, story, KEYS) == set()


async def test_the_search_finds_what_is_not_sealed(searched: Engine, pool: asyncpg.Pool) -> None:
    """With encryption off the same life leaves the same words behind, every one of them."""
    client = await searched.client(codec.data_converter(codec.Keyring()))
    story = await told(client, pool)
    found = await leaks(searched, client, story, codec.Keyring())
    assert {text.encode() for text in found} >= EXPECTED | {LEDGER_AWAY.encode()}


async def test_what_stays_in_clear_are_codes(engine: Engine, pool: asyncpg.Pool) -> None:
    """Ids, types, search attributes and the marker's own numbers; no letter of Vietnamese."""
    client = await engine.client(codec.data_converter(KEYS))
    story = await told(client, pool)
    for run in await histories(client, story):
        texts = [*clear_texts(run)]
        unsealed = (p for p in messages(run, Payload) if p.metadata["encoding"] != codec.ENCODING)
        texts += [payload.data.decode() for payload in unsealed]
        assert [text for text in texts if not CODES.fullmatch(text)] == []
        for failure in messages(run, Failure):
            assert failure.message in {"Encoded failure", "Activity task failed"}, failure
            assert not failure.stack_trace


async def test_what_is_asked_of_a_case_is_sealed_on_its_way(
    engine: Engine, pool: asyncpg.Pool
) -> None:
    """Refusals, receipts, current details and summaries: a client without the key reads none."""
    client = await engine.client(codec.data_converter(KEYS))
    keyless = await engine.client(codec.data_converter(codec.Keyring()))
    story = Story(client, pool, "asked")
    async with working(story):
        await story.opens(**ALONE)
        outside = keyless.get_workflow_handle(story.id)
        with pytest.raises(codec.MissingKeyError, match="first"):
            await outside.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
        known: Any = await story.handle.query(
            "__temporal_workflow_metadata", result_type=WorkflowMetadata
        )
        assert "Sở Tài chính" in known.current_details
        command = replies(FINANCE)
        with pytest.raises(codec.MissingKeyError):
            await outside.execute_update(command.kind, command, id=command.id, result_type=Receipt)
        assert (await story.gives(command)).events[-1] == "reply_accepted"  # it was taken
        refused = replies(FINANCE)
        with pytest.raises(codec.MissingKeyError):
            await outside.execute_update(refused.kind, refused, id=refused.id)
        with pytest.raises(WorkflowUpdateFailedError) as told_inside:
            await story.gives(replies(FINANCE))
        cause = told_inside.value.cause
        assert isinstance(cause, ApplicationError)
        assert cause.details[0]["code"] == cause.type == "already_answered"
        assert cause.details[0]["message"]["vi"]


async def test_a_case_goes_on_when_encryption_is_switched_on_rotated_and_off(
    engine: Engine, pool: asyncpg.Pool
) -> None:
    """One case, four workers in turn; each reads all the ones before it wrote."""
    rings = (
        codec.Keyring(),
        KEYS,
        ROTATED,
        codec.Keyring(ROTATED.keys, encrypts=False),
    )
    story = Story(await engine.client(pydantic_data_converter), pool, "on-and-off")
    for number, ring in enumerate(rings):
        story.client = await engine.client(codec.data_converter(ring))
        async with working(story):
            if number == 0:
                await story.opens()
            for agency in (FINANCE, JUSTICE):
                named = order(
                    Assign, head(agency), agency=agency.code, official=official(agency).person
                )
                await story.gives(named)
            assert await story.until_next_alarm()
    async with working(story):
        await story.gives(replies(JUSTICE))
        await story.gives(replies(FINANCE))
    payloads = [p for run in await histories(story.client, story) for p in messages(run, Payload)]
    keys = {p.metadata.get("encryption-key-id") for p in payloads}
    assert keys == {None, b"first", b"second"}


async def test_a_worker_without_the_key_loses_nothing(engine: Engine, pool: asyncpg.Pool) -> None:
    """It fails workflow tasks, naming the key, never the case, which goes on with the key."""
    client = await engine.client(codec.data_converter(KEYS))
    story = Story(client, pool, "keyless")
    async with working(story):
        await story.opens(**ALONE)
        before = await story.recorded()
    keyless = Story(await engine.client(codec.data_converter(codec.Keyring())), pool, story.queue)
    command = replies(FINANCE)
    async with working(keyless):
        with pytest.raises((RPCError, WorkflowUpdateRPCTimeoutOrCancelledError)):
            await story.handle.execute_update(
                command.kind, command, id=command.id, rpc_timeout=timedelta(seconds=4)
            )
        await until(lambda: _task_failed(story))
        assert (await story.handle.describe()).status is WorkflowExecutionStatus.RUNNING
    [why] = {
        event.workflow_task_failed_event_attributes.failure.message
        async for event in story.handle.fetch_history_events()
        if event.HasField("workflow_task_failed_event_attributes")
        and "first" in event.workflow_task_failed_event_attributes.failure.message
    }
    assert "REMISS_PAYLOAD_KEYS_FILE" in why
    assert await story.recorded() == before
    async with working(story):
        assert (await _given_again(story, command)).events == ("reply_received", "reply_accepted")
    assert (await story.recorded()).count("reply_received") == 1


async def _given_again(story: Story, command: SubmitReply) -> Receipt:
    """The receipt once the server has given out the task that failed, which callers wait for."""
    async with asyncio.timeout(30):
        while True:
            try:
                return await story.gives(command)
            except RPCError as error:
                if error.status is not RPCStatusCode.FAILED_PRECONDITION:
                    raise
            await asyncio.sleep(0.5)


async def test_an_activity_without_the_key_is_tried_again(
    engine: Engine, pool: asyncpg.Pool
) -> None:
    """The server keeps the retry and shows why; whoever has the key does it."""
    client = await engine.client(codec.data_converter(KEYS))
    keyless = await engine.client(codec.data_converter(codec.Keyring()))
    morning = Morning(client, pool, f"apart-{secrets.token_hex(4)}")
    queue = morning.queue
    offered = [
        Reporting(
            partial(ledger.morning_cases, pool), partial(ledger.publish, pool), calendar, PROVINCE
        ).make_daily_report
    ]
    async with Worker(client, task_queue=queue, workflows=[DailyReportWorkflow]):
        async with Worker(keyless, task_queue=queue, activities=offered):
            handle = await morning.starts()
            await until(lambda: _tried_in_vain(handle))
        async with Worker(client, task_queue=queue, activities=offered):
            assert (await handle.result()).made_at is not None


def test_heartbeats_carry_no_details() -> None:
    """The SDK gives an activity up for good when it cannot open the details of a heartbeat."""
    sources = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("activities/*.py"))
    beats = re.findall(r"heartbeat\(([^)]*)\)", sources)
    assert beats
    assert not any(beats)


async def _tried_in_vain(handle: WorkflowHandle[Any, Any]) -> bool:
    pending = (await handle.describe()).raw_description.pending_activities
    return any(each.attempt > 1 and "first" in each.last_failure.cause.message for each in pending)


async def _task_failed(story: Story) -> bool:
    return "WORKFLOW_TASK_FAILED" in await story.history()


async def test_a_sealed_case_is_answered(
    engine: Engine, pool: asyncpg.Pool, request: pytest.FixtureRequest
) -> None:
    """A short life under the key of kept histories, for later versions to replay."""
    story = Story(await engine.client(codec.data_converter(GOLDEN)), pool, "golden")
    async with working(story):
        await story.opens()
        assert await story.until_next_alarm() == ["reminder_sent", "reminder_sent"]
        await story.gives(replies(JUSTICE))
        assert await story.is_refused(replies(JUSTICE)) == "already_answered"
        await story.gives(replies(FINANCE))
        await story.gives(order(Conclude, OFFICER))
        await story.handle.result()
        if request.config.getoption("--record-histories"):
            await record_history(story.handle, "a_sealed_case_is_answered")
    assert (await story.recorded())[-1] == "consultation_archived"


async def test_the_schedule_and_the_report_are_sealed(searched: Engine, pool: asyncpg.Pool) -> None:
    """Summary of the schedule, result and details of the report; ensuring it again changes none."""
    client = await searched.client(codec.data_converter(KEYS))
    async with reporting(client, pool) as morning:
        await morning.stored("HS-RISEN", days_ago=40)
        await scheduling.ensure_schedules(client, morning.queue)
        made = await (await morning.starts()).result()
        handle = client.get_schedule_handle(scheduling.schedule_id(morning.queue))
        stored_before = (await handle.describe()).info.last_updated_at
        await scheduling.ensure_schedules(client, morning.queue)
        assert (await handle.describe()).info.last_updated_at == stored_before
        stored = searched.stored()
        keyless = await searched.client(codec.data_converter(codec.Keyring()))
        await scheduling.ensure_schedules(
            keyless, morning.queue
        )  # a summary it cannot read is no reason
    assert b"HS-RISEN" not in stored
    assert scheduling.SUMMARY.encode() not in stored
    assert made.summary.vi.encode() not in stored
