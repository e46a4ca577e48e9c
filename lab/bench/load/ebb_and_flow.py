"""Load that swells and falls: how long replies take at each height, and whether it comes back."""

import asyncio
import time

from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, warm
from lab.bench.load.outcome import Figure, Outcome, at
from lab.bench.load.process_load import load

AGENCIES = 10
WAVES = (2, 8, 40, 8, 2, 40, 2)
"""Cases at once, in each phase."""
RATE, LONG = "replies a second, by phase", "ms that 95 of 100 replies took at most, by phase"


async def ebb_and_flow(servers: BenchServers, seconds: float) -> Outcome:
    """Phases of so many seconds; what was begun in one is finished before the next begins."""
    figures: list[Figure] = []
    series: dict[str, list[tuple[float, float]]] = {RATE: [], LONG: []}
    async with servers.workers("ebb") as processes:
        cases = CountedCases(servers.client, processes.queue, shape_of(AGENCIES))
        await processes.start()
        await warm(servers.client, processes.queue)
        for number, at_once in enumerate(WAVES, 1):
            before, began = len(cases.replies), time.perf_counter()
            await _phase(cases, at_once, seconds)
            took, replies = time.perf_counter() - began, cases.replies[before:]
            name = f"phase {number}, {at_once} at once"
            figures += [
                Figure(f"{name}: replies", len(replies) / took, "/s"),
                Figure(f"{name}: p50", at(replies, 0.5) * 1000, "ms"),
                Figure(f"{name}: p95", at(replies, 0.95) * 1000, "ms"),
            ]
            series[RATE].append((number, len(replies) / took))
            series[LONG].append((number, at(replies, 0.95) * 1000))
        counted = await count(servers, cases)
    return Outcome(
        scenario="ebb_and_flow",
        who="Remiss, 1 worker process",
        about=f"{len(WAVES)} phases of {seconds:.0f} s, cases of {AGENCIES} agencies",
        figures=figures,
        lost=counted.lost,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
        series=series,
    )


async def _phase(cases: CountedCases, at_once: int, seconds: float) -> None:
    """Live cases, so many at once, until time is up."""
    end = time.perf_counter() + seconds

    async def one_after_another() -> None:
        while time.perf_counter() < end:
            await cases.live()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_after_another())
