"""Many timers due in one minute, as at 17:00: how late the last rings."""

import asyncio

from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, warm
from lab.bench.load.due_fleet import CLOSED_SECONDS, DueFleet
from lab.bench.load.outcome import Figure, Outcome
from lab.bench.load.process_load import load
from lab.bench.load.short_deadlines import due_at, minute_after

AGENCIES = 4


async def timer_storm(servers: BenchServers, size: int, seconds_each: float) -> Outcome:
    """`size` cases of four agencies, all due at one minute; `seconds_each` is left to open one."""
    async with servers.workers("storm") as processes:
        await processes.start()
        await warm(servers.client, processes.queue)
        minute = minute_after(size * seconds_each + CLOSED_SECONDS)
        calendar, policy = due_at(minute)
        cases = CountedCases(servers.client, "storm", shape_of(AGENCIES), calendar, policy)
        fleet = DueFleet(servers, cases, minute, [])
        opening = await fleet.open(size)
        await asyncio.sleep(max(fleet.left, 0))
        busy = processes.cpu()
        await fleet.until_all_rang()
        busy = processes.cpu() - busy
        counted = await count(servers, cases)
    return Outcome(
        scenario="timer_storm",
        who="Remiss, 1 worker process",
        about=f"{size} cases of {AGENCIES} agencies due in one minute",
        figures=[
            Figure("cases opened", size / opening, "/s"),
            Figure("deadlines in that minute", fleet.expected, ""),
            *fleet.lateness(minute),
            Figure("worker's processor an alarm", busy / fleet.expected * 1000, "ms"),
            Figure("alarms that never rang", fleet.silent, ""),
        ],
        lost=counted.lost + fleet.silent,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
        series={"alarms recorded, by seconds after the minute": fleet.curve(minute)},
    )
