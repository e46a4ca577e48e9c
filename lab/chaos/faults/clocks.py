"""Clocks of workers and APIs that jump: what happened is dated by Temporal's clock, not by theirs.

The clock of Temporal itself is the time of the cases: nothing else could say when it is wrong.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from lab.chaos.oracle import delivered, received, rows_of
from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, Unmet, fault

JUMPS = ("+30d", "-2d", "+0")
OFF_BY = timedelta(minutes=2)
"""Longer than anything here takes, and less than any jump."""
FAR = (datetime.now(UTC) + timedelta(days=30)).date()
ARRIVES_SECONDS = 40


@fault(
    "Đồng hồ tiến trình xử lý nhảy tới 30 ngày, lùi 2 ngày; đồng hồ API nhảy tới",
    "Clocks jump: workers by 30 days on and 2 days back, the API's by 30 days on",
    plan=Plan(workers=2, false_clocks=True),
)
async def clocks_jump(scene: Scene) -> None:
    """No deadline comes nearer, every event keeps its true time, and every notice goes out."""
    rig = scene.rig
    for offset in JUMPS:
        rig.set_clock(rig.workers[0], offset)
        if not offset.startswith("-"):  # a token of the future is refused, and rightly so
            rig.set_clock(rig.apis[0], offset)
        await scene.progress(20)
        await asyncio.sleep(3)
    if FAR.isoformat() not in rig.workers[0].said():
        raise Unmet("the worker's clock never jumped: its log knows nothing of that day")
    wrong = [row for row in await rows_of(rig) if abs(row.recorded_at - row.at) > OFF_BY]
    if wrong:
        raise Unmet(f"{wrong[0].type} is dated {wrong[0].at}, and was {wrong[0].recorded_at}")
    await scene.load.finish()
    await scene.expect("notices go out by themselves", lambda: delivered(rig), ARRIVES_SECONDS)
    if again := [id_ for id_, times in received(rig.taken).items() if times > 1]:
        raise Unmet(f"{len(again)} notices went out again, as if their lease had ended")
