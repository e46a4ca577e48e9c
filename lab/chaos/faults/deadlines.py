"""Deadlines while nobody works, and replies that race them: on Temporal's virtual clock.

Deadlines are working days away, and a case decides with the server's clock. So the server skips
time for one case while no worker runs, up to its next alarm: the timer fires in the server all the
same, real seconds pass, and whoever works next meets it late. Further than one alarm the server
skips only once the case has dealt with it; an absence of days is told in the tests of the domain.
"""

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from lab.chaos.clients import Case
from lab.chaos.oracle import Row, rows_of
from lab.chaos.people import FINANCE
from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, Unmet, fault

VIRTUAL = Plan(workers=2, virtual_clock=True)
ALARMS = 4
"""How many alarms in a row are met late: reminders, the deadline, the ladder."""
AWAY_SECONDS = 3
SKIPS_SECONDS = 15
RACES = 6


class Clock:
    """The virtual clocks of the rig's cases."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))

    @classmethod
    async def of(cls, scene: Scene) -> "Clock":
        return cls(await Client.connect(scene.rig.settings.temporal_address or ""))

    def case(self, case: Case) -> WorkflowHandle[Any, Any]:
        return self._client.get_workflow_handle(case.id)

    async def forward(self, case: Case, to: datetime) -> None:
        """Let the time of one case pass to a moment."""
        handle = self.case(case)
        left = to - await self._skipper.get_current_time(handle)
        if left > timedelta():
            with suppress(TimeoutError):  # the server has skipped; it waits for the case to act
                async with asyncio.timeout(SKIPS_SECONDS):
                    await self._skipper.fast_forward(handle, left)


@fault(
    "Mọi tiến trình xử lý ngừng qua nhiều hạn: mỗi hạn báo một lần, muộn và nói rõ là muộn",
    "All workers down across deadlines: each fires once, late, and says so",
    plan=VIRTUAL,
    loaded=False,
)
async def workers_down_across_deadlines(scene: Scene) -> None:
    """Killed before each alarm, and started after it."""
    clock = await Clock.of(scene)
    cases = [case for _ in range(3) if (case := await Case.open(scene.clients))]
    late: list[Row] = []
    for _ in range(scene.rounds(ALARMS)):
        for worker in scene.rig.workers:
            await worker.kill()
        alarms = [(case, await _next_alarm(scene, case)) for case in cases]
        await asyncio.gather(*(clock.forward(case, at) for case, at in alarms))
        await asyncio.sleep(AWAY_SECONDS)
        before = {row.stream: row.version for row in await rows_of(scene.rig)}
        await scene.rig.start_served()
        late += await _rung(scene, cases, before)
    least = min(row.at - _due(row) for row in late)
    if least < timedelta(seconds=AWAY_SECONDS):
        raise Unmet(f"something rang only {least} late, and says no more")
    kinds = ", ".join(sorted({row.type for row in late}))
    scene.note(
        f"{len(late)} hạn báo muộn đúng một lần, muộn ít nhất {least.total_seconds():.0f} giây "
        f"({kinds})",
        f"{len(late)} deadlines rang late and once, by {least.total_seconds():.0f} s at least",
    )


async def _next_alarm(scene: Scene, case: Case) -> datetime:
    query = "select next_alarm_at from consultation where id = $1"
    at: datetime = (await scene.rig.fetch(query, case.id))[0]["next_alarm_at"]
    return at


async def _rung(scene: Scene, cases: Sequence[Case], before: dict[str, int]) -> list[Row]:
    """What time brought to every one of the cases since `before`."""
    found: list[Row] = []

    async def all_rang() -> bool:
        rows = await rows_of(scene.rig)
        found[:] = [r for r in rows if r.version > before[r.stream] and "fell_due_at" in r.event]
        agencies = {(row.stream, row.agency) for row in found}
        return len(agencies) == sum(len(case.agencies) for case in cases)

    await scene.expect("what fell due has rung", all_rang, 60)
    return found


def _due(row: Row) -> datetime:
    return datetime.fromisoformat(row.event["fell_due_at"])


@fault(
    "Văn bản trả lời chạy đua với hạn: một kết quả, theo thứ tự của máy chủ",
    "Reply racing its deadline: one outcome, by the server's order",
    plan=VIRTUAL,
    loaded=False,
)
async def reply_races_its_deadline(scene: Scene) -> None:
    """Each case is brought to a moment before its deadline; the reply comes as the alarm rings."""
    clock = await Clock.of(scene)
    cases = [c for _ in range(RACES) if (c := await Case.open(scene.clients, [FINANCE]))]
    await asyncio.gather(*(_race(scene, clock, case, n) for n, case in enumerate(cases)))
    outcomes = [await _outcome(scene, case) for case in cases]
    late = sum(outcomes)
    scene.note(
        f"{len(cases) - late} trả lời đúng hạn, {late} trả lời muộn, mỗi cái đúng một kết quả",
        f"{len(cases) - late} replies in time and {late} late, each with one outcome",
    )


async def _race(scene: Scene, clock: Clock, case: Case, number: int) -> None:
    due = await _due_at(scene, case)
    await clock.forward(case, due - timedelta(seconds=2))
    await asyncio.sleep(1.2 + 0.25 * number + secrets.randbelow(100) / 1000)
    await case.replies(FINANCE)


async def _due_at(scene: Scene, case: Case) -> datetime:
    query = "select due_at from request where consultation = $1"
    due: datetime = (await scene.rig.fetch(query, case.id))[0]["due_at"]
    return due


async def _outcome(scene: Scene, case: Case) -> bool:
    """Whether the reply was late; the server's order and the reply's own word must agree."""
    due = await _due_at(scene, case)
    rows = [row for row in await rows_of(scene.rig) if row.stream == case.id]
    (reply,) = [row for row in rows if row.type == "reply_received"]
    overdue = [row for row in rows if row.type == "request_overdue"]
    late = bool(reply.event["late"])
    if late != (reply.at > due):
        raise Unmet(f"{case.id}: received {reply.at}, due {due}, and late is {late}")
    if any(row.version > reply.version for row in overdue):
        raise Unmet(f"{case.id}: called overdue after its reply")
    if late and not overdue:
        raise Unmet(f"{case.id}: late, and never called overdue before")
    return late
