"""Servers that are away for long, stand still, or have no room left."""

import asyncio
import errno
from functools import partial
from pathlib import Path

import httpx
from temporalio.client import Client

from api.stale_reads import HEADER
from lab.chaos.clients import Case
from lab.chaos.people import OFFICER
from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, Unmet, fault

AWAY_SECONDS = 20
FROZEN_SECONDS = 14
"""Longer than Temporal waits for a worker that has a task: another one gets it."""


@fault(
    "PostgreSQL ngừng lâu: vẫn nhận trả lời (202), đọc báo chậm, sổ cái ghi bù",
    "PostgreSQL down for long: replies taken (202), reads say they lag, the ledger catches up",
    plan=Plan(apis=2),
    loaded=False,
    drains=False,
)
async def postgres_down_for_long(scene: Scene) -> None:
    """Meanwhile every worker and API is told to end, and begins anew without its database."""
    cases = [case for _ in range(4) if (case := await Case.open(scene.clients))]
    await scene.rig.postgres.kill()
    half = len(cases) // 2
    await asyncio.gather(*(case.lives() for case in cases[:half]))
    await scene.drains()
    await asyncio.gather(*(case.lives() for case in cases[half:]), asyncio.sleep(AWAY_SECONDS))
    _all_accepted(scene, opened=len(cases))
    await _reads(scene, cases[0], httpx.codes.SERVICE_UNAVAILABLE)
    await scene.expect("Temporal lists the cases that wait", lambda: _listed(scene, cases), 20)
    await scene.rig.postgres.start()
    marked, seconds = await _until_caught_up(scene, cases)
    if not marked:
        raise Unmet("no read said that it was behind")
    scene.note(
        f"{marked} lần đọc báo sổ cái còn chậm; ghi bù xong sau {seconds:.0f} giây",
        f"{marked} reads said that the ledger lagged; caught up after {seconds:.0f} s",
    )


def _all_accepted(scene: Scene, opened: int) -> None:
    given = scene.clients.told[opened:]
    accepted = sum(told.status == httpx.codes.ACCEPTED for told in given)
    if accepted != len(given):
        raise Unmet(f"{accepted} of {len(given)} writes were answered 202")


async def _reads(scene: Scene, case: Case, status: int) -> httpx.Response:
    answer = await scene.clients.read(OFFICER, f"/consultations/{case.id}")
    if answer.status_code != status:
        raise Unmet(f"a read was answered {answer.status_code}, not {status}")
    return answer


async def _listed(scene: Scene, cases: list[Case]) -> bool:
    client = await Client.connect(scene.rig.settings.temporal_address or "")
    found = {each.id async for each in client.list_workflows("LedgerBehind = true")}
    return found == {case.id for case in cases}


async def _until_caught_up(scene: Scene, cases: list[Case]) -> tuple[int, float]:
    """Read every case until none is marked, three times over; how many were, and for how long."""
    marked, clean, began = 0, 0, asyncio.get_running_loop().time()
    while clean < 3:  # noqa: PLR2004
        answers = [await scene.clients.read(OFFICER, f"/consultations/{c.id}") for c in cases]
        behind = sum(HEADER in answer.headers for answer in answers)
        served = all(answer.is_success for answer in answers)
        marked, clean = marked + behind, clean + 1 if served and not behind else 0
        await asyncio.sleep(0.3)
        if asyncio.get_running_loop().time() - began > 60:  # noqa: PLR2004
            raise Unmet("the ledger did not catch up within 60 s")
    return marked, asyncio.get_running_loop().time() - began


@fault(
    "Tiến trình xử lý bị treo (SIGSTOP), tiến trình khác làm thay, rồi tỉnh lại",
    "Worker frozen (SIGSTOP), another takes over, then it wakes and goes on writing",
    plan=Plan(workers=2),
)
async def worker_frozen(scene: Scene) -> None:
    for number in range(scene.rounds(2)):
        worker = scene.rig.workers[number % 2]
        worker.freeze()
        await asyncio.sleep(FROZEN_SECONDS)
        worker.thaw()
        await scene.progress()


@fault(
    "Hết chỗ trên đĩa của PostgreSQL, rồi có chỗ lại",
    "Disk full under PostgreSQL, and room again",
    plan=Plan(room="160m"),
)
async def disk_full(scene: Scene) -> None:
    """Whatever PostgreSQL makes of it, errors or a crash, what was acknowledged comes in."""
    ballast = scene.rig.ledger_folder / "ballast"
    before = scene.clients.accepted
    _fill(ballast)
    await scene.expect("writes are answered 202", partial(_accepted, scene, before + 4), 60)
    await asyncio.sleep(5)
    ballast.unlink()
    crashed = not scene.rig.postgres.runs
    if crashed:
        await scene.rig.postgres.start()
    scene.note(
        "PostgreSQL " + ("dừng hẳn, đã khởi động lại" if crashed else "báo lỗi, vẫn chạy"),
        "PostgreSQL " + ("crashed and was restarted" if crashed else "reported errors and ran on"),
    )
    await scene.progress()


async def _accepted(scene: Scene, goal: int) -> bool:
    return scene.clients.accepted >= goal


def _fill(path: Path) -> None:
    """Take the room there is, to the last page."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
