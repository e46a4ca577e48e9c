"""The worker: where workflows, activities, ledger and assessor are wired together."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
import structlog
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker, WorkflowRunner

from activities.assessment_step import Assessing
from activities.calendar_step import KeepingCalendar
from activities.checkpoint_step import Checkpointing
from activities.packing_step import Packing
from activities.record_step import Recording
from activities.report_step import Reporting
from activities.second_opinion import SecondOpinion
from activities.sheets_step import MakingSheets
from remiss import ledger, logs
from remiss import settings as configuration
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.time.calendar import WorkCalendar
from remiss.evidence.ledger_proof import MakeCheckpoint, checkpoint_maker
from remiss.identity.trust import checked
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.scorecards.rule_agreement import Retirement
from remiss.ledger.sheets.sheet_making import make_due
from remiss.machine.worker_processes import attend_workers, worker_parts
from remiss.notices import post_office as posting
from remiss.reference.calendars import calendar_in_force
from remiss.reference.corrections import why_days_changed
from remiss.reference.registry import province_name
from remiss.sending.service_condition import ServiceCondition
from remiss.serving.dossier_packing import DossierPacking
from remiss.settings import InvalidSettingsError, Settings
from remiss.temporal.client import connect, missing_attributes
from remiss.temporal.schedules import keep_schedules
from remiss.texts import VIET_NAM, Bilingual, BilingualError, text
from workflows.calendar_keeper import CalendarWorkflow
from workflows.case import ConsultationWorkflow
from workflows.details_query import DetailsOnDemand
from workflows.dossier_packing import PackingWorkflow
from workflows.hourly_checkpoint import CheckpointWorkflow
from workflows.morning_report import DailyReportWorkflow
from workflows.period_sheets import SheetsWorkflow
from workflows.search_attributes import SERVER_TYPES

log = structlog.get_logger()

ADDRESSES = ("temporal_address", "postgres_dsn")
GARBAGE_AFTER = 20_000
"""New values before the youngest are searched; Python's 700 are less than one reply makes."""
LOOK_WITHIN = timedelta(seconds=5)


def settle_memory() -> None:
    """Keep what a worker loaded out of every later search for garbage.

    A case is many small values. Each full search went through all modules as well, while every
    other case waited.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)


def build_worker(
    client: Client,
    task_queue: str,
    activities: Sequence[Callable[..., Any]],
    settings: Settings | None = None,
) -> Worker:
    """A worker for consultations and the calendar; `activities` are the bound ones to offer.

    How much it takes at once and keeps in memory is as the settings say, else as they default to:
    workflow tasks share one interpreter, and past a few each only grows longer.
    """
    limits = settings or Settings.model_construct()
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[
            ConsultationWorkflow,
            CalendarWorkflow,
            DailyReportWorkflow,
            CheckpointWorkflow,
            SheetsWorkflow,
            PackingWorkflow,
        ],
        activities=activities,
        workflow_runner=workflow_runner(),
        interceptors=[DetailsOnDemand()],
        max_cached_workflows=limits.worker_cached_cases,
        max_concurrent_workflow_tasks=limits.worker_workflow_tasks,
        max_concurrent_activities=limits.worker_activities,
        max_concurrent_local_activities=limits.worker_activities,
    )


def workflow_runner() -> WorkflowRunner:
    """What runs every workflow: without the SDK's sandbox, which the kept histories replay in."""
    return UnsandboxedWorkflowRunner()


def _second_opinion(settings: Settings) -> SecondOpinion | None:
    if settings.assessor_url is None:
        return None
    key = settings.assessor_api_key
    secret = key.get_secret_value() if key else None
    return SecondOpinion(settings.assessor_url, settings.assessor_model, secret)


def _reporting(
    pool: asyncpg.Pool,
    book: ledger.CalendarBook,
    make_checkpoint: MakeCheckpoint,
    condition: ServiceCondition | None = None,
) -> Reporting:
    async def calendar_at(at: datetime) -> WorkCalendar:
        return calendar_in_force(await book.recorded(), at.astimezone(VIET_NAM).year)

    async def look_around() -> tuple[Bilingual, ...]:
        return tuple(sign.text for sign in await condition.look()) if condition else ()

    return Reporting(
        partial(ledger.morning_cases, pool),
        partial(ledger.publish, pool),
        calendar_at,
        province_name(),
        make_checkpoint,
        look_around,
    )


@asynccontextmanager
async def running(settings: Settings, client: Client) -> AsyncIterator[None]:
    """A worker at work on the settings' ledger, drained when the block ends."""
    dsn = settings.postgres_dsn
    pool = await ledger.connect(dsn.get_secret_value() if dsn else "", command_timeout=2)
    try:
        recording = Recording(partial(ledger.settle, pool))
        book = ledger.CalendarBook(pool)
        make_checkpoint = checkpoint_maker(settings, pool)
        condition = ServiceCondition(pool, client, settings.task_queue, settings.data_dir)
        packing = DossierPacking(settings, PortalTables(pool))
        packer = Packing(packing.pack, packing.drop)
        keeping = KeepingCalendar(book, calendar_in_force, client, why_days_changed)
        offered: list[Callable[..., Any]] = [
            recording.record_events,
            Assessing(assess, _second_opinion(settings), Retirement(pool).of).assess_reply,
            _reporting(pool, book, make_checkpoint, condition).make_daily_report,
            Checkpointing(make_checkpoint).make_checkpoint,
            MakingSheets(partial(make_due, pool)).make_sheets,
            packer.pack_dossier,
            packer.drop_dossier,
            keeping.record_overrides,
            keeping.adopt_calendar,
        ]
        async with (
            posting.postman_at_work(settings),
            build_worker(client, settings.task_queue, offered, settings),
        ):
            log.info("worker_started", task_queue=settings.task_queue)
            yield
    finally:
        await pool.close()


async def name_missing_attributes(client: Client) -> None:
    """Log which search attributes the server lacks: a step that sets one of them is refused.

    Most are set when a case opens, but `LedgerBehind` only once the ledger is away: too late to
    find out then.
    """
    if missing := await missing_attributes(client, SERVER_TYPES, LOOK_WITHIN):
        log.error("search_attributes_missing", names=missing, todo=text("worker.register").both())


async def _check_schema(settings: Settings) -> None:
    """Refuse to work on a database of another release; one that is down is waited for."""
    dsn = settings.postgres_dsn
    pool = await ledger.connect(dsn.get_secret_value() if dsn else "")
    try:
        await ledger.check_schema(pool)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        log.warning("schema_unknown", error=repr(error))
    finally:
        pool.terminate()


async def run(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM, then finish what was begun."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    connecting = asyncio.create_task(connect(settings))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((connecting, stopping), return_when=asyncio.FIRST_COMPLETED)
    if connecting.done():
        client = connecting.result()
        await _check_schema(settings)
        await name_missing_attributes(client)
        settle_memory()
        async with running(settings, client), keep_schedules(client, settings.task_queue):
            await stopping
    connecting.cancel()
    log.info("worker_stopped")


def main() -> None:
    """Run one worker, or a parent of several, on the Temporal and PostgreSQL the settings name.

    Told to end before it has begun anything, it ends as it would later.
    """
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    settings = configuration.load()
    if missing := [name for name in ADDRESSES if getattr(settings, name) is None]:
        raise InvalidSettingsError(*configuration.explain_missing(missing))
    logs.configure(checked(settings))
    if settings.worker_processes > 1:
        asyncio.run(attend_workers(worker_parts(settings.worker_processes)))
    else:
        asyncio.run(run(settings))


if __name__ == "__main__":
    try:
        main()
    except BilingualError as error:
        sys.exit(str(error))
