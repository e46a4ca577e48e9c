"""The schema: numbered SQL files, each applied once, in order."""

import hashlib
from pathlib import Path

import asyncpg
import structlog

from remiss.ledger.connection import session
from remiss.ledger.exceptions import MigrationChanged, NotTheOwner
from remiss.ledger.grants import grant, role_of
from remiss.ledger.statements import SQL

FOLDER = Path(__file__).parent / "migrations"

log = structlog.get_logger()


async def migrate(dsn: str, service_dsn: str | None = None) -> list[str]:
    """Apply what is missing; the names of the files applied now.

    `dsn` is the owner's. Whoever connects to `service_dsn` is granted what the service needs and no
    more; left out, the service is the owner, and only the triggers keep it from changing events.

    Each file is a transaction of its own under a lock that ends with it, so concurrent calls
    are safe, also through a transaction pooler.

    Raises:
        MigrationChanged: a file differs from what was applied under its name.
        NoServiceLogin: the database does not let the service in.
        NotTheOwner: whoever connects to `dsn` may not change the schema.
        ServiceTooStrong: the service could change evidence whatever it is granted.
    """
    separate = service_dsn is not None and service_dsn != dsn
    service = await role_of(service_dsn) if service_dsn and separate else None
    try:
        async with session(dsn) as connection:
            if await _is_done(connection) and service is None:
                return []  # takes no rights to find out
            applied = [name for name, text in _files() if await _apply(connection, name, text)]
            await _grant(connection, service)
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


async def _is_done(connection: asyncpg.Connection) -> bool:
    """Whether every file was applied as it is."""
    if not await connection.fetchval(SQL["any_migration"]):
        return False
    applied = {(name, sha256) for name, sha256 in await connection.fetch(SQL["migrations"])}
    return applied >= {(name, _sha256(text)) for name, text in _files()}


async def _apply(connection: asyncpg.Connection, name: str, text: str) -> bool:
    sha256 = _sha256(text)
    async with connection.transaction():
        await connection.execute(SQL["lock_migrations"])
        applied = await connection.fetchval(SQL["applied_migration"], name)
        if applied is None:
            await connection.execute(text)
            await connection.execute(SQL["record_migration"], name, sha256)
    if applied not in {None, sha256}:
        raise MigrationChanged(name=name)
    if applied is None:
        log.info("migration_applied", migration=name)
    return applied is None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
