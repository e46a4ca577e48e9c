"""The schedules: of the daily report, checkpoints, sheets, the nightly look at calendars."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleDescription,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleState,
    ScheduleUpdate,
    ScheduleUpdateInput,
)
from temporalio.service import RPCError

from remiss.consultation.ports import (
    CALENDAR_WORKFLOW,
    CHECKPOINT_WORKFLOW,
    DAILY_REPORT,
    SHEETS_WORKFLOW,
    SheetsStart,
)
from remiss.reference.calendars import SESSIONS
from remiss.texts import text

log = structlog.get_logger()

ZONE = "Asia/Ho_Chi_Minh"
RETRY_SECONDS = 5
HOUR = timedelta(hours=1)
PAST_THE_HOUR = 10
"""Not on the hour, when the rest of the machinery of offices rings too."""
AT_NIGHT, PAST_MIDNIGHT, LATER_AT_NIGHT = 0, 25, 45
"""When cases take up days nobody recorded: of a newer release, of an agency asked since."""
CATCH_UP = timedelta(hours=12)
"""A morning missed by an outage is reported the same day, or not at all: its figures are gone."""
GIVE_UP = timedelta(hours=20)
"""A run still waiting for the ledger ends before the next day's begins."""
SUMMARY = text("schedule.report.summary").both(" · ")


def schedule_id(task_queue: str) -> str:
    """The schedule of those workers that serve this task queue."""
    return f"{task_queue}-daily-report"


def daily_report(task_queue: str) -> Schedule:
    """Every day at opening time, weekends too: some are worked, which the calendar knows."""
    opens = SESSIONS[0].opens
    return _schedule(
        ScheduleActionStartWorkflow(
            DAILY_REPORT,
            id=schedule_id(task_queue),
            task_queue=task_queue,
            execution_timeout=GIVE_UP,
            static_summary=SUMMARY,
        ),
        at=(ScheduleRange(opens.hour), ScheduleRange(opens.minute)),
        catch_up=CATCH_UP,
        words="report",
    )


def checkpoints_id(task_queue: str) -> str:
    """The schedule of checkpoints of those workers that serve this task queue."""
    return f"{task_queue}-checkpoints"


def checkpoints(task_queue: str) -> Schedule:
    """Every hour; an hour missed is not made up for: the next checkpoint says what it would."""
    return _schedule(
        ScheduleActionStartWorkflow(
            CHECKPOINT_WORKFLOW,
            id=checkpoints_id(task_queue),
            task_queue=task_queue,
            execution_timeout=HOUR,
            static_summary=text("schedule.checkpoint.summary").both(" · "),
        ),
        at=(ScheduleRange(0, 23), ScheduleRange(PAST_THE_HOUR)),
        catch_up=HOUR,
        words="checkpoint",
    )


def calendar_look_id(task_queue: str) -> str:
    """The schedule by which the workers that serve this task queue look at their calendars."""
    return f"{task_queue}-calendar-look"


def calendar_look(task_queue: str) -> Schedule:
    """Every night; one missed is made up for before the next."""
    return _schedule(
        ScheduleActionStartWorkflow(
            CALENDAR_WORKFLOW,
            id=calendar_look_id(task_queue),
            task_queue=task_queue,
            execution_timeout=GIVE_UP,
            static_summary=text("schedule.calendar_look.summary").both(" · "),
        ),
        at=(ScheduleRange(AT_NIGHT), ScheduleRange(PAST_MIDNIGHT)),
        catch_up=CATCH_UP,
        words="calendar_look",
    )


def sheets_id(task_queue: str) -> str:
    """The schedule of sheets of those workers that serve this task queue."""
    return f"{task_queue}-sheets"


def sheets(task_queue: str) -> Schedule:
    """Every night: most end no period, and only look for what changed of those that are over."""
    return _schedule(
        ScheduleActionStartWorkflow(
            SHEETS_WORKFLOW,
            SheetsStart(),
            id=sheets_id(task_queue),
            task_queue=task_queue,
            execution_timeout=GIVE_UP,
            static_summary=text("schedule.sheets.summary").both(" · "),
        ),
        at=(ScheduleRange(AT_NIGHT), ScheduleRange(LATER_AT_NIGHT)),
        catch_up=CATCH_UP,
        words="sheets",
    )


def _schedule(
    action: ScheduleActionStartWorkflow,
    *,
    at: tuple[ScheduleRange, ScheduleRange],
    catch_up: timedelta,
    words: str,
) -> Schedule:
    """One run at a time, at these hours and minutes of Viet Nam; `words` say when, and a note."""
    hour, minute = at
    when = ScheduleCalendarSpec(
        hour=(hour,), minute=(minute,), comment=text(f"schedule.{words}.when").both(" · ")
    )
    return Schedule(
        action=action,
        spec=ScheduleSpec(calendars=[when], time_zone_name=ZONE),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=catch_up),
        state=ScheduleState(note=text(f"schedule.{words}.note").both(" · ")),
    )


async def ensure_schedules(client: Client, task_queue: str) -> None:
    """Create the schedules, or bring them up to date; several workers may do so at once.

    A schedule that somebody paused stays paused.

    Raises:
        RPCError: Temporal does not answer.
    """
    await _ensure(client, schedule_id(task_queue), daily_report(task_queue))
    await _ensure(client, checkpoints_id(task_queue), checkpoints(task_queue))
    await _ensure(client, calendar_look_id(task_queue), calendar_look(task_queue))
    await _ensure(client, sheets_id(task_queue), sheets(task_queue))


async def _ensure(client: Client, id_: str, wanted: Schedule) -> None:
    with suppress(ScheduleAlreadyRunningError):
        await client.create_schedule(id_, wanted)
        log.info("schedule_created", schedule=id_)
        return
    handle = client.get_schedule_handle(id_)
    if _differs(await handle.describe(), wanted):
        await handle.update(lambda present: _updated(present, wanted))
        log.info("schedule_updated", schedule=id_)


@asynccontextmanager
async def keep_schedules(client: Client, task_queue: str) -> AsyncIterator[None]:
    """See to the schedule beside the block, as often as it takes; the block never waits for it."""
    task = asyncio.create_task(_until_ensured(client, task_queue))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _until_ensured(client: Client, task_queue: str) -> None:
    while True:
        try:
            await ensure_schedules(client, task_queue)
        except (RPCError, RuntimeError) as error:  # RuntimeError: a lazy client nobody answers
            log.warning("schedule_not_ensured", reason=str(error).splitlines()[0])
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return


def _differs(present: ScheduleDescription, wanted: Schedule) -> bool:
    return _essence(present.schedule) != _essence(wanted)


def _essence(schedule: Schedule) -> tuple[object, ...]:
    action = schedule.action
    started: tuple[object, ...] = ()
    if isinstance(action, ScheduleActionStartWorkflow):
        started = (action.workflow, action.id, action.task_queue, action.execution_timeout)
    spec = schedule.spec
    return (started, list(spec.calendars), spec.time_zone_name, schedule.policy)


def _updated(present: ScheduleUpdateInput, wanted: Schedule) -> ScheduleUpdate:
    wanted.state = present.description.schedule.state
    return ScheduleUpdate(schedule=wanted)
