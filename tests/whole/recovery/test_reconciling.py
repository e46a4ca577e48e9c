"""PostgreSQL really lost and restored from an old backup: its end comes back from the runs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from temporalio import workflow
from temporalio.worker import Worker

from remiss import ledger
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Acknowledge, AskClarification, Assign, Conclude
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve
from remiss.consultation.ports import (
    DECIDED_AFTER,
    WORKFLOW,
    CaseStart,
    Decided,
    DecidedAfter,
    RecordBatch,
)
from remiss.consultation.state import Consultation
from remiss.consultation.time.overlay import overridden
from remiss.consultation.values import ClarificationGround
from remiss.consultation.views.rows import view
from remiss.recovery.outcomes import Fate, Summary
from remiss.texts import say
from tests.given.backup import Backup
from tests.given.case import FINANCE, OFFICER, PAPERS, RETURNED, head, official, order, replies
from tests.given.lost_cases import CALENDAR, of_the_past
from tests.given.province import Lost, Province, fates
from tests.given.story import Story, leaving, until, working
from tests.parts.workflows.test_calendar_changes import Province as Keeping
from tests.parts.workflows.test_calendar_changes import records
from tests.parts.workflows.test_stories import ALONE


@pytest.fixture
async def short(tmp_path: Path, pool: asyncpg.Pool, database: str) -> AsyncIterator[Province]:
    """A province at work, whose cases continue as new after a few dozen events of history."""
    server = Lost(tmp_path / "temporal", **{"limit.historyCount.suggestContinueAsNew": 30})
    await server.start()
    try:
        told = Province(await server.client(), pool, database, server.address)
        async with told.at_work():
            yield told
    finally:
        await server.stop()


async def test_chains_come_back_as_they_were(short: Province, backup: Backup) -> None:
    """Byte for byte: a case that went on, one that ended, one opened since; workers append."""
    open_, ended, quiet = (short.case() for _ in range(3))
    for story in (open_, ended, quiet):
        await story.opens(**ALONE)
    await backup.take()
    first_run = await short.run_of(open_.id)
    await _busy(open_)
    await until(lambda: _continued(short, open_, first_run))
    await open_.gives(replies(FINANCE))
    await ended.gives(replies(FINANCE))
    await ended.gives(order(Conclude, OFFICER))
    await ended.handle.result()
    since = short.case()
    await since.opens(**ALONE)
    lost = await short.heads()
    versions = {id_: await _version(short, id_) for id_ in lost}

    await backup.restore()
    meanwhile = await since.gives(replies(FINANCE))
    assert not meanwhile.recorded
    looked = await short.reconciles(dry_run=True)
    assert await short.heads() != lost
    both = await asyncio.gather(short.reconciles(), short.reconciles())

    for summary in (looked, *both):
        assert summary.succeeded, summary.to_see_to.en
    missing = sum(versions.values()) - 6
    assert missing < looked.events <= missing + 2
    await until(lambda: _reaches(since, meanwhile.version))
    now = {id_: await _hash_at(short, id_, version) for id_, version in versions.items()}
    assert now == lost
    assert (await ledger.verify(short.dsn)).holds
    after = await since.gives(order(Conclude, OFFICER))
    await until(lambda: _reaches(since, after.version), seconds=30)
    assert (await short.reconciles()).events == 0


async def test_what_was_decided_while_the_database_was_gone_is_written_too(
    province: Province, backup: Backup
) -> None:
    """A worker retries its append beside the gap; once that is filled it goes on by itself."""
    story = province.case()
    await story.opens(**ALONE)
    await backup.take()
    await _acknowledged(story)
    await backup.restore()
    receipt = await story.gives(replies(FINANCE))
    assert not receipt.recorded
    assert await story.recorded() == ["consultation_opened", "request_sent"]

    assert (await province.reconciles()).succeeded

    await until(lambda: _reaches(story, receipt.version))
    told = (await ledger.stream(province.pool, story.id))[2].event.at
    marked = await province.pool.fetchrow(
        "select after_version, up_to_version, told_before from reappended"
    )
    assert marked is not None
    assert tuple(marked) == (2, 3, told)
    after = await story.gives(order(Conclude, OFFICER))
    await until(lambda: _reaches(story, after.version), seconds=30)
    assert (await ledger.verify(province.dsn)).holds


async def test_a_long_tail_comes_in_pages(province: Province, backup: Backup) -> None:
    """More than one message holds: long replies come back in several, none lost."""
    story = province.case()
    province.assessor.queue = [RETURNED] * 9
    await story.opens(**ALONE)
    await backup.take()
    for _ in range(9):
        await story.gives(replies(FINANCE, text="Thống nhất một phần. " * 4_700))
    page = await story.handle.query(DECIDED_AFTER, DecidedAfter(version=2), result_type=Decided)
    assert page.more
    lost = await province.heads()
    await backup.restore()

    assert (await province.reconciles()).succeeded

    assert await province.heads() == lost


async def test_what_nobody_knows_any_more_is_named(province: Province, backup: Backup) -> None:
    """Temporal was lost before, PostgreSQL now: which case and events; the rest is completed."""
    cut, other = province.case(), province.case()
    await other.opens(**ALONE)
    past = of_the_past(cut.id, 1)
    await ledger.append(province.pool, past)
    await backup.take()
    case = await cut.case()
    for command in (order(Acknowledge, head(FINANCE), agency=FINANCE.code), _clarification()):
        at = command.model_copy(update={"at": datetime.now(UTC)})
        await _append(province.pool, case, at)
        case = await cut.case()
    await province.recovers()
    await _assigned(cut)
    await _acknowledged(other)
    await backup.restore()

    summary = await province.reconciles()

    assert fates(summary) == {cut.id: Fate.STUCK, other.id: Fate.WRITTEN}
    assert not summary.succeeded
    assert _messages(summary) == [say("recovery.gap", first=3, last=4, known=5)]
    assert await ledger.stream(province.pool, cut.id) == list(past.events)


async def test_another_event_in_the_same_place_is_named_and_stays(
    alone: Province, pool: asyncpg.Pool
) -> None:
    """Two histories of one case: nothing is overwritten, a person has to look."""
    away, append = leaving(pool)
    province = alone
    story = province.case()
    async with working(story, append):
        await story.opens(**ALONE)
        away.set()
        await _acknowledged(story)
        other = await _append(pool, await story.case(), _clarification())

        summary = await province.reconciles()

        assert not summary.succeeded
        assert _messages(summary) == [say("recovery.conflict", version=3)]
        assert (await ledger.stream(pool, story.id))[-1] == other


async def test_without_a_worker_it_says_so(
    alone: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs know, only a worker can tell."""
    monkeypatch.setattr("remiss.recovery.runs.ASK_WITHIN", timedelta(seconds=2))
    story = alone.case()
    async with alone.at_work():
        await story.opens(**ALONE)

    summary = await alone.reconciles()

    assert not summary.succeeded
    assert _messages(summary) == [say("recovery.could_not_ask")]


@workflow.defn(name=WORKFLOW, sandboxed=False)
class OfEarlierCode:
    """A case under a worker that does not know the question."""

    @workflow.run
    async def run(self, start: CaseStart) -> None:
        del start
        await workflow.wait_condition(lambda: False)


async def test_a_worker_of_an_earlier_version_is_named(alone: Province, pool: asyncpg.Pool) -> None:
    """It cannot answer; upgrading it is what helps."""
    province = alone
    story = province.case()
    async with Worker(alone.client, task_queue=province.queue, workflows=[OfEarlierCode]):
        handle = await alone.client.start_workflow(
            WORKFLOW, CaseStart(), id=story.id, task_queue=province.queue
        )
        await until(lambda: _listed(province))
        assert _messages(await province.reconciles()) == [say("recovery.unknown_to_old_code")]
        await handle.terminate("over")


async def test_a_case_that_is_nowhere_else_is_left_to_recover(province: Province) -> None:
    """Nothing can be compared; it is said which command comes next."""
    story = province.case()
    await ledger.append(province.pool, of_the_past(story.id, 1))

    summary = await province.reconciles()

    assert fates(summary) == {story.id: Fate.LOST}
    assert _messages(summary) == [say("recovery.not_running")]


async def test_days_of_the_calendar_come_back_as_they_were_recorded(
    province: Province, backup: Backup
) -> None:
    """With who recorded them, when and why, from the keeper's history; once."""
    keeping, day = await _with_a_case(province), _working_day(2)
    await backup.take()
    await keeping.record(records(day))
    await keeping.record(records(_working_day(3)))
    await until(lambda: _follows(keeping.one, 2))
    book = ledger.CalendarBook(province.pool)
    lost = await book.recorded()
    await backup.restore()
    assert await book.recorded() == ()

    both = await asyncio.gather(province.reconciles(), province.reconciles())

    assert all(summary.succeeded for summary in both)
    assert await book.recorded() == lost
    await keeping.keeper.terminate("over")


async def test_days_nobody_remembers_are_named(province: Province) -> None:
    """A case still follows a day whose document is lost: it has to be recorded again."""
    day, story = _working_day(2), province.case()
    calendar = overridden(CALENDAR, records(day).overrides)
    await story.opens(calendar=calendar, **ALONE)

    summary = await province.reconciles()

    assert not summary.succeeded
    assert day.strftime("%d/%m/%Y") in summary.to_see_to.vi
    assert story.id in summary.to_see_to.vi


async def test_a_day_recorded_otherwise_since_is_not_written_over(
    province: Province, backup: Backup
) -> None:
    """What was recorded after the restoration stands; what it displaced is named."""
    keeping, day = await _with_a_case(province), _working_day(2)
    await backup.take()
    await keeping.record(records(day))
    await until(lambda: _follows(keeping.one, 1))
    await backup.restore()
    book = ledger.CalendarBook(province.pool)
    stands = await book.record(records(day), lambda _: None)

    summary = await province.reconciles()

    assert not summary.succeeded
    assert day.strftime("%d/%m/%Y") in summary.to_see_to.vi
    assert await book.recorded() == stands
    await keeping.keeper.terminate("over")


async def _with_a_case(province: Province) -> Keeping:
    story = province.case()
    await story.opens(calendar=CALENDAR, **ALONE)
    return Keeping(story, story)


def _working_day(after: int) -> date:
    return CALENDAR.walk(datetime.now(UTC), after)[-1].date


async def _follows(story: Story, changes: int) -> bool:
    return (await story.recorded()).count("calendar_changed") == changes


async def _acknowledged(story: Story) -> None:
    await story.gives(order(Acknowledge, head(FINANCE), agency=FINANCE.code))


def _clarification() -> AskClarification:
    return order(
        AskClarification,
        official(FINANCE),
        agency=FINANCE.code,
        ground=ClarificationGround.MISSING_DOCUMENT,
        papers=PAPERS,
        text="Đề nghị gửi phụ lục dự toán.",
    )


async def _busy(story: Story) -> None:
    """Enough happens for the case to continue as new."""
    for number in range(7):
        await _assigned(story, number)


async def _assigned(story: Story, number: int = 0) -> None:
    person = official(FINANCE).person.model_copy(update={"id": f"cv-{number}"})
    await story.gives(order(Assign, head(FINANCE), agency=FINANCE.code, official=person))


async def _continued(province: Province, story: Story, first_run: str) -> bool:
    return await province.run_of(story.id) != first_run


async def _version(province: Province, id_: str) -> int:
    return len(await ledger.stream(province.pool, id_))


async def _reaches(story: Story, version: int) -> bool:
    return len(await story.recorded()) >= version


async def _hash_at(province: Province, id_: str, version: int) -> Any:
    query = "select hash from event where stream = $1 and version = $2"
    return await province.pool.fetchval(query, id_, version)


async def _listed(province: Province) -> bool:
    query = f'TaskQueue = "{province.queue}"'
    return (await province.client.count_workflows(query)).count > 0


async def _append(pool: asyncpg.Pool, case: Consultation, command: Any) -> RecordedEvent:
    (event,) = decide(case, command)
    recorded = RecordedEvent(
        consultation=case.id,
        version=case.version + 1,
        command_id=command.id,
        actor=command.actor,
        event=event,
    )
    after = evolve(case, event)
    assert isinstance(after, Consultation)
    await ledger.append(pool, RecordBatch(events=(recorded,), row=view(after)))
    return recorded


def _messages(summary: Summary) -> list[Any]:
    return [outcome.message for outcome in summary.outcomes if outcome.message]
