"""What the upkeep of many cases takes: a checkpoint, a morning's report, verifying, rebuilding.

Run with `make bench-upkeep CASES=100000`, on the ledger that `make bench-scale` keeps. Beside the
seconds that went by stand those of processors, of this side and of PostgreSQL: on a machine that
does other things too, only these compare.
"""

import argparse
import asyncio
import os
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import asyncpg

from activities.report_step import render_report
from lab.bench.lives import UNTIL
from lab.bench.seeded_ledger import Size, seeded
from remiss import ledger
from remiss.documents.found_delays import FoundDelays
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.checkpoint_issuer import CheckpointIssuer
from remiss.reference.registry import province_name
from tests.given.checkpoints import a_signer

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Spent(NamedTuple):
    """Seconds: by the clock, of processors on this side, and of the database's."""

    clock: float
    here: float
    database: float

    @classmethod
    def so_far(cls, postmaster: int) -> "Spent":
        own, ended = (
            sum(resource.getrusage(who)[:2])
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return cls(time.perf_counter(), own + ended, sum(_processor_seconds(postmaster)))

    def since(self, before: "Spent") -> "Spent":
        return Spent(*(now - then for now, then in zip(self, before, strict=True)))


def _processor_seconds(postmaster: int) -> Iterator[float]:
    """Of a server and of each process it started, those that ended included."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended meanwhile
        if int(stat.parent.name) == postmaster:
            yield sum(map(int, fields[11:15])) / TICKS
        elif int(fields[1]) == postmaster:
            yield sum(map(int, fields[11:13])) / TICKS


def _postmaster(folder: Path) -> int:
    lines = (folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    return int(lines[0])


def _memory() -> int:
    """Megabytes in memory now."""
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * PAGE_BYTES // 2**20


async def checkpoint(pool: asyncpg.Pool, _dsn: str) -> str:
    """All heads, signed for the first time; at the next run on the same ledger, looked at."""
    signer = a_signer()
    with tempfile.TemporaryDirectory() as folder:
        issuer = CheckpointIssuer(
            pool, CheckpointFolder(Path(folder)), signer, {signer.public.id: signer.public}
        )
        outcome = await issuer.issue_due()
    return f"{outcome.newest.size:,} heads" if outcome.newest else str(outcome.refused)


async def report(pool: asyncpg.Pool, _dsn: str) -> str:
    found, looked = FoundDelays(UNTIL), 0
    async for known in ledger.morning_cases(pool, UNTIL):
        await asyncio.to_thread(found.add, known)
        looked += len(known.cases)
    made = await asyncio.to_thread(render_report, found, province_name())
    return (
        f"{found.consultations:,} open, {looked:,} looked into, {len(found.worst_first()):,} told, "
        f"{len(made.office_docx) / 1e3:,.0f} kB on paper"
    )


async def verify(_pool: asyncpg.Pool, dsn: str) -> str:
    found = await ledger.verify(dsn)
    return f"{found.events:,} events, {'holds' if found.holds else 'DOES NOT HOLD'}"


async def rebuild(pool: asyncpg.Pool, dsn: str) -> str:
    cases = await ledger.rebuild(dsn)
    events = await pool.fetchval("select count(*) from event")
    return f"{events:,} events, {cases:,} cases"


STEPS: dict[str, Callable[[asyncpg.Pool, str], Awaitable[str]]] = {
    "checkpoint": checkpoint,
    "report": report,
    "verify": verify,
    "rebuild": rebuild,
}


async def main(size: Size, chosen: list[str]) -> None:
    async with seeded(size) as (dsn, folder):
        pool = await ledger.connect(dsn, command_timeout=None)
        so_far = partial(Spent.so_far, _postmaster(folder))
        for name in chosen:
            before = so_far()
            told = await STEPS[name](pool, dsn)
            spent = so_far().since(before)
            print(
                f"{name:10} {spent.clock:8.1f} s, processors {spent.here:7.1f} s here "
                f"{spent.database:7.1f} s database; {_memory()} MB, load {os.getloadavg()[0]:.0f}; "
                f"{told}",
                flush=True,
            )
        await pool.close()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", nargs="*", default=list(STEPS))
    given = asked.parse_args()
    asyncio.run(main(Size(given.cases, given.cases * 3 // 10, given.seed), given.only))
