"""Orders to pack a dossier, as workers get them: one workflow an order."""

import asyncio
from contextlib import suppress

from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from remiss.consultation.ports import PACKING_WORKFLOW, PackingTask
from remiss.problems.problem import Problem
from remiss.sending.temporal_answers import RETRY

SUMMARY = "Đóng gói hồ sơ theo yêu cầu của thanh tra · a dossier an inspector ordered"


class PackingOrders:
    """Starts the workflow of an order; every wait ends within `seconds`."""

    def __init__(self, client: Client, task_queue: str, seconds: float) -> None:
        self._client, self._task_queue, self._seconds = client, task_queue, seconds

    async def give(self, task: PackingTask) -> None:
        """Have it packed; an order that was given is not given again.

        Raises:
            Problem: `not_accepted_yet`; the order is on record, and may be sent again.
        """
        try:
            async with asyncio.timeout(self._seconds):
                with suppress(WorkflowAlreadyStartedError):
                    await self._client.start_workflow(
                        PACKING_WORKFLOW,
                        task,
                        id=f"{PACKING_WORKFLOW}-{task.name}",
                        task_queue=self._task_queue,
                        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                        static_summary=SUMMARY,
                    )
        except (RPCError, RuntimeError, TimeoutError) as error:
            raise Problem("not_accepted_yet", headers=RETRY) from error
