"""The servers of a bench, embedded and in a temporary folder, and the service's own workers."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
from temporalio.client import Client

from lab.bench.load.process_load import cpu_seconds, resident_mb
from remiss import ledger
from remiss.machine.network_ports import free_port
from remiss.machine.part import ServicePart
from remiss.machine.postgres import start_postgres
from remiss.machine.process_group import Group, process_group
from remiss.machine.temporal_server import start_temporal
from remiss.temporal.codec import Keyring, data_converter
from remiss.texts import BilingualError
from workflows.search_attributes import SERVER_TYPES

WATCH_SECONDS = 0.5
SETTLES_SECONDS = 3.0
"""After a load, before memory is looked at: what was in flight has gone."""


@dataclass
class Workers:
    """Worker processes on one queue: the service's own, with settings, or another module."""

    queue: str
    group: Group
    argv: list[str]
    env: dict[str, str]
    pids: list[int] = field(default_factory=list)

    async def start(self, number: int = 1) -> None:
        """Start so many more."""
        for _ in range(number):
            name = f"{self.queue}-{len(self.group.running)}"
            part = ServicePart(name=name, argv=self.argv, env=self.env, grace_seconds=30)
            self.pids.append((await self.group.start(part)).process.pid)

    async def stop(self) -> None:
        """Let all end in order."""
        self.pids.clear()
        await self.group.stop()
        self.group.running.clear()
        self.group.id = 0

    async def missed(self) -> BilingualError:
        """Wait until one ends by itself; its last lines."""
        while True:
            for running in self.group.running:
                process = running.process
                if process.returncode is not None and process.pid in self.pids:
                    return running.ended()
            await asyncio.sleep(WATCH_SECONDS)

    def cpu(self) -> float:
        """Seconds of processor of all that run now."""
        return sum(map(cpu_seconds, self.pids))

    async def memory(self) -> float:
        """Megabytes of all, once they have settled."""
        await asyncio.sleep(SETTLES_SECONDS)
        return sum(map(resident_mb, self.pids))


@dataclass(frozen=True)
class BenchServers:
    """A Temporal server and a migrated PostgreSQL; `client` speaks to the first unencrypted."""

    folder: Path
    dsn: str
    address: str
    client: Client

    @asynccontextmanager
    async def workers(self, queue: str, **settings: str) -> AsyncIterator[Workers]:
        """The service's worker for a queue, none started yet; settings beside the usual."""
        env = {
            "REMISS_DATA_DIR": str(self.folder / queue),
            "REMISS_TEMPORAL_ADDRESS": self.address,
            "REMISS_POSTGRES_DSN": self.dsn,
            "REMISS_TASK_QUEUE": queue,
            "REMISS_DEVELOPMENT_ISSUER": "true",
            "REMISS_LOG_LEVEL": "WARNING",
        } | settings
        async with self.other_workers(queue, ["worker"], env) as workers:
            yield workers

    @asynccontextmanager
    async def other_workers(
        self, queue: str, module: list[str], env: dict[str, str] | None = None
    ) -> AsyncIterator[Workers]:
        """Any module's processes instead, `python -m` with these words."""
        argv = [sys.executable, "-m", *module]
        async with process_group(self.folder / "logs") as group:
            workers = Workers(queue, group, argv, env or {})
            async with _ended_by(workers.missed()):
                yield workers

    async def ask(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """Ask the database by a connection of our own."""
        async with ledger.session(self.dsn) as connection:
            return list(await connection.fetch(query, *arguments))


@asynccontextmanager
async def _ended_by(error: Coroutine[Any, Any, BilingualError]) -> AsyncIterator[None]:
    """Whatever the block waits for, end it with this error once there is one."""
    waiting, owner = asyncio.create_task(error), asyncio.current_task()

    def end(task: asyncio.Task[BilingualError]) -> None:
        if owner and not task.cancelled():
            owner.cancel()

    waiting.add_done_callback(end)
    try:
        yield
    except asyncio.CancelledError:
        if owner is None or not waiting.done() or waiting.cancelled():
            raise
        owner.uncancel()
        raise waiting.result() from None
    finally:
        waiting.cancel()


@asynccontextmanager
async def bench_servers() -> AsyncIterator[BenchServers]:
    """Both servers for the block; their data goes with it."""
    with tempfile.TemporaryDirectory(prefix="remiss-bench-") as folder:
        data = Path(folder)
        async with process_group(data / "logs") as group:
            dsn = await start_postgres(group, data, free_port())
            address = await start_temporal(group, data, free_port(), search_attributes=SERVER_TYPES)
            await ledger.migrate(dsn)
            client = await Client.connect(address, data_converter=data_converter(Keyring()))
            yield BenchServers(data, dsn, address, client)


@dataclass(frozen=True)
class Written:
    """What a PostgreSQL has written so far: transactions that changed something, bytes of WAL."""

    transactions: int
    wal_bytes: int
    at: float

    @classmethod
    async def so_far(cls, servers: BenchServers) -> "Written":
        (row,) = await servers.ask(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as transactions,"
            " pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint as wal_bytes"
        )
        return cls(row["transactions"], row["wal_bytes"], time.perf_counter())

    def since(self, before: "Written") -> "Written":
        return Written(
            self.transactions - before.transactions,
            self.wal_bytes - before.wal_bytes,
            self.at - before.at,
        )


def machine() -> str:
    """The processors and the memory of this machine, in words."""
    lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    name = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "?")
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{len(os.sched_getaffinity(0))} x {name}, {gigabytes:.0f} GB"
