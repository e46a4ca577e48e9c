"""Cases that wait for weeks: what a worker keeps of each, and how long a restart is felt."""

import asyncio
from datetime import UTC, datetime

from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, warm
from lab.bench.load.due_fleet import CLOSED_SECONDS, DueFleet
from lab.bench.load.outcome import Figure, Outcome, line_through
from lab.bench.load.process_load import load
from lab.bench.load.short_deadlines import due_at, minute_after

AGENCIES = 4
SHARES = (0.25, 0.5, 1.0)
"""Of the fleet, at which memory is looked at."""
ROOM, RESTART_SECONDS = 1_000, 60.0


async def long_idle_fleet(servers: BenchServers, size: int, seconds_each: float) -> Outcome:
    """`size` cases of four agencies; the worker ends, their minute comes, another starts.

    Memory is read at three sizes while all are cached. `seconds_each` is left to open one.
    """
    async with servers.workers("idle", REMISS_WORKER_CACHED_CASES=str(size + ROOM)) as processes:
        await processes.start()
        await warm(servers.client, processes.queue)
        minute = minute_after(size * seconds_each + CLOSED_SECONDS + RESTART_SECONDS)
        calendar, policy = due_at(minute)
        cases = CountedCases(servers.client, "idle", shape_of(AGENCIES), calendar, policy)
        fleet = DueFleet(servers, cases, minute, [])
        memory: list[tuple[float, float]] = []
        for share in SHARES:
            await fleet.open(int(size * share) - len(cases.cases))
            memory.append((len(cases.cases), await processes.memory()))
        await processes.stop()
        await asyncio.sleep(max(fleet.left + 1, 0))
        started = datetime.now(UTC)
        await processes.start()
        await fleet.until_all_rang()
        replayed = await processes.memory()
        counted = await count(servers, cases)
    empty, each = line_through(memory)
    return Outcome(
        scenario="long_idle_fleet",
        who="Remiss, 1 worker process",
        about=f"{size} idle cases of {AGENCIES} agencies; away while they fell due, then restarted",
        figures=[
            *(Figure(f"memory with {int(n)} cached", mb, "MB") for n, mb in memory),
            Figure("a cached case, by the line through these", each, "MB"),
            Figure("a worker without one, by the same line", empty, "MB"),
            Figure("10,000 open cases, by the same line (not run)", each * 10_000, "MB"),
            *fleet.lateness(started),
            Figure("memory once all were read again", replayed, "MB"),
            Figure("alarms that never rang", fleet.silent, ""),
        ],
        lost=counted.lost + fleet.silent,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
        series={
            "MB of the worker, by cases cached": memory,
            "alarms recorded, by seconds after the start": fleet.curve(started),
        },
    )
