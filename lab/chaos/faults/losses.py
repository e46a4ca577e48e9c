"""A server lost with its data, and what brings the other side back."""

import asyncio
import shutil
from pathlib import Path

from lab.chaos.clients import Case
from lab.chaos.host import run
from lab.chaos.oracle import delivered, recorded
from lab.chaos.people import FINANCE, JUSTICE, SCIENCE, head
from lab.chaos.rig import Rig
from lab.chaos.scene import Scene, Unmet, fault

SETTLES_SECONDS = 60
DEADLINES = "select consultation, agency, stage, due_at from request order by 1, 2"


@fault(
    "Mất hẳn Temporal cùng tệp dữ liệu: remiss recover, hai lần cùng lúc rồi lần nữa",
    "Temporal lost with its file: remiss recover, twice at once and once more",
    loaded=False,
)
async def temporal_lost(scene: Scene) -> None:
    """Every case goes on where the ledger has it, under the same deadlines and the same keys."""
    cases = await _half_way(scene)
    key, path = "before-the-loss", f"/consultations/{cases[0].id}/requests/{SCIENCE}/acknowledge"
    first = await scene.clients.write(head(SCIENCE), path, {}, key=key)
    await _settles(scene)
    before = await scene.rig.fetch(DEADLINES)
    await scene.rig.temporal.kill()
    for file in scene.rig.settings.data_dir.glob("temporal.sqlite*"):
        file.unlink()
    await scene.rig.temporal.start()
    await asyncio.gather(scene.rig.command("recover"), scene.rig.command("recover"))
    await scene.rig.command("recover")
    if await scene.rig.fetch(DEADLINES) != before:
        raise Unmet("a deadline is another after the recovery")
    again = await scene.clients.write(head(SCIENCE), path, {}, key=key)
    if (again.outcome, again.events) != (first.outcome, first.events):
        raise Unmet(f"a command given before the loss is answered otherwise: {again}")
    await asyncio.gather(*(case.replies(FINANCE) for case in cases))
    await asyncio.gather(*(case.answers(JUSTICE) for case in cases))


@fault(
    "Mất PostgreSQL, khôi phục từ bản sao lưu cũ: remiss reconcile ghi lại phần cuối",
    "PostgreSQL lost, an old backup restored: remiss reconcile writes the missing tail",
    loaded=False,
)
async def postgres_restored_from_an_old_backup(scene: Scene) -> None:
    """The backup knows half of what was acknowledged; the running cases know the rest."""
    cases = await _half_way(scene)
    await _settles(scene)
    backup = scene.rig.folder / "backup"
    await scene.rig.postgres.drain()
    await _copied(scene.rig.ledger_folder / "postgres", backup)
    await scene.rig.postgres.start()
    await asyncio.gather(*(case.replies(FINANCE) for case in cases))
    later = await Case.open(scene.clients)
    if later is None:
        raise Unmet("no case could be opened")
    await later.lives()
    await _settles(scene)
    lost = await _restored(scene.rig, backup)
    await scene.rig.command("reconcile")
    await scene.rig.command("verify")
    await scene.rig.start_served()
    await asyncio.gather(*(case.answers(JUSTICE) for case in cases))
    scene.note(
        f"{lost} sự kiện không có trong bản sao lưu, tất cả được ghi lại",
        f"{lost} events were not in the backup, and all were written again",
    )


async def _half_way(scene: Scene) -> list[Case]:
    """Cases in which one agency has been sent its reply back."""
    cases = [case for _ in range(4) if (case := await Case.open(scene.clients))]
    for case in cases:
        await case.acknowledges(FINANCE)
        await case.assigns(FINANCE)
        await case.replies(FINANCE, clear=False)
    return cases


async def _settles(scene: Scene) -> None:
    rig, told = scene.rig, scene.clients.told
    await scene.expect("the ledger has it all", lambda: recorded(rig, told), SETTLES_SECONDS)
    await scene.expect("everybody was told", lambda: delivered(rig), SETTLES_SECONDS)


async def _restored(rig: Rig, backup: Path) -> int:
    """Lose the database and put the backup in its place; how many events it lacks."""
    known = await _events(rig)
    await asyncio.gather(*(api.drain() for api in rig.apis))
    await rig.postgres.kill()
    shutil.rmtree(rig.ledger_folder / "postgres")
    await _copied(backup, rig.ledger_folder / "postgres")
    await rig.postgres.start()
    return known - await _events(rig)


async def _events(rig: Rig) -> int:
    return int((await rig.fetch("select count(*) from event"))[0]["count"])


async def _copied(folder: Path, to: Path) -> None:
    """Copy a stopped server's data with owners and modes."""
    if error := await run("cp", "-a", str(folder), str(to)):
        raise Unmet(error)
