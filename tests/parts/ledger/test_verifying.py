import asyncpg
import pytest

from remiss.ledger import (
    LedgerFinding,
    LedgerFindingKind,
    append,
    examine,
    rebuild,
    session,
    verify,
)
from remiss.ledger.event_hash import link_hash
from remiss.ledger.sweep import Swept
from tests.given.ledger_cases import case, merged

CONTENT, COLUMNS = LedgerFindingKind.CHANGED_CONTENT, LedgerFindingKind.CHANGED_COLUMNS
INVENT = """
insert into request
select (jsonb_populate_record(r, '{"agency": "H99.99"}')).* from request as r
where agency = 'H99.03'
"""
SAY = """
update event set body = jsonb_set(body, $2::text[], $3::jsonb)
where stream = 'HS-2' and version = $1
"""
REPEAT = """
update event set
    type = body #>> '{event,kind}',
    at = (body #>> '{event,at}')::timestamptz,
    actor = body #>> '{actor,id}',
    agency = body #>> '{event,agency}',
    command_id = body ->> 'command_id'
where stream = 'HS-2' and version = $1
"""
RECHAIN = "update event set body = $2, hash = $3 where stream = 'HS-2' and version = $1"


@pytest.fixture
async def attacker(pool: asyncpg.Pool, owner: asyncpg.Pool) -> asyncpg.Pool:
    """A superuser who switched the trigger off, and three cases to tamper with."""
    for id_ in ("HS-1", "HS-2", "HS-3"):
        await append(pool, merged(case(id_)))
    await owner.execute("alter table event disable trigger event_append_only")
    return owner


async def only_finding(database: str) -> LedgerFinding:
    """What verification finds, when it is one thing."""
    (finding,) = (await verify(database)).findings
    return finding


async def test_an_untouched_ledger_holds(pool: asyncpg.Pool, database: str, owner_dsn: str) -> None:
    """Empty or full, before and after a rebuild, nothing is found."""
    assert (await verify(database)).holds
    for batch in case("HS-1") + case("HS-2"):
        await append(pool, batch)
    await rebuild(owner_dsn)
    verification = await verify(database)
    assert verification.holds
    assert (verification.streams, verification.events) == (2, 2 * case("HS-1")[-1].row.version)


@pytest.mark.parametrize(
    ("change", "kind", "version"),
    [
        ("set body = replace(body::text, 'Ừ.', 'Ứ.')::jsonb where version = 5", CONTENT, 5),
        ("set hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) where version = 6", CONTENT, 6),
        ("set body = '[]' where version = 2", CONTENT, 2),
        ("set body = jsonb_set(body, '{version}', '1e400') where version = 2", CONTENT, 2),
        (
            "set body = jsonb_set(body, '{version}', repeat('9', 9999)::jsonb) where version = 2",
            CONTENT,
            2,
        ),
        ("set previous_hash = hash where version = 4", LedgerFindingKind.BROKEN_LINK, 4),
        ("set at = at + interval '1 microsecond' where version = 2", COLUMNS, 2),
        ("set actor = 'x', agency = null, command_id = 'y' where version = 2", COLUMNS, 2),
        ("set type = 'reply_accepted' where version = 2", COLUMNS, 2),
    ],
)
async def test_names_the_first_changed_event(
    attacker: asyncpg.Pool, database: str, change: str, kind: LedgerFindingKind, version: int
) -> None:
    """Whatever is changed by hand is named: the case, the event, and what about it is wrong."""
    await attacker.execute(f"update event {change} and stream = 'HS-2'")
    type_ = await attacker.fetchval(
        "select type from event where stream = 'HS-2' and version = $1", version
    )
    finding = await only_finding(database)
    assert (finding.kind, finding.stream) == (kind, "HS-2")
    assert (finding.version, finding.type) == (version, type_)


@pytest.mark.parametrize(
    ("removal", "version"),
    [
        ("delete from event where version = 1", 1),
        ("delete from event where version = 3", 3),
        ("delete from event where version >= 9", 9),
        ("delete from event where true", 1),
        ("update event set version = 999 where version = 7", 7),
    ],
)
async def test_names_the_first_missing_event(
    attacker: asyncpg.Pool, database: str, removal: str, version: int
) -> None:
    """An event removed from anywhere, or a whole case, is missed."""
    await attacker.execute(f"{removal} and stream = 'HS-2'")
    finding = await only_finding(database)
    assert (finding.kind, finding.stream) == (LedgerFindingKind.MISSING_EVENT, "HS-2")
    assert (finding.version, finding.type) == (version, None)


async def test_a_row_no_event_explains_is_found(pool: asyncpg.Pool, database: str) -> None:
    """A case invented in the read tables has no first event."""
    await append(pool, merged(case("HS-1")))
    await pool.execute(
        "insert into consultation select (jsonb_populate_record(c, $1)).* from consultation as c",
        {"id": "HS-0", "version": 0},
    )
    finding = await only_finding(database)
    assert (finding.kind, finding.stream) == (LedgerFindingKind.MISSING_EVENT, "HS-0")
    assert finding.version == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("consultation", "HS-9"),
        ("version", 99),
        ("event.kind", "reply_accepted"),
        ("actor.id", "nguoi.khac"),
        ("actor.name", "Người khác"),
        ("actor.role", "office"),
        ("event.at", "2026-03-01T00:00:00Z"),
        ("event.agency", "H99.14"),
        ("command_id", "another"),
        ("event.reply", {}),
    ],
)
async def test_the_hash_binds_everything_an_event_says(
    attacker: asyncpg.Pool, database: str, path: str, value: object
) -> None:
    """Case, version, type, actor, time or content: one of them changed, its column too, is found.

    The hash is left as it was: it alone has to tell.
    """
    at = await attacker.fetchval(
        "select version from event where stream = 'HS-2' and type = 'reply_received'"
    )
    await attacker.execute(SAY, at, path.split("."), value)
    await attacker.execute(REPEAT, at)
    finding = await only_finding(database)
    assert (finding.kind, finding.stream, finding.version) == (CONTENT, "HS-2", at)


async def test_swapped_hashes_are_found(attacker: asyncpg.Pool, database: str) -> None:
    """Two hashes that changed places no longer match their events."""
    await attacker.execute(
        "update event set hash = other.hash from event as other "
        "where event.stream = 'HS-2' and other.stream = 'HS-2' "
        "and event.version in (5, 6) and other.version = 11 - event.version"
    )
    finding = await only_finding(database)
    assert (finding.kind, finding.version, finding.type) == (CONTENT, 5, "reply_received")


async def test_says_which_columns_were_changed(attacker: asyncpg.Pool, database: str) -> None:
    """A person reads in both languages what is wrong."""
    await attacker.execute(
        "update event set actor = 'x', at = now() where stream = 'HS-1' and version = 2"
    )
    message = (await only_finding(database)).message
    assert message.en.startswith("The columns at, actor disagree with the content")
    assert message.vi.startswith("Các cột at, actor không khớp nội dung")


async def test_a_rewritten_event_breaks_the_link_after_it(
    attacker: asyncpg.Pool, database: str
) -> None:
    """Whoever recomputes the hash of a changed event is caught at the next one."""
    row = await attacker.fetchrow("select * from event where stream = 'HS-2' and version = 4")
    assert row is not None
    body = {**row["body"], "command_id": "forged"}
    await attacker.execute(RECHAIN, 4, body, link_hash(row["previous_hash"], body))
    await attacker.execute(
        "update event set command_id = 'forged' where stream = 'HS-2' and version = 4"
    )
    finding = await only_finding(database)
    assert (finding.kind, finding.version) == (LedgerFindingKind.BROKEN_LINK, 5)


async def test_an_event_moved_to_another_case_is_found(
    attacker: asyncpg.Pool, database: str
) -> None:
    """The chain binds an event to its case."""
    await attacker.execute("delete from event where stream = 'HS-2' and version = 1")
    await attacker.execute("update event set stream = 'HS-2' where stream = 'HS-1' and version = 1")
    found = {f.stream: (f.kind, f.version) for f in (await verify(database)).findings}
    assert found == {
        "HS-1": (LedgerFindingKind.MISSING_EVENT, 1),
        "HS-2": (LedgerFindingKind.CHANGED_COLUMNS, 1),
    }


@pytest.mark.parametrize(
    "tampering",
    [
        "update consultation set stage = 'open?'",
        "update consultation set version = version - 1",
        "update request set overdue = not overdue",
        "update request set due_at = due_at + interval '1 second' where agency = 'H99.03'",
        "delete from request where agency = 'H99.03'",
        INVENT,
        "delete from request; delete from consultation",
    ],
)
async def test_finds_read_rows_that_differ(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, tampering: str
) -> None:
    """Rows that no event explains, or that are missing, are found and rebuilt."""
    await append(pool, merged(case("HS-1")))
    await owner.execute(tampering)
    finding = await only_finding(owner_dsn)
    assert (finding.kind, finding.stream) == (LedgerFindingKind.READ_TABLES, "HS-1")
    await rebuild(owner_dsn)
    assert (await verify(owner_dsn)).holds


async def test_an_event_of_an_older_shape_still_verifies(
    attacker: asyncpg.Pool, database: str
) -> None:
    """The chain is checked on the JSON as stored; only comparing the rows needs the model."""
    last = await attacker.fetchrow(
        "select * from event where stream = 'HS-2' order by version desc limit 1"
    )
    assert last is not None
    body = {**last["body"], "field_of_an_older_version": 1.5}
    await attacker.execute(RECHAIN, last["version"], body, link_hash(last["previous_hash"], body))
    finding = await only_finding(database)
    assert (finding.kind, finding.version) == (LedgerFindingKind.UNREADABLE, last["version"])
    assert finding.message.en.startswith("The chain holds")


async def test_several_processes_find_the_same(
    attacker: asyncpg.Pool, database: str, owner_dsn: str
) -> None:
    """A sweep shared among processes tells what one alone tells, and says how far it is."""
    await attacker.execute("update event set actor = 'x' where stream = 'HS-2' and version = 2")
    told: list[Swept] = []
    async with (
        session(database) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        shared = await examine(connection, database, told.append, processes=2)
    assert shared == await verify(database)
    assert [found.place for found in shared.findings] == ["HS-2 #2 (request_sent)"]
    assert told == [Swept(done=3, added=3, of=3, up_to="HS-3")]
    await attacker.execute("delete from request")
    assert await rebuild(owner_dsn, processes=2) == 3
    assert len((await verify(database)).findings) == 1


async def test_goes_on_after_a_case_and_says_so(attacker: asyncpg.Pool, database: str) -> None:
    """Who was ended looks at the rest alone; the verdict names what was not looked at."""
    await attacker.execute("update event set actor = 'x' where stream in ('HS-1', 'HS-3')")
    told: list[Swept] = []
    async with (
        session(database) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        found = await examine(connection, database, told.append, after="HS-2")
        assert [finding.stream for finding in found.findings] == ["HS-3"]
        assert told == [Swept(done=3, added=1, of=3, up_to="HS-3")]
        rest = await examine(connection, database, after="HS-3")
    assert (rest.streams, rest.holds) == (0, True)
    assert "up to HS-3 were not looked at" in rest.verdict.en
    assert "not looked at" not in (await verify(database)).verdict.en
