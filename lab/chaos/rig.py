"""The running service, and plain ways to look at what its processes did."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from lab.chaos.people import Issuer
from lab.chaos.plan import Failed
from lab.chaos.processes import Process, all_of
from lab.chaos.receivers import MOOD
from remiss.settings import Settings

OWN_PATH = {"PYTHONPATH": str(Path(__file__).parents[2])}
"""Where processes of ours find the lab and the product."""
POISED = """
select count(*) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = $1
    and query ilike '%insert into event%'
"""


@dataclass
class Rig:
    """The running processes, and plain ways to look at what they did."""

    folder: Path
    settings: Settings
    issuer: Issuer
    postgres: Process
    temporal: Process
    receivers: Process
    workers: list[Process]
    apis: list[Process]
    urls: list[str]
    dsn: str = ""
    """Of the database's owner, to look and to meddle; the service has an account of its own."""

    @property
    def ledger_folder(self) -> Path:
        """Where PostgreSQL keeps its data: on a disk of its own where the plan says so."""
        return self.folder / "ledger"

    @property
    def served(self) -> list[Process]:
        """Ours: what drains on SIGTERM."""
        return [*self.workers, *self.apis]

    @property
    def processes(self) -> list[Process]:
        return [*self.served, self.receivers, self.temporal, self.postgres]

    @property
    def taken(self) -> Path:
        """Where the receivers keep theirs."""
        return self.folder / "receivers"

    def mood(self, mood: str) -> None:
        """How the receivers behave from now on."""
        (self.taken / MOOD).write_text(mood, encoding="ascii")

    def set_clock(self, process: Process, offset: str) -> None:
        """Let the clock of a worker or API jump, by so much off the true time: `+2d`, `-3h`."""
        (self.folder / f"{process.name}.clock").write_text(offset, encoding="ascii")

    async def fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """Ask the database by a connection of our own."""
        connection = await asyncpg.connect(self.dsn, timeout=10)
        try:
            return list(await connection.fetch(query, *arguments, timeout=20))
        finally:
            await connection.close()

    async def execute(self, statements: str) -> None:
        connection = await asyncpg.connect(self.dsn, timeout=10)
        try:
            await connection.execute(statements)
        finally:
            await connection.close()

    async def recording(self, wait: str) -> bool:
        """Whether somebody is appending to the ledger right now and waits for `wait`."""
        return bool((await self.fetch(POISED, wait))[0]["count"])

    async def command(self, *words: str) -> None:
        """Run a command of `remiss` as an operator would.

        Raises:
            Failed: it did not end with 0; the message is what it said.
        """
        environment = {**os.environ, **OWN_PATH, **self.settings.environment()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "remiss.cli", *words),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        if process.returncode != 0:
            raise Failed(f"remiss {' '.join(words)}: {said.decode(errors='replace')[-1500:]}")

    async def let_leases_end(self) -> None:
        """Let the time pass after which a notice, left by a killed postman, is tried again.

        That is ten minutes, and up to an hour after failures; nothing else depends on it.
        """
        await self.execute(
            "update notice set next_attempt_at = now() where next_attempt_at > now()"
        )

    async def drain(self) -> list[str]:
        """SIGTERM to every worker and API at once; how those ended that did not end cleanly."""
        running = [process for process in self.served if process.runs]
        return list(filter(None, await all_of(process.drain() for process in running)))

    async def start_served(self) -> None:
        """Start the workers and APIs that are not running."""
        resting = [process for process in self.served if not process.runs]
        await all_of(process.start() for process in resting)


async def until(
    true: Callable[[], Awaitable[bool]], seconds: float = 30.0, pause: float = 0.02
) -> bool:
    """Wait until something is so; False when it was not within `seconds`."""
    end = time.monotonic() + seconds
    while not await true():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(pause)
    return True
