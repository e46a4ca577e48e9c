"""The schema: numbered SQL files, each applied once, in order."""

import hashlib
from pathlib import Path

import asyncpg
import structlog

from ledger.connecting import session
from ledger.exceptions import MigrationChanged
from ledger.queries import SQL

FOLDER = Path(__file__).parent / "migrations"

log = structlog.get_logger()


async def migrate(dsn: str) -> list[str]:
    """Apply what is missing; the names of the files applied now.

    Each file is a transaction of its own under a lock that ends with it, so concurrent calls
    are safe, also through a transaction pooler.

    Raises:
        MigrationChanged: a file differs from what was applied under its name.
    """
    async with session(dsn) as connection:
        return [name for name, text in _files() if await _apply(connection, name, text)]


def _files() -> list[tuple[str, str]]:
    files = sorted(FOLDER.glob("[0-9]*.sql"))
    return [(file.stem, file.read_text(encoding="utf-8")) for file in files]


async def _apply(connection: asyncpg.Connection, name: str, text: str) -> bool:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
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
