"""A dossier an inspector ordered: packed and signed by a worker, kept for a week."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.ports import DOSSIER_KEPT, PACKING_WORKFLOW, PackingTask, Port
    from workflows.step_options import UNTIL_DONE

LONGEST = timedelta(minutes=10)
"""Four gigabytes of attachments are read and hashed."""


@workflow.defn(name=PACKING_WORKFLOW)
class PackingWorkflow:
    """Has the dossier packed, and its file removed when a week is over."""

    @workflow.run
    async def run(self, task: PackingTask) -> None:
        await workflow.execute_activity(
            Port.PACK_DOSSIER,
            task,
            summary=f"đóng gói hồ sơ · pack the dossier {task.name}",
            start_to_close_timeout=LONGEST,
            retry_policy=UNTIL_DONE["retry_policy"],
        )
        await workflow.sleep(
            DOSSIER_KEPT, summary="giữ tệp bảy ngày · keep the file for seven days"
        )
        await workflow.execute_activity(
            Port.DROP_DOSSIER,
            task,
            summary=f"xóa tệp · remove the file {task.name}",
            start_to_close_timeout=LONGEST,
            retry_policy=UNTIL_DONE["retry_policy"],
        )
