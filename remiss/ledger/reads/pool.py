"""Reads of the ledger: streams of events, and the tables lists are made of. Never a write."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import asyncpg
import structlog

from remiss.consultation.life.events import RecordedEvent
from remiss.ledger.reads.behind import Behind
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


class Stored:
    """One event as the ledger holds it."""

    def __init__(self, record: asyncpg.Record) -> None:
        self.recorded = RecordedEvent.model_validate_json(record["body"])
        self.hash = bytes(record["hash"]).hex()


class Ledger:
    """A pool of read-only connections; none is made before the first read."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self.behind = Behind()

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

    async def stream(self, consultation: str) -> tuple[Stored, ...]:
        """The events of one case in order; none when there is no such case."""
        events = tuple(Stored(row) for row in await self.fetch("stream", consultation))
        self.behind.holds(consultation, len(events))
        return events

    async def fetch(self, name: str, *arguments: Any) -> Sequence[asyncpg.Record]:
        """The rows of `sql/<name>.sql`.

        Raises:
            Problem: `ledger_unavailable`.
        """
        try:
            async with asyncio.timeout(READ_WITHIN.total_seconds()):
                return await self._pool.fetch(sql(name), *arguments)
        except DOWN as error:
            structlog.get_logger().warning("ledger_unavailable", error=repr(error))
            raise Problem("ledger_unavailable", headers={"Retry-After": "5"}) from error

    async def answers(self) -> bool:
        """Whether the database answers at once."""
        try:
            async with asyncio.timeout(PING_WITHIN.total_seconds()):
                return await self._pool.fetchval(sql("ping")) is not None
        except (*DOWN, asyncpg.PostgresError):
            return False


@cache
def sql(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (files("remiss.ledger.reads") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
