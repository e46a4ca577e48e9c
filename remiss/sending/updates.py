"""Commands given to running cases: Temporal Updates, few at a time and never waited for long."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import structlog
from temporalio.client import (
    Client,
    RPCError,
    WithStartWorkflowOperation,
    WorkflowUpdateHandle,
    WorkflowUpdateRPCTimeoutOrCancelledError,
    WorkflowUpdateStage,
)
from temporalio.common import SearchAttributeKey, WorkflowIDConflictPolicy
from temporalio.common import WorkflowIDReusePolicy as Reuse
from temporalio.exceptions import (
    TemporalError,
    WorkflowAlreadyStartedError,
)
from temporalio.service import RPCStatusCode

from remiss.consultation.life.commands import Command, Open, Reopen
from remiss.consultation.ports import (
    CALENDAR_WORKFLOW,
    RECORD_OVERRIDES,
    STAGE_ATTRIBUTE,
    WORKFLOW,
    CaseStart,
    KeeperStart,
    OverridesRecorded,
    Receipt,
    keeper_id,
)
from remiss.consultation.telling.temporal_ui import static_summary
from remiss.consultation.time.days_off import RecordOverrides
from remiss.problems.problem import Problem
from remiss.sending.caller_command import update_id
from remiss.sending.temporal_answers import BUSY, RETRY, NotRunning, say_in_our_words

log = structlog.get_logger()

R = TypeVar("R")
Handle = WorkflowUpdateHandle[Receipt]
StartOperation = WithStartWorkflowOperation[Any, None]
Start = Callable[[], Awaitable[WorkflowUpdateHandle[R]]]

IN_FLIGHT = 8
"""Updates at once to one case; a Temporal server refuses more than 10."""
PING_WITHIN = timedelta(seconds=1)
LOOK_WITHIN = timedelta(seconds=1)
CALENDAR = "Lịch làm việc · the working calendar"
BACKOFF_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8)
NOT_IN_TIME = (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError)


class Updates:
    """Sends commands to their cases; every wait ends within `seconds`."""

    def __init__(self, client: Client, task_queue: str, seconds: float) -> None:
        self._client, self._task_queue, self._seconds = client, task_queue, seconds
        self._gates: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def open(self, command: Open) -> Receipt | None:
        """Start the case and open it, in one step; the same command again finds the same case.

        A run that ended without ever being opened stands in nobody's way. One that was opened is
        followed by no other from here: it is over, or it is lost and has to be brought back.

        Raises: as `give`.
        """

        async def attempt() -> Handle:
            try:
                return await self._open(command, Reuse.REJECT_DUPLICATE)
            except WorkflowAlreadyStartedError:
                if await self._was_opened(command.consultation):
                    raise
                return await self._open(command, Reuse.ALLOW_DUPLICATE)

        return await self._bounded(command.consultation, attempt)

    async def _open(self, command: Open, again: Reuse) -> Handle:
        subject = command.draft.subject
        return await self._begin(command.consultation, command, CaseStart(), again, subject)

    async def reopen(
        self, consultation: str, command: Reopen, begin: CaseStart, subject: str
    ) -> Receipt | None:
        """Start a case from how it ended, and reopen it; who is second finds it so. As `give`."""
        anew = (consultation, command, begin, Reuse.ALLOW_DUPLICATE, subject)
        return await self._bounded(consultation, partial(self._begin, *anew))

    async def _begin(
        self, consultation: str, command: Command, begin: CaseStart, again: Reuse, subject: str
    ) -> Handle:
        """Start a run, unless one is at work, with the command it is started for."""
        summary = static_summary(subject)
        async with self._start(WORKFLOW, begin, consultation, again, summary) as start:
            return await self._client.start_update_with_start_workflow(
                command.kind,
                command,
                start_workflow_operation=start,
                wait_for_stage=WorkflowUpdateStage.ACCEPTED,
                id=update_id(command.id),
                result_type=Receipt,
            )

    async def _was_opened(self, consultation: str) -> bool:
        """Whether the newest run of a case was ever opened; False where none is kept."""
        try:
            found = await self._client.get_workflow_handle(consultation).describe()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return False
        stage = SearchAttributeKey.for_keyword(STAGE_ATTRIBUTE)
        return found.typed_search_attributes.get(stage) is not None

    async def record(self, command: RecordOverrides) -> OverridesRecorded | None:
        """What became of days to record; None when they were accepted and are being recorded.

        Raises: as `give`.
        """
        keeper = keeper_id(self._task_queue)

        async def attempt() -> WorkflowUpdateHandle[OverridesRecorded]:
            async with self._start(
                CALENDAR_WORKFLOW, KeeperStart(), keeper, Reuse.ALLOW_DUPLICATE, CALENDAR
            ) as start:
                return await self._client.start_update_with_start_workflow(
                    RECORD_OVERRIDES,
                    command,
                    start_workflow_operation=start,
                    wait_for_stage=WorkflowUpdateStage.ACCEPTED,
                    id=update_id(command.id),
                    result_type=OverridesRecorded,
                )

        try:
            return await self._bounded(keeper, attempt)
        except NotRunning as error:  # it ended at this very moment; another run takes it
            raise Problem("not_accepted_yet", headers=RETRY) from error

    async def give(self, consultation: str, command: Command) -> Receipt | None:
        """The receipt of a command; None when it was accepted and is still being worked on.

        Raises:
            Refused: by the rules.
            NotRunning: there is no such case, or it is over.
            Problem: `not_accepted_yet`, `answer_sealed`; the same command may be sent again.
        """
        workflow = self._client.get_workflow_handle(consultation)

        async def attempt() -> Handle:
            return await workflow.start_update(
                command.kind,
                command,
                wait_for_stage=WorkflowUpdateStage.ACCEPTED,
                id=update_id(command.id),
                result_type=Receipt,
            )

        return await self._bounded(consultation, attempt)

    async def look(self, consultation: str, command_id: str) -> Receipt | None:
        """What became of a command given before; None while it is being worked on.

        Raises: as `give`; NotRunning when nothing is known of it; `status_unavailable`.
        """
        workflow = self._client.get_workflow_handle(consultation)
        handle: Handle = workflow.get_update_handle(update_id(command_id), result_type=Receipt)
        try:
            async with asyncio.timeout(LOOK_WITHIN.total_seconds()), say_in_our_words():
                return await handle.result()
        except NOT_IN_TIME:
            return None
        except (RPCError, RuntimeError) as error:
            raise Problem("status_unavailable", headers=RETRY) from error

    async def answers(self) -> bool:
        """Whether Temporal answers at once."""
        try:
            async with asyncio.timeout(PING_WITHIN.total_seconds()):
                return await self._client.service_client.check_health(timeout=PING_WITHIN)
        except (RPCError, RuntimeError, TimeoutError):
            return False

    @asynccontextmanager
    async def _start(
        self, workflow: str, begin: CaseStart | KeeperStart, id_: str, again: Reuse, summary: str
    ) -> AsyncIterator[StartOperation]:
        """How a workflow starts, good for one attempt."""
        start: StartOperation = WithStartWorkflowOperation(
            workflow,
            begin,
            id=id_,
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=again,
            static_summary=summary,
        )
        try:
            yield start
        except TemporalError:
            # The operation keeps the failure as well; looking at it keeps asyncio quiet.
            await asyncio.gather(start.workflow_handle(), return_exceptions=True)
            raise

    async def _bounded(self, consultation: str, start: Start[R]) -> R | None:
        handle: WorkflowUpdateHandle[R] | None = None
        try:
            async with asyncio.timeout(self._seconds), self._gate(consultation), say_in_our_words():
                handle = await _patiently(start)
                return await handle.result()
        except NOT_IN_TIME as error:
            if handle is None:
                raise Problem("not_accepted_yet", headers=RETRY) from error
            return None
        except RPCError as error:
            if handle is None or error.status not in BUSY:
                raise
            return None

    def _gate(self, consultation: str) -> asyncio.Semaphore:
        """The case's gate, which lives as long as someone stands in it."""
        return self._gates.setdefault(consultation, asyncio.Semaphore(IN_FLIGHT))


async def _patiently(start: Start[R]) -> WorkflowUpdateHandle[R]:
    """Try again while the server is busy or away; whoever calls bounds the time."""
    attempt = 0
    while True:
        try:
            return await start()
        except RPCError as error:
            if error.status not in BUSY:
                raise
            log.info("temporal_busy", status=error.status.name)
        except RuntimeError as error:  # the client could not connect
            log.warning("temporal_unreachable", error=str(error))
        await asyncio.sleep(BACKOFF_SECONDS[min(attempt, len(BACKOFF_SECONDS) - 1)])
        attempt += 1
