"""The sheets of periods: a schedule asks every night, the activity makes what is due."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.ports import (
        SHEETS_WORKFLOW,
        Port,
        SheetsMade,
        SheetsStart,
        SheetsTask,
    )
    from remiss.texts import say
    from workflows.step_options import UNTIL_DONE

LONGEST = timedelta(minutes=30)
"""All sheets of many years are held against the count of now: seconds each."""


@workflow.defn(name=SHEETS_WORKFLOW)
class SheetsWorkflow:
    """Has the sheet of a period made, or all that are due, and what changed since amended."""

    @workflow.run
    async def run(self, start: SheetsStart) -> SheetsMade:
        made: SheetsMade = await workflow.execute_activity(
            Port.SHEETS,
            SheetsTask(at=workflow.now(), period=start.period),
            result_type=SheetsMade,
            summary="lập, đối chiếu bảng tổng hợp theo kỳ · make and compare the sheets of periods",
            start_to_close_timeout=LONGEST,
            retry_policy=UNTIL_DONE["retry_policy"],
        )
        workflow.set_current_details(
            say(
                "schedule.sheets.done",
                made=", ".join(made.made) or "–",
                amended=", ".join(made.amended) or "–",
            ).both("\n\n")
        )
        return made
