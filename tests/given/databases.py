"""The real parts every test shares: PostgreSQL, and a Temporal server that can skip time."""

from pathlib import Path

import asyncpg

from remiss.machine.postgres import service_dsn


async def as_service(owner_dsn: str) -> str:
    """The service's DSN of a database of the test's server, which its owner reaches so."""
    connection = await asyncpg.connect(owner_dsn)
    try:
        cluster = await connection.fetchval("SHOW data_directory")
    finally:
        await connection.close()
    return service_dsn(Path(cluster).parent, owner_dsn)


async def _run(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _sibling(dsn: str, database: str) -> str:
    return f"{dsn.rsplit('/', 1)[0]}/{database}"
