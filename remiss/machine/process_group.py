"""The running parts, together in one process group that is not the supervisor's.

A terminal's Ctrl-C therefore reaches the supervisor alone, which stops the parts in order.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NoReturn

from remiss.machine import part as parts
from remiss.machine.part import Running, ServicePart

POLL_SECONDS = 0.05
LOGS_SECONDS = 5.0
"""How often logs are looked at: within that time a part writes little."""


class Group:
    """Starts parts, watches them, and stops them, the last started first."""

    def __init__(self, log_dir: Path) -> None:
        self.running: list[Running] = []
        self.id = 0
        self._log_dir = log_dir

    async def start(self, part: ServicePart) -> Running:
        """Start a part and keep it until the group stops."""
        running = await parts.start(part, self._log_dir, self.id)
        self.id = self.id or running.process.pid
        self.running.append(running)
        return running

    async def run(self, part: ServicePart) -> None:
        """Run a program to its end.

        Raises:
            BilingualError: it failed.
        """
        running = await self.start(part)
        if await running.process.wait() != 0:
            raise running.ended()
        self.running.remove(running)
        if not self.running:
            self.id = 0

    async def until(
        self, answers: Callable[[], Awaitable[bool]], running: Running, seconds: float
    ) -> None:
        """Wait until a part answers.

        Raises:
            BilingualError: it did not within `seconds`, or a part ended meanwhile.
        """
        try:
            async with asyncio.timeout(seconds):
                while not await answers():
                    self.check()
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            raise running.late(seconds) from None

    def check(self) -> None:
        """Raise the error of the first part that has ended."""
        for running in self.running:
            if running.process.returncode is not None:
                raise running.ended()

    async def watch(self) -> NoReturn:
        """Wait until a part ends, which none should; keep the logs short meanwhile."""
        while True:
            for _ in range(int(LOGS_SECONDS / POLL_SECONDS)):
                self.check()
                await asyncio.sleep(POLL_SECONDS)
            for running in self.running:
                await asyncio.to_thread(_keep_short, running)

    async def stop(self) -> None:
        """Stop every part and whatever the parts have left in the group."""
        for running in reversed(self.running):
            await running.stop()
        if self.id:
            with suppress(ProcessLookupError):
                os.killpg(self.id, signal.SIGKILL)


def _keep_short(running: Running) -> None:
    with suppress(OSError):  # a disk that is full must not end the service
        parts.keep_short(running.log)


@asynccontextmanager
async def process_group(log_dir: Path) -> AsyncIterator[Group]:
    """A group of parts that ends with the block."""
    group = Group(log_dir)
    try:
        yield group
    finally:
        await group.stop()
