"""Processes killed at the worst moments."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import asyncpg

from lab.chaos.plan import Plan
from lab.chaos.scene import Scene, fault

SLOW_REPLIES = """
create function slow_down() returns trigger language plpgsql as
$$ begin perform pg_sleep(1); return null; end $$;
create trigger slow_reply after insert on event for each row
when (new.type = 'reply_received') execute function slow_down()
"""


@fault(
    "Tiến trình xử lý bị kill -9 khi đang ghi sổ cái",
    "Worker killed in an activity, while it records",
)
async def worker_killed_in_an_activity(scene: Scene) -> None:
    """The table is locked, so that the worker stands in its activity; then it is killed."""
    (worker,) = scene.rig.workers
    for _ in range(scene.rounds(3)):
        async with _table_locked(scene):
            await scene.expect("somebody records", lambda: scene.rig.recording("Lock"), 20)
            await worker.kill()
        await worker.start()
        await scene.progress()


@fault(
    "Tiến trình xử lý bị kill -9 ngay sau khi cơ sở dữ liệu đã ghi",
    "Worker killed after its commit, before Temporal knows",
    in_short=True,
)
async def worker_killed_after_its_commit(scene: Scene) -> None:
    """The append takes a second and then commits; by then whoever asked for it is dead."""
    (worker,) = scene.rig.workers
    await scene.rig.execute(SLOW_REPLIES)
    for _ in range(scene.rounds(3)):
        before = await _replies(scene)
        await scene.expect("a reply is recorded", lambda: scene.rig.recording("Timeout"), 30)
        await worker.kill()
        await scene.expect("it commits", partial(_more_replies, scene, before), 10)
        await worker.start()
        await scene.progress()
    await scene.rig.execute("drop trigger slow_reply on event")


@fault(
    "Tiến trình xử lý bị kill -9 giữa chừng một Update",
    "Worker killed in the middle of an Update",
    plan=Plan(workers=2),
)
async def worker_killed_in_an_update(scene: Scene) -> None:
    """Two workers, killed in turn while commands are in flight, each at another moment."""
    for number in range(scene.rounds(6)):
        worker = scene.rig.workers[number % 2]
        await scene.expect("commands are in flight", lambda: _in_flight(scene), 30)
        await asyncio.sleep(0.07 * number)
        await worker.kill()
        await worker.start()
        await scene.progress(3)


@fault(
    "Máy chủ Temporal bị kill -9, khởi động lại trên tệp dữ liệu",
    "Temporal server killed with its file database, restarted",
    in_short=True,
)
async def temporal_killed(scene: Scene) -> None:
    for _ in range(scene.rounds(3)):
        await scene.expect("commands are in flight", lambda: _in_flight(scene), 30)
        await scene.rig.temporal.kill()
        await asyncio.sleep(1)
        await scene.rig.temporal.start()
        await scene.progress()


@fault(
    "PostgreSQL bị kill -9 và khởi động lại vài giây một lần",
    "PostgreSQL killed and restarted every few seconds",
)
async def postgres_killed_again_and_again(scene: Scene) -> None:
    for number in range(scene.rounds(6)):
        await asyncio.sleep(1.5 + number % 3)
        await scene.rig.postgres.kill()
        await scene.rig.postgres.start()
    await scene.progress()


@fault(
    "API bị kill -9 giữa Update và câu trả lời; gửi lại cùng khóa tới tiến trình API khác",
    "API killed between Update and answer; same key again, at another API process",
    plan=Plan(apis=2),
)
async def api_killed_before_it_answers(scene: Scene) -> None:
    """The append is held up, so that the API waits for its Update; there it is killed."""
    for number in range(scene.rounds(4)):
        api = scene.rig.apis[number % 2]
        async with _table_locked(scene):
            await scene.expect("somebody records", lambda: scene.rig.recording("Lock"), 20)
            await api.kill()
        await scene.progress()
        await api.start()


@asynccontextmanager
async def _table_locked(scene: Scene) -> AsyncIterator[None]:
    """Nobody can append to the ledger within the block."""
    connection = await asyncpg.connect(scene.rig.dsn)
    try:
        async with connection.transaction():
            await connection.execute("lock table event in share mode")
            yield
    finally:
        await connection.close()


async def _in_flight(scene: Scene) -> bool:
    return scene.clients.in_flight > 0


async def _replies(scene: Scene) -> int:
    rows = await scene.rig.fetch("select count(*) from event where type = 'reply_received'")
    return int(rows[0]["count"])


async def _more_replies(scene: Scene, before: int) -> bool:
    return await _replies(scene) > before
