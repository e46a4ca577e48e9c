"""One hot case: hundreds of agencies that answer at once."""

import time
from functools import partial

from lab.bench.load.bench_servers import BenchServers, Written
from lab.bench.load.case_shape import shape_of
from lab.bench.load.counted_cases import CountedCases, count, side_by_side, warm
from lab.bench.load.outcome import Figure, Outcome, percentiles
from lab.bench.load.process_load import load, resident_mb

IN_FLIGHT = 8
"""As many Updates to one case as an API process sends at once."""


async def workflow_with_many_actions(servers: BenchServers, agencies: int) -> Outcome:
    """One case of so many agencies; all answer, as many at once as the API lets through."""
    async with servers.workers("hot") as processes:
        cases = CountedCases(servers.client, processes.queue, shape_of(agencies))
        await processes.start()
        await warm(servers.client, processes.queue)
        case_id = await cases.open()
        before, busy, began = await Written.so_far(servers), processes.cpu(), time.perf_counter()
        answers = [partial(cases.reply, case_id, number) for number in range(agencies)]
        await side_by_side(IN_FLIGHT, answers)
        took, busy = time.perf_counter() - began, processes.cpu() - busy
        written = (await Written.so_far(servers)).since(before)
        _, events = await cases.transitions()
        counted = await count(servers, cases)
        memory = resident_mb(processes.pids[0])
    tenth = max(agencies // 10, 1)
    return Outcome(
        scenario="workflow_with_many_actions",
        who="Remiss, 1 worker process",
        about=f"one case of {agencies} agencies, {IN_FLIGHT} replies in flight",
        figures=[
            Figure("opening", cases.openings[0] * 1000, "ms"),
            Figure("replies", agencies / took, "/s"),
            *percentiles("reply", cases.replies),
            Figure("first tenth of replies, mean", _mean(cases.replies[:tenth]) * 1000, "ms"),
            Figure("last tenth of replies, mean", _mean(cases.replies[-tenth:]) * 1000, "ms"),
            Figure("history events of the last run", events, ""),
            Figure("WAL a reply", written.wal_bytes / agencies / 1024, "KiB, of the ledger"),
            Figure("worker's processor a reply", busy / agencies * 1000, "ms"),
            Figure("worker's memory at the end", memory, "MB"),
        ],
        lost=counted.lost,
        doubled=counted.doubled,
        wrong=counted.wrong,
        load=load(),
        series={
            "ms a reply, by replies given": [(n, s * 1000) for n, s in enumerate(cases.replies, 1)]
        },
    )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
