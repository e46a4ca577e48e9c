"""The pool that people's reads go through: it waits a short time, and never writes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import structlog

from remiss.consultation.state import State, Unopened
from remiss.consultation.views.overdue_list import MorningCases
from remiss.ledger.reads.behind import Behind
from remiss.ledger.reads.published_reports import morning_cases
from remiss.ledger.reads.stored_events import LedgerEvent, stored_stream
from remiss.ledger.statements import SQL
from remiss.problems.problem import Problem

READ_WITHIN = timedelta(seconds=5)
PING_WITHIN = timedelta(seconds=1)
DOWN = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)


Unrecorded = Callable[[str], Awaitable[State]]
"""Who can say what a case has decided that the ledger does not hold yet."""


async def _nothing(_consultation: str) -> State:
    return Unopened()


class Ledger:
    """A pool of read-only connections; none is made before the first read."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self.behind = Behind()
        self.unrecorded: Unrecorded = _nothing

    @classmethod
    async def connect(cls, dsn: str) -> "Ledger":
        """A pool for `dsn`; a database that is down is found out by the first read."""
        read_only = {"application_name": "remiss-api", "default_transaction_read_only": "on"}
        pool = await asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=10,
            timeout=READ_WITHIN.total_seconds(),
            command_timeout=READ_WITHIN.total_seconds(),
            server_settings=read_only,
        )
        return cls(pool)

    async def close(self) -> None:
        """Close the connections, within the time a read may take."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._pool.close(), READ_WITHIN.total_seconds())

    async def stream(self, consultation: str) -> tuple[LedgerEvent, ...]:
        """The events of one case in order; none when there is no such case."""
        events = await stored_stream(self, consultation)
        self.behind.holds(consultation, len(events))
        return events

    async def fetch(self, query: str, /, *arguments: Any) -> Sequence[asyncpg.Record]:
        """The rows a query finds.

        Raises:
            Problem: `ledger_unavailable`.
        """
        try:
            async with asyncio.timeout(READ_WITHIN.total_seconds()):
                return await self._pool.fetch(query, *arguments)
        except DOWN as error:
            structlog.get_logger().warning("ledger_unavailable", error=repr(error))
            raise Problem("ledger_unavailable", headers={"Retry-After": "5"}) from error

    async def cases_at(self, at: datetime) -> AsyncIterator[MorningCases]:
        """As `morning_cases`.

        Raises:
            Problem: `ledger_unavailable`.
        """
        try:
            async for known in morning_cases(self._pool, at):
                yield known
        except DOWN as error:
            structlog.get_logger().warning("ledger_unavailable", error=repr(error))
            raise Problem("ledger_unavailable", headers={"Retry-After": "5"}) from error

    async def answers(self) -> bool:
        """Whether the database answers at once."""
        try:
            async with asyncio.timeout(PING_WITHIN.total_seconds()):
                return await self._pool.fetchval(SQL["ping"]) is not None
        except (*DOWN, asyncpg.PostgresError):
            return False
