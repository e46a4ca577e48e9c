"""The peer without an engine under the same load: clients of rows and a poller."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from lab.bench.load.bench_servers import BenchServers, Written
from lab.bench.load.case_shape import Shape, shape_of
from lab.bench.load.counted_cases import side_by_side
from lab.bench.load.outcome import Figure, Outcome, percentiles
from lab.bench.load.peers.postgres_worker import SCHEMA
from lab.bench.load.process_load import load

AGENCIES, AT_ONCE, WARM = 10, 40, 8
WAITS = timedelta(days=5)


class PlainCases:
    """Cases as rows; a client writes a command and is told of the answer by NOTIFY."""

    def __init__(self, pool: asyncpg.Pool, shape: Shape) -> None:
        self.replies: list[float] = []
        self.given: list[str] = []
        self._pool, self._shape, self._opened = pool, shape, 0
        self._waiting: dict[str, asyncio.Event] = {}

    def answered(self, _connection: Any, _pid: int, _channel: str, command: object) -> None:
        """What listens to `answered` calls."""
        if waiting := self._waiting.pop(str(command), None):
            waiting.set()

    async def live(self) -> None:
        """Open a case and answer for one agency after the other."""
        case_id, self._opened = f"plain-{self._opened}", self._opened + 1
        due = datetime.now(UTC) + WAITS
        async with self._pool.acquire() as connection, connection.transaction():
            codes = self._shape.codes
            await connection.execute(
                "insert into plain.case_ values ($1, $2, 0)", *(case_id, codes)
            )
            rows = [(case_id, code, due) for code in codes]
            await connection.executemany("insert into plain.timer values ($1, $2, $3)", rows)
        for number, code in enumerate(self._shape.codes):
            began = time.perf_counter()
            await self._reply(f"{case_id}:{code}", case_id, code, number)
            self.replies.append(time.perf_counter() - began)

    async def _reply(self, command: str, case_id: str, code: str, number: int) -> None:
        waiting = self._waiting[command] = asyncio.Event()
        body = self._shape.reply_of(number).model_dump_json()
        await self._pool.execute(
            "insert into plain.command values ($1, $2, $3, $4)", command, case_id, code, body
        )
        async with asyncio.timeout(60):
            await waiting.wait()
        self.given.append(command)


async def postgres_throughput(servers: BenchServers, size: int) -> Outcome:
    """`size` cases of ten agencies as rows, forty side by side."""
    await _execute(servers, SCHEMA)
    module = ["lab.bench.load.peers.postgres_worker", servers.dsn]
    async with (
        servers.other_workers("plain", module) as processes,
        asyncpg.create_pool(servers.dsn, min_size=4, max_size=16) as pool,
    ):
        cases = PlainCases(pool, shape_of(AGENCIES))
        listening = await asyncpg.connect(servers.dsn)
        await listening.add_listener("answered", cases.answered)
        await processes.start()
        await side_by_side(WARM, [cases.live] * WARM)
        cases.replies.clear()
        before, busy, began = await Written.so_far(servers), processes.cpu(), time.perf_counter()
        await side_by_side(min(AT_ONCE, size), [cases.live] * size)
        took, busy = time.perf_counter() - began, processes.cpu() - busy
        written = (await Written.so_far(servers)).since(before)
        await listening.close()
        kept = {row["command"]: row["times"] for row in await servers.ask(KEPT)}
    replies = len(cases.replies)
    return Outcome(
        scenario="throughput_stress",
        who="plain PostgreSQL and a poller, 1 process",
        about=f"{size} cases of {AGENCIES} agencies, {min(AT_ONCE, size)} at once",
        figures=[
            Figure("cases", size / took, "/s"),
            Figure("replies", replies / took, "/s"),
            *percentiles("reply", cases.replies),
            Figure("write transactions a reply", written.transactions / replies, ""),
            Figure("WAL a reply", written.wal_bytes / replies / 1024, "KiB"),
            Figure("worker's processor a reply", busy / replies * 1000, "ms"),
        ],
        lost=sum(command not in kept for command in cases.given),
        doubled=sum(times > 1 for times in kept.values()),
        load=load(),
    )


KEPT = "select command, count(*) as times from plain.event_ group by command"


async def _execute(servers: BenchServers, statements: str) -> None:
    connection = await asyncpg.connect(servers.dsn)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()
