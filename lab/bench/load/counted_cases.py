"""Cases that clients open and answer, what they were told, and what the ledger has of it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from temporalio.client import Client

from lab.bench.load.asked_again import again
from lab.bench.load.bench_servers import BenchServers
from lab.bench.load.case_shape import CALENDAR, Shape, reply_by, shape_of
from lab.chaos.clients import Told
from lab.chaos.oracle import ROWS, Row, check
from lab.opening_update import open_by
from remiss.consultation.policy import Policy
from remiss.consultation.ports import Receipt
from remiss.consultation.time.calendar import WorkCalendar
from tests.given.case import POLICY

SETTLES_SECONDS = 60.0
WARM_AGENCIES = 10


@dataclass
class CountedCases:
    """Cases of one shape on one queue; every acknowledgement and how long it took is kept."""

    client: Client
    queue: str
    shape: Shape
    calendar: WorkCalendar = CALENDAR
    policy: Policy = POLICY
    named: str = ""
    """What their ids begin with; empty: the queue."""
    told: list[Told] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    """Seconds of each reply, from when it was first sent."""
    openings: list[float] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    async def open(self) -> str:
        """Open the next case; its id."""
        case_id = f"{self.named or self.queue}-{len(self.cases)}"
        self.cases.append(case_id)
        command = self.shape.opening_of(case_id, self.calendar, self.policy)
        give = partial(open_by, self.client, self.queue, command)
        await self._note(give, self.openings)
        return case_id

    async def reply(self, case_id: str, number: int) -> None:
        """Let one agency answer."""
        await self._note(partial(reply_by, self.client, case_id, self.shape, number), self.replies)

    async def live(self) -> None:
        """Open a case and let one agency after the other answer."""
        case_id = await self.open()
        for number in range(len(self.shape.agencies)):
            await self.reply(case_id, number)

    async def _note(self, give: Callable[[], Awaitable[Receipt]], into: list[float]) -> None:
        began = time.perf_counter()
        receipt = await again(give)
        into.append(time.perf_counter() - began)
        self.told.append(
            Told(
                receipt.command_id,
                "acknowledged",
                200,
                "",
                consultation=receipt.consultation,
                events=receipt.events,
                seconds=into[-1],
            )
        )

    async def transitions(self, most: int = 20) -> tuple[float, float]:
        """State transitions and history events of a case, by the server, as a mean of some."""
        some = self.cases[:most]
        handles = [self.client.get_workflow_handle(each) for each in some]
        found = [(await handle.describe()).raw_description for handle in handles]
        infos = [each.workflow_execution_info for each in found]
        return (
            sum(info.state_transition_count for info in infos) / len(infos),
            sum(info.history_length for info in infos) / len(infos),
        )


@dataclass(frozen=True)
class Counted:
    """What was lost or recorded twice, and whatever else must not be."""

    rows: Sequence[Row]
    lost: int
    doubled: int
    wrong: Sequence[str]


async def count(servers: BenchServers, cases: CountedCases) -> Counted:
    """Hold what clients were told against the ledger, once it has had time to catch up."""
    end = time.monotonic() + SETTLES_SECONDS
    while True:
        rows = await rows_of(servers, cases)
        found = check(cases.told, rows, wall_clock=True)
        if not found["lost"] or time.monotonic() > end:
            break
        await asyncio.sleep(0.5)
    kinds = ("lost", "doubled", "early")
    wrong = [f"{kind}: {each}" for kind in kinds for each in found[kind]]
    return Counted(rows, len(found["lost"]), len(found["doubled"]), wrong)


async def rows_of(servers: BenchServers, cases: CountedCases) -> list[Row]:
    """The ledger's rows of these cases."""
    records = await servers.ask(f"select * from ({ROWS}) as e where stream = any($1)", cases.cases)  # noqa: S608
    return sorted(
        (Row(**dict(each)) for each in records), key=lambda row: (row.stream, row.version)
    )


async def warm(client: Client, queue: str, number: int = 8) -> None:
    """Live some cases that are not counted: what a worker does for the first time takes longer."""
    cases = CountedCases(client, queue, shape_of(WARM_AGENCIES), named=f"{queue}-warm")
    await side_by_side(number, [cases.live] * number)


async def side_by_side(at_once: int, work: Sequence[Callable[[], Awaitable[object]]]) -> None:
    """Do all of it, so many at once."""
    waiting = iter(work)

    async def one_after_another() -> None:
        for each in waiting:
            await each()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_after_another())
