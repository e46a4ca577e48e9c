"""What open cases cost the workers that keep them: memory at three numbers, and a line."""

from collections.abc import Awaitable, Callable

from lab.bench.load.bench_servers import Workers
from lab.bench.load.counted_cases import side_by_side
from lab.bench.load.outcome import Figure, line_through

OPENED_AT_ONCE, FIRST, TEN_THOUSAND = 8, 40, 10_000
FEWEST = 120
"""Opened each time: among fewer, what a worker grows by anyway is larger than what they take."""


async def idle_memory(
    processes: Workers, open_one: Callable[[], Awaitable[object]], size: int
) -> list[Figure]:
    """Of one open case, and of ten thousand by the same line; as many are opened twice.

    Workers are started anew first: what they had let go of would hide what they keep.
    """
    number, number_each = len(processes.pids), max(size, FEWEST)
    await processes.stop()
    await processes.start(number)
    await side_by_side(OPENED_AT_ONCE, [open_one] * FIRST)
    memory = [(0.0, await processes.memory())]
    for times in (1, 2):
        await side_by_side(OPENED_AT_ONCE, [open_one] * number_each)
        memory.append((float(number_each * times), await processes.memory()))
    _, each = line_through(memory)
    return [
        Figure("an open case, by a line", each, "MB"),
        Figure("10,000 open cases, by the same line (not run)", each * TEN_THOUSAND, "MB"),
    ]
