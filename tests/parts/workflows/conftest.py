import secrets
from collections.abc import AsyncIterator

import asyncpg
import pytest
from temporalio.client import (
    Client,
)

from remiss import ledger
from tests.given.story import Story, record_history, working


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to this test's ledger."""
    pool = await ledger.connect(database)
    yield pool
    await pool.close()


@pytest.fixture
async def story(
    temporal: Client, pool: asyncpg.Pool, request: pytest.FixtureRequest
) -> AsyncIterator[Story]:
    """A story with a worker at work; its history is kept when the run is told to."""
    async with working(Story(temporal, pool, f"test-{secrets.token_hex(4)}")) as told:
        yield told
        if request.config.getoption("--record-histories"):
            await record_history(told.handle, request.node.name.removeprefix("test_"))
