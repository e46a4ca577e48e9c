"""How often an API process looks at which cases are ahead of the ledger."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from temporalio.client import RPCError
from temporalio.service import RPCStatusCode

from remiss.ledger.reads.behind import Behind
from remiss.sending import lag

PROMISED_SECONDS = 5.0
"""Decision 0032."""


class Waited(Behind):
    """Notes how long it is asked to wait, and waits no longer than a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self.known = asyncio.Event()

    def listed(self, consultations: Iterable[str], looked_at: float) -> None:
        super().listed(consultations, looked_at)
        self.known.set()

    async def news(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)


class AwayAtFirst:
    """Temporal, which cannot be asked twice and then lists a case."""

    def __init__(self) -> None:
        self.asked = 0

    async def list_workflows(self, *_: Any, **__: Any) -> AsyncIterator[Any]:
        self.asked += 1
        if self.asked <= 2:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        yield SimpleNamespace(id="HS-1")


async def test_a_temporal_that_is_away_is_asked_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lags is known as soon as it answers again, within the seconds that are promised."""
    monkeypatch.setattr(lag, "BUSY_SECONDS", 0.0)
    behind, away = Waited(), AwayAtFirst()
    async with lag.watch_lag(behind, away, "queue"):  # type: ignore[arg-type]
        async with asyncio.timeout(5):
            await behind.known.wait()
    assert "HS-1" in behind
    assert max(behind.pauses) <= PROMISED_SECONDS
