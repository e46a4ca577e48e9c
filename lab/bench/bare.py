"""Bare Temporal in the shape of a case: what `make bench` holds every reply against.

One workflow with ten timers; each reply is an Update with a validator, two local activities, one
search attribute and one pydantic argument, the reply itself. It decides nothing, assesses nothing
and keeps nothing. Frozen: no commit that changes a ratio changes this file. Converter, sandbox
setting and how many workflow tasks a worker takes are handed in, and are those of the service.
"""

import asyncio
from datetime import timedelta
from typing import Any

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.worker import Worker, WorkflowRunner

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.values import Reply

WAITS = timedelta(days=5)
STEP = timedelta(seconds=3)
PENDING = SearchAttributeKey.for_keyword_list("PendingAgencies")


@activity.defn(name="bare_assess")
async def assess(reply: Reply) -> str:
    """Finds nothing."""
    return reply.position


@activity.defn(name="bare_record")
async def record(reply: Reply) -> str:
    """Keeps nothing."""
    return reply.draft_sha256


@workflow.defn(name="bare")
class BareCase:
    """Waits for each agency with a timer of its own, and ends when the last has answered."""

    @workflow.init
    def __init__(self, agencies: list[str]) -> None:
        self._waits_for = list(agencies)

    @workflow.run
    async def run(self, agencies: list[str]) -> None:
        await asyncio.gather(*(self._watch(code) for code in agencies))
        await workflow.wait_condition(workflow.all_handlers_finished)

    async def _watch(self, code: str) -> None:
        await workflow.wait_condition(lambda: code not in self._waits_for, timeout=WAITS)

    @workflow.update
    async def reply(self, reply: Reply) -> str:
        code = reply.responsible_official.id
        await workflow.execute_local_activity(assess, reply, start_to_close_timeout=STEP)
        kept = await workflow.execute_local_activity(record, reply, start_to_close_timeout=STEP)
        self._waits_for.remove(code)
        workflow.upsert_search_attributes([PENDING.value_set(self._waits_for)])
        return kept

    @reply.validator
    def admit(self, reply: Reply) -> None:
        if reply.responsible_official.id not in self._waits_for:
            message = "not asked, or answered before"
            raise ValueError(message)


def bare_worker(
    client: Client, task_queue: str, workflow_runner: WorkflowRunner, workflow_tasks: int | None
) -> Worker:
    """A worker for bare cases alone, that runs workflows as the service's worker does."""
    offered: list[Any] = [assess, record]
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[BareCase],
        activities=offered,
        workflow_runner=workflow_runner,
        max_concurrent_workflow_tasks=workflow_tasks,
    )


async def open_bare(client: Client, task_queue: str, case_id: str, agencies: list[str]) -> None:
    """Start a bare case that waits for these agencies."""
    await client.start_workflow(BareCase.run, agencies, id=case_id, task_queue=task_queue)


async def reply_bare(client: Client, case_id: str, code: str, reply: Reply) -> None:
    """Give one agency's reply, and wait for its answer."""
    signed = reply.responsible_official.model_copy(update={"id": code})
    given = reply.model_copy(update={"responsible_official": signed})
    case = client.get_workflow_handle(case_id)
    await case.execute_update(BareCase.reply, given, id=f"{case_id}:{code}")
