"""A day off is recorded: every running case follows, on a real server and a real ledger."""

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowExecutionStatus,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateStage,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import ApplicationError
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from activities.calendar_step import KeepingCalendar
from remiss import ledger
from remiss.consultation.life.commands import Acknowledge, AdoptCalendar, Cancel, Suspend
from remiss.consultation.life.events import CalendarChanged
from remiss.consultation.ports import (
    ADOPT_CALENDAR,
    CALENDAR_WORKFLOW,
    RECORD_OVERRIDES,
    KeeperStart,
    OverridesRecorded,
    Receipt,
    keeper_id,
)
from remiss.consultation.time.days_off import (
    CalendarOverride,
    DayKind,
    DayName,
    RecordedOverride,
    RecordOverrides,
)
from remiss.consultation.time.overlay import overridden
from remiss.consultation.values import REMISS, Directory
from remiss.consultation.views.rows import view
from remiss.reference.calendars import calendar_in_force, working_calendar
from remiss.reference.corrections import why_days_changed
from remiss.temporal.schedules import (
    calendar_look_id,
    checkpoints_id,
    ensure_schedules,
    schedule_id,
)
from remiss.texts import VIET_NAM
from tests.given.case import DIRECTORY, FINANCE, OFFICE, OFFICER, head, order
from tests.given.story import Story, record_history, until, working
from tests.parts.workflows.test_durability import worker_of
from tests.parts.workflows.test_stories import ALONE
from worker import build_worker

KEPT = frozenset(
    {
        "every_open_case_follows_a_recorded_day_off",
        "a_case_opened_with_the_calendar_before_is_found",
        "taken_back_and_recorded_again_reaches_the_cases_each_time",
        "a_storm_in_one_commune_reaches_the_cases_asked_there",
    }
)
"""Stories whose histories, of the keeper and of a case, later versions must replay."""
TAN_LAP = "H99.32"
NAME = DayName(vi="Nghỉ hoán đổi", en="Day off, swapped")


def records(
    *days: date, kind: DayKind = DayKind.DAY_OFF, by: Any = OFFICE, id_: str | None = None
) -> RecordOverrides:
    return RecordOverrides(
        id=id_ or f"calendar-{secrets.token_hex(4)}",
        actor=by,
        at=datetime.now(UTC),
        overrides=tuple(CalendarOverride(date=day, kind=kind, name=NAME) for day in days),
        legal_basis="Thông báo số 12/TB-VP",
        reason="Hoán đổi ngày làm việc",
    )


@dataclass
class Province:
    """The cases of one ledger, and the keeper of its calendar."""

    one: Story
    other: Story

    @property
    def keeper(self) -> WorkflowHandle[Any, Any]:
        return self.one.client.get_workflow_handle(keeper_id(self.one.queue))

    async def record(
        self, command: RecordOverrides, update: str | None = None
    ) -> tuple[RecordedOverride, ...]:
        """Record days as the API does; under an id of its own, an `update` is new to Temporal."""
        start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
            CALENDAR_WORKFLOW,
            KeeperStart(),
            id=keeper_id(self.one.queue),
            task_queue=self.one.queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        sent = await self.one.client.start_update_with_start_workflow(
            RECORD_OVERRIDES,
            command,
            id=update or command.id,
            start_workflow_operation=start,
            wait_for_stage=WorkflowUpdateStage.COMPLETED,
            result_type=OverridesRecorded,
        )
        answer: OverridesRecorded = await sent.result()
        return answer.recorded

    async def is_refused(self, command: RecordOverrides) -> str:
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await self.record(command)
        assert isinstance(refused.value.cause, ApplicationError)
        return str(refused.value.cause.type)

    async def let_pass(self, time: timedelta) -> None:
        """Let time pass for the keeper."""
        clock = TimeSkipper(self.one.client, config=TimeSkippingConfig(enabled=False))
        await clock.fast_forward(self.keeper, time)

    async def looks(self) -> list[dict[str, Any]]:
        """What the keeper found at each look so far."""
        history = await self.keeper.fetch_history()
        results = (
            event.activity_task_completed_event_attributes.result.payloads
            for event in history.events
            if event.HasField("activity_task_completed_event_attributes")
        )
        decode = self.one.client.data_converter.decode
        found = [(await decode(payloads))[0] for payloads in results]
        return [answer for answer in found if "adopted" in answer]


async def follows(story: Story) -> bool:
    return "calendar_changed" in await story.recorded()


async def due_day(story: Story) -> date:
    due: datetime = (await story.request(FINANCE)).due_at
    return due.astimezone(VIET_NAM).date()


@pytest.fixture
async def province(
    temporal: Client, pool: asyncpg.Pool, request: pytest.FixtureRequest
) -> AsyncIterator[Province]:
    """Two open cases; the histories of keeper and cases are kept when the run is told to."""
    queue = f"test-{secrets.token_hex(4)}"
    async with working(Story(temporal, pool, queue)) as one:
        told = Province(one, Story(temporal, pool, queue))
        await told.one.opens(**ALONE)
        await told.other.opens(**ALONE)
        yield told
        name = request.node.name.removeprefix("test_")
        if request.config.getoption("--record-histories") and name in KEPT:
            await record_history(told.keeper, f"{name}_keeper")
            await record_history(told.other.handle, name)


async def test_every_open_case_follows_a_recorded_day_off(province: Province) -> None:
    """Deadline and timer move, each by a recorded event that names the document behind it."""
    day = await due_day(province.one)

    recorded = await province.record(records(day))
    await until(lambda: follows(province.one))
    await until(lambda: follows(province.other))

    assert [(each.override.date, each.ordinal, each.by) for each in recorded] == [
        (day, 1, OFFICE.person)
    ]
    for story in (province.one, province.other):
        assert await due_day(story) > day
        event = [r.event for r in await ledger.stream(story.pool, story.id)][-1]
        assert isinstance(event, CalendarChanged)
        assert event.reason == "Hoán đổi ngày làm việc (Thông báo số 12/TB-VP)"
        assert [moved.agency for moved in event.moved] == [FINANCE.code]
    rings_at = view(await province.other.case()).next_alarm_at
    assert await province.other.until_next_alarm() == ["reminder_sent"]
    reminder = (await ledger.stream(province.other.pool, province.other.id))[-1].event
    assert getattr(reminder, "fell_due_at", None) == rings_at


async def test_a_day_recorded_twice_is_recorded_once(province: Province) -> None:
    """The same command, also after its keeper has ended, leads to the same record and event."""
    command = records(await due_day(province.one))
    first = await province.record(command)
    await until(lambda: follows(province.one))
    await until(lambda: follows(province.other))
    await province.let_pass(timedelta(days=2))
    await province.keeper.result()

    assert await province.record(command) == first
    assert await province.record(command, update="sent-anew") == first

    await until(lambda: _looked(province, 1))
    assert (await province.looks())[0]["adopted"] == 0
    assert (await province.one.recorded()).count("calendar_changed") == 1
    assert len(await ledger.CalendarBook(province.one.pool).recorded()) == 1


async def _looked(province: Province, times: int) -> bool:
    return len(await province.looks()) >= times


async def test_taken_back_and_recorded_again_reaches_the_cases_each_time(
    province: Province,
) -> None:
    """A calendar that returns is adopted again: no case takes it for the one it had before."""
    day = await due_day(province.one)
    for turn, kind in enumerate((DayKind.DAY_OFF, DayKind.WORKING_DAY, DayKind.DAY_OFF), start=1):
        await province.record(records(day, kind=kind))
        await until(partial(_changed_times, province.one, turn))
        assert (await due_day(province.one) == day) == (kind is DayKind.WORKING_DAY)


async def _changed_times(story: Story, times: int) -> bool:
    return (await story.recorded()).count("calendar_changed") == times


async def test_a_case_that_is_over_is_left_as_it_ended(province: Province) -> None:
    """Cancelled or stopped behind the ledger's back: no error, and nobody else waits for it."""
    await province.one.gives(order(Cancel, OFFICER, reason="Dừng xây dựng văn bản"))
    await province.one.handle.result()
    gone = Story(province.one.client, province.one.pool, province.one.queue)
    await gone.opens(**ALONE)
    await gone.handle.terminate("stopped by an operator")

    await province.record(records(await due_day(province.other)))
    await until(lambda: follows(province.other))
    await until(lambda: _looked(province, 1))

    assert not await follows(province.one)
    assert (await province.looks())[0]["left"] == []


async def test_a_suspended_case_follows_too(province: Province) -> None:
    """Its clocks stand still; once it runs on, they run by the new calendar."""
    await province.other.gives(order(Suspend, OFFICER, reason="Chờ chỉ đạo"))

    await province.record(records(await due_day(province.other)))

    await until(lambda: follows(province.other))


async def test_a_case_opened_with_the_calendar_before_is_found(province: Province) -> None:
    """Opened while the day was being recorded, it follows at the next look."""
    await province.record(records(await due_day(province.one)))
    await until(lambda: _looked(province, 1))
    late = Story(province.one.client, province.one.pool, province.one.queue)
    await late.opens(**ALONE)
    assert not await follows(late)

    await province.let_pass(timedelta(seconds=61))

    await until(lambda: follows(late))
    event = [stored.event for stored in await ledger.stream(late.pool, late.id)][-1]
    assert isinstance(event, CalendarChanged)
    assert event.by == OFFICE.person
    assert event.reason == "Hoán đổi ngày làm việc (Thông báo số 12/TB-VP)"


async def test_a_case_nobody_works_for_holds_up_no_other(province: Province) -> None:
    """It is named, passed over, and tried again until somebody does."""
    async with working(Story(province.one.client, province.one.pool, "elsewhere")) as idle:
        await idle.opens(**ALONE)
    await province.record(records(await due_day(province.one)))

    await until(lambda: follows(province.one))
    await until(lambda: _looked(province, 1))
    assert (await province.looks())[0]["left"] == [idle.id]

    async with working(idle):
        await province.let_pass(timedelta(seconds=61))
        await until(lambda: follows(idle))


def in_tan_lap() -> Directory:
    """The directory in which the agency asked lies in one commune."""
    agencies = (FINANCE.model_copy(update={"territory": TAN_LAP}),)
    return DIRECTORY.model_copy(update={"agencies": agencies})


async def test_a_storm_in_one_commune_reaches_the_cases_asked_there(province: Province) -> None:
    """Opened before anybody knew; who asks nobody there is not told."""
    there = Story(province.one.client, province.one.pool, province.one.queue)
    await there.opens(directory=in_tan_lap(), **ALONE)
    day = await due_day(there)
    storm = records(day)
    local = storm.overrides[0].model_copy(update={"territory": TAN_LAP})

    await province.record(storm.model_copy(update={"overrides": (local,)}))
    await until(lambda: follows(there))
    await until(lambda: _looked(province, 1))
    untouched, province.other = province.other, there

    assert await due_day(there) > day
    assert not await follows(province.one)
    assert not await follows(untouched)
    assert (await province.looks())[0]["adopted"] == 1


async def test_what_nobody_recorded_reaches_cases_by_night(province: Province) -> None:
    """A newer list of holidays, for the cases whose days it changes, as Remiss's own event."""
    today = datetime.now(VIET_NAM).date()
    known = working_calendar(today.year, today.year + 2)
    ahead = min(day for day in known.days_off if day > today)
    days = {day: name for day, name in known.days_off.items() if day != ahead}
    older = known.model_copy(update={"version": "older", "days_off": days})
    behind = Story(province.one.client, province.one.pool, province.one.queue)
    await behind.opens(calendar=older, **ALONE)

    for night in ("one", "the next"):
        await behind.client.execute_workflow(
            CALENDAR_WORKFLOW, id=f"{behind.queue}-{night}", task_queue=behind.queue
        )

    assert (await behind.recorded()).count("calendar_changed") == 1
    event = next(
        stored.event
        for stored in await ledger.stream(behind.pool, behind.id)
        if isinstance(stored.event, CalendarChanged)
    )
    assert (event.by, event.reason) == (REMISS.person, "Cập nhật danh mục ngày nghỉ lễ, tết")
    assert event.calendar.skipped(ahead) == known.skipped(ahead)
    assert not await follows(province.one)


async def test_a_day_whose_record_is_lost_is_not_taken_away_by_night(province: Province) -> None:
    """A restored database forgot it; until somebody records it again, its cases keep it."""
    day = await due_day(province.one)
    year = datetime.now(UTC).year
    calendar = overridden(working_calendar(year, year + 2), records(day).overrides)
    keeping = Story(province.one.client, province.one.pool, province.one.queue)
    await keeping.opens(calendar=calendar, **ALONE)

    await keeping.client.execute_workflow(
        CALENDAR_WORKFLOW, id=f"{keeping.queue}-night", task_queue=keeping.queue
    )

    assert not await follows(keeping)


async def test_every_night_is_a_look(temporal: Client) -> None:
    """Shortly after midnight in Viet Nam, once a day."""
    queue = f"nightly-{secrets.token_hex(4)}"
    await ensure_schedules(temporal, queue)
    handle = temporal.get_schedule_handle(calendar_look_id(queue))

    times = (await handle.describe()).info.next_action_times

    local = [at.astimezone(VIET_NAM) for at in times[:2]]
    assert {(at.hour, at.minute) for at in local} == {(0, 25)}
    assert local[1] - local[0] == timedelta(days=1)
    for schedule in (calendar_look_id(queue), checkpoints_id(queue), schedule_id(queue)):
        await temporal.get_schedule_handle(schedule).delete()


async def test_what_cannot_be_recorded_is_refused(province: Province) -> None:
    """By whom, or what the day already is; nothing is written, and the keeper ends."""
    year = datetime.now(UTC).year
    book = ledger.CalendarBook(province.one.pool)
    past = next(
        day
        for day in (date(year - 1, 6, n) for n in range(1, 8))
        if working_calendar(year - 1, year).skipped(day) is not None
    )

    assert await province.is_refused(records(past, by=OFFICER)) == "not_permitted"
    assert await province.is_refused(records(date(year + 40, 1, 1))) == "day_unknown_to_calendar"
    past_worked = records(past, kind=DayKind.WORKING_DAY)
    assert await province.is_refused(past_worked) == "past_day_made_working"
    assert await book.recorded() == ()
    await province.keeper.result()


async def test_the_door_for_the_calendar_lets_nothing_else_in(province: Province) -> None:
    """Neither another command nor a person's comes by it."""
    story = province.one

    async def send(command: Any) -> str:
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await story.handle.execute_update(ADOPT_CALENDAR, command, result_type=Receipt)
        assert isinstance(refused.value.cause, ApplicationError)
        return str(refused.value.cause.type)

    year = datetime.now(UTC).year
    by_person = AdoptCalendar(
        id="x",
        actor=OFFICE,
        at=datetime.now(UTC),
        calendar=working_calendar(year, year + 3),
        reason="Đổi",
        by=OFFICE.person,
    )
    assert await send(by_person) == "not_permitted"
    acknowledges = order(Acknowledge, head(FINANCE), agency=FINANCE.code)
    assert await send(acknowledges) == "RuntimeError"  # it cannot be read as a change of calendar
    assert await story.recorded() == ["consultation_opened", "request_sent"]


async def test_a_book_that_is_away_is_waited_for(temporal: Client, pool: asyncpg.Pool) -> None:
    """The day is durable once accepted; it is recorded when the database is back."""
    story = Story(temporal, pool, f"test-{secrets.token_hex(4)}")
    book, tried = ledger.CalendarBook(pool), asyncio.Event()

    class Away(ledger.CalendarBook):
        async def record(
            self, command: RecordOverrides, check: Any
        ) -> tuple[RecordedOverride, ...]:
            if not tried.is_set():
                tried.set()
                raise ConnectionRefusedError
            return await book.record(command, check)

    keeping = KeepingCalendar(Away(pool), calendar_in_force, temporal, why_days_changed)
    offered: list[Callable[..., Any]] = [keeping.record_overrides, keeping.adopt_calendar]
    year = datetime.now(UTC).year
    async with build_worker(temporal, story.queue, offered):
        recorded = await Province(story, story).record(records(date(year + 1, 10, 12)))

    assert tried.is_set()
    assert await book.recorded() == recorded


async def test_a_worker_killed_while_cases_follow_leaves_none_behind(
    temporal: Client, temporal_address: str, database: str, pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """Another worker goes on where the first was killed: each case follows once, and more open."""
    queue = f"killed-{secrets.token_hex(4)}"
    cases = [Story(temporal, pool, queue) for _ in range(4)]
    province = Province(cases[0], cases[1])
    async with worker_of(temporal_address, database, queue, -signal.SIGKILL) as doomed:
        for story in cases:
            await story.opens(**ALONE)
        await owner.execute(SLOW_CHANGES)
        await province.record(records(await due_day(cases[0])))
        await until(partial(_somebody_sleeps, pool))
        os.kill(doomed.pid, signal.SIGKILL)
    await owner.execute("DROP TRIGGER slow_change ON event")
    async with worker_of(temporal_address, database, queue):
        for story in cases:
            await until(partial(follows, story), seconds=60)
        await Story(temporal, pool, queue).opens(**ALONE)
        status = (await province.keeper.describe()).status

    assert status is WorkflowExecutionStatus.RUNNING
    for story in cases:
        assert (await story.recorded()).count("calendar_changed") == 1
    assert (await ledger.verify(database)).holds


SLOW_CHANGES = """
CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE TRIGGER slow_change AFTER INSERT ON event FOR EACH ROW
WHEN (new.type = 'calendar_changed') EXECUTE FUNCTION slow_down()
"""


async def _somebody_sleeps(pool: asyncpg.Pool) -> bool:
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    return bool(await pool.fetchval(query))
