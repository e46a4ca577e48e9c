"""The two servers a recovery works between, as the settings name them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from temporalio.client import Client

import ledger
from embedded.problem import Problem
from recovery.together import AT_ONCE
from settings import Settings
from worker import connect

ANSWERS_WITHIN_SECONDS = 15
READ_SECONDS = 120
"""A look over a whole ledger takes longer than a request of the API may."""


@asynccontextmanager
async def connections(dsn: str, settings: Settings) -> AsyncIterator[tuple[asyncpg.Pool, Client]]:
    """The ledger at `dsn` and the Temporal of the settings, which must be at work.

    Raises:
        Problem: Temporal cannot be reached.
    """
    client = await _client(settings)
    pool = await ledger.connect(dsn, max_size=AT_ONCE + 2, command_timeout=READ_SECONDS)
    try:
        yield pool, client
    finally:
        await pool.close()


async def _client(settings: Settings) -> Client:
    address = settings.temporal_address or f"127.0.0.1:{settings.temporal_port}"
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            return await connect(settings.with_values({"temporal_address": address}))
    except TimeoutError:
        raise Problem(
            vi=f"Không kết nối được Temporal tại {address}. Hãy khởi động dịch vụ (`remiss up`) "
            "hoặc kiểm tra REMISS_TEMPORAL_ADDRESS.",
            en=f"Temporal cannot be reached at {address}. Start the service (`remiss up`), or "
            "check REMISS_TEMPORAL_ADDRESS.",
        ) from None
