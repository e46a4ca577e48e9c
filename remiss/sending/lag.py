"""Watches which cases Temporal lists as ahead of the ledger, under the attribute `LedgerBehind`.

It looks now and then, beside every request and never within one.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from temporalio.client import Client, RPCError

from remiss.ledger.reads.behind import Behind

log = structlog.get_logger()

QUERY = "LedgerBehind = true AND ExecutionStatus = 'Running' AND TaskQueue = '{task_queue}'"
CALM_SECONDS, BUSY_SECONDS = 5.0, 1.0
LOOK_WITHIN = timedelta(seconds=2)
MOST = 5_000


@asynccontextmanager
async def watch_lag(behind: Behind, client: Client, task_queue: str) -> AsyncIterator[None]:
    """Look at Temporal's list beside the block: rarely, and often while anything is behind."""
    task = asyncio.create_task(_watch(behind, client, QUERY.format(task_queue=task_queue)))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(behind: Behind, client: Client, query: str) -> None:
    unable = False
    while True:
        looked_at = time.monotonic()
        try:
            found = client.list_workflows(query, limit=MOST, rpc_timeout=LOOK_WITHIN)
            behind.listed([each.id async for each in found], looked_at)
            unable = False
        except (RPCError, RuntimeError) as error:  # RuntimeError: the client could not connect
            if not unable:  # once for as long as it lasts
                log.warning("behind_unknown", reason=str(error).splitlines()[0])
            unable = True
        await asyncio.sleep(BUSY_SECONDS)
        await behind.news(0 if behind else CALM_SECONDS - BUSY_SECONDS)
