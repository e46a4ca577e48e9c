"""Servers that are really lost: a Temporal of the test's own, stopped, its file gone."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from temporalio.client import Client

from remiss import ledger
from tests.given.backup import Backup
from tests.given.province import Lost, Province


@pytest.fixture
async def temporal_to_lose(tmp_path: Path) -> AsyncIterator[Lost]:
    server = Lost(tmp_path / "temporal")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def backup(owner_dsn: str, tmp_path: Path) -> Backup:
    """What an operator keeps of this test's database."""
    return Backup(owner_dsn, tmp_path / "backup.dump")


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to this test's ledger."""
    pool = await ledger.connect(database)
    yield pool
    await pool.close()


@pytest.fixture
def alone(
    temporal: Client, temporal_address: str, pool: asyncpg.Pool, database: str, owner_dsn: str
) -> Province:
    """A province on the server every test shares, without a worker."""
    return Province(temporal, pool, database, temporal_address, owner_dsn)


@pytest.fixture
async def province(alone: Province) -> AsyncIterator[Province]:
    """The same with a worker at work."""
    async with alone.at_work():
        yield alone
