"""The worker: where workflow, activities, ledger and assessor are wired together."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

import ledger
from activities.assessing import Assessing
from activities.recording import Recording
from consultation.rubric import assess
from logs import configure
from settings import Settings
from workflows.case import ConsultationWorkflow

log = structlog.get_logger()

PASSED_THROUGH = SandboxRestrictions.default.with_passthrough_modules(
    "consultation", "pydantic", "pydantic_core", "annotated_types", "typing_extensions"
)


def build_worker(client: Client, task_queue: str, activities: list[Callable[..., Any]]) -> Worker:
    """A worker for consultations; `activities` are the bound ones to offer."""
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[ConsultationWorkflow],
        activities=activities,
        workflow_runner=SandboxedWorkflowRunner(restrictions=PASSED_THROUGH),
    )


async def connect(settings: Settings) -> Client:
    """A client speaking this service's payloads."""
    api_key = settings.temporal_api_key
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        api_key=api_key.get_secret_value() if api_key else None,
        tls=settings.temporal_tls,
        data_converter=pydantic_data_converter,
    )


@asynccontextmanager
async def running(settings: Settings, client: Client) -> AsyncIterator[None]:
    """A worker at work on the settings' ledger, drained when the block ends."""
    pool = await ledger.connect(settings.postgres_dsn.get_secret_value())
    try:
        recording = Recording(partial(ledger.append, pool))
        offered = [recording.record_events, Assessing(assess).assess_reply]
        async with build_worker(client, settings.task_queue, offered):
            log.info("worker_started", task_queue=settings.task_queue)
            yield
    finally:
        await pool.close()


async def run(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM, then finish what was begun."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, await connect(settings)):
        await stop.wait()
    log.info("worker_stopped")


def main() -> None:
    settings = Settings()
    configure(settings)
    asyncio.run(run(settings))


if __name__ == "__main__":
    main()
