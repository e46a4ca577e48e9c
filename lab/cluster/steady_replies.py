"""Writes that keep coming, some cases at once: how many are acknowledged in a second."""

import asyncio
from dataclasses import dataclass
from statistics import median

from lab.chaos.clients import Clients, Load

AT_ONCE = 12
WARM_SECONDS = 4.0


@dataclass(frozen=True)
class Steady:
    """What was acknowledged within `seconds`; of it `later` with 202, before it was recorded."""

    seconds: float
    writes: int
    later: int
    median_ms: float

    @property
    def per_second(self) -> float:
        return self.writes / self.seconds


async def steady(clients: Clients, seconds: float) -> Steady:
    """Bring cases through and count for a while; what was begun is finished afterwards."""
    load = Load(clients, at_once=AT_ONCE)
    load.start()
    try:
        await asyncio.sleep(WARM_SECONDS)
        before = len(clients.told)
        await asyncio.sleep(seconds)
        told = [each for each in clients.told[before:] if each.outcome == "acknowledged"]
        await load.finish()
    finally:
        await load.cancel()
    return Steady(
        seconds=seconds,
        writes=len(told),
        later=sum(each.status == 202 for each in told),  # noqa: PLR2004 -- accepted
        median_ms=1000 * median(each.seconds for each in told) if told else 0,
    )
