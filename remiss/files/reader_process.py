"""What a reader of files prints, run in a process of its own that is bounded and may be killed."""

import asyncio
import sys
from pathlib import Path

import structlog

from remiss.files.extracted_text import SECONDS

PATIENCE = SECONDS + 2
"""Seconds a reader may take, waiting for the processor too."""
AT_ONCE = asyncio.Semaphore(2)
"""Readers at work at the same time, in one process that serves people."""
log = structlog.get_logger()


async def printed_by(module: str, path: Path, media_type: str) -> bytes | None:
    """What the reader printed; None where it failed, or had to be stopped."""
    async with AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, str(path), media_type),
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
