"""What the service's login may do to the ledger: everything it needs, and nothing to evidence."""

import secrets
from collections.abc import AsyncIterator
from io import BytesIO

import asyncpg
import pytest

from remiss.ledger import (
    NoServiceLogin,
    NotTheOwner,
    ServiceTooStrong,
    append,
    connect,
    migrate,
    rebuild,
    verify,
)
from remiss.ledger.evidence_tables import EVIDENCE
from tests.given.ledger_cases import case, merged

KEPT_IN_STEP = ("consultation", "request", "notice", "report_mail", "case_score", "scorecard")
ALLOWED = {
    **{name: {"SELECT", "INSERT"} for name in EVIDENCE},
    **{name: {"SELECT", "INSERT", "UPDATE"} for name in KEPT_IN_STEP},
    "notice_place": {"SELECT", "UPDATE"},
    "reappended": {"SELECT", "INSERT"},
    "migration": {"SELECT"},
    "rebuilding": {"SELECT"},
    "signed_head": {"SELECT"},
}
FUNCTION = """
create or replace function refuse_change() returns trigger language plpgsql
as 'begin return null; end'
"""
UPSERT = """
insert into event (stream, version, type, at, actor, command_id, body, hash)
values ('HS-1', 1, 'x', now(), 'x', 'x', '{}', '')
on conflict (stream, version) do update set type = 'x'
"""
COLUMNS = ("stream", "version", "type", "at", "actor", "command_id", "body", "hash")
FORGED = b"HS-1\t1\tx\t2026-11-24\tx\tx\t{}\tx\n"
KINDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")


@pytest.fixture
async def kept(pool: asyncpg.Pool) -> asyncpg.Pool:
    """The service's connections, and one case in the ledger."""
    await append(pool, merged(case("HS-1")))
    return pool


@pytest.fixture
async def role(owner: asyncpg.Pool) -> AsyncIterator[str]:
    """Another login, that can do nothing yet."""
    name = f"Khác {secrets.token_hex(4)}"
    await owner.execute(f"create role \"{name}\" login password 'x'")
    yield name
    await owner.execute(f'drop owned by "{name}" cascade')
    await owner.execute(f'drop role "{name}"')


@pytest.fixture
def as_role(owner_dsn: str, role: str) -> str:
    """The DSN of the test's database for that login."""
    return f"postgresql://{role.replace(' ', '%20')}:x@{owner_dsn.rsplit('@', 1)[1]}"


async def test_the_service_has_these_rights_and_no_others(
    database: str, kept: asyncpg.Pool
) -> None:
    """Every table there is, by name: a new one has to be thought about here and in grants.sql."""
    held = await kept.fetch(
        "select c.relname, kind from pg_class c, unnest($1::text[]) as kind "
        "where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relnamespace = 'public'::regnamespace "
        "and has_table_privilege(c.oid, kind)",
        KINDS,
    )
    rights: dict[str, set[str]] = {}
    for name, kind in held:
        rights.setdefault(name, set()).add(kind)
    assert rights == ALLOWED
    tables = await kept.fetchval(
        "select array_agg(relname order by relname) from pg_class "
        "where relkind = 'r' and relnamespace = 'public'::regnamespace"
    )
    assert tables == sorted(ALLOWED)


async def test_only_what_the_portal_keeps_may_be_changed_and_deleted(kept: asyncpg.Pool) -> None:
    """Each of its tables, and none anywhere else; nothing can be made there or emptied at once."""
    changed = await kept.fetch(
        "select c.relnamespace::regnamespace::text as schema, count(*) from pg_class c "
        "where c.relkind in ('r', 'p') and c.relnamespace <> 'pg_catalog'::regnamespace "
        "and has_schema_privilege(c.relnamespace, 'usage') "
        "and has_table_privilege(c.oid, 'delete') group by 1"
    )
    tables = await kept.fetchval(
        "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind = 'r' and n.nspname = 'portal'"
    )
    assert [tuple(row) for row in changed] == [("portal", tables)]
    assert not await kept.fetchval("select has_schema_privilege('portal', 'create')")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await kept.execute("truncate portal.session cascade")


async def test_what_a_guard_is_on_is_the_list(kept: asyncpg.Pool) -> None:
    """A table that a migration guards and the list forgot, or the other way round, is found."""
    rows = await kept.fetch(
        "select distinct tgrelid::regclass::text as name from pg_trigger g "
        "join pg_proc p on p.oid = g.tgfoid where p.proname = 'refuse_change'"
    )
    assert sorted(row["name"] for row in rows) == list(EVIDENCE)


@pytest.mark.parametrize("table", EVIDENCE)
@pytest.mark.parametrize(
    "statement",
    [
        "update {t} set {c} = {c}",
        "delete from {t}",
        "truncate {t}",
        "truncate {t} cascade",
        "drop table {t}",
        "alter table {t} disable trigger {t}_append_only",
        "alter table {t} disable trigger all",
        "alter table {t} add column more int",
        "alter table {t} owner to current_user",
        "alter table {t} rename to gone",
        "drop trigger {t}_append_only on {t}",
        "create trigger mine before insert on {t} execute function refuse_change()",
        "create rule mine as on insert to {t} do instead nothing",
        "create index on {t} ({c})",
        "create policy mine on {t}",
        "select * from {t} for update",
        "do $$ begin lock table {t} in share row exclusive mode; end $$",
        "merge into {t} using (select 1) s on true when matched then delete",
        "copy {t} from program 'true'",
        "copy {t} to '/tmp/x'",
    ],
)
async def test_the_service_is_refused(kept: asyncpg.Pool, statement: str, table: str) -> None:
    """What would change or remove evidence, or what guards it, is refused before any trigger."""
    column = {
        "calendar_override": "date",
        "report": "day",
        "event": "version",
        "figure_look": "reader",
        "head_explanation": "words",
        "inspection_population": "sha256",
    }
    text = statement.format(t=table, c=column.get(table, "number"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await kept.execute(text)


@pytest.mark.parametrize(
    "statement",
    [
        "set session_replication_role = replica",
        FUNCTION,
        "alter function refuse_change() owner to current_user",
        "drop function refuse_change() cascade",
        "create table public.mine ()",
        "create schema mine",
        "drop schema public cascade",
        "set role remiss",
        "set session authorization remiss",
        "create role mine",
        "alter role remiss_service superuser",
        "alter system set fsync = off",
        "delete from consultation",
        "truncate notice",
        "delete from pg_trigger",
        "insert into migration values ('x', 'y')",
        "select pg_read_file('/etc/passwd')",
    ],
)
async def test_the_service_is_no_more_than_a_service(kept: asyncpg.Pool, statement: str) -> None:
    """Nor can it become someone else, or change the server."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await kept.execute(statement)


async def test_an_insert_replaces_nothing(kept: asyncpg.Pool, database: str) -> None:
    """An upsert needs a right it has not; a copy over what is there meets the key."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await kept.execute(UPSERT)
    before = await kept.fetch("select * from event order by version")
    with pytest.raises(asyncpg.UniqueViolationError):
        await kept.copy_to_table("event", source=BytesIO(FORGED), columns=COLUMNS)
    assert await kept.fetch("select * from event order by version") == before
    assert (await verify(database)).holds


async def test_rights_are_granted_again_and_exactly(
    owner_dsn: str, as_role: str, role: str, owner: asyncpg.Pool
) -> None:
    """Whatever a role was granted before, it has what it needs afterwards, however it is named."""
    await owner.execute(f'grant all on consultation, notice, migration to "{role}"')
    assert await migrate(owner_dsn, as_role) == []
    assert await migrate(owner_dsn, as_role) == []
    deletes = "select has_table_privilege($1, 'consultation', 'delete')"
    assert not await owner.fetchval(deletes, role)
    assert await owner.fetchval("select has_table_privilege($1, 'event', 'insert')", role)


@pytest.mark.parametrize(
    "strength",
    [
        'alter role "{r}" superuser',
        'alter role "{r}" createrole',
        'grant remiss to "{r}"',
        'grant remiss to "{r}" with inherit false',
        'grant pg_write_all_data to "{r}"',
        'grant pg_execute_server_program to "{r}"',
        "grant delete on event to public",
        'alter table checkpoint owner to "{r}"',
    ],
)
async def test_a_service_that_could_do_more_is_refused(
    owner: asyncpg.Pool, owner_dsn: str, as_role: str, role: str, strength: str
) -> None:
    """A login that could change evidence all the same is named, and is granted nothing."""
    await owner.execute(strength.format(r=role))
    with pytest.raises(ServiceTooStrong, match=role) as refused:
        await migrate(owner_dsn, as_role)
    assert "REMISS_POSTGRES_DSN" in refused.value.message.vi
    granted = await owner.fetchval(
        "select count(*) from information_schema.role_table_grants "
        "where grantee = $1 and table_name = 'event'",
        role,
    )
    assert granted == 0


async def test_an_owner_is_no_superuser(
    owner: asyncpg.Pool, owner_dsn: str, role: str, as_role: str, database: str
) -> None:
    """As on a managed database: an ordinary owner migrates and grants, and the service works."""
    name = f"managed_{secrets.token_hex(4)}"
    await owner.execute(f'create database {name} owner "{role}"')
    try:
        owned, served = (f"{dsn.rsplit('/', 1)[0]}/{name}" for dsn in (as_role, database))
        assert await migrate(owned, served)
        pool = await connect(served)
        await append(pool, merged(case("HS-1")))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute("delete from event")
        await pool.close()
        assert (await verify(served)).holds
        assert await rebuild(owned) == 1
    finally:
        await owner.execute(f"drop database {name} with (force)")


async def test_a_login_that_is_not_there_is_named(owner_dsn: str) -> None:
    """Before anything is changed; the message says how it is made, and tells no password."""
    absent = f"postgresql://nobody-yet:secret@{owner_dsn.rsplit('@', 1)[1]}"
    with pytest.raises(NoServiceLogin, match="CREATE ROLE remiss_service") as refused:
        await migrate(owner_dsn, absent)
    assert "secret" not in str(refused.value)


async def test_the_service_can_tell_that_nothing_is_to_be_done(database: str) -> None:
    """A service started with its own login alone finds the schema up to date."""
    assert await migrate(database) == []


async def test_only_the_owner_migrates(as_role: str) -> None:
    """A login that may not is told which setting to give."""
    with pytest.raises(NotTheOwner, match="REMISS_POSTGRES_OWNER_DSN"):
        await migrate(as_role)
