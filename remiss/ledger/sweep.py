"""Every case of the ledger in turn, some at a time, by several processes of one snapshot."""

import asyncio
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from typing import NamedTuple, TypeVar

import asyncpg

from remiss.ledger.connection import Source, open_session
from remiss.ledger.statements import SQL

TOGETHER = 100
"""Cases looked at together: some megabytes."""
WORTH_PROCESSES = 20
"""Stretches from which on starting processes takes less time than it saves."""
AHEAD = 2
"""Stretches that wait for each process, so that none idles and little lies in memory."""

T = TypeVar("T")


class Stretch(NamedTuple):
    """The cases after one id and up to another, and how many cases come up to there."""

    after: str
    up_to: str
    reached: int


class Swept(NamedTuple):
    """How far a sweep has come, in cases, how many the last step added, and the last of them."""

    done: int
    added: int
    of: int
    up_to: str


Look = Callable[[Source, Stretch], Awaitable[T]]
"""What is done with a stretch: a function of a module, so that another process knows it too."""
Progress = Callable[[Swept], None]


def no_progress(_: Swept) -> None:
    """Tell nobody."""


class Manner(NamedTuple):
    """How a sweep goes: whom it tells, in how many processes, after which case it begins.

    `processes`: None, as many as there are processors. `writing`: each stretch sees and changes
    what is there then; else all see what was there when the sweep began.
    """

    progress: Progress = no_progress
    processes: int | None = None
    after: str = ""
    writing: bool = False


AS_USUAL = Manner()


async def sweep(
    connection: asyncpg.Connection,
    dsn: str,
    look: Look[T],
    manner: Manner = AS_USUAL,
) -> AsyncIterator[tuple[Stretch, T]]:
    """What `look` makes of each stretch of the ledger, in order.

    A large ledger is shared among processes. Each has a connection of its own to `dsn`, and ends
    with the process that asked. `connection` is in a transaction, which all of them see as it saw
    the ledger when the sweep began; when `writing`, in none.
    """
    progress, processes, after, writing = manner
    rows = await connection.fetch(SQL["stretches"], TOGETHER, after)
    ends = [row["up_to"] for row in rows]
    stretches = [
        Stretch(begin, row["up_to"], row["reached"])
        for begin, row in zip([after, *ends], rows, strict=False)
    ]
    several = processes or (os.cpu_count() or 1)
    alone = several == 1 or (processes is None and len(stretches) < WORTH_PROCESSES)
    looked = _here(connection, look, stretches) if alone else None
    if looked is None:
        snapshot = None if writing else await connection.fetchval("select pg_export_snapshot()")
        looked = _shared(_Party(dsn, snapshot), look, stretches, several)
    whole = stretches[-1].reached if stretches else 0
    done = rows[0]["before"] if rows else 0
    async for stretch, made in looked:
        yield stretch, made
        progress(Swept(stretch.reached, stretch.reached - done, whole, stretch.up_to))
        done = stretch.reached


async def _here(
    connection: asyncpg.Connection, look: Look[T], stretches: Iterable[Stretch]
) -> AsyncIterator[tuple[Stretch, T]]:
    for stretch in stretches:
        yield stretch, await look(connection, stretch)


class _Party(NamedTuple):
    """What processes of one sweep share; without a snapshot each sees for itself."""

    dsn: str
    snapshot: str | None


async def _shared(
    party: _Party, look: Look[T], stretches: Iterable[Stretch], processes: int
) -> AsyncIterator[tuple[Stretch, T]]:
    # Spawned: a fork would share the running loop and its sockets.
    context = multiprocessing.get_context("spawn")
    waiting: deque[tuple[Stretch, Future[T]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin) as pool:
        try:
            for stretch in stretches:
                waiting.append((stretch, pool.submit(_look, party, look, stretch)))
                if len(waiting) > processes * AHEAD:
                    first, future = waiting.popleft()
                    yield first, await asyncio.wrap_future(future)
            while waiting:
                first, future = waiting.popleft()
                yield first, await asyncio.wrap_future(future)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Share:
    """The part of one process in a sweep: a loop, and a connection that lasts as long as it."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._connection: asyncpg.Connection | None = None

    def look(self, party: _Party, look: Look[T], stretch: Stretch) -> T:
        return self._runner.run(self._looked(party, look, stretch))

    async def _looked(self, party: _Party, look: Look[T], stretch: Stretch) -> T:
        if self._connection is None:
            self._connection = await open_session(party.dsn)
            if party.snapshot:
                await self._connection.execute("begin isolation level repeatable read read only")
                await self._connection.execute(f"set transaction snapshot '{party.snapshot}'")
        return await look(self._connection, stretch)


@cache
def _share() -> _Share:
    return _Share()


def _look(party: _Party, look: Look[T], stretch: Stretch) -> T:
    return _share().look(party, look, stretch)


def _begin() -> None:
    """End with the process that asked, also where that was killed and says nothing."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
