"""The end of uploads that nobody went on with, looked for beside whatever is served."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from remiss.files.uploads.kept_uploads import Uploads

EVERY_SECONDS = 3600.0
log = structlog.get_logger()


@asynccontextmanager
async def ending_expired(uploads: Uploads) -> AsyncIterator[None]:
    """Beside the block, once an hour; several processes that do so do no harm."""
    task = asyncio.create_task(_end_expired(uploads))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _end_expired(uploads: Uploads) -> None:
    while True:
        try:
            ended = await asyncio.to_thread(uploads.end_expired)
        except OSError as error:
            log.warning("uploads_not_ended", reason=str(error))
        else:
            if ended:
                log.info("uploads_ended", count=ended)
        await asyncio.sleep(EVERY_SECONDS)
