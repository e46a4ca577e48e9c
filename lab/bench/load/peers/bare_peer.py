"""The peer that decides nothing: bare Temporal of the same shape, under the same load."""

import time
from functools import partial

from temporalio.client import Client

from lab.bench.bare import open_bare, reply_bare
from lab.bench.load.asked_again import again
from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import Shape, shape_of
from lab.bench.load.counted_cases import side_by_side
from lab.bench.load.idle_memory import idle_memory
from lab.bench.load.outcome import Figure, Outcome, percentiles
from lab.bench.load.process_load import load

AGENCIES, AT_ONCE, WARM = 10, 40, 8


class BareCases:
    """Bare cases on one queue, and how long each reply took."""

    def __init__(self, client: Client, queue: str, shape: Shape) -> None:
        self.cases: list[str] = []
        self.replies: list[float] = []
        self._client, self._queue, self._shape = client, queue, shape

    async def open(self) -> str:
        """Start the next case; its id."""
        case_id = f"{self._queue}-{len(self.cases)}"
        self.cases.append(case_id)
        codes = self._shape.codes
        await again(partial(open_bare, self._client, self._queue, case_id, codes))
        return case_id

    async def live(self) -> None:
        """Start a case and answer for one agency after the other."""
        case_id = await self.open()
        for number, code in enumerate(self._shape.codes):
            began = time.perf_counter()
            reply = self._shape.reply_of(number)
            await again(partial(reply_bare, self._client, case_id, code, reply))
            self.replies.append(time.perf_counter() - began)

    async def transitions(self, most: int = 20) -> tuple[float, float]:
        """State transitions and history events of a case, as a mean of some."""
        handles = [self._client.get_workflow_handle(each) for each in self.cases[-most:]]
        infos = [(await h.describe()).raw_description.workflow_execution_info for h in handles]
        return (
            sum(info.state_transition_count for info in infos) / len(infos),
            sum(info.history_length for info in infos) / len(infos),
        )


async def bare_throughput(servers: BenchServers, size: int) -> Outcome:
    """`size` bare cases of ten agencies, forty side by side; then idle ones, for memory."""
    module = ["lab.bench.reply_worker", "bare", servers.address, servers.dsn, "bare"]
    env = {"REMISS_WORKER_CACHED_CASES": "10000", "REMISS_LOG_LEVEL": "WARNING"}
    async with servers.other_workers("bare", module, env) as processes:
        cases = BareCases(servers.client, "bare", shape_of(AGENCIES))
        await processes.start()
        await side_by_side(WARM, [cases.live] * WARM)
        cases.replies.clear()
        busy, began = processes.cpu(), time.perf_counter()
        await side_by_side(min(AT_ONCE, size), [cases.live] * size)
        took, busy = time.perf_counter() - began, processes.cpu() - busy
        transitions, events = await cases.transitions()
        replies = len(cases.replies)
        memory = await idle_memory(processes, cases.open, size)
    return Outcome(
        scenario="throughput_stress",
        who="bare Temporal, 1 worker process",
        about=f"{size} cases of {AGENCIES} agencies, {min(AT_ONCE, size)} at once",
        figures=[
            Figure("cases", size / took, "/s"),
            Figure("replies", replies / took, "/s"),
            Figure("state transitions", transitions * size / took, "/s"),
            *percentiles("reply", cases.replies),
            Figure("history events of a case", events, ""),
            Figure("worker's processor a reply", busy / replies * 1000, "ms"),
            *memory,
        ],
        lost=None,
        doubled=None,
        load=load(),
    )
