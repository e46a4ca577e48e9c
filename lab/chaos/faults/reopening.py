"""A case that was over is reopened by two at once, and the worker dies meanwhile."""

import asyncio

from lab.chaos.clients import Case, Told
from lab.chaos.people import OFFICE, SUPERVISOR
from lab.chaos.scene import Scene, Unmet, fault
from remiss.consultation.values import Actor

REOPENED = """
select count(*) from event where type = 'consultation_reopened' and stream = $1
"""
OPEN_ALREADY = "case_not_over"


@fault(
    "Hai người cùng mở lại một hồ sơ, tiến trình xử lý bị kill -9 giữa chừng",
    "Two reopen one case at once, the worker killed meanwhile",
)
async def worker_killed_while_two_reopen(scene: Scene) -> None:
    """Killed each time at another moment; one acts, and the other is told that it is open."""
    case = await Case.open(scene.clients)
    if case is None:
        raise Unmet("no case could be opened")
    rounds = scene.rounds(6)
    for number in range(rounds):
        await _over(scene, case)
        both = [asyncio.create_task(_reopens(scene, case, by)) for by in (SUPERVISOR, OFFICE)]
        await asyncio.sleep(0.06 * number)
        await scene.rig.workers[0].kill()
        await scene.rig.workers[0].start()
        _check(await asyncio.gather(*both))
        await scene.progress(3)
    (row,) = await scene.rig.fetch(REOPENED, case.id)
    if row["count"] != rounds:
        raise Unmet(f"{row['count']} reopenings are on record, of {rounds}")
    scene.note(
        f"{rounds} lần hai người cùng mở lại: {rounds} lần được ghi, {rounds} lần trả lời là đã mở",
        f"{rounds} times two reopened it: {rounds} on record, {rounds} told that it was open",
    )


async def _over(scene: Scene, case: Case) -> None:
    cancel = f"/consultations/{case.id}/cancel"
    told = await scene.clients.write(SUPERVISOR, cancel, {"reason": "Hủy nhầm hồ sơ."})
    if told.outcome != "acknowledged":
        raise Unmet(f"the case could not be cancelled: {told.detail}")


async def _reopens(scene: Scene, case: Case, by: Actor) -> Told:
    path, why = f"/consultations/{case.id}/reopen", {"reason": f"Theo đề nghị của {by.name}."}
    return await scene.clients.write(by, path, why, foreseen=OPEN_ALREADY)


def _check(both: list[Told]) -> None:
    if sorted(told.outcome for told in both) != ["acknowledged", "refused"]:
        raise Unmet(f"not one of two acted: {both}")
