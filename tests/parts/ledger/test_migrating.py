import asyncio
import shutil
from pathlib import Path

import asyncpg
import pytest

from remiss import ledger
from remiss.ledger import (
    GuardsOff,
    LedgerNewer,
    LedgerOlder,
    MigrationChanged,
    check_schema,
    migrate,
    weak_guards,
    wide_grants,
)
from remiss.ledger import schema as migrating
from remiss.ledger.evidence_tables import EVIDENCE

NAMES = sorted(path.stem for path in Path(ledger.__file__).parent.glob("migrations/*.sql"))


@pytest.fixture
async def empty(owner: asyncpg.Pool, owner_dsn: str) -> str:
    """A database without a schema."""
    await owner.execute("drop schema portal, public cascade; create schema public")
    await owner.execute("grant usage on schema public to public")
    return owner_dsn


async def test_migrates_once(empty: str) -> None:
    """The first call applies every file in order, the second none."""
    assert await migrate(empty) == NAMES
    assert await migrate(empty) == []


async def test_concurrent_migrations_are_safe(empty: str) -> None:
    """Of many services starting together each file is applied by exactly one."""
    applied = await asyncio.gather(*(migrate(empty) for _ in range(8)))
    assert sorted(name for names in applied for name in names) == NAMES


async def test_refuses_a_changed_file(
    owner_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file edited after it was applied stops the migration and is named."""
    for name in NAMES:
        text = (migrating.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
        (tmp_path / f"{name}.sql").write_text(text + "-- edited", encoding="utf-8")
    (tmp_path / "0003_new.sql").write_text("create table never ()", encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", tmp_path)
    with pytest.raises(MigrationChanged, match="File 0001_event changed"):
        await migrate(owner_dsn)


async def test_a_failing_file_leaves_nothing(
    owner_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that fails half way is undone whole and can be applied later."""
    shutil.copytree(migrating.FOLDER, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "9999_new.sql"
    file.write_text("create table half (); select 1 / 0", encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", tmp_path)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(owner_dsn)
    file.write_text("create table half ()", encoding="utf-8")
    assert await migrate(owner_dsn) == ["9999_new"]
    monkeypatch.undo()
    with pytest.raises(LedgerNewer, match="9999_new"):
        await migrate(owner_dsn)


async def test_an_older_program_refuses_a_newer_database(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str, database: str
) -> None:
    """Whatever starts says so and names the migrations it does not know, changing nothing."""
    await check_schema(pool)
    await owner.execute("insert into migration (name, sha256) values ('0099_future', 'x')")
    for starting in (check_schema(pool), migrate(owner_dsn), migrate(owner_dsn, database)):
        with pytest.raises(LedgerNewer, match="0099_future"):
            await starting


async def test_a_database_that_was_not_brought_up_to_date_is_refused(
    pool: asyncpg.Pool, owner: asyncpg.Pool
) -> None:
    """A part that starts before the migration says what to run."""
    await owner.execute("delete from migration where name = $1", NAMES[-1])
    with pytest.raises(LedgerOlder, match="remiss migrate"):
        await check_schema(pool)
    await owner.execute("drop table migration")
    with pytest.raises(LedgerOlder, match="0001_event"):
        await check_schema(pool)


REPLACED = "create or replace trigger {t}_append_only before"
WHEN = "for each statement when (current_user = 'nobody') execute function refuse_change()"
UNGUARDED = (
    "alter table {t} disable trigger {t}_append_only",
    "alter table {t} disable trigger all",
    "alter table {t} enable trigger {t}_append_only",
    "drop trigger {t}_append_only on {t}",
    f"{REPLACED} delete on {{t}} execute function refuse_change()",
    f"{REPLACED} update or delete or truncate on {{t}} {WHEN}",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin end'",
)


async def test_a_guard_weakened_in_any_way_is_noticed(owner: asyncpg.Pool) -> None:
    """Switched off, made to sleep, removed, narrowed, made conditional, emptied."""
    async with owner.acquire() as connection:
        assert await weak_guards(connection) == []
        for table in EVIDENCE:
            for statement in UNGUARDED:
                changing = connection.transaction()
                await changing.start()
                await connection.execute(statement.format(t=table))
                assert table in await weak_guards(connection), statement
                await changing.rollback()


async def test_a_start_refuses_evidence_without_its_guards(
    owner: asyncpg.Pool, owner_dsn: str, database: str
) -> None:
    """The words name the table and how to put the guard back."""
    await owner.execute("alter table event disable trigger all")
    for service in (database, None):
        with pytest.raises(GuardsOff, match="ALTER TABLE event ENABLE ALWAYS TRIGGER"):
            await migrate(owner_dsn, service)


async def test_rights_given_to_somebody_else_are_noticed(owner: asyncpg.Pool) -> None:
    """On a table or on one of its columns, to a role or to everybody."""
    async with owner.acquire() as connection:
        for right, table in (("delete", "event"), ("update (body)", "checkpoint")):
            changing = connection.transaction()
            await changing.start()
            await connection.execute(f"grant {right} on {table} to public")
            assert await wide_grants(connection) == [("PUBLIC", table)]
            await changing.rollback()
        assert await wide_grants(connection) == []
