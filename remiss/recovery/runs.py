"""Runs that Temporal still knows of the cases of one task queue."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import NamedTuple

from temporalio.client import (
    Client,
    RPCError,
    WorkflowExecution,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
)
from temporalio.service import RPCStatusCode

from remiss.consultation.ports import DECIDED_AFTER, WORKFLOW, Decided, DecidedAfter
from remiss.texts import Bilingual, say
from workflows.search_attributes import CASE_STAGE

ASK_WITHIN = timedelta(seconds=15)
GIVE_UP_AFTER = 8
"""So many runs asked and no answer at all: no worker is at work; the rest is not waited for."""


class Unanswered(Exception):  # noqa: N818 -- an answer, not a fault
    """A run could not be asked what it decided."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


class Run(NamedTuple):
    """One run of a case."""

    consultation: str
    id: str
    running: bool


class Latest(NamedTuple):
    """How the newest run of a case stands; one that was never opened carries no stage."""

    run: Run
    status: WorkflowExecutionStatus | None
    opened: bool


class Runs:
    """Looks at runs; changes none."""

    def __init__(self, client: Client, task_queue: str) -> None:
        self._client, self._task_queue = client, task_queue
        self._answers = self._silences = 0

    async def consultations(self) -> AsyncIterator[str]:
        """The ids of all cases with a run in visibility, each once."""
        seen = set[str]()
        query = f'WorkflowType = "{WORKFLOW}" AND TaskQueue = "{self._task_queue}"'
        async for execution in self._client.list_workflows(query):
            if execution.id not in seen:
                seen.add(execution.id)
                yield execution.id

    async def latest(self, consultation: str) -> Latest | None:
        """The newest run; None when Temporal knows no such case."""
        try:
            found = await self._client.get_workflow_handle(consultation).describe()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return None
            raise
        opened = found.typed_search_attributes.get(CASE_STAGE) is not None
        return Latest(_run(found), found.status, opened)

    async def of(self, consultation: str) -> list[Run]:
        """Every run that is still kept, newest first; the newest without visibility's delay."""
        latest = await self.latest(consultation)
        if latest is None:
            return []
        listed = [each async for each in self._client.list_workflows(_named(consultation))]
        listed.sort(key=lambda execution: execution.start_time, reverse=True)
        earlier = [_run(each) for each in listed if each.run_id != latest.run.id]
        return [latest.run, *earlier]

    async def decided(self, run: Run, after: int) -> Decided | None:
        """A page of what a run decided after a version; None where the run is kept no longer.

        Raises:
            Unanswered: no worker could tell.
        """
        handle = self._client.get_workflow_handle(run.consultation, run_id=run.id)
        if not self._answers and self._silences >= GIVE_UP_AFTER:
            raise Unanswered(say("recovery.could_not_ask"))
        try:
            answer: Decided = await handle.query(
                DECIDED_AFTER,
                DecidedAfter(version=after),
                result_type=Decided,
                rpc_timeout=ASK_WITHIN,
            )
        except WorkflowQueryFailedError as error:
            raise Unanswered(say("recovery.unknown_to_old_code")) from error
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:  # visibility still lists it
                return None
            self._silences += 1
            raise Unanswered(say("recovery.could_not_ask")) from error
        self._answers += 1
        return answer


def _run(execution: WorkflowExecution) -> Run:
    running = execution.status is WorkflowExecutionStatus.RUNNING
    return Run(execution.id, execution.run_id, running)


def _named(consultation: str) -> str:
    return f'WorkflowType = "{WORKFLOW}" AND WorkflowId = "{consultation}"'
