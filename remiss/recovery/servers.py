"""The two servers a recovery works between, as the settings name them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from temporalio.client import Client, RPCError

from remiss import ledger
from remiss.recovery.many_cases import AT_ONCE
from remiss.settings import Settings
from remiss.temporal.client import connect
from remiss.temporal.payload_keys import usable_keys_file
from remiss.texts import BilingualError, say

ANSWERS_WITHIN_SECONDS = 15
LOST_DATABASE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
READ_SECONDS = 120
"""A look over a whole ledger takes longer than a request of the API may."""


@asynccontextmanager
async def connections(dsn: str, settings: Settings) -> AsyncIterator[tuple[asyncpg.Pool, Client]]:
    """The ledger at `dsn` and the Temporal of the settings, which must be at work.

    Raises:
        BilingualError: Temporal cannot be reached, or one of the two failed on the way.
    """
    client = await _client(settings)
    pool = await ledger.connect(dsn, max_size=AT_ONCE + 2, command_timeout=READ_SECONDS)
    try:
        yield pool, client
    except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError):
        raise BilingualError(say("recovery.migrate")) from None
    except (*LOST_DATABASE, RPCError) as error:
        raise BilingualError(say("recovery.broken_off", reason=_reason(error))) from error
    finally:
        pool.terminate()


def _reason(error: Exception) -> str:
    """Its kind alone: the text may hold an address, and so a password."""
    return error.status.name if isinstance(error, RPCError) else type(error).__name__


def _with_temporal(settings: Settings) -> Settings:
    """The settings with the embedded server's address, and the keys of what it keeps, filled in."""
    if settings.temporal_address is not None:
        return settings
    return settings.with_values(
        {
            "temporal_address": f"127.0.0.1:{settings.temporal_port}",
            "payload_keys_file": usable_keys_file(settings, settings.data_dir.resolve()),
        }
    )


async def _client(settings: Settings) -> Client:
    settings = _with_temporal(settings)
    address = settings.temporal_address
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            return await connect(settings)
    except TimeoutError:
        raise BilingualError(say("recovery.temporal_unreachable", address=address)) from None
