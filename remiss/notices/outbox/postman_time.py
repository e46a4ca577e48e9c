"""The time by which every postman goes."""

from collections.abc import Callable
from datetime import datetime

import asyncpg

from remiss.ledger.statements import SQL

Clock = Callable[[], datetime]


async def now(pool: asyncpg.Pool, clock: Clock | None = None) -> datetime:
    """The database's time: leases and waits mean the same to every process, whatever its own clock.

    `clock` is another one to go by, as of a test.
    """
    if clock is not None:
        return clock()
    at: datetime = await pool.fetchval(SQL["now"])
    return at
