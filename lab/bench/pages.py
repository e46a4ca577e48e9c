"""What a page of the portal costs the server, beside the API's answer about the same thing.

Run with `make bench-pages`: the demo's cases, one request after the other, on this machine. Times
are those of a caller on it, whose own share is in both.
"""

import asyncio
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

import httpx
from pydantic import SecretStr
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

import web
import worker
from remiss import ledger
from remiss.demo.desks import Office
from remiss.logs import configure
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import postgres_server
from remiss.machine.temporal_server import temporal_server
from remiss.settings import Settings
from tests.given.databases import as_service
from tests.given.portal_cases import FINANCE, OFFICE, OFFICER, SUPERVISOR, Cases
from tests.given.portal_pages import LOOKS, Look
from tests.given.portal_visits import Portal
from tests.given.served import serving
from workflows.search_attributes import SERVER_TYPES

TIMES, WARM = 100, 5
DRAFTING = {OFFICER, SUPERVISOR, OFFICE}
REQUEST = "/v1/consultations/{case}/requests/{agency}"
READS = {
    "/requests/{case}/{agency}": REQUEST,
    "/requests/{case}/{agency}/deadline": f"{REQUEST}/deadline",
    "/cases": "/v1/consultations",
    "/cases/{case}": "/v1/consultations/{case}",
    "/cases/{case}/ledger": "/v1/consultations/{case}/timeline",
    "/notices": "/v1/notices",
    "/calendar": "/v1/calendar",
}
"""What the API answers about what a page shows."""


class Cost(NamedTuple):
    """Milliseconds: the middle, and what 95 of 100 requests stay under."""

    middle: float
    p95: float

    @classmethod
    async def of(cls, ask: Callable[[], Awaitable[httpx.Response]]) -> "Cost":
        """As a caller waits for it, once it is warm."""
        spent = []
        for _ in range(TIMES + WARM):
            began = time.perf_counter()
            answer = await ask()
            spent.append((time.perf_counter() - began) * 1000)
            answer.raise_for_status()
        return cls(median(spent[WARM:]), quantiles(spent[WARM:], n=20)[-1])


@asynccontextmanager
async def service() -> AsyncIterator[tuple[Portal, Cases]]:
    """The whole service on servers of its own, and the cases told on it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with (
            postgres_server(data, free_port()) as owner,
            temporal_server(
                data, free_port(), search_attributes=SERVER_TYPES, virtual_clock=True
            ) as address,
        ):
            dsn = await as_service(owner)
            await ledger.migrate(owner, dsn)
            client = await Client.connect(address, data_converter=pydantic_data_converter)
            settings = Settings(
                data_dir=data / "service",
                postgres_dsn=SecretStr(dsn),
                temporal_address=address,
                task_queue=f"bench-{secrets.token_hex(4)}",
                virtual_clock=True,
                log_level="ERROR",
            )
            configure(settings)
            async with (
                serving(settings, web.create_app) as served,
                worker.running(settings, client),
            ):
                portal = Portal(str(served.http.base_url), served.settings)
                yield portal, Cases(Office(served.settings, served.http), client)


def measured() -> Iterator[Look]:
    """Pages that an address alone leads to."""
    return (look for look in LOOKS if look.by and look.status == httpx.codes.OK and not look.steps)


def same_read(look: Look) -> str | None:
    """What the API is asked about the same."""
    if look.route == "/work":
        return "/v1/tasks" if look.by in DRAFTING else "/v1/inbox"
    return READS.get(look.route)


async def main() -> None:
    async with service() as (portal, cases):
        # Every case first: lists are as long for the first page as for the last.
        told = {look.at: (await cases.at(look.at)).id for look in measured() if look.at}
        for look in measured():
            case = told.get(look.at, "") if look.at else ""
            async with portal.signed_in(look.by or "") as browser:
                page = await Cost.of(lambda: browser.get(look.address(case, "vi")))  # noqa: B023
            print(f"{look.name:24} {page.middle:6.1f} {page.p95:6.1f} ms", end="")
            if read := same_read(look):
                named = {"agency": FINANCE, **look.values, "case": case}
                answer = await _read(cases.office, look.by or "", read.format(**named))
                print(
                    f"   API {answer.middle:6.1f} {answer.p95:6.1f} ms"
                    f"   {page.p95 / answer.p95:4.1f} x",
                    end="",
                )
            print()


async def _read(office: Office, by: str, path: str) -> Cost:
    headers = office._identity(by)  # noqa: SLF001 -- the same token a client of the API sends
    return await Cost.of(lambda: office._http.get(path, headers=headers))  # noqa: SLF001


if __name__ == "__main__":
    asyncio.run(main())
