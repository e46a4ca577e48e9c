"""The condition of the service: what stands still in its database, at Temporal, on its disk."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import structlog
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client, RPCError, WorkflowExecutionStatus
from temporalio.service import RPCStatusCode

from remiss.consultation.ports import WORKFLOW
from remiss.ledger.connection import Reader
from remiss.ledger.reads.service_signs import Sign, WatchedPart, database_time, ledger_signs, sign
from remiss.ledger.reads.stored_events import each_id
from remiss.problems.problem import Problem

LOOK_SECONDS, RUNS_SECONDS = 15.0, 300.0
"""How long what was found is repeated; comparing every open case with its run costs more."""
WITHIN = timedelta(seconds=2)
ASKED_WITHIN = timedelta(seconds=90)
"""A worker asks Temporal for tasks again at least each minute."""
LEAST_FREE_BYTES = 256 << 20
LOOKED_AT_CLOSELY = 50
"""Cases visibility lists no run of, asked for one by one: it lags behind."""
UNABLE = (RPCError, RuntimeError, OSError, TimeoutError, asyncpg.PostgresError, Problem)

RUNNING = (
    f"WorkflowType = '{WORKFLOW}' AND ExecutionStatus = 'Running' AND TaskQueue = '{{task_queue}}'"
)

log = structlog.get_logger()


class ServiceCondition:
    """Looks around when asked, at most so often, and never waits long.

    `folder` is where data lies; `source` reads the ledger. What cannot be asked just now says
    nothing: that it does not answer is another's to report.
    """

    def __init__(self, source: Reader, client: Client, task_queue: str, folder: Path) -> None:
        self._source, self._client = source, client
        self._task_queue, self._folder = task_queue, folder
        self._lock = asyncio.Lock()
        self._found: tuple[Sign, ...] = ()
        self._looked_at = self._runs_looked_at = float("-inf")
        self._lost: tuple[Sign, ...] = ()
        self._unasked_since: datetime | None = None

    async def signs(self) -> tuple[Sign, ...]:
        """What stands still; looked for at most every few seconds."""
        async with self._lock:
            if time.monotonic() - self._looked_at > LOOK_SECONDS:
                self._found = await self.look()
                self._looked_at = time.monotonic()
        return self._found

    async def look(self) -> tuple[Sign, ...]:
        """What stands still now."""
        looks = (self._ledger, self._worker, self._runs)
        found = [await _or_nothing(one) for one in looks]
        return (*(each for one in found for each in one), *disk_signs(self._folder))

    async def _ledger(self) -> tuple[Sign, ...]:
        return await ledger_signs(self._source, await database_time(self._source))

    async def _worker(self) -> tuple[Sign, ...]:
        """Whether a worker asks for tasks; one that is frozen is connected, and does not."""
        now = datetime.now(UTC)
        request = DescribeTaskQueueRequest(
            namespace=self._client.namespace,
            task_queue=TaskQueue(name=self._task_queue),
            task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        )
        service = self._client.workflow_service
        answer = await service.describe_task_queue(request, timeout=WITHIN)
        asked = [poll.last_access_time.ToDatetime(UTC) for poll in answer.pollers]
        if asked and now - max(asked) < ASKED_WITHIN:
            self._unasked_since = None
            return ()
        self._unasked_since = max(asked, default=self._unasked_since or now)
        if now - self._unasked_since < ASKED_WITHIN:
            return ()
        return (sign(WatchedPart.WORKER, "no_worker", self._unasked_since),)

    async def _runs(self) -> tuple[Sign, ...]:
        if time.monotonic() - self._runs_looked_at > RUNS_SECONDS:
            lost = await lost_cases(self._source, self._client, self._task_queue)
            self._lost = (
                (sign(WatchedPart.CASES, "lost_runs", None, count=len(lost)),) if lost else ()
            )
            self._runs_looked_at = time.monotonic()
        return self._lost


async def lost_cases(source: Reader, client: Client, task_queue: str) -> list[str]:
    """Cases that are not over and have no run: no deadline of theirs rings.

    Raises:
        RPCError: Temporal does not answer.
    """
    query = RUNNING.format(task_queue=task_queue)
    expected = {id_ async for id_ in each_id(source, "running_cases")}
    if not expected:
        return []
    running = {each.id async for each in client.list_workflows(query, rpc_timeout=WITHIN)}
    unlisted = sorted(expected - running)
    closely = [id_ for id_ in unlisted[:LOOKED_AT_CLOSELY] if not await _runs(client, id_)]
    return [*closely, *unlisted[LOOKED_AT_CLOSELY:]] if closely else []


async def _runs(client: Client, id_: str) -> bool:
    try:
        found = await client.get_workflow_handle(id_).describe(rpc_timeout=WITHIN)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    return found.status is WorkflowExecutionStatus.RUNNING


def disk_signs(folder: Path) -> Iterator[Sign]:
    """Whether the disk that data lies on is about to be full."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    if free < LEAST_FREE_BYTES:
        yield sign(WatchedPart.DISK, "disk_full", None, free=free >> 20)


async def _or_nothing(look: Callable[[], Awaitable[tuple[Sign, ...]]]) -> tuple[Sign, ...]:
    try:
        return await look()
    except UNABLE as error:
        log.info("condition_unknown", reason=repr(error))
        return ()
