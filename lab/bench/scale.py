"""What people read, at several sizes of a ledger: lists, searches, figures, one case, pages.

Run with `make bench-scale CASES=100000`: as many running cases, and a third as many that are over.
Each read is asked for over HTTP by one caller after another; beside its p95 stands how many times
that of the smallest size in the same run it is.
"""

import argparse
import asyncio
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median, quantiles
from typing import NamedTuple

import httpx
from pydantic import SecretStr

import web
from lab.bench.lives import UNTIL
from lab.bench.scale_reads import PAGES, READS
from lab.bench.seeded_ledger import Size, seeded
from remiss import ledger
from remiss.consultation.values import Actor, Role
from remiss.logs import configure
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import service_dsn
from remiss.machine.temporal_server import temporal_server
from remiss.settings import Settings
from tests.given.people import FINANCE
from tests.given.portal_visits import Portal
from tests.given.served import Served, serving
from workflows.search_attributes import SERVER_TYPES

SMALLEST, STEP = 1_000, 10
TIMES, WARM = 40, 4
LONGEST_SECONDS = 20.0
"""For one read: what is slow is asked fewer times."""

ANY_CASE = """
select r.consultation, r.agency from request r join consultation c on c.id = r.consultation
where c.stage = 'open' order by 1, 2 limit 1
"""
OWN_CASE = """
select c.id, c.officer, c.officer_name, c.drafting_agency
from consultation c
where c.stage = 'open'
order by (select sum(r.undisposed) from request r where r.consultation = c.id) desc, c.id
limit 1
"""
"""The one with most comments to dispose of."""
ASKED_OF = """
select r.consultation from request r join consultation c on c.id = r.consultation
where r.agency = $1 and r.settled_at is null and c.stage = 'open' order by r.due_at desc limit 1
"""
ANSWERED_BY = """
select consultation from request
where agency = $1 and replies > 0 order by comments desc, consultation limit 1
"""


class Cost(NamedTuple):
    """Milliseconds, and how often it was asked for; `answered` is another status than 200."""

    middle: float
    p95: float
    asked: int
    answered: int | None = None

    @classmethod
    async def of(cls, ask: Callable[[], Awaitable[httpx.Response]]) -> "Cost":
        """As one caller waits for it, once it is warm."""
        spent, began = list[float](), time.perf_counter()
        while len(spent) < TIMES + WARM and time.perf_counter() - began < LONGEST_SECONDS:
            asked = time.perf_counter()
            answer = await ask()
            spent.append((time.perf_counter() - asked) * 1000)
            if answer.status_code != httpx.codes.OK:
                return cls(spent[-1], spent[-1], 1, answer.status_code)
        warm = spent[WARM:] or spent
        p95 = quantiles(warm, n=20)[-1] if len(warm) > 1 else warm[0]
        return cls(median(warm), p95, len(warm))


@asynccontextmanager
async def service(size: Size) -> AsyncIterator[tuple[Served, Portal, str]]:
    """The real API and portal on a seeded ledger."""
    async with seeded(size) as (owner, folder):
        dsn = service_dsn(folder, owner)
        data = folder / "service"
        data.mkdir(exist_ok=True)
        async with temporal_server(data, free_port(), search_attributes=SERVER_TYPES) as address:
            settings = Settings(
                data_dir=data,
                postgres_dsn=SecretStr(dsn),
                temporal_address=address,
                task_queue=f"scale-{secrets.token_hex(4)}",
                log_level="ERROR",
            )
            configure(settings)
            async with serving(settings, web.create_app) as served:
                yield served, Portal(str(served.http.base_url), served.settings), dsn


async def measured(size: Size, chosen: str) -> dict[str, Cost]:
    """Every read whose name holds `chosen`."""
    found: dict[str, Cost] = {}
    async with service(size) as (served, portal, dsn):
        officer, named = await _any_cases(dsn)
        for name, (by, path) in READS.items():
            if chosen in name:
                at = path.format_map(named)
                found[name] = await Cost.of(lambda: served.call(by, "GET", at))  # noqa: B023
                _tell(name, size, found[name])
        for name, (who, path) in PAGES.items():
            if chosen in name:
                async with portal.acting(who or officer) as browser:
                    at = f"/portal{path.format_map(named)}"
                    found[name] = await Cost.of(lambda: browser.get(at))  # noqa: B023
                    _tell(name, size, found[name])
    return found


async def _any_cases(dsn: str) -> tuple[Actor, dict[str, str]]:
    """Cases that pages are about, by the names in their addresses; the officer of `own`."""
    async with ledger.session(dsn) as connection:
        (any_case,) = await connection.fetch(ANY_CASE)
        (own,) = await connection.fetch(OWN_CASE)
        (asked,) = await connection.fetch(ASKED_OF, FINANCE)
        (answered,) = await connection.fetch(ANSWERED_BY, FINANCE)
    officer = Actor(
        id=own["officer"],
        name=own["officer_name"],
        role=Role.OFFICER,
        agency=own["drafting_agency"],
    )
    named = {"case": any_case["consultation"], "agency": any_case["agency"], "own": own["id"]}
    about = {"asked": asked["consultation"], "answered": answered["consultation"]}
    return officer, {**named, **about, "finance": FINANCE}


def _tell(name: str, size: Size, cost: Cost) -> None:
    print(f"{size.running:>7} {name:24} {cost.middle:8.1f} {cost.p95:8.1f} ms", file=sys.stderr)


def sizes(largest: int, seed: int) -> list[Size]:
    """From the smallest, ten times as many each."""
    found = [largest]
    while found[-1] // STEP >= SMALLEST:
        found.append(found[-1] // STEP)
    return [Size(running, running * 3 // 10, seed) for running in reversed(found)]


async def main(largest: int, seed: int, chosen: str) -> None:
    print(f"until {UNTIL:%Y-%m-%d}, seed {seed}, {os.cpu_count()} processors")
    table = {size.running: await measured(size, chosen) for size in sizes(largest, seed)}
    first = min(table)
    print(f"{'':24}" + "".join(f"{size:>26,}" for size in table))
    for name in table[first]:
        cells = (_cell(costs[name], table[first][name]) for costs in table.values())
        print(f"{name:24}" + "".join(cells))
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"p50 and p95 in ms, p95 beside that at {first:,}; load at the end {load}")


def _cell(cost: Cost, smallest: Cost) -> str:
    if cost.answered:
        return f"{'answered ' + str(cost.answered):>26}"
    return f"{cost.middle:9.1f}{cost.p95:9.1f}{cost.p95 / smallest.p95:6.1f} x"


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="")
    given = asked.parse_args()
    asyncio.run(main(given.cases, given.seed, given.only))
