"""As many cases as get through, some at once: what a service gives where nobody waits between."""

import time

from lab.bench.load.bench_servers import BenchServers, Written
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, side_by_side, warm
from lab.bench.load.idle_memory import idle_memory
from lab.bench.load.outcome import Figure, Outcome, percentiles
from lab.bench.load.process_load import load

AT_ONCE, AGENCIES = 40, 10


async def throughput_stress(servers: BenchServers, size: int, workers: int = 1) -> Outcome:
    """`size` cases of ten agencies, forty side by side, each answered by one after the other."""
    async with servers.workers(f"throughput-{workers}") as processes:
        cases = CountedCases(servers.client, processes.queue, shape_of(AGENCIES))
        await processes.start(workers)
        await warm(servers.client, processes.queue)
        before, busy, began = await Written.so_far(servers), processes.cpu(), time.perf_counter()
        await side_by_side(min(AT_ONCE, size), [cases.live] * size)
        took, busy = time.perf_counter() - began, processes.cpu() - busy
        written = (await Written.so_far(servers)).since(before)
        transitions, events = await cases.transitions()
        replies = len(cases.replies)
        opened = percentiles("opening", cases.openings)
        memory = await idle_memory(processes, cases.open, size)
        counted = await count(servers, cases)
    return Outcome(
        scenario="throughput_stress",
        who=f"Remiss, {workers} worker process{'es' if workers > 1 else ''}",
        about=f"{size} cases of {AGENCIES} agencies, {min(AT_ONCE, size)} at once",
        figures=[
            Figure("cases", size / took, "/s"),
            Figure("replies", replies / took, "/s"),
            Figure("state transitions", transitions * size / took, "/s"),
            *percentiles("reply", cases.replies),
            *opened,
            Figure("history events of a case", events, ""),
            Figure("write transactions a reply", written.transactions / replies, ""),
            Figure("WAL a reply", written.wal_bytes / replies / 1024, "KiB"),
            Figure("worker's processor a reply", busy / replies * 1000, "ms"),
            *memory,
        ],
        lost=counted.lost,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
    )
