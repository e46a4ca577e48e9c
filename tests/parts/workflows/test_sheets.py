"""Sheets made by their workflow on a real Temporal server, and the schedule that starts it."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import partial

import asyncpg
from temporalio.client import Client

from activities.sheets_step import MakingSheets
from remiss.consultation.ports import SHEETS_WORKFLOW, SheetsMade, SheetsStart
from remiss.ledger import append
from remiss.ledger.sheets.sheet_chain import kept_periods
from remiss.ledger.sheets.sheet_making import make_due
from remiss.temporal.schedules import (
    LATER_AT_NIGHT,
    calendar_look_id,
    checkpoints_id,
    ensure_schedules,
    schedule_id,
    sheets_id,
)
from remiss.texts import VIET_NAM
from tests.given.ledger_cases import case
from worker import build_worker


async def test_the_workflow_makes_the_sheet_of_a_period(
    temporal: Client, pool: asyncpg.Pool
) -> None:
    """Of the one it is given; without one, of all that are over and have none."""
    queue = f"sheets-{secrets.token_hex(4)}"
    for batch in case("HS-1"):
        await append(pool, batch)

    async def run(start: SheetsStart) -> SheetsMade:
        made: SheetsMade = await temporal.execute_workflow(
            SHEETS_WORKFLOW,
            start,
            id=f"{queue}-{secrets.token_hex(4)}",
            task_queue=queue,
            result_type=SheetsMade,
        )
        return made

    async with build_worker(temporal, queue, [MakingSheets(partial(make_due, pool)).make_sheets]):
        assert await run(SheetsStart(period="2026-03")) == SheetsMade(made=("2026-03",))
        rest = await run(SheetsStart())
        assert "2026-Q1" in rest.made
        assert "2026-03" not in rest.made
        assert await run(SheetsStart()) == SheetsMade()
    assert [period.key for period in await kept_periods(pool)] == ["2026-03", *rest.made]


async def test_every_night_looks_for_what_is_due(temporal: Client) -> None:
    """After midnight in Viet Nam, when a period has just ended; started without a period."""
    queue = f"sheets-{secrets.token_hex(4)}"
    await ensure_schedules(temporal, queue)
    handle = temporal.get_schedule_handle(sheets_id(queue))

    times = (await handle.describe()).info.next_action_times

    local = [at.astimezone(VIET_NAM) for at in times[:2]]
    assert {(at.hour, at.minute) for at in local} == {(0, LATER_AT_NIGHT)}
    assert local[1] - local[0] == timedelta(days=1)
    assert times[0] > datetime.now(UTC)
    for name in (sheets_id, calendar_look_id, checkpoints_id, schedule_id):
        await temporal.get_schedule_handle(name(queue)).delete()
