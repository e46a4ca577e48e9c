"""One checkpoint: a schedule asks for it every hour, the activity makes it if one is due."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.ports import CHECKPOINT_WORKFLOW, CheckpointOutcome, Port
    from remiss.texts import local_time
    from workflows.step_options import UNTIL_DONE

LONGEST = timedelta(minutes=5)
"""A province's ledger takes seconds. Past this something is wrong."""


@workflow.defn(name=CHECKPOINT_WORKFLOW)
class CheckpointWorkflow:
    """Has a checkpoint made, and shows it, or why there is none, to whoever looks here."""

    @workflow.run
    async def run(self) -> CheckpointOutcome:
        outcome: CheckpointOutcome = await workflow.execute_activity(
            Port.CHECKPOINT,
            result_type=CheckpointOutcome,
            summary="ký bản xác nhận nhật ký · sign a checkpoint of the ledger",
            start_to_close_timeout=LONGEST,
            retry_policy=UNTIL_DONE["retry_policy"],
        )
        workflow.set_current_details(_told(outcome))
        return outcome


def _told(outcome: CheckpointOutcome) -> str:
    if outcome.refused:
        return f"### {outcome.refused.vi}\n\n{outcome.refused.en}"
    if outcome.newest is None:
        return "Nhật ký hệ thống còn trống. · The ledger is empty."
    newest = outcome.newest
    return (
        f"### Bản xác nhận nhật ký số {newest.number} · checkpoint {newest.number}\n\n"
        f"{local_time(newest.at)} · {newest.size} · `{newest.root}` · `{newest.key}`"
    )
