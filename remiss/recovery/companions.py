"""Companions of the cases: the keeper of the calendar, and the schedule of the daily report."""

import asyncio
import secrets
from datetime import datetime

import asyncpg
import structlog
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateRPCTimeoutOrCancelledError,
    WorkflowUpdateStage,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from remiss import ledger
from remiss.consultation.ports import (
    CALENDAR_WORKFLOW,
    RECORD_OVERRIDES,
    KeeperStart,
    OverridesRecorded,
    keeper_id,
)
from remiss.reference.calendars import SESSIONS
from remiss.temporal import schedules as scheduling
from remiss.texts import VIET_NAM, text
from workflows.calendar_keeper import LOOKS

log = structlog.get_logger()

CALENDAR = text("schedule.calendar_keeper.summary").both(" · ")
ANSWERS_WITHIN_SECONDS = 10


async def keep_calendar(pool: asyncpg.Pool, client: Client, task_queue: str) -> None:
    """See that recorded days reach every case, as if they had just been recorded.

    Raises:
        RPCError: Temporal does not answer.
    """
    if not await ledger.CalendarBook(pool).recorded():
        return
    try:
        await client.start_workflow(
            CALENDAR_WORKFLOW,
            KeeperStart(looks=LOOKS),
            id=keeper_id(task_queue),
            task_queue=task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            static_summary=CALENDAR,
        )
    except WorkflowAlreadyStartedError:
        await _have_it_look(pool, client, task_queue)


async def _have_it_look(pool: asyncpg.Pool, client: Client, task_queue: str) -> None:
    """Give a keeper at work its latest command once more: it records nothing, and looks again."""
    start: WithStartWorkflowOperation[object, None] = WithStartWorkflowOperation(
        CALENDAR_WORKFLOW,
        KeeperStart(looks=LOOKS),
        id=keeper_id(task_queue),
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=CALENDAR,
    )
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            await client.start_update_with_start_workflow(
                RECORD_OVERRIDES,
                await ledger.CalendarBook(pool).latest(),
                id=f"look-{secrets.token_hex(8)}",
                start_workflow_operation=start,
                wait_for_stage=WorkflowUpdateStage.ACCEPTED,
                result_type=OverridesRecorded,
            )
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
        log.warning("calendar_keeper_silent", reason="no worker answered; it looks within a day")


async def keep_reporting(
    pool: asyncpg.Pool, client: Client, task_queue: str, now: datetime
) -> None:
    """The schedule of the daily report, and the report of this morning if it is still owed.

    Raises:
        RPCError: Temporal does not answer.
    """
    await scheduling.ensure_schedules(client, task_queue)
    today = now.astimezone(VIET_NAM).date()
    if is_owed(now) and await ledger.read_report(pool, today) is None:
        await client.get_schedule_handle(scheduling.schedule_id(task_queue)).trigger()
        log.info("report_of_the_morning_made_up", day=today.isoformat())


def is_owed(now: datetime) -> bool:
    """Whether a report missed this morning is still made: a schedule that was lost does not know.

    On a day off none is made, as ever.
    """
    local = now.astimezone(VIET_NAM)
    opened = datetime.combine(local.date(), SESSIONS[0].opens, tzinfo=VIET_NAM)
    return opened <= local < opened + scheduling.CATCH_UP
