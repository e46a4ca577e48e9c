"""What becomes of a single case: late, living, ended, over, spoilt."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import asyncpg
import pytest
from temporalio.client import WithStartWorkflowOperation, WorkflowUpdateStage
from temporalio.common import WorkflowIDConflictPolicy

from remiss import ledger
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge, Cancel
from remiss.consultation.life.events import ConsultationCancelled, OutageRecorded, ReminderSent
from remiss.consultation.ports import (
    CALENDAR_WORKFLOW,
    DAILY_REPORT,
    DECIDED_AFTER,
    WORKFLOW,
    CaseStart,
    Decided,
    DecidedAfter,
    Receipt,
)
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.views.rows import view
from remiss.recovery.companions import is_owed, keep_reporting
from remiss.recovery.lost_case import end_lost
from remiss.recovery.outcomes import Fate
from remiss.temporal.schedules import schedule_id
from remiss.texts import VIET_NAM, BilingualError, say
from tests.given.case import (
    FINANCE,
    OFFICE,
    OFFICER,
    POLICY,
    hanoi,
    head,
    opening,
    order,
    outage_until,
    replies,
)
from tests.given.lost_cases import CALENDAR, of_the_past
from tests.given.province import Province, fates
from tests.given.story import Story, leaving, until, working
from tests.parts.workflows.test_calendar_changes import records
from tests.parts.workflows.test_stories import ALONE

FORGIVING = POLICY.model_copy(update={"outage_after": WorkSpan(days=30)})


async def test_an_absence_is_nobodys_delay(province: Province) -> None:
    """A case that comes back days late records the outage, as one whose workers were down."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 8))
    before = await story.case()

    assert fates(await province.recovers()) == {story.id: Fate.STARTED}
    await until(lambda: _longer_than(story, before.version))

    rung = (await ledger.stream(province.pool, story.id))[before.version :]
    outage = rung[0].event
    assert isinstance(outage, OutageRecorded)
    assert outage.since == view(before).next_alarm_at
    assert tuple(r.event for r in rung) == decide(before, outage_until(outage.at))
    after = await story.request(FINANCE)
    assert (after.overdue, after.level) == (False, 0)
    assert after.due_at > datetime.now(UTC)
    assert (await story.gives(replies(FINANCE))).events[-1] == "reply_accepted"


async def test_what_fell_due_meanwhile_rings_once_and_says_when_it_was_due(
    province: Province,
) -> None:
    """Where no outage is recorded, each thing missed happens late, once, with its due time."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 4, policy=FORGIVING))
    before = await story.case()
    due = view(before).next_alarm_at

    await asyncio.gather(province.recovers(), province.recovers())
    await until(lambda: _longer_than(story, before.version))
    await province.recovers()

    reminders = [
        r.event
        for r in await ledger.stream(province.pool, story.id)
        if isinstance(r.event, ReminderSent)
    ]
    assert [(event.ordinal, event.fell_due_at) for event in reminders] == [(1, due)]
    assert reminders[0].at > reminders[0].fell_due_at


async def test_half_the_cases_live_and_are_left_alone(province: Province) -> None:
    """Only what was ended starts again; a look before that changes nothing."""
    stories = [province.case() for _ in range(4)]
    for story in stories:
        await story.opens(**ALONE)
    ended, living = stories[:2], stories[2:]
    for story in ended:
        await story.handle.terminate("by mistake")
    runs = {story.id: await province.run_of(story.id) for story in stories}
    wanted = {s.id: Fate.STARTED for s in ended} | {s.id: Fate.LIVING for s in living}

    assert fates(await province.recovers(dry_run=True)) == wanted
    assert {story.id: await province.run_of(story.id) for story in stories} == runs
    assert fates(await province.recovers()) == wanted

    for story in stories:
        assert (await province.run_of(story.id) == runs[story.id]) is (story in living)
        await story.gives(replies(FINANCE))


async def test_what_only_an_ended_run_knew_is_recorded_first(
    alone: Province, pool: asyncpg.Pool
) -> None:
    """Ended while the ledger was away: its last answer, given to the agency as accepted, stands."""
    away, append = leaving(pool)
    province = alone
    story, command = province.case(), order(Acknowledge, head(FINANCE), agency=FINANCE.code)
    async with working(story, append):
        await story.opens(**ALONE)
        away.set()
        given = await story.gives(command)
        await story.handle.terminate("by mistake")
        away.clear()

        assert not given.recorded
        assert fates(await province.recovers()) == {story.id: Fate.STARTED}
        assert (await story.recorded())[-1] == "request_acknowledged"
        again = await story.gives(command)
        assert (again.version, again.events) == (given.version, given.events)


async def test_an_ended_run_that_cannot_be_asked_is_not_passed_over(
    alone: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a worker nobody knows what it had decided: named, unless the ledger is to count."""
    monkeypatch.setattr("remiss.recovery.runs.ASK_WITHIN", timedelta(seconds=2))
    story = alone.case()
    async with alone.at_work():
        await story.opens(**ALONE)
        await story.handle.terminate("by mistake")

    stuck = await alone.recovers()

    assert not stuck.succeeded
    assert stuck.outcomes[0].message == say("recovery.ended_unasked")
    assert fates(await alone.recovers(from_ledger=True)) == {story.id: Fate.STARTED}


async def test_a_case_that_is_over_is_not_started(province: Province) -> None:
    """Cancelled is cancelled: there is nothing to bring back, and nothing wrong."""
    story = province.case()
    await story.opens(**ALONE)
    await story.gives(order(Cancel, OFFICER, reason="Dừng xây dựng văn bản"))
    await story.handle.result()
    run = await province.run_of(story.id)

    summary = await province.recovers()

    assert summary.succeeded
    assert story.id not in fates(summary)
    assert await province.run_of(story.id) == run


async def test_a_case_whose_run_is_gone_is_ended_on_record(province: Province) -> None:
    """By a named decision, once; a living one is its officer's to end."""
    story = province.case()
    await story.opens(**ALONE)
    decided: dict[str, Any] = {"by": OFFICE.person, "reason": "Không khởi động lại được"}
    with pytest.raises(BilingualError, match="is running"):
        await end_lost(province.dsn, province.settings, story.id, **decided)
    await story.handle.terminate("lost")

    version = await end_lost(province.dsn, province.settings, story.id, **decided)

    last = (await ledger.stream(province.pool, story.id))[-1]
    assert (last.version, last.event.kind) == (version, "consultation_cancelled")
    assert isinstance(last.event, ConsultationCancelled)
    assert last.event.by == OFFICE.person
    assert (await ledger.verify(province.dsn)).holds
    assert story.id not in fates(await province.recovers())
    with pytest.raises(BilingualError, match="cancelled"):
        await end_lost(province.dsn, province.settings, story.id, **decided)


async def test_a_case_over_in_temporal_and_open_in_the_ledger_is_not_started(
    province: Province,
) -> None:
    """Its end is missing from a restored ledger: a second run would begin another history."""
    story = province.case()
    await story.opens(**ALONE)
    await story.gives(order(Cancel, OFFICER, reason="Dừng xây dựng văn bản"))
    await story.handle.result()
    await _cut_off(province, story, 1)

    summary = await province.recovers()

    assert not summary.succeeded
    assert [o.message for o in summary.outcomes] == [say("recovery.ledger_behind")]
    assert (await province.reconciles()).succeeded
    assert (await story.recorded())[-1] == "consultation_cancelled"


async def test_a_run_never_opened_stands_in_nobodys_way(province: Province) -> None:
    """While it waits for an opening it is named; once it has ended the case starts."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 1))
    await province.client.start_workflow(
        WORKFLOW, CaseStart(), id=story.id, task_queue=province.queue
    )

    waiting = await province.recovers()
    assert [o.message for o in waiting.outcomes] == [say("recovery.being_opened")]
    await story.handle.terminate("over")
    assert fates(await province.recovers()) == {story.id: Fate.STARTED}


async def test_a_case_opened_anew_follows_the_ledger(province: Province) -> None:
    """Its opening sent once more, before recovery and with the ledger away: it is the same case."""
    story = province.case()
    past = of_the_past(story.id, 1)
    await ledger.append(province.pool, past)
    command = opening(consultation=story.id, calendar=CALENDAR)
    command = command.model_copy(update={"id": past.events[0].command_id})
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        WORKFLOW,
        CaseStart(),
        id=story.id,
        task_queue=province.queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    sent = await province.client.start_update_with_start_workflow(
        command.kind,
        command,
        id=command.id,
        start_workflow_operation=start,
        wait_for_stage=WorkflowUpdateStage.COMPLETED,
        result_type=Receipt,
    )

    assert (await sent.result()).version == past.row.version
    assert await ledger.stream(province.pool, story.id) == list(past.events)
    assert fates(await province.recovers()) == {story.id: Fate.LIVING}
    told = await story.handle.query(DECIDED_AFTER, DecidedAfter(version=0), result_type=Decided)
    assert (told.events, told.recorded) == (past.events, past.row.version)
    await story.gives(replies(FINANCE))
    assert (await ledger.verify(province.dsn)).holds


@pytest.mark.parametrize(
    ("damage", "version"),
    [
        ("delete from event where version = 2", 2),
        ("delete from event where version = 1", 1),
        ("update event set body = jsonb_set(body, '{actor,name}', '\"X\"') where version = 2", 2),
    ],
)
async def test_a_spoilt_case_is_named_and_the_rest_goes_on(
    province: Province, damage: str, version: int
) -> None:
    """Cut short or tampered with: which event, what is wrong; exit code 1; the others start."""
    good, spoilt = province.case(), province.case()
    for story in (good, spoilt):
        await ledger.append(province.pool, of_the_past(story.id, 1))
    await _by_force(province, f"{damage} and stream = '{spoilt.id}'")

    summary = await province.recovers()

    assert fates(summary) == {good.id: Fate.STARTED, spoilt.id: Fate.STUCK}
    assert not summary.succeeded
    assert spoilt.id in summary.to_see_to.vi
    found = await ledger.read_sound(province.pool, spoilt.id)
    assert isinstance(found, ledger.LedgerFinding)
    assert found.version == version


async def test_the_calendar_comes_back(province: Province) -> None:
    """A day recorded and not yet followed reaches the case, also where the keeper lives."""
    story, book = province.case(), ledger.CalendarBook(province.pool)
    await ledger.append(province.pool, of_the_past(story.id, 1))
    first, second = (day.date for day in CALENDAR.walk(datetime.now(UTC), 3)[-2:])
    await book.record(records(first), lambda _: None)

    await asyncio.gather(province.recovers(), province.recovers())

    await until(lambda: _follows(story, 1))
    keepers = f'WorkflowType = "{CALENDAR_WORKFLOW}" AND TaskQueue = "{province.queue}"'
    await until(lambda: _count(province, keepers))
    await story.handle.terminate("by mistake")
    await book.record(records(second), lambda _: None)
    await province.recovers()
    await until(lambda: _follows(story, 2))
    assert len(await book.recorded()) == 2


async def test_the_daily_report_comes_back(province: Province) -> None:
    """Its schedule is there again, and a report this morning missed is made up for, once."""
    schedule = province.client.get_schedule_handle(schedule_id(province.queue))
    morning = datetime.combine(datetime.now(VIET_NAM).date(), time(9), tzinfo=VIET_NAM)
    await keep_reporting(province.pool, province.client, province.queue, morning)
    try:
        assert (await schedule.describe()).id == schedule_id(province.queue)
        reports = f'WorkflowType = "{DAILY_REPORT}" AND TaskQueue = "{province.queue}"'
        await until(lambda: _count(province, reports))
    finally:
        await schedule.delete()


@pytest.mark.parametrize(
    ("clock", "owed"), [("07:29", False), ("07:30", True), ("19:29", True), ("19:30", False)]
)
def test_a_report_is_owed_on_the_same_day_only(clock: str, owed: bool) -> None:  # noqa: FBT001
    """As long as the schedule itself would have caught up."""
    assert is_owed(hanoi("2026-11-24", clock)) is owed


async def test_a_server_that_fails_on_the_way_is_named(province: Province) -> None:
    """One message for a person, saying that the same command may be given again."""
    nowhere = replace(province, dsn=f"{province.dsn}_gone")

    with pytest.raises(BilingualError, match="InvalidCatalogNameError"):
        await nowhere.recovers()


async def _count(province: Province, query: str) -> bool:
    return (await province.client.count_workflows(query)).count == 1


async def _follows(story: Story, changes: int) -> bool:
    return (await story.recorded()).count("calendar_changed") == changes


async def _longer_than(story: Story, version: int) -> bool:
    return len(await story.recorded()) > version


async def _by_force(province: Province, statement: str) -> None:
    """What only the owner of the database can do, and no part of the service does."""
    connection = await asyncpg.connect(province.owner_dsn)
    try:
        await connection.execute("alter table event disable trigger event_append_only")
        await connection.execute(statement)
    finally:
        await connection.execute("alter table event enable always trigger event_append_only")
        await connection.close()


async def _cut_off(province: Province, story: Story, events: int) -> None:
    """The newest events are gone, and the rows that knew of them."""
    kept = (await ledger.stream(province.pool, story.id))[:-events]
    await _by_force(
        province,
        f"delete from event where stream = '{story.id}' and version > {len(kept)}",  # noqa: S608
    )
    await _by_force(province, f"delete from request where consultation = '{story.id}'")  # noqa: S608
    await _by_force(province, f"delete from consultation where id = '{story.id}'")  # noqa: S608
    if kept:
        await ledger.rebuild(province.owner_dsn)
