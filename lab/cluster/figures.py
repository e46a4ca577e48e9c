"""Steady writes with one, two and three workers, on clusters of two sizes.

Figures are ratios within one run, with the load of the machine beside them; nothing asserts them.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lab.chaos.assembled_rig import running
from lab.chaos.clients import Clients
from lab.chaos.oracle import check, recorded, rows_of
from lab.chaos.plan import Plan
from lab.chaos.rig import Rig, until
from lab.cluster.killed_roles import APIS, WORKERS, elsewhere
from lab.cluster.steady_replies import Steady, steady
from lab.cluster.temporal_cluster import Cluster

STEADY_SECONDS = 15.0
SETTLES_SECONDS = 60.0


@dataclass(frozen=True)
class Figures:
    """What one number of shards and of workers came to; `load` is of the machine, at the end."""

    shards: int
    workers: int
    steady: Steady
    load: float


async def measure(cluster: Cluster) -> tuple[list[Figures], list[str]]:
    """Measure with one worker, then two, then three; and what was lost or doubled, if anything."""
    plan = Plan(workers=WORKERS, apis=APIS, elsewhere=await elsewhere(cluster))
    found: list[Figures] = []
    with tempfile.TemporaryDirectory(prefix="remiss-figures-") as folder:
        async with running(Path(folder), plan) as rig:
            clients = Clients(rig.issuer, rig.urls)
            try:
                await clients.upload()
                for worker in rig.workers[1:]:
                    await worker.stop()
                for number, worker in enumerate(rig.workers, start=1):
                    if not worker.runs:
                        await worker.start()
                    even = await steady(clients, STEADY_SECONDS)
                    load = os.getloadavg()[0]
                    found.append(Figures(cluster.shards, number, even, load))
                return found, await _counted(rig, clients)
            finally:
                await clients.close()


async def _counted(rig: Rig, clients: Clients) -> list[str]:
    await until(lambda: recorded(rig, clients.told), SETTLES_SECONDS, pause=0.5)
    found = check(clients.told, await rows_of(rig), wall_clock=True)
    kinds = ("lost", "doubled", "early", "refused", "unknown")
    return [f"{kind}: {each}" for kind in kinds for each in found[kind]]


def lines(found: Sequence[Figures]) -> list[str]:
    """The table, each figure beside that of the first row."""
    first = found[0].steady.per_second
    told = ["shards  workers  writes/s  (202)  median ms  x first   load"]
    for each in found:
        even = each.steady
        told.append(
            f"{each.shards:6}  {each.workers:7}  {even.per_second:8.1f}  {even.later:5}  "
            f"{even.median_ms:9.0f}  {even.per_second / first:7.2f}  {each.load:5.1f}"
        )
    return told
