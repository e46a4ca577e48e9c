"""The cases the ledger is known to lag behind, so that what is read of them says so.

A case decides while PostgreSQL is away; its events follow. Two things tell a process of it: the
receipts it handed out itself, and what Temporal lists (`remiss.sending.lag`).
"""

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress

SHOWS_WITHIN_SECONDS = 5.0
"""How long visibility may take to list a case that has fallen behind."""


class Behind:
    """The cases known to be ahead of the ledger."""

    def __init__(self) -> None:
        self._owed: dict[str, tuple[int, float]] = {}
        self._listed: frozenset[str] = frozenset()
        self._news = asyncio.Event()

    def __contains__(self, consultation: str) -> bool:
        return consultation in self._owed or consultation in self._listed

    def __bool__(self) -> bool:
        return bool(self._owed or self._listed)

    def owes(self, consultation: str, version: int) -> None:
        """A receipt was given for events the ledger has not got."""
        before, _ = self._owed.get(consultation, (0, 0.0))
        self._owed[consultation] = (max(before, version), time.monotonic())
        self._news.set()

    def holds(self, consultation: str, version: int) -> None:
        """The ledger was seen to hold this much of the case."""
        owed, _ = self._owed.get(consultation, (0, 0.0))
        if owed and version >= owed:
            del self._owed[consultation]

    def listed(self, consultations: Iterable[str], looked_at: float) -> None:
        """What Temporal listed; what it does not list although it had the time is caught up."""
        self._listed = frozenset(consultations)
        self._owed = {
            id_: (version, since)
            for id_, (version, since) in self._owed.items()
            if id_ in self._listed or looked_at - since < SHOWS_WITHIN_SECONDS
        }

    async def news(self, seconds: float) -> None:
        """Wait so long, or until something falls behind."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()
