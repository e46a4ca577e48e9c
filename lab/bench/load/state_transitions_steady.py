"""Replies that come at a rate of their own, whether or not the last was answered."""

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain

from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, side_by_side, warm
from lab.bench.load.outcome import Figure, Outcome, percentiles
from lab.bench.load.process_load import load

AGENCIES = 10
OPENED_AT_ONCE = 8


async def state_transitions_steady(servers: BenchServers, size: int, rate: float) -> Outcome:
    """`size` open cases of ten agencies, whose replies come `rate` a second, one case's in turn.

    A reply that is answered late delays none after it; what one waits counts from when it came.
    """
    async with servers.workers("steady") as processes:
        cases = CountedCases(servers.client, processes.queue, shape_of(AGENCIES))
        await processes.start()
        await warm(servers.client, processes.queue)
        await side_by_side(OPENED_AT_ONCE, [cases.open] * size)
        began, busy = time.perf_counter(), processes.cpu()
        sent = await _at_a_rate(cases, rate)
        took, busy = time.perf_counter() - began, processes.cpu() - busy
        transitions, events = await cases.transitions()
        counted = await count(servers, cases)
    return Outcome(
        scenario="state_transitions_steady",
        who="Remiss, 1 worker process",
        about=f"{size} cases of {AGENCIES} agencies, a reply each {1000 / rate:.0f} ms",
        figures=[
            Figure("replies asked for", rate, "/s"),
            Figure("replies", sent / took, "/s"),
            *percentiles("reply", cases.replies),
            Figure("state transitions", transitions * size / took, "/s, openings among them"),
            Figure("history events of a case", events, ""),
            Figure("worker's processor a reply", busy / sent * 1000, "ms"),
            Figure("worker's share of a core", busy / took * 100, "%"),
        ],
        lost=counted.lost,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
    )


async def _at_a_rate(cases: CountedCases, rate: float) -> int:
    """Send each case's first reply, then each one's second, and so on; how many."""
    rounds = (partial(_round, cases, number) for number in range(AGENCIES))
    began, sent = time.perf_counter(), 0
    async with asyncio.TaskGroup() as group:
        for case_id, number in chain.from_iterable(each() for each in rounds):
            await asyncio.sleep(began + sent / rate - time.perf_counter())
            group.create_task(cases.reply(case_id, number))
            sent += 1
    return sent


def _round(cases: CountedCases, number: int) -> Iterator[tuple[str, int]]:
    return ((case_id, number) for case_id in cases.cases)
