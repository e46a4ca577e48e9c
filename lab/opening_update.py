"""A case opened as the API opens one, by whoever has a client of Temporal alone."""

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateStage
from temporalio.common import WorkflowIDConflictPolicy

from remiss.consultation.life.commands import Open
from remiss.consultation.ports import WORKFLOW, CaseStart, Receipt


async def open_by(client: Client, task_queue: str, command: Open) -> Receipt:
    """Open a case as the API opens one, and wait until it is open."""
    update = await client.start_update_with_start_workflow(
        command.kind,
        command,
        id=command.id,
        start_workflow_operation=WithStartWorkflowOperation(
            WORKFLOW,
            CaseStart(),
            id=command.consultation,
            task_queue=task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        ),
        wait_for_stage=WorkflowUpdateStage.COMPLETED,
        result_type=Receipt,
    )
    receipt: Receipt = await update.result()
    return receipt
