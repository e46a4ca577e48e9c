"""A ledger whose chains a issuer signs, and who may tamper with it."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from remiss import ledger
from tests.given.office import Office


@pytest.fixture
async def office(
    database: str, owner: asyncpg.Pool, owner_dsn: str, tmp_path: Path
) -> AsyncIterator[Office]:
    """An office whose issuer works with the rights of the service."""
    pool = await ledger.connect(database)
    yield Office(pool, owner, owner_dsn, tmp_path / "checkpoints")
    await pool.close()
