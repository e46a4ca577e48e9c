"""Several worker processes under one parent: told to end all do, and none is missed for long.

One that ends by itself ends the parent, with words, and is not started again in silence: whoever
keeps the service running sees it. They write where their parent writes.
"""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence

import structlog

from remiss.machine.part import ServicePart, end, launch, status_of
from remiss.machine.stop_signals import stopped_by_signals
from remiss.settings import variable
from remiss.texts import BilingualError, say

log = structlog.get_logger()

WORKER = (sys.executable, "-P", "-m", "worker")
"""A worker as a module of this installation and not of the current folder."""
GRACE_SECONDS = 12
"""Less than `remiss up` waits for their parent."""
Started = list[tuple[ServicePart, Process]]


def worker_parts(number: int) -> Sequence[ServicePart]:
    """So many workers, each one process by the settings of this one."""
    alone = {variable("worker_processes"): "1"}
    return [
        ServicePart(name=f"worker-{n}", argv=WORKER, env=alone, grace_seconds=GRACE_SECONDS)
        for n in range(1, number + 1)
    ]


async def attend_workers(parts: Sequence[ServicePart]) -> None:
    """Run them until SIGINT, SIGTERM or SIGHUP, which all are told of at once.

    Raises:
        BilingualError: one ended before, and so the others were told to.
    """
    started: Started = []
    with stopped_by_signals():
        try:
            await _watch(parts, started)
        finally:
            await asyncio.gather(*(_end(part, process) for part, process in started))


async def _watch(parts: Sequence[ServicePart], started: Started) -> None:
    for part in parts:
        # In one group of their own: a terminal's Ctrl-C reaches the parent alone.
        process = await launch(part, started[0][1].pid if started else 0)
        started.append((part, process))
        log.info("worker_process_started", process=part.name, pid=process.pid)
    waiting = [asyncio.create_task(process.wait()) for _, process in started]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
    name, process = next((p.name, each) for p, each in started if each.returncode is not None)
    status = status_of(process)
    raise BilingualError(say("machine.worker_ended", name=name, pid=process.pid, status=status))


async def _end(part: ServicePart, process: Process) -> None:
    await end(part, process)
    log.info("worker_process_ended", process=part.name, pid=process.pid, status=status_of(process))
