"""Databases of the tests' own server: made as copies, and reached as owner or as the service."""

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from remiss import ledger
from remiss.consultation.ports import RecordBatch
from remiss.machine.postgres import service_dsn


@asynccontextmanager
async def template_with(
    postgres_dsn: str, template: str, batches: Iterable[RecordBatch]
) -> AsyncIterator[str]:
    """The name of a database to copy that holds these events, made once for many tests."""
    name = f"template_{secrets.token_hex(6)}"
    await _run(postgres_dsn, f"CREATE DATABASE {name} TEMPLATE {template}")
    pool = await ledger.connect(await as_service(_sibling(postgres_dsn, name)))
    for batch in batches:
        await ledger.append(pool, batch)
    await pool.close()
    yield name
    await _run(postgres_dsn, f"DROP DATABASE {name} WITH (FORCE)")


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
