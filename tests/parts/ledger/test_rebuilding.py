import asyncio

import asyncpg
import pytest

from remiss.consultation.ports import RecordBatch
from remiss.ledger import (
    LedgerCutShort,
    LedgerUnreadable,
    append,
    rebuild,
    session,
    stream,
    sweep,
    upgrade,
    verify,
)
from remiss.ledger.projection import columns_after
from remiss.ledger.read_tables import is_due, write_rows
from remiss.ledger.sweep import Swept
from tests.given.ledger_cases import case, merged
from tests.parts.ledger.test_appending import rows


async def test_rebuilds_equal_rows(pool: asyncpg.Pool, owner_dsn: str) -> None:
    """Rows made from the events are those the appends left."""
    for batch in case("HS-1") + case("HS-2")[:4]:
        await append(pool, batch)
    before = await rows(pool)
    assert await rebuild(owner_dsn) == 2
    assert await rows(pool) == before


async def test_repairs_damaged_rows(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """Rows lost, changed or invented are as they should be afterwards."""
    for id_ in ("HS-1", "HS-2"):
        await append(pool, merged(case(id_)))
    before = await rows(pool)
    await owner.execute("delete from request where consultation = 'HS-1'")
    await owner.execute("update consultation set version = 1, subject = 'khác' where id = 'HS-1'")
    await rebuild(owner_dsn)
    assert await rows(pool) == before


async def test_appends_meanwhile_are_not_lost(pool: asyncpg.Pool, owner_dsn: str) -> None:
    """Rows of events appended during rebuilds are those after the events."""
    cases = [case(f"HS-{number}") for number in range(10)]

    async def write(parts: list[RecordBatch]) -> None:
        for batch in parts:
            await append(pool, batch)

    async def rebuilt() -> None:
        await rebuild(owner_dsn)

    await asyncio.gather(*map(write, cases), *(rebuilt() for _ in range(3)))
    assert (await verify(owner_dsn)).holds


async def test_readers_never_see_empty_tables(pool: asyncpg.Pool, owner_dsn: str) -> None:
    """While rows are replaced, the old ones stay visible."""
    for number in range(30):
        await append(pool, merged(case(f"HS-{number}")))
    rebuilding = asyncio.create_task(rebuild(owner_dsn))
    while not rebuilding.done():
        assert await pool.fetchval("select count(*) from consultation") == 30
        assert await pool.fetchval("select count(*) from request") == 60


async def test_changes_nothing_when_a_stream_cannot_be_read(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """One unreadable event is named and leaves the rows of its case as they were; others follow."""
    for id_ in ("HS-1", "HS-2"):
        await append(pool, merged(case(id_)))
    before = await rows(pool)
    await owner.execute("alter table event disable trigger event_append_only")
    await owner.execute(
        """update event set body = body #- '{event,due_at}' where version = 2 and stream = 'HS-1'"""
    )
    await owner.execute("update consultation set officer = 'khác' where id = 'HS-2'")
    with pytest.raises(LedgerUnreadable, match="event 2 of consultation HS-1"):
        await rebuild(owner_dsn)
    assert await rows(pool) == before
    assert not await is_due(owner_dsn)


async def test_a_ledger_cut_short_is_not_covered_up(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """Rows that know of events no longer there are evidence; rebuilding would wipe it."""
    await append(pool, merged(case("HS-1")))
    await owner.execute("alter table event disable trigger event_append_only")
    await owner.execute("delete from event where version = (select max(version) from event)")
    before = await rows(pool)

    with pytest.raises(LedgerCutShort, match="HS-1"):
        await rebuild(owner_dsn)

    assert await rows(pool) == before
    assert not (await verify(owner_dsn)).holds


class EndedError(Exception):
    """Ends a rebuild in the middle."""


async def _ended_after_two_of_five(
    pool: asyncpg.Pool, owner: asyncpg.Pool, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "TOGETHER", 2)
    for number in range(5):
        await append(pool, merged(case(f"HS-{number}")))
    await owner.execute("update consultation set officer = 'khác'")

    def end(swept: Swept) -> None:
        assert swept == Swept(done=2, added=2, of=5, up_to="HS-1")
        raise EndedError

    with pytest.raises(EndedError):
        await rebuild(dsn, end, processes=1)
    changed = await pool.fetch("select id from consultation where officer = 'khác' order by id")
    assert [row["id"] for row in changed] == ["HS-2", "HS-3", "HS-4"]


async def test_goes_on_where_it_was_ended(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done is not done again, unless somebody asks for all of it."""
    await _ended_after_two_of_five(pool, owner, owner_dsn, monkeypatch)
    assert await is_due(owner_dsn)
    told: list[Swept] = []
    assert await rebuild(owner_dsn, told.append, processes=1) == 3
    assert told == [Swept(4, 2, 5, "HS-3"), Swept(5, 1, 5, "HS-4")]
    assert (await verify(owner_dsn)).holds
    assert not await is_due(owner_dsn)
    assert await rebuild(owner_dsn) == 5


async def test_begins_anew_where_that_is_asked(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what one that was ended had done is looked at."""
    await _ended_after_two_of_five(pool, owner, owner_dsn, monkeypatch)
    await owner.execute("update consultation set officer = 'lại khác' where id = 'HS-0'")
    assert await rebuild(owner_dsn, anew=True) == 5
    assert (await verify(owner_dsn)).holds


async def test_the_next_start_goes_on_with_a_rebuild_that_was_ended(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its migrations were applied by then: the database itself says that more is to be done."""
    await _ended_after_two_of_five(pool, owner, owner_dsn, monkeypatch)
    assert await upgrade(owner_dsn) == []
    assert (await verify(owner_dsn)).holds


async def test_rows_that_say_what_the_events_do_are_not_written_again(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """A sound ledger is read, and the one case that differs is written."""
    for id_ in ("HS-1", "HS-2"):
        await append(pool, merged(case(id_)))
    await owner.execute("update request set official = 'khác' where consultation = 'HS-2'")
    written = "select consultation, xmin::text from request order by consultation, agency"
    before = await owner.fetch(written)
    await rebuild(owner_dsn)
    after = await owner.fetch(written)
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, True, False, False]


async def test_a_case_that_went_on_meanwhile_keeps_its_newer_rows(
    pool: asyncpg.Pool, owner_dsn: str
) -> None:
    """Rows of before its last event are not written; its case is named to be followed again."""
    await append(pool, merged(case("HS-1")))
    before = await rows(pool)
    earlier = columns_after((await stream(pool, "HS-1"))[:-1])
    async with session(owner_dsn) as connection:
        assert await write_rows(connection, {"HS-1": earlier}) == {"HS-1"}
    assert await rows(pool) == before


NEWEST = ["0027_lists", "0028_asked_openings"]


async def _of_the_release_before(owner: asyncpg.Pool) -> None:
    """The database as it stood before its newest migrations."""
    await owner.execute("""
        drop table portal.asked_opening;
        drop index portal.draft_consultation;
        drop index consultation_draft, consultation_for_office, event_calendar_version;
        drop index request_pending, request_settled;
        alter table consultation drop column facts, drop column asked, drop column overdue;
        alter table request drop column facts;
        create index request_inbox on request (agency, stage, due_at);
    """)
    await owner.execute("delete from migration where name = any($1)", NEWEST)


async def test_a_new_release_brings_rows_up_to_date(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """What rows of before lack comes with the migration; with nothing to apply nothing is done."""
    await append(pool, merged(case("HS-1")))
    await _of_the_release_before(owner)
    await owner.execute("update request set agency_name = 'as an earlier release had it'")
    assert not (await verify(owner_dsn)).holds
    assert await upgrade(owner_dsn) == NEWEST
    assert (await verify(owner_dsn)).holds
    assert await upgrade(owner_dsn) == []


async def test_a_damaged_ledger_does_not_keep_a_new_release_from_starting(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """The rows stay as they are, and the verification says what does not hold."""
    await append(pool, merged(case("HS-1")))
    await _of_the_release_before(owner)
    for statement in (
        "alter table event disable trigger event_append_only",
        "delete from event",
        "alter table event enable always trigger event_append_only",
    ):
        await owner.execute(statement)
    assert await upgrade(owner_dsn) == NEWEST
    assert await pool.fetchval("select count(*) from consultation") == 1
