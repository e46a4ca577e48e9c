"""What a reply costs, held against bare Temporal in the same shape: `make bench`.

Ours and bare take turns on the same servers, so that a noisy machine is noisy for both. A case
asks ten agencies, and its opening counts. Workers are processes of their own; the clients are here.
"""

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Coroutine, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from temporalio.client import Client

from lab.bench.bare import open_bare, reply_bare
from lab.bench.load.asked_again import again
from lab.bench.load.process_load import cores, cpu_seconds, free_cores, load
from lab.bench.ten_agencies import CODES, give_reply, open_case, reply_of
from remiss import ledger
from remiss.logs import configure
from remiss.machine.network_ports import free_port
from remiss.machine.part import ServicePart
from remiss.machine.postgres import start_postgres
from remiss.machine.process_group import Group, process_group
from remiss.machine.temporal_server import start_temporal
from remiss.settings import Settings
from remiss.temporal.codec import Keyring, add_key, data_converter, read
from workflows.search_attributes import SERVER_TYPES

PAIRS, ROUNDS, AT_ONCE, WARM = 16, 3, 40, 5
OURS, BARE, SEALED = "ours", "bare", "sealed"
CORES_FOR_TWO = 4
TWO_AIM = 1.7


class Took(NamedTuple):
    """Seconds that some cases took: by the clock, without opening, and of the workers' CPU."""

    whole: float
    replies: float
    cpu: float


class Side:
    """One of the things compared: a client, a queue, and the worker processes that serve it."""

    def __init__(self, name: str, client: Client, group: Group, argv: list[str]) -> None:
        self.name, self._client, self._group, self._argv = name, client, group, argv
        self._pids: list[int] = []
        self._cases = 0

    async def add_worker(self) -> None:
        """Start one more worker process on the queue, and let it work itself warm."""
        argv = [sys.executable, "-m", "lab.bench.reply_worker", *self._argv]
        part = ServicePart(name=f"{self.name}-{len(self._pids)}", argv=argv)
        self._pids.append((await self._group.start(part)).process.pid)
        for _ in range(2):
            await self.measure(WARM)

    async def measure(self, at_once: int = 1) -> Took:
        """Live some cases side by side; within each, one reply comes after the other."""
        busy, started = self.cpu(), time.perf_counter()
        names = [f"{self.name}-{self._cases + n}" for n in range(at_once)]
        self._cases += at_once
        replying = await asyncio.gather(*map(self._live, names))
        whole = time.perf_counter() - started
        return Took(whole, max(replying), self.cpu() - busy)

    def cpu(self) -> float:
        """Seconds of CPU of all its workers since they started."""
        return sum(self.cpu_of_each())

    def cpu_of_each(self) -> list[float]:
        """The same, worker by worker."""
        return [cpu_seconds(pid) for pid in self._pids]

    async def _live(self, case_id: str) -> float:
        """Live one case; the seconds of its replies."""
        await self._open(case_id)
        started = time.perf_counter()
        for number in range(len(CODES)):
            await self._reply(case_id, number)
        return time.perf_counter() - started

    async def _open(self, case_id: str) -> None:
        if self.name == BARE:
            await open_bare(self._client, self.name, case_id, CODES)
        else:
            await again(partial(open_case, self._client, self.name, case_id))

    async def _reply(self, case_id: str, number: int) -> None:
        if self.name == BARE:
            give = partial(reply_bare, self._client, case_id, CODES[number], reply_of(number))
        else:
            give = partial(give_reply, self._client, case_id, number)
        await again(give)


Rows = Mapping[str, list[Took]]


async def take_turns(sides: Collection[Side], times: int, at_once: int = 1) -> Rows:
    """What each side took, each time it came to its turn."""
    rows = defaultdict[str, list[Took]](list)
    for _ in range(times):
        for side in sides:
            rows[side.name].append(await side.measure(at_once))
    return rows


def report(title: str, rows: Rows, at_once: int = 1) -> float:
    """Print each side beside bare; how many times longer the whole of ours took, by the median."""
    print(f"{title}:", flush=True)
    replies = at_once * len(CODES)
    bare = _medians(rows[BARE])
    for name, each in rows.items():
        took = _medians(each)
        print(
            f"  {name:7}{took.whole / at_once * 1000:7.1f} ms a case {replies / took.whole:7.1f} "
            f"replies/s {took.cpu / replies * 1000:6.1f} ms CPU a reply;  x bare: "
            f"{took.whole / bare.whole:.2f}, without opening {took.replies / bare.replies:.2f}, "
            f"CPU {took.cpu / bare.cpu:.2f}"
        )
    return _medians(rows[OURS]).whole / bare.whole


def _medians(rows: Collection[Took]) -> Took:
    return Took(*(median(column) for column in zip(*rows, strict=True)))


async def compare(sides: Mapping[str, Side]) -> None:
    """Measure one at a time, forty at once, and forty at once with two workers."""
    pair = [sides[OURS], sides[BARE]]
    for side in sides.values():
        await side.add_worker()
    one = report("one at a time", await take_turns(sides.values(), PAIRS))
    title = f"{AT_ONCE} at once"
    many = report(title, await take_turns(pair, ROUNDS, AT_ONCE), AT_ONCE)
    two = await _with_two_workers(pair, f"{title}, two worker processes each")
    print(f"reply/bare one-at-a-time {one:.2f}, at-once {many:.2f}, two-workers {two:.2f}")


async def _with_two_workers(pair: Collection[Side], title: str) -> float:
    """The same with one more worker each; it says something only where both have cores to run on.

    Beside the ratio stand the cores free before and how much of a core each worker took meanwhile.
    """
    for side in pair:
        await side.add_worker()
    free = free_cores()
    began, before = time.perf_counter(), {side.name: side.cpu_of_each() for side in pair}
    two = report(title, await take_turns(pair, ROUNDS, AT_ONCE), AT_ONCE)
    spent = time.perf_counter() - began
    for side in pair:
        used = zip(side.cpu_of_each(), before[side.name], strict=True)
        shares = ", ".join(f"{(now - then) / spent:.0%}" for now, then in used)
        print(f"  {side.name}: of a core, over both sides' turns, its workers took {shares}")
    print(f"two workers on {cores()} cores, {free:.1f} of them free before; load {load()}")
    if free < CORES_FOR_TWO:
        print(f"fewer than {CORES_FOR_TWO} free: this ratio says nothing, and gates nothing")
    else:
        print(f"to reach {TWO_AIM} x: {'reached' if two <= TWO_AIM else 'NOT REACHED'}")
    return two


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with process_group(data / "logs") as group:
            dsn = await start_postgres(group, data, free_port())
            address = await start_temporal(group, data, free_port(), search_attributes=SERVER_TYPES)
            await ledger.migrate(dsn)
            keys = data / "keys"
            add_key(keys)
            clear, sealed = Keyring(), Keyring(read(keys))
            sides = {}
            for name, ring in {OURS: clear, BARE: clear, SEALED: sealed}.items():
                client = await Client.connect(address, data_converter=data_converter(ring))
                which = BARE if name == BARE else OURS
                argv = [which, address, dsn, name, *([str(keys)] if name == SEALED else [])]
                sides[name] = Side(name, client, group, argv)
            await _unless_one_ends(group, compare(sides))


async def _unless_one_ends(group: Group, work: Coroutine[Any, Any, None]) -> None:
    """Do it, unless a process it needs ends first: its last lines are then the error."""
    watching, working = asyncio.create_task(group.watch()), asyncio.create_task(work)
    done, _ = await asyncio.wait({watching, working}, return_when=asyncio.FIRST_COMPLETED)
    for task in (watching, working):
        task.cancel()
    for task in done:
        await task


if __name__ == "__main__":
    configure(Settings(log_level="ERROR"))
    asyncio.run(main())
