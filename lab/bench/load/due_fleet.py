"""Cases that all fall due in one minute, and how late what fell due was recorded."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.counted_cases import CountedCases, rows_of, side_by_side
from lab.bench.load.outcome import Figure, at
from lab.chaos.oracle import Row

OPENED_AT_ONCE = 8
RANG = "request_overdue"
PATIENCE_SECONDS = 300.0
CLOSED_SECONDS = 120.0
"""Before that minute: a case opened so late would be due a day later."""


@dataclass
class DueFleet:
    """Cases due at `minute`, and when each of their requests rang."""

    servers: BenchServers
    cases: CountedCases
    minute: datetime
    rang: list[Row]

    async def open(self, number: int) -> float:
        """Open so many more; the seconds it took.

        Raises:
            RuntimeError: it took too long: some would not be due at that minute.
        """
        began = time.perf_counter()
        await side_by_side(OPENED_AT_ONCE, [self.cases.open] * number)
        if self.left < CLOSED_SECONDS:
            raise RuntimeError(f"opening {number} cases took {time.perf_counter() - began:.0f} s")
        return time.perf_counter() - began

    @property
    def left(self) -> float:
        """Seconds until they fall due."""
        return (self.minute - datetime.now(UTC)).total_seconds()

    @property
    def expected(self) -> int:
        """Requests that have to ring."""
        return len(self.cases.cases) * len(self.cases.shape.agencies)

    async def until_all_rang(self) -> None:
        """Wait for the last, or as long as one could reasonably wait."""
        end = time.monotonic() + PATIENCE_SECONDS
        query = "select count(*) from event where type = $1 and stream = any($2)"
        while time.monotonic() < end:
            ((rang,),) = await self.servers.ask(query, RANG, self.cases.cases)
            if rang >= self.expected:
                break
            await asyncio.sleep(0.5)
        rows = await rows_of(self.servers, self.cases)
        self.rang = [row for row in rows if row.type == RANG]

    @property
    def silent(self) -> int:
        """Requests that did not ring, or not for this minute."""
        found = {
            (row.stream, row.agency)
            for row in self.rang
            if datetime.fromisoformat(row.event["fell_due_at"]) == self.minute
        }
        return self.expected - len(found)

    def after(self, moment: datetime) -> list[float]:
        """Seconds from a moment until each was recorded, soonest first."""
        return sorted((row.recorded_at - moment).total_seconds() for row in self.rang)

    def lateness(self, moment: datetime) -> list[Figure]:
        """How long after a moment the first, half, 95 of a hundred and the last were recorded."""
        seconds = self.after(moment)
        return [
            Figure("first alarm recorded after", seconds[0], "s"),
            Figure("half of them after", at(seconds, 0.5), "s"),
            Figure("95 of 100 after", at(seconds, 0.95), "s"),
            Figure("last alarm recorded after", seconds[-1], "s"),
            Figure("alarms", len(seconds) / max(seconds[-1] - seconds[0], 1.0), "/s"),
        ]

    def curve(self, moment: datetime, points: int = 60) -> list[tuple[float, float]]:
        """How many had been recorded so many seconds after a moment."""
        seconds = self.after(moment)
        step = max(len(seconds) // points, 1)
        return [(s, n) for n, s in enumerate(seconds, 1) if n % step == 0 or n == len(seconds)]
