"""The peer without an engine: rows, a poller, and nothing else. Run as `... DSN`, until SIGTERM.

What a team writes on a free afternoon: a command is a row; the worker takes it, looks at the case,
appends an event, removes the deadline and answers, in one transaction. A deadline is a row as well,
looked for ten times a second. No assessment, no rules, no hash chain, no retries of its own.
"""

import asyncio
import signal
import sys

import asyncpg

SCHEMA = """
create schema plain;
create table plain.case_ (id text primary key, waits_for text[] not null, version int not null);
create table plain.event_ (
    stream text, version int, command text unique, body jsonb not null,
    primary key (stream, version)
);
create table plain.timer (
    case_id text, agency text, due timestamptz, primary key (case_id, agency)
);
create index on plain.timer (due);
create table plain.command (
    id text primary key, case_id text not null, agency text not null, body jsonb not null,
    answered boolean not null default false
);
create index on plain.command (id) where not answered;
"""
TAKE = """
select id, case_id, agency, body from plain.command where not answered
order by id limit 1 for update skip locked
"""
DUE = """
delete from plain.timer where (case_id, agency) in (
    select case_id, agency from plain.timer where due <= now() limit 100 for update skip locked
) returning case_id, agency
"""
LANES, IDLE_SECONDS, TIMERS_SECONDS = 8, 0.005, 0.1
"""Commands taken at once by this process, how long a lane with none waits, and the timers."""


async def answer_one(connection: asyncpg.Connection) -> bool:
    """Carry out one command that waits; whether there was one."""
    async with connection.transaction():
        command = await connection.fetchrow(TAKE)
        if command is None:
            return False
        case_id, agency = command["case_id"], command["agency"]
        case = await connection.fetchrow(
            "select waits_for, version from plain.case_ where id = $1 for update", case_id
        )
        if case and agency in case["waits_for"]:
            version = case["version"] + 1
            await connection.execute(
                "insert into plain.event_ values ($1, $2, $3, $4)",
                *(case_id, version, command["id"], command["body"]),
            )
            await connection.execute(
                "update plain.case_ set version = $2, waits_for = array_remove(waits_for, $3)"
                " where id = $1",
                *(case_id, version, agency),
            )
            await connection.execute(
                "delete from plain.timer where case_id = $1 and agency = $2", case_id, agency
            )
        await connection.execute(
            "update plain.command set answered = true where id = $1", command["id"]
        )
        await connection.execute("select pg_notify('answered', $1)", command["id"])
    return True


async def lane(dsn: str) -> None:
    """Carry out one command after another."""
    connection = await asyncpg.connect(dsn)
    while True:
        if not await answer_one(connection):
            await asyncio.sleep(IDLE_SECONDS)


async def timers(dsn: str) -> None:
    """Ring what is due."""
    connection = await asyncpg.connect(dsn)
    while True:
        for row in await connection.fetch(DUE):
            await connection.execute("select pg_notify('rang', $1)", row["case_id"])
        await asyncio.sleep(TIMERS_SECONDS)


async def work(dsn: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    tasks = [asyncio.create_task(lane(dsn)) for _ in range(LANES)]
    tasks.append(asyncio.create_task(timers(dsn)))
    stopping = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        await task
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
