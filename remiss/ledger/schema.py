"""The schema: numbered SQL files, each applied once, in order."""

import hashlib
from pathlib import Path

import asyncpg
import structlog

from remiss.ledger.connection import Reader, session
from remiss.ledger.exceptions import LedgerNewer, LedgerOlder, MigrationChanged, NotTheOwner
from remiss.ledger.grants import grant, role_of
from remiss.ledger.proof.guards import check_guards
from remiss.ledger.statements import SQL

FOLDER = Path(__file__).parent / "migrations"
LEAVES_ROWS = frozenset(
    {
        "0036_open_load",
        "0036_rebuilding",
        "0037_sheets",
        "0040_head_explanations",
        "0043_by_task",
        "0046_inspections",
    }
)
"""Migrations after which the read tables say what they should: any other has them made anew."""

log = structlog.get_logger()


async def migrate(dsn: str, service_dsn: str | None = None) -> list[str]:
    """Apply what is missing; the names of the files applied now.

    `dsn` is the owner's. Whoever connects to `service_dsn` is granted what the service needs and no
    more; left out, the service is the owner, and only the triggers keep it from changing events.

    Each file is a transaction of its own under a lock that ends with it, so concurrent calls
    are safe, also through a transaction pooler.

    Raises:
        GuardsOff: what keeps evidence from being changed was taken away.
        LedgerNewer: the database is of a later release.
        MigrationChanged: a file differs from what was applied under its name.
        NoServiceLogin: the database does not let the service in.
        NotTheOwner: whoever connects to `dsn` may not change the schema.
        ServiceTooStrong: the service could change evidence whatever it is granted.
    """
    separate = service_dsn is not None and service_dsn != dsn
    service = await role_of(service_dsn) if service_dsn and separate else None
    try:
        async with session(dsn) as connection:
            unknown, lacking = await _differences(connection)
            if unknown:
                raise LedgerNewer(names=unknown)
            if not lacking and service is None:
                await check_guards(connection)
                return []  # takes no rights to find out
            applied = [name for name, text in _files() if await _apply(connection, name, text)]
            await _grant(connection, service)
            await check_guards(connection)
    except asyncpg.InsufficientPrivilegeError as error:
        raise NotTheOwner(reason=error.args[0]) from error
    return applied


async def _grant(connection: asyncpg.Connection, service: str | None) -> None:
    if service is None:
        log.warning("service_owns_the_ledger")
        return
    async with connection.transaction():
        await connection.execute(SQL["lock_migrations"])
        await grant(connection, service)


def _files() -> list[tuple[str, str]]:
    files = sorted(FOLDER.glob("[0-9]*.sql"))
    return [(file.stem, file.read_text(encoding="utf-8")) for file in files]


async def check_schema(source: Reader) -> None:
    """Refuse to work on a database this release does not know.

    Raises:
        LedgerNewer: it is of a later release.
        LedgerOlder: it is of an earlier one, and was not brought up to date.
        MigrationChanged: a file differs from what was applied under its name.
    """
    unknown, lacking = await _differences(source)
    if unknown:
        raise LedgerNewer(names=unknown)
    if not lacking:
        return
    applied = await _applied(source)
    changed = lacking[0] in applied
    raise MigrationChanged(name=lacking[0]) if changed else LedgerOlder(names=lacking)


async def _applied(source: Reader) -> dict[str, str]:
    """The sha256 of each migration the database had, by name."""
    ((known,),) = await source.fetch(SQL["any_migration"])
    rows = await source.fetch(SQL["migrations"]) if known else ()
    return {row["name"]: row["sha256"] for row in rows}


async def _differences(source: Reader) -> tuple[list[str], list[str]]:
    """The migrations of the database that are unknown here, and those here that it lacks as is."""
    applied = await _applied(source)
    ours = {name: _sha256(text) for name, text in _files()}
    return sorted(applied.keys() - ours), [n for n in ours if applied.get(n) != ours[n]]


async def _apply(connection: asyncpg.Connection, name: str, text: str) -> bool:
    sha256 = _sha256(text)
    async with connection.transaction():
        await connection.execute(SQL["lock_migrations"])
        applied = await connection.fetchval(SQL["applied_migration"], name)
        if applied is None:
            log.info("migration_begins", migration=name)  # on a large ledger it may take minutes
            await connection.execute(text)
            await connection.execute(SQL["record_migration"], name, sha256)
            if name not in LEAVES_ROWS and await connection.fetchval(SQL["keeps_rebuilding"]):
                await connection.execute(SQL["ask_rebuilding"])
    if applied not in {None, sha256}:
        raise MigrationChanged(name=name)
    if applied is None:
        log.info("migration_applied", migration=name)
    return applied is None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
