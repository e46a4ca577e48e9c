from collections.abc import AsyncIterator

import asyncpg
import pytest

from remiss.ledger import connect


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to the test's database as the service opens them."""
    pool = await connect(database)
    yield pool
    await pool.close()
