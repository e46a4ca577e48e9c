"""What an accepted reply costs, against an Update that does nothing on the same server.

Run with `make bench`. Each case asks ten agencies; the baseline answers ten Updates. The same case
once more with its payloads encrypted says what that adds.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from temporalio import workflow
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateStage
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.worker import Worker

from activities.assessment_step import Assessing
from activities.record_step import Recording
from remiss import ledger
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.ports import WORKFLOW, CaseStart, Receipt
from remiss.consultation.values import Question
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import postgres_server
from remiss.machine.temporal_server import temporal_server
from remiss.reference.calendars import working_calendar
from remiss.temporal.codec import Key, Keyring, data_converter
from tests.given.case import DIRECTORY, HOME, agency, both, opening, replies
from worker import build_worker
from workflows.search_attributes import SERVER_TYPES

CASES = 20
CLEAR, SEALED = "consultation", "encrypted"
AGENCIES = tuple(agency(f"H98.{n:02}", f"Cơ quan {n}", f"fin.{'abcdefghij'[n]}") for n in range(10))
QUESTIONS = tuple(
    Question(id=f"q{n}", text="Mức chi có phù hợp không?", field=f"fin.{'abcdefghij'[n]}")
    for n in range(10)
)


@workflow.defn(sandboxed=False)
class Idle:
    """Answers ten Updates with nothing, and ends."""

    def __init__(self) -> None:
        self.answered = 0

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: self.answered == len(AGENCIES))

    @workflow.update
    async def ask(self) -> None:
        self.answered += 1


async def idle_case(client: Client, number: int) -> int:
    handle = await client.start_workflow(Idle.run, id=f"idle-{number}", task_queue="idle")
    for _ in AGENCIES:
        await handle.execute_update(Idle.ask)
    await handle.result()
    return len((await handle.fetch_history()).events)


async def real_case(client: Client, queue: str, number: int) -> int:
    """Open, let every agency reply, and count the history."""
    await _open(client, queue, f"{queue}-{number}")
    handle = client.get_workflow_handle(f"{queue}-{number}")
    for ordinal, asked in enumerate(AGENCIES):
        command = replies(asked).model_copy(update={"id": f"{number}-{ordinal}"})
        await handle.execute_update("reply", command, id=command.id, result_type=Receipt)
    return len((await handle.fetch_history()).events)


async def _open(client: Client, queue: str, case_id: str) -> None:
    directory = DIRECTORY.model_copy(
        update={
            "fields": {question.field: both(question.field) for question in QUESTIONS},
            "agencies": (HOME, *AGENCIES),
        }
    )
    year = datetime.now(UTC).year
    command = opening(
        consultation=case_id,
        questions=QUESTIONS,
        agencies=tuple(asked.code for asked in AGENCIES),
        directory=directory,
        calendar=working_calendar(year, year + 2),
    )
    update = await client.start_update_with_start_workflow(
        command.kind,
        command,
        id=command.id,
        start_workflow_operation=WithStartWorkflowOperation(
            WORKFLOW,
            CaseStart(),
            id=case_id,
            task_queue=queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        ),
        wait_for_stage=WorkflowUpdateStage.COMPLETED,
        result_type=Receipt,
    )
    await update.result()


async def timed(case: Callable[[int], Awaitable[int]]) -> tuple[float, int]:
    """Median seconds of a case, one after the other, and its history events."""
    seconds, events = [], 0
    for number in range(CASES):
        started = time.perf_counter()
        events = await case(number)
        seconds.append(time.perf_counter() - started)
    return median(seconds), events


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with (
            postgres_server(data, free_port()) as dsn,
            temporal_server(data, free_port(), search_attributes=SERVER_TYPES) as address,
        ):
            await ledger.migrate(dsn)
            rings = {CLEAR: Keyring(), SEALED: Keyring((Key.new(),))}
            clients = {
                queue: await Client.connect(address, data_converter=data_converter(ring))
                for queue, ring in rings.items()
            }
            _report(await _measure(clients, dsn))


async def _measure(clients: Mapping[str, Client], dsn: str) -> Iterable[tuple[str, float, int]]:
    pool = await ledger.connect(dsn)
    recording = Recording(partial(ledger.settle, pool))
    offered: list[Callable[..., Any]] = [
        recording.record_events,
        Assessing(assess).assess_reply,
    ]
    async with (
        Worker(clients[CLEAR], task_queue="idle", workflows=[Idle]),
        build_worker(clients[CLEAR], CLEAR, offered),
        build_worker(clients[SEALED], SEALED, offered),
    ):
        rows = [("idle", *await timed(partial(idle_case, clients[CLEAR])))]
        for queue, client in clients.items():
            rows.append((queue, *await timed(partial(real_case, client, queue))))
    await pool.close()
    return rows


def _report(rows: Iterable[tuple[str, float, int]]) -> None:
    (_, baseline, _), *_ = rows = list(rows)
    for name, seconds, events in rows:
        print(
            f"{name:14} {seconds * 1000:7.1f} ms  {seconds / baseline:5.2f} x idle  "
            f"{events:4} history events, {events / len(AGENCIES):.1f} a reply"
        )


if __name__ == "__main__":
    asyncio.run(main())
