"""One part of the service: a child process, its log file and its end."""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from remiss.texts import BilingualError, say

LAUNCH = Path(__file__).with_name("launch.py")
OWNER = "REMISS_POSTGRES_OWNER_DSN"
LOG_LIMIT_BYTES = 5_000_000
TAIL_BYTES = 4_000
TAIL_LINES = 15


@dataclass(frozen=True)
class User:
    """An unprivileged user, and the one Linux capability it keeps, if it needs any."""

    uid: int
    gid: int
    capability: int | None = None


@dataclass(frozen=True)
class ServicePart:
    """What to start and how to end it.

    `death_signal` is what the part gets when the supervisor is killed and can no longer stop it.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    grace_seconds: float = 5
    user: User | None = None


class Log(NamedTuple):
    """A part's log file and where this run begins in it."""

    path: Path
    start: int

    def tail(self) -> str:
        """The last lines of this run."""
        with self.path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            start = self.start if self.start <= end else 0  # it was begun anew meanwhile
            file.seek(max(start, end - TAIL_BYTES))
            lines = file.read().decode(errors="replace").splitlines()
        return "\n".join(lines[-TAIL_LINES:])


@dataclass(frozen=True)
class Running:
    """A started part."""

    part: ServicePart
    process: asyncio.subprocess.Process
    log: Log

    async def stop(self) -> None:
        """Ask it to end, wait its grace, then insist."""
        await end(self.part, self.process)

    def ended(self) -> BilingualError:
        """How it ended, with the last lines it logged."""
        return self._tell("machine.part_ended", status=status_of(self.process))

    def late(self, seconds: float) -> BilingualError:
        """That it does not answer, with the last lines it logged."""
        return self._tell("machine.part_late", seconds=seconds)

    def _tell(self, key: str, **facts: object) -> BilingualError:
        log = {"path": self.log.path, "last_lines": self.log.tail()}
        return BilingualError(say(key, name=self.part.name, **log, **facts))


async def start(part: ServicePart, log_dir: Path, process_group: int) -> Running:
    """Start a part in `process_group`, 0 for a group of its own; its files are private."""
    log = _open_log(log_dir / f"{part.name}.log")
    with log.path.open("ab") as output:
        process = await launch(part, process_group, output)
    return Running(part, process, log)


async def launch(
    part: ServicePart, process_group: int, output: IO[bytes] | None = None
) -> asyncio.subprocess.Process:
    """The process of a part; where no `output` is given it writes where this process does."""
    return await asyncio.create_subprocess_exec(
        *_command(part),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env={**_inherited(), **part.env},
        process_group=process_group,
        umask=0o077,
    )


async def end(part: ServicePart, process: asyncio.subprocess.Process) -> None:
    """Ask a part's process to end, wait its grace, then insist."""
    if process.returncode is not None:
        return
    process.send_signal(part.stop_signal)
    try:
        async with asyncio.timeout(part.grace_seconds):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _inherited() -> dict[str, str]:
    """This process's variables but one: no part has any use for the owner of the ledger."""
    return {key: value for key, value in os.environ.items() if key != OWNER}


def _command(part: ServicePart) -> list[str]:
    how = {
        "parent": os.getpid(),
        "death_signal": part.death_signal,
        "user": asdict(part.user) if part.user else None,
    }
    return [sys.executable, "-I", "-S", str(LAUNCH), json.dumps(how), *part.argv]


def keep_short(log: Log) -> None:
    """Move a log that grew large aside while its part goes on writing, and begin it anew.

    What the part writes in between is lost: a moment's lines, at most once in millions of bytes.
    """
    if log.path.stat().st_size > LOG_LIMIT_BYTES:
        shutil.copyfile(log.path, log.path.with_suffix(".log.1"))
        os.truncate(log.path, 0)


def _open_log(path: Path) -> Log:
    """Keep the log of earlier runs until it is large, then one older file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o600)
    return Log(path, path.stat().st_size)


def status_of(process: asyncio.subprocess.Process) -> str:
    """How a process ended: the name of a signal, or its exit status."""
    code = process.returncode or 0
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
