"""The daily report on a real Temporal server and a real ledger, started by its schedule."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from docx import Document
from pydantic import SecretStr
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client, ScheduleHandle, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode

from activities.report_step import Reporting
from remiss import ledger
from remiss.consultation.ports import DAILY_REPORT, ReportMade, ReportTask
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import Session
from remiss.documents.daily_report import OverdueItem
from remiss.documents.morning_reports import MorningReports
from remiss.reference.calendars import working_calendar
from remiss.settings import Settings
from remiss.temporal import schedules as scheduling
from remiss.temporal.schedules import ensure_schedules, keep_schedules, schedule_id
from remiss.texts import VIET_NAM
from tests.given import generated
from tests.given.case import (
    FINANCE,
    MONEY,
    POLICY,
    both,
    hanoi,
    opening,
    time_passes,
)
from tests.given.commands import worker_process
from tests.given.ledger_cases import batches
from tests.given.report_recount import Fact, recounted
from tests.given.story import record_history, until
from worker import build_worker

ROOT = Path(__file__).parents[3]
PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
OFF = both("Ngày nghỉ thử nghiệm")


async def calendar(at: datetime, *, off: bool = False) -> WorkCalendar:
    """A calendar in which the day of `at` is worked, whichever it is; or is off."""
    day = at.astimezone(VIET_NAM).date()
    return WorkCalendar(
        version="test",
        first=day - timedelta(days=365),
        last=day + timedelta(days=365),
        sessions=(Session(opens=time(7, 30), closes=time(17)),),
        days_off={day: OFF} if off else {},
        working_weekends={} if off else {day: both("Làm bù")},
    )


@dataclass
class Morning:
    """A worker that makes reports, and the ledger it makes them from."""

    client: Client
    pool: asyncpg.Pool
    queue: str

    async def stored(self, id_: str, days_ago: int) -> None:
        """A case opened so many days ago whose one agency has stayed silent up to the Chairman."""
        now = datetime.now(UTC)
        start = now - timedelta(days=days_ago)
        asked: dict[str, Any] = {"questions": (MONEY,), "agencies": (FINANCE.code,)}
        whole = working_calendar(now.year - 1, now.year + 2)
        opened = opening(at=start, consultation=id_, calendar=whole, **asked)
        due = whole.add(start, POLICY.reply_within)
        rung = whole.add(due, POLICY.ladder[-1].after)
        for batch in batches(opened, time_passes(min(rung, now))):
            await ledger.append(self.pool, batch)

    async def starts(self) -> WorkflowHandle[Any, ReportMade]:
        return await self.client.start_workflow(
            DAILY_REPORT,
            id=f"{self.queue}-{secrets.token_hex(4)}",
            task_queue=self.queue,
            result_type=ReportMade,
        )

    async def report(self) -> MorningReports | None:
        """What is published of today."""
        stored = await ledger.read_report(self.pool, datetime.now(VIET_NAM).date())
        return MorningReports.model_validate_json(stored.body) if stored else None


@asynccontextmanager
async def reporting(
    client: Client, pool: asyncpg.Pool, *, off: bool = False
) -> AsyncIterator[Morning]:
    queue = f"report-{secrets.token_hex(4)}"
    activities = Reporting(
        partial(ledger.morning_cases, pool),
        partial(ledger.publish, pool),
        partial(calendar, off=off),
        PROVINCE,
    )
    async with build_worker(client, queue, [activities.make_daily_report]):
        yield Morning(client, pool, queue)


@pytest.fixture
async def morning(temporal: Client, pool: asyncpg.Pool) -> AsyncIterator[Morning]:
    """A working morning."""
    async with reporting(temporal, pool) as morning:
        yield morning


@pytest.fixture
async def scheduled(morning: Morning) -> AsyncIterator[ScheduleHandle]:
    """The schedule of that worker, removed at the end."""
    await ensure_schedules(morning.client, morning.queue)
    handle = morning.client.get_schedule_handle(schedule_id(morning.queue))
    yield handle
    await handle.delete()


async def test_the_report_of_a_working_morning(
    morning: Morning, request: pytest.FixtureRequest
) -> None:
    """What is overdue, with level and names, for the Office; what rose to him, for the Chairman."""
    await morning.stored("HS-RISEN", days_ago=40)
    await morning.stored("HS-QUIET", days_ago=0)
    handle = await morning.starts()

    made = await handle.result()

    reports = await morning.report()
    assert reports is not None
    assert (made.day, made.made_at) == (reports.day, reports.office.made_at)
    assert (reports.office.open_consultations, reports.office.open_requests) == (2, 2)
    (item,) = reports.office.overdue
    assert (item.consultation, item.agency, item.officer) == (
        "HS-RISEN",
        FINANCE.code,
        "Trần Thị Lan",
    )
    assert reports.chairman is not None
    assert reports.chairman.overdue == (item,)
    if request.config.getoption("--record-histories"):
        await record_history(handle, "the_report_of_a_working_morning")


async def test_both_documents_are_published(morning: Morning) -> None:
    """Word files that every API process can serve, since they lie in the database."""
    await morning.stored("HS-RISEN", days_ago=40)
    await (await morning.starts()).result()

    stored = await ledger.read_report(morning.pool, datetime.now(VIET_NAM).date())

    assert stored is not None
    assert stored.chairman_docx is not None
    for content in (stored.office_docx, stored.chairman_docx):
        cells = [c.text for t in Document(BytesIO(content)).tables for c in t._cells]
        assert any("HS-RISEN" in cell for cell in cells)


async def test_a_run_started_by_the_schedule(morning: Morning, scheduled: ScheduleHandle) -> None:
    """The schedule starts the workflow on this worker's queue, and its page tells a reader all."""
    await morning.stored("HS-RISEN", days_ago=40)
    await scheduled.trigger()

    async def published() -> bool:
        return await morning.report() is not None

    await until(published)
    (action,) = (await scheduled.describe()).info.recent_actions
    run = action.action
    handle = morning.client.get_workflow_handle(run.workflow_id)  # type: ignore[attr-defined]
    await handle.result()
    assert await (await handle.describe()).static_summary() == scheduling.SUMMARY
    metadata: Any = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    row = next(line for line in metadata.current_details.splitlines() if "HS-RISEN" in line)
    assert "Sở Tài chính" in row
    assert "Chủ tịch UBND tỉnh" in row
    assert "Hiện chờ Sở Tài chính" in row


async def test_a_day_off_makes_nothing(temporal: Client, pool: asyncpg.Pool) -> None:
    """The run says which day off it is, reads no case, and stores no report."""
    async with reporting(temporal, pool, off=True) as morning:
        await morning.stored("HS-RISEN", days_ago=40)
        handle = await morning.starts()

        made = await handle.result()

        assert made.made_at is None
        assert OFF.vi in made.summary.vi
        assert await pool.fetchval("select count(*) from report") == 0
        metadata: Any = await handle.query(
            "__temporal_workflow_metadata", result_type=WorkflowMetadata
        )
        assert OFF.vi in metadata.current_details


async def test_the_day_is_reported_once_however_often_it_runs(morning: Morning) -> None:
    """What became overdue since is for tomorrow: today's report stands, byte for byte."""
    await morning.stored("HS-RISEN", days_ago=40)
    first = await (await morning.starts()).result()
    day = datetime.now(VIET_NAM).date()
    before = await ledger.read_report(morning.pool, day)
    await morning.stored("HS-ANOTHER", days_ago=30)

    handles = [await morning.starts() for _ in range(3)]
    again = await asyncio.gather(*(handle.result() for handle in handles))

    assert {made.made_at for made in again} == {first.made_at}
    assert {made.summary.vi for made in again} == {first.summary.vi}
    assert await ledger.read_report(morning.pool, day) == before
    assert await morning.pool.fetchval("select count(*) from report") == 1


async def test_a_repeated_attempt_makes_the_same_report(
    pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """An attempt that was lost after it stored, done again later, finds itself and succeeds."""
    for batch in generated.case("HS-0001", 1):
        await ledger.append(pool, batch)
    at = hanoi("2026-04-01", "07:30")
    task, activity = ReportTask(at=at), _activity(pool)

    once = await activity.make_daily_report(task)
    stored = await ledger.read_report(pool, at.date())
    await owner.execute("alter table report disable trigger report_append_only")
    await owner.execute("delete from report")
    twice = await activity.make_daily_report(task)
    thrice = await activity.make_daily_report(task)

    assert once == twice == thrice
    again = await ledger.read_report(pool, at.date())
    assert stored is not None
    assert again is not None
    assert (again.body, again.made_at) == (stored.body, stored.made_at)


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        ("2026-03-13", True),
        ("2026-03-24", False),
        ("2026-04-15", False),
        ("2026-05-06", False),
        ("2026-05-21", False),
    ],
)
async def test_the_figures_are_those_of_an_independent_count(
    pool: asyncpg.Pool, day: str, *, quiet: bool
) -> None:
    """A third party counts the same from the exported events alone, without a line of ours."""
    for seed in range(40):
        await ledger.append(
            pool, generated.whole(f"HS-{seed:04}", seed, storms=False, runs_on=True)
        )
    at = hanoi(day, "07:30")
    exported = [row["body"] for row in await pool.fetch("select body from event")]

    await _activity(pool).make_daily_report(ReportTask(at=at))

    stored = await ledger.read_report(pool, at.date())
    assert stored is not None
    told = MorningReports.model_validate_json(stored.body)
    counted = recounted(exported, at)
    assert told.office.open_consultations == counted.consultations
    assert told.office.open_requests == counted.requests
    assert _facts(told.office.overdue) == counted.overdue
    assert _facts(told.office.stalled) == counted.stalled
    chairman = told.chairman.overdue + told.chairman.stalled if told.chairman else ()
    assert {(i.consultation, i.agency) for i in chairman} == counted.listed
    assert counted.requests
    assert quiet or (counted.overdue and counted.stalled and counted.listed)


# The schedule


async def test_the_schedule_runs_when_offices_open(scheduled: ScheduleHandle) -> None:
    """Every day at half past seven in Viet Nam, weekends too; a note says why."""
    description = await scheduled.describe()

    times = [at.astimezone(VIET_NAM) for at in description.info.next_action_times]
    assert {(at.hour, at.minute) for at in times} == {(7, 30)}
    assert {after - before for before, after in pairwise(times)} == {timedelta(days=1)}
    assert "Ngày nghỉ" in (description.schedule.state.note or "")


async def test_many_workers_may_see_to_it_at_once(morning: Morning) -> None:
    """One creates it, nobody else changes it: it is as it should be."""
    await asyncio.gather(*(ensure_schedules(morning.client, morning.queue) for _ in range(6)))
    await ensure_schedules(morning.client, morning.queue)

    handle = morning.client.get_schedule_handle(schedule_id(morning.queue))
    assert (await handle.describe()).info.last_updated_at is None
    await handle.delete()


async def test_a_schedule_of_an_earlier_release_is_brought_up_to_date(
    morning: Morning, scheduled: ScheduleHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another opening time moves it; that somebody paused it stays so."""
    await scheduled.pause(note="Bảo trì")
    later = Session(opens=time(8), closes=time(17))
    monkeypatch.setattr(scheduling, "SESSIONS", (later,))

    await ensure_schedules(morning.client, morning.queue)

    description = await scheduled.describe()
    (spec,) = description.schedule.spec.calendars
    assert (spec.hour[0].start, spec.minute[0].start) == (8, 0)
    assert description.schedule.state.paused


async def test_a_worker_works_while_the_schedule_cannot_be_seen_to() -> None:
    """Temporal is away for a moment: the block runs, and ends, all the same."""
    away = await Client.connect("127.0.0.1:1", lazy=True, data_converter=pydantic_data_converter)

    async with asyncio.timeout(20), keep_schedules(away, "nobody"):
        await asyncio.sleep(0.2)


async def test_it_is_seen_to_once_temporal_is_back(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attempt that failed is made again beside the work."""
    tried: list[int] = []

    async def at_first_away(client: Client, queue: str) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        await ensure_schedules(client, queue)

    monkeypatch.setattr(scheduling, "ensure_schedules", at_first_away)
    monkeypatch.setattr(scheduling, "RETRY_SECONDS", 0.1)
    handle = morning.client.get_schedule_handle(schedule_id(morning.queue))

    async with keep_schedules(morning.client, morning.queue):
        await until(partial(_exists, handle))

    assert len(tried) == 2
    await handle.delete()


async def test_a_worker_process_brings_its_schedule_along(
    temporal_address: str, temporal: Client, database: str, tmp_path: Path
) -> None:
    """Started as in production it makes the schedule, and makes the report when that fires."""
    queue = f"worker-{secrets.token_hex(4)}"
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=temporal_address,
        task_queue=queue,
        development_issuer=True,
    )
    handle = temporal.get_schedule_handle(schedule_id(queue))
    async with worker_process(settings.environment()):
        await until(partial(_exists, handle), seconds=30)
        await handle.trigger()
        await until(partial(_ran, handle), seconds=30)
        (action,) = (await handle.describe()).info.recent_actions
        run = temporal.get_workflow_handle(action.action.workflow_id, result_type=ReportMade)  # type: ignore[attr-defined]
        made = await run.result()
        assert made.day == datetime.now(VIET_NAM).date()
    await handle.delete()


async def _exists(handle: ScheduleHandle) -> bool:
    try:
        await handle.describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return False
    return True


async def _ran(handle: ScheduleHandle) -> bool:
    return bool((await handle.describe()).info.recent_actions)


def _activity(pool: asyncpg.Pool) -> Reporting:
    return Reporting(
        partial(ledger.morning_cases, pool), partial(ledger.publish, pool), calendar, PROVINCE
    )


def _facts(items: Iterable[OverdueItem]) -> set[Fact]:
    """Every figure of the report, lateness and deadline too."""
    return {
        Fact(i.consultation, i.agency, int(i.level), i.returns, i.days_late, i.due_at)
        for i in items
    }
