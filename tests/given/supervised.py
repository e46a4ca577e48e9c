"""What the tests of the embedded parts share: a supervised service of stand-in parts."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest

STAND_IN = Path(__file__).with_name("stand_in.py")
Supervised = Callable[[Mapping[str, str]], AbstractAsyncContextManager[asyncio.subprocess.Process]]


@asynccontextmanager
async def _supervised(settings: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(STAND_IN),
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.communicate()


def living(data_dir: Path) -> dict[int, str]:
    """Processes that work on the folder: by command line, working folder or settings."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (entry / "cmdline").read_bytes()
            about = command + (entry / "environ").read_bytes() + bytes((entry / "cwd").readlink())
            if command and int(entry.name) != os.getpid() and bytes(data_dir) in about:
                found[int(entry.name)] = command.decode(errors="replace").replace("\0", " ")
    return found


def catches_sigterm(pid: int) -> bool:
    """Whether a process has said what it does when it is told to end."""
    status = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    caught = next(line.split()[1] for line in status if line.startswith("SigCgt:"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


async def nobody_left(data_dir: Path, seconds: float = 8) -> None:
    """Wait until no process works on the folder."""
    for _ in range(int(seconds * 20)):
        if not living(data_dir):
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"still running: {living(data_dir)}")
