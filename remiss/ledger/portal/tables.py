"""The pool of the portal's own tables: it waits a short time, as that of the reads does."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import asyncpg
import structlog

from remiss.ledger.connection import connect
from remiss.ledger.reads.pool import DOWN, READ_WITHIN
from remiss.problems.problem import Problem


class PortalTables:
    """Connections that write what the portal keeps; none is made before the first question."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    @classmethod
    async def connect(cls, dsn: str) -> "PortalTables":
        """A pool for `dsn`; a database that is down is found out by the first statement."""
        return cls(await connect(dsn, max_size=5, command_timeout=READ_WITHIN.total_seconds()))

    async def close(self) -> None:
        """Close the connections, within the time a statement may take."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._pool.close(), READ_WITHIN.total_seconds())

    async def fetch(self, query: str, /, *arguments: Any) -> Sequence[asyncpg.Record]:
        """The rows a statement finds or gives back; each statement is a transaction of its own.

        Raises:
            Problem: `ledger_unavailable`.
        """
        try:
            async with asyncio.timeout(READ_WITHIN.total_seconds()):
                return await self._pool.fetch(query, *arguments)
        except DOWN as error:
            structlog.get_logger().warning("portal_tables_unavailable", error=repr(error))
            raise Problem("ledger_unavailable", headers={"Retry-After": "5"}) from error

    async def first(self, query: str, /, *arguments: Any) -> asyncpg.Record | None:
        """The first row, as `fetch`."""
        rows = await self.fetch(query, *arguments)
        return rows[0] if rows else None
