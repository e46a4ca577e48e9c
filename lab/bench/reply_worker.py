"""One worker process of `make bench`: the service's own, or that of the bare cases beside it.

`python -m lab.bench.reply_worker ours|bare ADDRESS DSN QUEUE [KEYS]`: until it is stopped.
"""

import asyncio
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
from temporalio.client import Client

from activities.assessment_step import Assessing
from activities.record_step import Recording
from lab.bench.bare import bare_worker
from remiss import ledger, logs
from remiss import settings as configuration
from remiss.consultation.clarity.rubric import assess
from remiss.ledger.reads.scorecards.rule_agreement import Retirement
from remiss.temporal.codec import Keyring, data_converter, read
from worker import build_worker, settle_memory, workflow_runner


async def work(which: str, address: str, dsn: str, queue: str, keys: str | None = None) -> None:
    """Take the cases of a queue until SIGTERM."""
    settings = configuration.load()
    ring = Keyring(read(Path(keys))) if keys else Keyring()
    client = await Client.connect(address, data_converter=data_converter(ring))
    pool = await ledger.connect(dsn)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settle_memory()
    async with (
        bare_worker(client, queue, workflow_runner(), settings.worker_workflow_tasks)
        if which == "bare"
        else build_worker(client, queue, _steps(pool), settings)
    ):
        await stop.wait()
    await pool.close()


def _steps(pool: asyncpg.Pool) -> list[Callable[..., Any]]:
    recording = Recording(partial(ledger.settle, pool))
    assessing = Assessing(assess, None, Retirement(pool).of)
    return [recording.record_events, assessing.assess_reply]


if __name__ == "__main__":
    logs.configure(configuration.load())
    asyncio.run(work(*sys.argv[1:]))
