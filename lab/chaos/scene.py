"""One fault, played: the service under load, what is done to it, and the count afterwards."""

import asyncio
import shutil
import tempfile
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lab.chaos.assembled_rig import running
from lab.chaos.clients import Clients, Load
from lab.chaos.oracle import Count, count, delivered, recorded
from lab.chaos.plan import Plan, Unable
from lab.chaos.rig import Rig, until
from remiss.texts import Bilingual

SETTLES_SECONDS = 60.0
ARRIVES_SECONDS = 8.0
"""What has not arrived by then lies with a postman that was killed, and waits for its lease."""
FINISHES_SECONDS = 120.0
LONGEST_SECONDS = 240.0


class Unmet(AssertionError):  # noqa: N818 -- what was missed
    """What a fault expects of the service besides the count, and did not find."""


@dataclass
class Scene:
    """What a fault works with. `notes` are shown beside its row."""

    rig: Rig
    clients: Clients
    load: Load
    short: bool
    notes: list[str] = field(default_factory=list)
    undrained: list[str] = field(default_factory=list)

    def rounds(self, of_long: int) -> int:
        """How often to do it: once or so in the short form."""
        return max(1, of_long // 3) if self.short else of_long

    def note(self, vi: str, en: str) -> None:
        self.notes.append(f"{vi} / {en}")

    async def expect(self, what: str, true: Callable[[], Awaitable[bool]], within: float) -> None:
        """Wait until something is so.

        Raises:
            Unmet: it was not.
        """
        if not await until(true, within):
            raise Unmet(what)

    async def progress(self, more: int = 6, seconds: float = 60.0) -> None:
        """Clients go on being served."""
        if not await self.load.goes_on(more, seconds):
            raise Unmet(f"no {more} further writes were acknowledged within {seconds:g} s")

    async def drains(self) -> None:
        """SIGTERM to every worker and API at once, under load; then they are started again."""
        self.undrained += await self.rig.drain()
        await self.rig.start_served()


Act = Callable[[Scene], Awaitable[None]]


class Fault(NamedTuple):
    """One row of the table. `loaded` has the usual load run meanwhile."""

    name: str
    told: Bilingual
    act: Act
    plan: Plan
    loaded: bool
    in_short: bool
    drains: bool


FAULTS: dict[str, Fault] = {}
"""Every fault by name, in the order in which they are played."""


def fault(
    vi: str,
    en: str,
    *,
    plan: Plan = Plan(),  # noqa: B008 -- frozen
    loaded: bool = True,
    in_short: bool = False,
    drains: bool = True,
) -> Callable[[Act], Act]:
    """Make a function a row of the table."""

    def registered(act: Act) -> Act:
        name = act.__name__.replace("_", "-")
        told = Bilingual(vi=vi, en=en)
        FAULTS[name] = Fault(name, told, act, plan, loaded, in_short, drains)
        return act

    return registered


@dataclass(frozen=True)
class Result:
    """What became of one fault. `kept_at` is where its logs lie when it went wrong."""

    fault: Fault
    seconds: float
    count: Count | None = None
    notes: Sequence[str] = ()
    wrong: Sequence[str] = ()
    accepted: int = 0
    tries: int = 0
    skipped: str = ""
    kept_at: Path | None = None

    @property
    def holds(self) -> bool:
        return not self.wrong


async def play(fault: Fault, *, short: bool = False, longest: float = LONGEST_SECONDS) -> Result:
    """Play one fault on a service of its own, for so many seconds at the most, and count."""
    folder = Path(tempfile.mkdtemp(prefix="remiss-chaos-"))
    began = time.monotonic()
    try:
        async with asyncio.timeout(longest):
            result = await _played(fault, folder, short=short)
    except Unable as why:
        result = Result(fault, 0, skipped=str(why))
    except Exception as error:  # noqa: BLE001 -- whatever it is, the row says so
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({where.name}, {where.filename}:{where.lineno})"
        result = Result(fault, 0, wrong=(said,), kept_at=folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if result.holds:
        shutil.rmtree(folder, ignore_errors=True)
    return Result(**{**result.__dict__, "seconds": time.monotonic() - began})


async def _played(fault: Fault, folder: Path, *, short: bool) -> Result:
    async with running(folder, fault.plan) as rig, _clients(rig) as clients:
        load = Load(clients)
        scene = Scene(rig, clients, load, short)
        wrong = await _acted(fault, scene)
        await _settle(scene)
        counted = await count(rig, clients.told, wall_clock=not fault.plan.virtual_clock)
        scene.undrained += await rig.drain()
        wrong += [*counted.wrong, *scene.undrained]
        if not counted.acknowledged:
            wrong.append("nothing was acknowledged: the fault shows nothing")
        return Result(
            fault,
            0,
            counted,
            tuple(scene.notes),
            tuple(wrong),
            clients.accepted,
            clients.tries,
            kept_at=folder if wrong else None,
        )


async def _acted(fault: Fault, scene: Scene) -> list[str]:
    """Play the fault under load; what it did not find as it should."""
    if fault.loaded:
        scene.load.start()
    try:
        wrong = await _made(fault, scene)
        async with asyncio.timeout(FINISHES_SECONDS):
            await scene.load.finish()
    finally:
        await scene.load.cancel()
    return wrong


async def _made(fault: Fault, scene: Scene) -> list[str]:
    """Make the fault, and send SIGTERM at its end."""
    try:
        if fault.loaded:
            await scene.progress()
        await fault.act(scene)
        if fault.drains:
            await scene.drains()
    except Unmet as unmet:
        await scene.rig.start_served()
        return [str(unmet)]
    return []


async def _settle(scene: Scene) -> None:
    """Let the ledger catch up, and the postman reach everybody."""
    rig, told = scene.rig, scene.clients.told
    await until(lambda: recorded(rig, told), SETTLES_SECONDS, pause=0.5)
    for _ in range(int(SETTLES_SECONDS / ARRIVES_SECONDS)):
        if await until(lambda: delivered(rig), ARRIVES_SECONDS, pause=0.5):
            return
        await rig.let_leases_end()


@asynccontextmanager
async def _clients(rig: Rig) -> AsyncIterator[Clients]:
    clients = Clients(rig.issuer, rig.urls)
    try:
        await clients.upload()
        yield clients
    finally:
        await clients.close()
