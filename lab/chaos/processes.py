"""One real process of the rig: started, killed, frozen and stopped by its own id."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from remiss.machine.part import Running
from remiss.machine.process_group import Group
from remiss.texts import BilingualError

T = TypeVar("T")
Begin = Callable[[Group], Awaitable[object]]
TRIES = 20
PAUSE_SECONDS = 0.5


class Process:
    """A process that can be started again on the same data and ports after it was killed.

    `begin` starts it in a group and waits until it answers; the last one started there is meant.
    """

    def __init__(self, name: str, begin: Begin, log_dir: Path) -> None:
        self.name = name
        self._begin, self._log_dir = begin, log_dir
        self._group: Group | None = None
        self._running: Running | None = None

    @property
    def pid(self) -> int:
        return self._present.process.pid

    @property
    def runs(self) -> bool:
        return self._running is not None and self._running.process.returncode is None

    async def start(self) -> None:
        """Start it, again if it ran before; what a killed one left gets a moment to go.

        Raises:
            BilingualError: it never answered.
        """
        for _ in range(TRIES):
            try:
                await self._start()
            except BilingualError:
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                return
        await self._start()

    async def kill(self) -> None:
        """End it as a power cut would: SIGKILL, its children with it, nothing said to anyone."""
        children = _children(self.pid)
        for pid in (self.pid, *children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await self._present.process.wait()

    async def drain(self) -> str:
        """Ask it to end as an operator would; empty when it did so cleanly, else how it ended."""
        running = self._present
        running.process.send_signal(running.part.stop_signal)
        try:
            async with asyncio.timeout(running.part.grace_seconds):
                code = await running.process.wait()
        except TimeoutError:
            await self.kill()
            return f"{self.name} did not end within {running.part.grace_seconds:g} s of SIGTERM"
        return "" if self._clean(code) else f"{self.name} ended with {code} after SIGTERM"

    def _clean(self, code: int) -> bool:
        """Whether it ended by itself: 0, or having said goodbye before it died of the signal.

        uvicorn raises the signal again once it has finished, so that whoever waits for it knows.
        """
        said = self.said().rstrip().rpartition("\n")[2]
        return code == 0 or (code == -signal.SIGTERM and "Finished server process" in said)

    def said(self) -> str:
        """What it logged since it was started last."""
        log = self._present.log
        return log.path.read_bytes()[log.start :].decode(errors="replace")

    def freeze(self) -> None:
        """Let it stand still, its connections open: a machine that no longer answers."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    async def stop(self) -> None:
        """End it for good, also when it stands still."""
        if self.runs:
            self.thaw()
        if self._group is not None:
            await self._group.stop()
        self._group = self._running = None

    async def _start(self) -> None:
        await self.stop()
        group = Group(self._log_dir)
        try:
            await self._begin(group)
        except BaseException:
            await group.stop()
            raise
        self._group, self._running = group, group.running[-1]

    @property
    def _present(self) -> Running:
        if self._running is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._running


async def all_of(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Do it all at once; when one fails, so do the others, before the block is left."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in text.split()]
