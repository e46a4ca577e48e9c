"""An ordered dossier is packed by its workflow, and its file is kept for a week."""

import secrets
from datetime import timedelta

from temporalio.client import Client, WorkflowExecutionStatus

from activities.packing_step import Packing
from remiss.consultation.ports import PACKING_WORKFLOW, PackingTask
from remiss.demo.virtual_clock import VirtualClock
from tests.given.story import until
from worker import build_worker

TASK = PackingTask(
    inspection="KT-ABCDEFGH2345", number=1, consultation="HS-1", ordered_by="Người giang"
)


async def test_it_is_packed_at_once_and_removed_after_a_week(temporal: Client) -> None:
    """A first attempt that fails is made again; nothing is removed a day before."""
    queue, done, failing = f"packing-{secrets.token_hex(4)}", list[str](), [True]

    async def pack(task: PackingTask) -> None:
        if failing.pop() if failing else False:
            raise OSError("the disk is away")
        done.append(f"packed {task.name}")

    async def drop(task: PackingTask) -> None:
        done.append(f"dropped {task.name}")

    packing = Packing(pack, drop)
    async with build_worker(temporal, queue, [packing.pack_dossier, packing.drop_dossier]):
        handle = await temporal.start_workflow(PACKING_WORKFLOW, TASK, id=queue, task_queue=queue)
        clock = VirtualClock(temporal, queue)

        async def is_packed() -> bool:
            return done == ["packed KT-ABCDEFGH2345-1"]

        await until(is_packed, seconds=30)
        began = await clock.now()
        await clock.reach(began + timedelta(days=6))
        assert await is_packed()
        assert (await handle.describe()).status is WorkflowExecutionStatus.RUNNING
        await clock.reach(began + timedelta(days=7, minutes=1))
        await handle.result()
    assert done == ["packed KT-ABCDEFGH2345-1", "dropped KT-ABCDEFGH2345-1"]
