"""Clients who name officials for the same requests at once, and others who read who is named.

Everybody remembers when they asked and when they were told, so that the history can be judged.
"""

import asyncio
import secrets
import time
from collections.abc import Coroutine
from typing import Any

import httpx

from lab.chaos.clients import Case, Clients
from lab.chaos.people import HEADS
from lab.checking.linearizability import NEVER, Operation
from lab.checking.official_register import RegisterAct

ASSIGNERS, READERS = 2, 2
PAUSE_SECONDS = 0.3
UNMARKED_SECONDS = 6.0
"""How long a read in another process may lag and not say so, after one answered 202."""
BEHIND = "Remiss-Ledger-Behind"


class ConcurrentActs:
    """What some clients do at once to every request of one case, until told to stop.

    Reads that say that the ledger lags are left out, and those that may lag unmarked: for some
    seconds after another process answered 202 (docs/decisions, 0032). `left_out` counts them.
    """

    def __init__(self, clients: Clients, case: Case) -> None:
        self.history: list[Operation[RegisterAct]] = []
        self.left_out = 0
        self._clients, self._case = clients, case
        self._blind_until = 0.0
        self._stop = False
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        for agency in self._case.agencies:
            for number in range(ASSIGNERS):
                self._begin(self._assigns(agency, f"head-{number}"))
            for number in range(READERS):
                self._begin(self._reads(agency, f"reader-{number}"))

    async def finish(self) -> None:
        """Nothing new; what was begun is answered, or patience ends."""
        self._stop = True
        await asyncio.gather(*self._tasks)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _assigns(self, agency: str, client: str) -> None:
        path = f"/consultations/{self._case.id}/requests/{agency}/assign"
        while not self._stop:
            official = f"chaos.{secrets.token_hex(4)}"
            body = {"official": {"id": official, "name": "Người tham mưu"}}
            began = time.monotonic()
            told = await self._clients.write(HEADS[agency], path, body, official)
            ended = time.monotonic()
            if told.status == httpx.codes.ACCEPTED:
                self._blind_until = ended + UNMARKED_SECONDS
            if told.outcome != "refused":
                known = told.outcome == "acknowledged"
                act = RegisterAct("assign", self._case.id, agency, official)
                self.history.append(Operation(client, act, began, ended if known else NEVER))
            await asyncio.sleep(PAUSE_SECONDS)

    async def _reads(self, agency: str, client: str) -> None:
        path = f"/consultations/{self._case.id}/requests/{agency}"
        while not self._stop:
            began = time.monotonic()
            try:
                answer = await self._clients.read(HEADS[agency], path)
            except httpx.TransportError:
                continue
            finally:
                await asyncio.sleep(PAUSE_SECONDS)
            if answer.is_success:
                self._note(client, agency, answer, began, time.monotonic() - PAUSE_SECONDS)

    def _note(
        self, client: str, agency: str, answer: httpx.Response, began: float, ended: float
    ) -> None:
        if BEHIND in answer.headers or began < self._blind_until:
            self.left_out += 1
            return
        official = answer.json()["official"] or {}
        act = RegisterAct("read", self._case.id, agency, official.get("id", ""))
        self.history.append(Operation(client, act, began, ended))
