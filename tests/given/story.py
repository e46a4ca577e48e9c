"""One case told against a real ledger and a real Temporal."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateStage,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import ApplicationError
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from activities.assessment_step import Assessing
from activities.calendar_step import KeepingCalendar
from activities.record_step import Append, Recording
from remiss import ledger
from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.commands import CommandBase, Open
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import WORKFLOW, CaseStart, Receipt, RecordBatch
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Agency, Mandate, Question, Reply
from remiss.consultation.views.rows import view
from remiss.reference.calendars import calendar_in_force, working_calendar
from remiss.reference.corrections import why_days_changed
from tests.given.case import CLEAR, opening
from tests.given.fingerprints import HISTORIES, VERSION
from worker import build_worker

PATIENCE_SECONDS = 10


@dataclass
class Findings:
    """An assessor that finds what the test put in, in order, and then that all is clear."""

    queue: list[Assessment] = field(default_factory=list)

    def __call__(
        self,
        questions: Sequence[Question],
        reply: Reply,
        mandates: Sequence[Mandate],
        *,
        numbers: Mapping[str, int],
    ) -> Assessment:
        del questions, reply, mandates, numbers
        return self.queue.pop(0) if self.queue else CLEAR


def leaving(pool: asyncpg.Pool) -> tuple[asyncio.Event, Append]:
    """A ledger that is away while the event is set, and appends as ever while it is not."""
    away = asyncio.Event()

    async def append(batch: RecordBatch) -> tuple[RecordedEvent, ...]:
        if away.is_set():
            raise ConnectionRefusedError
        return await ledger.settle(pool, batch)

    return away, append


@dataclass
class Story:
    """One case told against real parts: give commands, let time pass, read the ledger."""

    client: Client
    pool: asyncpg.Pool
    queue: str
    findings: Findings = field(default_factory=Findings)
    id: str = field(default_factory=lambda: f"HS-{secrets.token_hex(6)}")

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(self.id)

    async def opens(self, **changes: Any) -> Receipt:
        year = datetime.now(UTC).year
        changes.setdefault("calendar", working_calendar(year, year + 2))
        command: Open = opening(at=datetime.now(UTC), consultation=self.id, **changes)
        start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
            WORKFLOW,
            CaseStart(),
            id=self.id,
            task_queue=self.queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        update = await self.client.start_update_with_start_workflow(
            command.kind,
            command,
            id=command.id,
            start_workflow_operation=start,
            wait_for_stage=WorkflowUpdateStage.COMPLETED,
            result_type=Receipt,
        )
        receipt = await update.result()
        assert isinstance(receipt, Receipt)
        return receipt

    async def gives(self, command: CommandBase) -> Receipt:
        kind = command.kind  # type: ignore[attr-defined]
        receipt = await self.handle.execute_update(
            kind, command, id=command.id, result_type=Receipt
        )
        assert isinstance(receipt, Receipt)
        return receipt

    async def is_refused(self, command: CommandBase) -> str:
        """The code with which the running case refuses `command`."""
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await self.gives(command)
        assert isinstance(refused.value.cause, ApplicationError)
        return str(refused.value.cause.type)

    async def recorded(self) -> list[str]:
        """The kinds of the events in the ledger."""
        return [r.event.kind for r in await ledger.stream(self.pool, self.id)]

    async def case(self) -> Consultation:
        """The case as the ledger has it."""
        case = fold(r.event for r in await ledger.stream(self.pool, self.id))
        assert isinstance(case, Consultation)
        return case

    async def request(self, agency: Agency) -> Request:
        return (await self.case()).requests[agency.code]

    async def until_next_alarm(self) -> list[str]:
        """Let time pass to the next alarm; the kinds of the events that brought."""
        before = await self.case()
        alarm_at = view(before).next_alarm_at
        assert alarm_at is not None
        clock = TimeSkipper(self.client, config=TimeSkippingConfig(enabled=False))
        now = await clock.get_current_time(self.handle)
        await clock.fast_forward(self.handle, alarm_at - now + timedelta(seconds=1))
        await until(lambda: self._longer_than(before.version))
        return (await self.recorded())[before.version :]

    async def _longer_than(self, version: int) -> bool:
        return len(await self.recorded()) > version

    async def history(self) -> list[str]:
        """The types of the events in the current run's history."""
        return [
            EventType.Name(event.event_type).removeprefix("EVENT_TYPE_")
            async for event in self.handle.fetch_history_events()
        ]


async def until(true: Callable[[], Awaitable[bool]], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait, a bounded time, for something that takes the service a moment."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 -- another process sets it
            await asyncio.sleep(0.05)


@asynccontextmanager
async def working(story: Story, append: Append | None = None) -> AsyncIterator[Story]:
    """A worker for the story's task queue, recording through `append`."""
    recording = Recording(append or partial(ledger.settle, story.pool))
    assessing = Assessing(story.findings)
    book = ledger.CalendarBook(story.pool)
    keeping = KeepingCalendar(book, calendar_in_force, story.client, why_days_changed)
    offered: list[Callable[..., Any]] = [
        recording.record_events,
        assessing.assess_reply,
        keeping.record_overrides,
        keeping.adopt_calendar,
    ]
    async with build_worker(story.client, story.queue, offered):
        yield story


async def record_history(handle: WorkflowHandle[Any, Any], name: str) -> None:
    """Keep what happened under the name of the story, without this machine's name or paths."""
    history = json.loads((await handle.fetch_history()).to_json())
    folder = HISTORIES / VERSION
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(_anonymous(history), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


OF_THE_MACHINE = {"identity": "test", "stackTrace": ""}


def _anonymous(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: OF_THE_MACHINE.get(k, _anonymous(v)) for k, v in node.items()}
    return [_anonymous(item) for item in node] if isinstance(node, list) else node
