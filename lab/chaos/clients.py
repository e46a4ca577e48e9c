"""Clients of the API that keep asking as it tells them to, and remember what they were told."""

import asyncio
import random
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import httpx

from lab.chaos.case_bodies import opening, question, reply
from lab.chaos.people import FIELDS, HEADS, OFFICER, SUPERVISOR, Issuer
from remiss.consultation.values import Actor

DONE = frozenset({200, 201, 202})
LATER = frozenset({429, 503})
PATIENCE_SECONDS = 90.0
AGAIN_SECONDS = 0.3
DRAFT = "Dự thảo hướng dẫn, bản thử sự cố".encode()
Outcome = Literal["acknowledged", "refused", "unknown"]


@dataclass(frozen=True)
class Told:
    """What a client was told in the end of one command; `mark` is in no other command."""

    command_id: str
    outcome: Outcome
    status: int
    mark: str
    consultation: str = ""
    events: tuple[str, ...] = ()
    detail: str = ""
    seconds: float = 0
    """From the first attempt to the answer."""


@dataclass
class Clients:
    """Everybody who calls, and what they were told; `urls` are those of every API process."""

    issuer: Issuer
    urls: Sequence[str]
    told: list[Told] = field(default_factory=list)
    in_flight: int = 0
    tries: int = 0
    patience: float = PATIENCE_SECONDS
    draft: str = ""
    _http: httpx.AsyncClient = field(
        default_factory=lambda: httpx.AsyncClient(
            timeout=20, limits=httpx.Limits(max_connections=400)
        )
    )

    async def close(self) -> None:
        await self._http.aclose()

    @property
    def acknowledged(self) -> int:
        return sum(told.outcome == "acknowledged" for told in self.told)

    @property
    def accepted(self) -> int:
        """How many acknowledgements came before the ledger had it: 202."""
        return sum(told.status == httpx.codes.ACCEPTED for told in self.told)

    async def read(self, person: Actor, path: str) -> httpx.Response:
        """One read, of any API process."""
        url = f"{random.choice(self.urls)}/v1{path}"  # noqa: S311 -- whichever
        return await self._http.get(url, headers=self.issuer.headers(person))

    async def upload(self) -> None:
        """Upload the draft every case is about."""
        headers = self.issuer.headers(OFFICER)
        answer = await self._http.post(
            f"{self.urls[0]}/v1/attachments", headers=headers, files={"file": ("f", DRAFT)}
        )
        self.draft = answer.raise_for_status().json()["sha256"]

    async def write(
        self,
        person: Actor,
        path: str,
        body: dict[str, Any],
        mark: str = "",
        key: str = "",
        foreseen: str = "",
    ) -> Told:
        """Send a command until the service says yes or no: again with the same key, anywhere.

        A no by the code `foreseen` is what should come, and enters no count.
        """
        key = key or secrets.token_hex(8)
        self.in_flight += 1
        began = time.monotonic()
        try:
            told = await self._until_told(person, path, body, mark or key, key)
        finally:
            self.in_flight -= 1
        told = replace(told, seconds=time.monotonic() - began)
        if not (foreseen and told.outcome == "refused" and f" {foreseen} " in told.detail):
            self.told.append(told)
        return told

    async def _until_told(
        self, person: Actor, path: str, body: dict[str, Any], mark: str, key: str
    ) -> Told:
        end = time.monotonic() + self.patience
        url = random.randrange(len(self.urls))  # noqa: S311 -- whichever
        command_id = f"{person.id}:{key}"
        headers = {**self.issuer.headers(person), "Idempotency-Key": key}
        status, detail = 0, ""
        while time.monotonic() < end:
            self.tries += 1
            try:
                answer = await self._http.post(
                    f"{self.urls[url]}/v1{path}", headers=headers, json=body
                )
            except httpx.TransportError as error:
                detail = repr(error)
                pause = AGAIN_SECONDS
            else:
                if answer.status_code in DONE:
                    return _yes(command_id, mark, answer)
                status, detail = answer.status_code, _why(answer)
                if status not in LATER:
                    return Told(command_id, "refused", status, mark, detail=detail)
                pause = float(answer.headers.get("Retry-After", 1))
            url = (url + 1) % len(self.urls)
            await asyncio.sleep(pause)
        return Told(command_id, "unknown", status, mark, detail=detail)


def _why(answer: httpx.Response) -> str:
    said = answer.json()
    return f"{answer.status_code} {said.get('code')} {said.get('facts')} {said.get('errors')}"[:400]


def _yes(command_id: str, mark: str, answer: httpx.Response) -> Told:
    said = answer.json()
    receipt = said.get("receipt") or {}
    case = said["links"]["consultation"].rpartition("/")[2]
    events = tuple(receipt.get("events", ()))
    return Told(command_id, "acknowledged", answer.status_code, mark, case, events)


@dataclass(frozen=True)
class Case:
    """One consultation as its clients bring it through: open, then every agency at once."""

    clients: Clients
    id: str
    agencies: tuple[str, ...]

    @classmethod
    async def open(cls, clients: Clients, agencies: Sequence[str] = tuple(FIELDS)) -> "Case | None":
        """A case opened; None when the service said no, or nothing at all."""
        told = await clients.write(SUPERVISOR, "/consultations", opening(clients.draft, agencies))
        if told.outcome != "acknowledged":
            return None
        return cls(clients, told.consultation, tuple(agencies))

    async def lives(self) -> None:
        """Every agency acknowledges, names its official, answers nothing, and then answers."""
        await asyncio.gather(*(self.answers(agency) for agency in self.agencies))

    async def answers(self, agency: str) -> None:
        await self.acknowledges(agency)
        await self.assigns(agency)
        await self.replies(agency, clear=False)
        await self.replies(agency)

    async def acknowledges(self, agency: str) -> Told:
        return await self._does(agency, "acknowledge", {})

    async def assigns(self, agency: str) -> Told:
        official = {"id": f"chaos.{secrets.token_hex(4)}", "name": "Người tham mưu"}
        return await self._does(agency, "assign", {"official": official}, official["id"])

    async def replies(self, agency: str, *, clear: bool = True) -> Told:
        """A reply with a mark of its own in its text."""
        mark = f"mã {secrets.token_hex(6)}"
        body = reply(question(agency), self.clients.draft, mark, clear=clear)
        return await self._does(agency, "reply", body, mark)

    async def _does(self, agency: str, what: str, body: dict[str, Any], mark: str = "") -> Told:
        path = f"/consultations/{self.id}/requests/{agency}/{what}"
        return await self.clients.write(HEADS[agency], path, body, mark)


class Load:
    """Cases brought through one after the other by some clients at once, until told to stop."""

    def __init__(self, clients: Clients, at_once: int = 3) -> None:
        self.clients = clients
        self._at_once = at_once
        self._stop = False
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._at_once)]

    async def finish(self) -> None:
        """No new case; what was begun goes on until it is answered or patience ends."""
        self._stop = True
        await asyncio.gather(*self._tasks)

    async def cancel(self) -> None:
        """Whoever still waits gives up now."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def goes_on(self, more: int = 10, seconds: float = 60.0) -> bool:
        """Wait until so many further commands were acknowledged."""
        goal = self.clients.acknowledged + more
        end = time.monotonic() + seconds
        while self.clients.acknowledged < goal and time.monotonic() < end:
            if all(task.done() for task in self._tasks):
                break
            await asyncio.sleep(0.05)
        return self.clients.acknowledged >= goal

    async def _work(self) -> None:
        """A client who is refused, or never answered, gives up: the count names it."""
        while not self._stop and (case := await Case.open(self.clients)):
            await case.lives()
