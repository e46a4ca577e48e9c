"""One morning's report: a schedule starts it every day, the activity knows which days work."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.ports import DAILY_REPORT, Port, ReportMade, ReportTask
    from workflows.step_options import UNTIL_DONE

LONGEST = timedelta(minutes=5)
"""A province has some hundreds of open cases: seconds. Past this something is wrong."""


@workflow.defn(name=DAILY_REPORT)
class DailyReportWorkflow:
    """Has the report made of what is known now, and shows it to whoever looks here."""

    @workflow.run
    async def run(self) -> ReportMade:
        made: ReportMade = await workflow.execute_activity(
            Port.REPORT,
            ReportTask(at=workflow.now()),
            result_type=ReportMade,
            summary="tổng hợp và phát hành báo cáo ngày · compile and publish the daily report",
            start_to_close_timeout=LONGEST,
            retry_policy=UNTIL_DONE["retry_policy"],
        )
        workflow.set_current_details(made.details or f"{made.summary.vi}\n\n{made.summary.en}")
        return made
