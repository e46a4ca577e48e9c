"""What a reader of files prints, run in a process of its own that is bounded and may be killed."""

import asyncio
import subprocess  # our own readers alone  # nosec B404
import sys
from pathlib import Path
from threading import BoundedSemaphore

import structlog

from remiss.files.extracted_text import SECONDS

PATIENCE = SECONDS + 2
"""Seconds a reader may take, waiting for the processor too."""
AT_ONCE = asyncio.Semaphore(2)
"""Readers at work at the same time, in one process that serves people."""
UPLOADS_AT_ONCE = BoundedSemaphore(2)
"""The same, of threads that keep an upload and wait for what is read of it."""
log = structlog.get_logger()


def printed_meanwhile(module: str, path: Path, media_type: str) -> bytes:
    """What the reader printed, for a thread that waits for it.

    Raises:
        SubprocessError: it failed, or had to be stopped.
    """
    with UPLOADS_AT_ONCE:
        return subprocess.run(  # noqa: S603 -- no shell, our own module  # nosec B603
            _command(module, path, media_type),
            capture_output=True,
            check=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        ).stdout


async def printed_by(module: str, path: Path, media_type: str) -> bytes | None:
    """What the reader printed; None where it failed, or had to be stopped."""
    async with AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            *_command(module, path, media_type),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            printed, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        except TimeoutError:
            printed = b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        log.warning("file_not_read", reader=module, sha256=path.name, code=process.returncode)
        return None
    return printed


def _command(module: str, path: Path, media_type: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, str(path), media_type)
