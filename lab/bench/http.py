"""What HTTP adds to the Update it carries, and what opening a case takes: `make bench-http`.

Replies over HTTP and bare Updates of the same replies take turns in the same cases of ten
agencies; cases are opened one after another and eight at once. What is added is the time that a
request was in the API and not in its Update. Worker, Temporal and PostgreSQL are processes of
their own; API and callers share this one, so that the callers' share is in every figure.
"""

import asyncio
import secrets
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from remiss import ledger
from remiss.consultation.life.commands import SubmitReply
from remiss.consultation.values import Actor, AgencyCode, Reply, Role
from remiss.logs import configure
from remiss.machine.network_ports import free_port
from remiss.machine.part import ServicePart
from remiss.machine.postgres import start_postgres
from remiss.machine.process_group import process_group
from remiss.machine.temporal_server import start_temporal
from remiss.reference.registry import load_registry
from remiss.sending.caller_command import command
from remiss.sending.updates import Updates
from remiss.settings import Settings
from tests.given.api_cases import Case, open_case
from tests.given.databases import as_service
from tests.given.people import HOME, actor
from tests.given.served import Served, serving
from workflows.search_attributes import SERVER_TYPES

CASES, OPENED, AT_ONCE, WARM, ATTEMPTS = 16, 64, 8, 3, 10
ASKED = tuple(agency for agency in load_registry().agencies if agency.code != HOME)[:10]
QUESTIONS = [
    {"id": f"q{n}", "text": "Nội dung này có phù hợp không?", "field": agency.mandates[0].field}
    for n, agency in enumerate(ASKED)
]
OPENING: dict[str, Any] = {"questions": QUESTIONS, "agencies": [agency.code for agency in ASKED]}


class Spent(NamedTuple):
    """Milliseconds of one request or part of it: by the clock, and of this thread's CPU."""

    clock: float
    cpu: float

    @classmethod
    def now(cls) -> "Spent":
        return cls(time.perf_counter() * 1000, time.thread_time() * 1000)

    @classmethod
    def since(cls, began: "Spent") -> "Spent":
        return cls.now().less(began)

    def less(self, other: "Spent") -> "Spent":
        return Spent(self.clock - other.clock, self.cpu - other.cpu)


_carried: ContextVar[list[Spent] | None] = ContextVar("carried", default=None)


class Watched:
    """The API, with the time of each request noted, and that of the Update in it."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.whole: list[Spent] = []
        self.added: list[Spent] = []

    @property
    def updates(self) -> Updates:
        """What the API sends Updates by."""
        found: Updates = self._app.state.services.updates
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        carried: list[Spent] = []
        token = _carried.set(carried)
        began = Spent.now()
        try:
            await self._app(scope, receive, send)
        finally:
            _carried.reset(token)
            for update in carried:
                whole = Spent.since(began)
                self.whole.append(whole)
                self.added.append(whole.less(update))

    def forget(self) -> None:
        """Begin anew: what was served so far warmed it up."""
        self.whole.clear()
        self.added.clear()


@contextmanager
def updates_timed() -> Iterator[None]:
    """Note how long each Update takes, from when it is sent until it is answered."""
    kept = {name: getattr(Updates, name) for name in ("give", "open")}
    for name, send in kept.items():
        setattr(Updates, name, _timed(send))
    try:
        yield
    finally:
        for name, send in kept.items():
            setattr(Updates, name, send)


def _timed(send: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def sent(*arguments: Any) -> Any:
        began = Spent.now()
        try:
            return await send(*arguments)
        finally:
            carried = _carried.get()
            if carried is not None:
                carried.append(Spent.since(began))

    return sent


@asynccontextmanager
async def service() -> AsyncIterator[tuple[Served, Watched]]:
    """The API here, and everything behind it as processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with process_group(data / "logs") as group:
            owner = await start_postgres(group, data, free_port())
            address = await start_temporal(group, data, free_port(), search_attributes=SERVER_TYPES)
            dsn = await as_service(owner)
            await ledger.migrate(owner, dsn)
            argv = [sys.executable, "-m", "lab.bench.reply_worker", "ours", address, dsn, "http"]
            await group.start(ServicePart(name="worker", argv=argv))
            settings = Settings(
                data_dir=data / "service",
                postgres_dsn=SecretStr(dsn),
                temporal_address=address,
                task_queue="http",
                log_level="ERROR",
            )
            configure(settings)
            seen: list[Watched] = []

            def create(chosen: Settings) -> ASGIApp:
                seen.append(Watched(create_app(chosen)))
                return seen[0]

            with updates_timed():
                async with serving(settings, create) as served:
                    yield served, seen[0]


async def reply_over_http(case: Case, number: int) -> float:
    """Give the reply of one agency; milliseconds until the caller has its receipt."""
    asked = ASKED[number].code
    began = time.perf_counter()
    events = await case.does(_head(asked), "reply", asked, **case.reply(f"q{number}"))
    took = _since(began)
    _must_be_accepted(events)
    return took


async def reply_as_update(updates: Updates, case: Case, number: int) -> float:
    """Give the same reply as an Update alone."""
    asked = ASKED[number].code
    said = Reply.model_validate(case.reply(f"q{number}"))
    given = command(SubmitReply, _head(asked), secrets.token_hex(8), agency=asked, reply=said)
    began = time.perf_counter()
    receipt = await updates.give(case.id, given)
    took = _since(began)
    _must_be_accepted(list(receipt.events) if receipt else [])
    return took


async def measure_replies(served: Served, watched: Watched) -> None:
    """Half of each case's replies over HTTP, half as Updates, in turn."""
    http, alone, added = [], [], []
    for n in range(WARM + CASES):
        case = await open_case(served, **OPENING)
        watched.forget()
        turns = [
            (
                await reply_over_http(case, number),
                await reply_as_update(watched.updates, case, number + 1),
            )
            for number in range(0, len(ASKED), 2)
        ]
        if n >= WARM:
            http += [over_http for over_http, _ in turns]
            alone += [update for _, update in turns]
            added += watched.added
    print(f"a reply over HTTP   {_line(http)}")
    print(f"its Update alone    {_line(alone)}")
    print(f"added by the API    {_line([each.clock for each in added])}")
    print(f"  of the API's CPU  {_line([each.cpu for each in added])}")
    print(f"HTTP is {median(http) / median(alone):.2f} x the Update, by the median")


async def measure_openings(served: Served, watched: Watched, at_once: int) -> None:
    """Open cases of ten agencies, so many at a time."""
    gate, took = asyncio.Semaphore(at_once), []

    async def one() -> None:
        async with gate:
            began = time.perf_counter()
            await open_case(served, **OPENING)
            took.append(_since(began))

    watched.forget()
    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(OPENED)))
    rate = OPENED / (time.perf_counter() - began)
    print(f"opening, {at_once} at once   {_line([each.clock for each in watched.whole])}")
    print(f"  added to its Update {_line([each.clock for each in watched.added])}")
    print(f"  with its upload     {_line(took)}   {rate:.1f} cases/s")


async def main() -> None:
    async with service() as (served, watched):
        await _until_it_works(served)
        await measure_replies(served, watched)
        for at_once in (1, AT_ONCE):
            await measure_openings(served, watched, at_once)


async def _until_it_works(served: Served) -> None:
    """A worker that has just been started takes its time."""
    for _ in range(ATTEMPTS):
        with suppress(AssertionError, httpx.TimeoutException):
            await open_case(served, **OPENING)
            return
    raise RuntimeError("no case could be opened: see the worker's log")


def _head(agency: AgencyCode) -> Actor:
    return actor(f"head.{agency}", Role.AGENCY_HEAD, agency)


def _must_be_accepted(events: list[str]) -> None:
    if "reply_accepted" not in events:
        raise RuntimeError(f"what was measured is no reply that counts: {events}")


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _line(spent: list[float]) -> str:
    return f"{median(spent):7.1f} ms median {quantiles(spent, n=20)[-1]:7.1f} ms p95"


if __name__ == "__main__":
    asyncio.run(main())
