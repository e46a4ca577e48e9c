"""Which loads the report runs, in which order, and how large each is."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from lab.bench.load.bench_servers import BenchServers, bench_servers
from lab.bench.load.ebb_and_flow import ebb_and_flow
from lab.bench.load.long_idle_fleet import long_idle_fleet
from lab.bench.load.outcome import Outcome
from lab.bench.load.peers.bare_peer import bare_throughput
from lab.bench.load.peers.postgres_peer import postgres_throughput
from lab.bench.load.state_transitions_steady import state_transitions_steady
from lab.bench.load.throughput_stress import throughput_stress
from lab.bench.load.timer_storm import timer_storm
from lab.bench.load.workflow_with_many_actions import workflow_with_many_actions

RATE = 4.0
"""Steady replies a second."""
SECONDS_EACH = 0.35
"""Left to open one case of a fleet; where a machine takes longer the load says so and ends."""
Run = Callable[[BenchServers, int], Awaitable[Outcome]]


class Part(NamedTuple):
    """A load, and its size: cases, agencies, or seconds a phase."""

    run: Run
    small: int
    hour: int

    async def live(self, size: int) -> Outcome:
        """Run it on servers of its own."""
        async with bench_servers() as servers:
            return await self.run(servers, size)


PARTS: Mapping[str, Part] = {
    "throughput_stress": Part(throughput_stress, 40, 400),
    "throughput_stress_two": Part(lambda s, n: throughput_stress(s, n, workers=2), 40, 400),
    "throughput_stress_bare": Part(bare_throughput, 40, 400),
    "throughput_stress_postgres": Part(postgres_throughput, 40, 400),
    "state_transitions_steady": Part(
        lambda s, n: state_transitions_steady(s, n, RATE), small=20, hour=100
    ),
    "workflow_with_many_actions": Part(workflow_with_many_actions, 300, 300),
    "ebb_and_flow": Part(ebb_and_flow, 8, 40),
    "timer_storm": Part(lambda s, n: timer_storm(s, n, SECONDS_EACH), 150, 1_000),
    "long_idle_fleet": Part(lambda s, n: long_idle_fleet(s, n, SECONDS_EACH), 200, 1_500),
}
