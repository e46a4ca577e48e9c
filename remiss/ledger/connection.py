"""Connections to the ledger's database."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Protocol

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

Source = asyncpg.Pool | asyncpg.Connection | PoolConnectionProxy
"""Whatever can run a query."""


class Reader(Protocol):
    """Whatever can be read from: a `Source`, or the pool that people's reads go through."""

    async def fetch(self, query: str, /, *arguments: Any) -> Sequence[asyncpg.Record]:
        """The rows a query finds."""


_SPELLED = partial(json.dumps, ensure_ascii=False, allow_nan=False)


def _dumps(value: Any) -> str:
    """The JSON of a value, by the faster writer where that knows all of it."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return _SPELLED(value)


async def connect(
    dsn: str,
    *,
    max_size: int = 10,
    statement_cache_size: int = 100,
    command_timeout: float | None = 10.0,
) -> asyncpg.Pool:
    """A pool whose connections read and write jsonb as Python values.

    `statement_cache_size=0` is for a transaction pooler in between. `command_timeout` is in
    seconds.
    """
    return await asyncpg.create_pool(
        dsn,
        min_size=0,  # so that the service starts, and waits, while the database is down
        max_size=max_size,
        statement_cache_size=statement_cache_size,
        command_timeout=command_timeout,
        init=_use_json,
        reset=_leave_as_it_is,
    )


async def _leave_as_it_is(_connection: PoolConnectionProxy | asyncpg.Connection) -> None:
    """Saves a round trip after every statement: nothing here leaves anything in a session.

    Locks and settings are of transactions, and what listens has a connection of its own. An open
    transaction is rolled back before this is asked.
    """


@asynccontextmanager
async def session(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection for work that may take as long as it takes."""
    connection = await open_session(dsn)
    try:
        yield connection
    finally:
        await connection.close()


async def open_session(dsn: str) -> asyncpg.Connection:
    """As `session`, for whoever closes it."""
    connection = await asyncpg.connect(dsn, statement_cache_size=0)
    await _use_json(connection)
    return connection


async def _use_json(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_dumps, decoder=json.loads
    )
