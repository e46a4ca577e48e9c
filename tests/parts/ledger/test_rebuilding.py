import asyncio

import asyncpg
import pytest

from remiss.consultation.ports import RecordBatch
from remiss.ledger import LedgerCutShort, LedgerUnreadable, append, rebuild, upgrade, verify
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
    """One unreadable event is named and leaves every row as it was."""
    await append(pool, merged(case("HS-1")))
    before = await rows(pool)
    await owner.execute("alter table event disable trigger event_append_only")
    await owner.execute("""update event set body = body #- '{event,due_at}' where version = 2""")
    with pytest.raises(LedgerUnreadable, match="event 2 of consultation HS-1"):
        await rebuild(owner_dsn)
    assert await rows(pool) == before


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
