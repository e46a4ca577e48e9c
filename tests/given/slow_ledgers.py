"""A worker whose ledger does what a test makes of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from temporalio.client import Client

from activities.assessment_step import Assessing
from activities.record_step import Append, Recording
from remiss.consultation.clarity.rubric import assess
from remiss.settings import Settings
from worker import build_worker


@asynccontextmanager
async def recording(settings: Settings, client: Client, record: Append) -> AsyncIterator[None]:
    """A worker that records with `record`, and does nothing else."""
    offered: list[Callable[..., Any]] = [
        Recording(record).record_events,
        Assessing(assess).assess_reply,
    ]
    async with build_worker(client, settings.task_queue, offered):
        yield
