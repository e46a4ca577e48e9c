"""Several workers under one parent: how they start, how they end, what is left behind."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from tests.given.commands import run_remiss, running
from tests.given.supervised import catches_sigterm, living, nobody_left

BURST = 20


class Parent(NamedTuple):
    """A parent of workers at work, and the file its lines go to."""

    pid: int
    said: Path
    code: Callable[[], "asyncio.Future[int]"]

    def lines(self, event: str) -> list[dict[str, object]]:
        """Lines of this event, its own and those of its workers."""
        known = (line for line in self.said.read_text("utf-8").splitlines() if line[:1] == "{")
        return [found for found in map(json.loads, known) if found["event"] == event]

    async def until(self, event: str, times: int) -> list[dict[str, object]]:
        """Wait until a line came so often."""
        async with asyncio.timeout(60):
            while len(found := self.lines(event)) < times:  # noqa: ASYNC110 -- a file
                await asyncio.sleep(0.05)
        return found

    def ways_ended(self) -> list[str]:
        """How each worker ended: one that had not begun anything yet says no word itself."""
        return sorted(str(each["status"]) for each in self.lines("worker_process_ended"))

    async def both_begun(self) -> list[int]:
        """Wait until both workers are there and would end in order; their process ids."""
        started = await self.until("worker_process_started", 2)
        pids = [int(str(each["pid"])) for each in started]
        async with asyncio.timeout(60):
            while not all(map(catches_sigterm, pids)):  # noqa: ASYNC110 -- other processes
                await asyncio.sleep(0.05)
        return pids


@asynccontextmanager
async def parent_of_two(folder: Path, **settings: str) -> AsyncIterator[Parent]:
    """`remiss worker --processes 2`, by default on servers that are not there yet."""
    env = {
        "REMISS_DATA_DIR": str(folder / "data"),
        "REMISS_POSTGRES_DSN": "postgresql://nobody@127.0.0.1:1/none",
        "REMISS_TEMPORAL_ADDRESS": "127.0.0.1:1",
        "REMISS_DEVELOPMENT_ISSUER": "true",
        "REMISS_LOG_FORMAT": "json",
    }
    said = folder / "said"
    with said.open("wb") as output:
        outputs = (output.fileno(), output.fileno())
        module = ("remiss.cli", "worker", "--processes", "2")
        async with running(*module, outputs=outputs, **{**env, **settings}) as command:
            ended = asyncio.ensure_future(command.code())
            try:
                yield Parent(command.pid, said, lambda: ended)
            finally:
                if not ended.done():
                    os.kill(command.pid, signal.SIGTERM)
                await ended


async def test_a_killed_worker_ends_all_with_words(tmp_path: Path) -> None:
    """Which one and how is said in both languages; nobody starts it again, nobody is left."""
    async with parent_of_two(tmp_path) as parent:
        pids = await parent.both_begun()
        assert living(tmp_path / "data").keys() == set(pids)
        os.kill(pids[1], signal.SIGKILL)
        assert await parent.code() == 1
        assert len(parent.lines("worker_process_started")) == 2
        said = parent.said.read_text("utf-8")
    pid = pids[1]
    assert f"Tiến trình xử lý worker-2 (số hiệu {pid}) đã dừng ngoài dự kiến (SIGKILL)" in said
    assert f"Worker process worker-2 (id {pid}) ended unexpectedly (SIGKILL)" in said
    assert "Traceback" not in said
    assert parent.ways_ended() == ["SIGKILL", "exit status 0"]
    await nobody_left(tmp_path / "data", seconds=0.5)


async def test_a_worker_that_is_told_to_end_alone_ends_all(tmp_path: Path) -> None:
    """It ends well, and yet it is missed."""
    async with parent_of_two(tmp_path) as parent:
        pids = await parent.both_begun()
        os.kill(pids[0], signal.SIGTERM)
        assert await parent.code() == 1
    assert "Worker process worker-1" in parent.said.read_text("utf-8")
    assert parent.ways_ended() == ["exit status 0"] * 2


async def test_a_killed_parent_leaves_nobody(tmp_path: Path) -> None:
    """After kill -9 there is nobody who could watch the workers: they go with it."""
    async with parent_of_two(tmp_path) as parent:
        await parent.both_begun()
        os.kill(parent.pid, signal.SIGKILL)
        assert await parent.code() == -signal.SIGKILL
    await nobody_left(tmp_path / "data")


async def test_both_take_work_and_a_burst_of_signals_ends_them_in_order(
    tmp_path: Path, temporal: Client, temporal_address: str, database: str
) -> None:
    """Each polls under its own id; many signals end the parent once, with success."""
    queue = f"queue-{tmp_path.name}"
    servers = {"REMISS_TEMPORAL_ADDRESS": temporal_address, "REMISS_POSTGRES_DSN": database}
    async with parent_of_two(tmp_path, **servers, REMISS_TASK_QUEUE=queue) as parent:
        started = await parent.until("worker_process_started", 2)
        await parent.until("worker_started", 2)
        pids = {str(each["pid"]) for each in started}
        async with asyncio.timeout(30):
            while await _pollers(temporal, queue) != pids:  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.1)
        for _ in range(BURST):
            os.kill(parent.pid, signal.SIGTERM)
            await asyncio.sleep(0)
        assert await parent.code() == 0
    assert len(parent.lines("worker_stopped")) == 2
    assert {each["status"] for each in parent.lines("worker_process_ended")} == {"exit status 0"}
    assert not re.search("Traceback|ended unexpectedly", parent.said.read_text("utf-8"))
    await nobody_left(tmp_path / "data", seconds=0.5)


async def _pollers(client: Client, queue: str) -> set[str]:
    """Process ids of those who ask for workflow tasks of a queue."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    answer = await client.workflow_service.describe_task_queue(request)
    return {poller.identity.partition("@")[0] for poller in answer.pollers}


@pytest.mark.parametrize("number", ["0", "65"])
async def test_a_number_that_cannot_be_is_explained(tmp_path: Path, number: str) -> None:
    """As a wrong setting is, by the setting's name; nothing starts."""
    settings = {"REMISS_DATA_DIR": str(tmp_path / "data"), "REMISS_DEVELOPMENT_ISSUER": "true"}
    said = await run_remiss("worker", "--processes", number, **settings)
    assert said.code == 2
    assert "REMISS_WORKER_PROCESSES" in said.err
    assert not (tmp_path / "data").exists()
