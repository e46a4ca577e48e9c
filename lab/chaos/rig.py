"""The whole service as separate processes on free ports, with data in a folder of its own."""

import asyncio
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import asyncpg
import httpx
from pydantic import SecretStr

from lab.chaos.people import FIELDS, HOME, Issuer
from lab.chaos.processes import Process, all_of
from lab.chaos.receivers import MOOD
from remiss import ledger
from remiss.machine.network_ports import free_port
from remiss.machine.part import ServicePart
from remiss.machine.postgres import running_dsn, service_dsn, start_postgres
from remiss.machine.process_group import Group
from remiss.machine.service import service_parts
from remiss.machine.temporal_server import DynamicConfig, start_temporal
from remiss.settings import Settings
from workflows.search_attributes import SERVER_TYPES

SECRET = "whsec_Y2hhb3MtY2hhb3MtY2hhb3MtY2hhb3Mt"  # noqa: S105 -- of a receiver nobody else has
READY_SECONDS = 60.0
CONTACTS = """
office: baocao@office.example
chairman: chutich@office.example
agencies:
  {home}: {{mailbox: vanthu@{home}.example}}
"""
AGENCY = '  {code}: {{mailbox: vanthu@{code}.example, webhook: "http://127.0.0.1:{port}/remiss"}}\n'
POISED = """
select count(*) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = $1
    and query ilike '%insert into event%'
"""


class Unable(Exception):  # noqa: N818 -- this machine does not let it be made
    """Why a fault cannot be made here, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")


class Failed(Exception):  # noqa: N818 -- a command that did not do what it is for
    """What a command said that did not end well."""


@dataclass(frozen=True)
class Plan:
    """What a fault needs besides one of each process.

    `false_clocks` lets `Rig.set_clock` move the clocks of workers and APIs; `room` is the size of a
    small disk for the data of PostgreSQL, as `mount -t tmpfs -o size=` takes it.
    """

    workers: int = 1
    apis: int = 1
    virtual_clock: bool = False
    dynamic_config: DynamicConfig = field(default_factory=dict)
    update_timeout_seconds: float = 5
    false_clocks: bool = False
    room: str | None = None


@dataclass
class Rig:
    """The running processes, and plain ways to look at what they did."""

    folder: Path
    settings: Settings
    issuer: Issuer
    postgres: Process
    temporal: Process
    receivers: Process
    workers: list[Process]
    apis: list[Process]
    urls: list[str]
    dsn: str = ""
    """Of the database's owner, to look and to meddle; the service has an account of its own."""

    @property
    def ledger_folder(self) -> Path:
        """Where PostgreSQL keeps its data: on a disk of its own where the plan says so."""
        return self.folder / "ledger"

    @property
    def served(self) -> list[Process]:
        """Ours: what drains on SIGTERM."""
        return [*self.workers, *self.apis]

    @property
    def processes(self) -> list[Process]:
        return [*self.served, self.receivers, self.temporal, self.postgres]

    @property
    def taken(self) -> Path:
        """Where the receivers keep theirs."""
        return self.folder / "receivers"

    def mood(self, mood: str) -> None:
        """How the receivers behave from now on."""
        (self.taken / MOOD).write_text(mood, encoding="ascii")

    def set_clock(self, process: Process, offset: str) -> None:
        """Let the clock of a worker or API jump, by so much off the true time: `+2d`, `-3h`."""
        (self.folder / f"{process.name}.clock").write_text(offset, encoding="ascii")

    async def fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """Ask the database by a connection of our own."""
        connection = await asyncpg.connect(self.dsn, timeout=10)
        try:
            return list(await connection.fetch(query, *arguments, timeout=20))
        finally:
            await connection.close()

    async def execute(self, statements: str) -> None:
        connection = await asyncpg.connect(self.dsn, timeout=10)
        try:
            await connection.execute(statements)
        finally:
            await connection.close()

    async def recording(self, wait: str) -> bool:
        """Whether somebody is appending to the ledger right now and waits for `wait`."""
        return bool((await self.fetch(POISED, wait))[0]["count"])

    async def command(self, *words: str) -> None:
        """Run a command of `remiss` as an operator would.

        Raises:
            Failed: it did not end with 0; the message is what it said.
        """
        environment = {**os.environ, **_OWN_PATH, **self.settings.environment()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "remiss.cli", *words),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        if process.returncode != 0:
            raise Failed(f"remiss {' '.join(words)}: {said.decode(errors='replace')[-1500:]}")

    async def let_leases_end(self) -> None:
        """Let the time pass after which a notice, left by a killed postman, is tried again.

        That is ten minutes, and up to an hour after failures; nothing else depends on it.
        """
        await self.execute(
            "update notice set next_attempt_at = now() where next_attempt_at > now()"
        )

    async def drain(self) -> list[str]:
        """SIGTERM to every worker and API at once; how those ended that did not end cleanly."""
        running = [process for process in self.served if process.runs]
        return list(filter(None, await all_of(process.drain() for process in running)))

    async def start_served(self) -> None:
        """Start the workers and APIs that are not running."""
        resting = [process for process in self.served if not process.runs]
        await all_of(process.start() for process in resting)


async def until(
    true: Callable[[], Awaitable[bool]], seconds: float = 30.0, pause: float = 0.02
) -> bool:
    """Wait until something is so; False when it was not within `seconds`."""
    end = time.monotonic() + seconds
    while not await true():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(pause)
    return True


@asynccontextmanager
async def running(folder: Path, plan: Plan) -> AsyncIterator[Rig]:
    """The service as `plan` has it; every process it started ends with the block."""
    rig = _assembled(folder, plan)
    try:
        if plan.room:
            await small_disk(rig.ledger_folder, plan.room)
        servers = (rig.postgres, rig.temporal, rig.receivers)
        await all_of(server.start() for server in servers)
        rig.dsn = running_dsn(rig.ledger_folder)
        service = service_dsn(rig.ledger_folder, rig.dsn)
        rig.settings = rig.settings.with_values({"postgres_dsn": SecretStr(service)})
        await ledger.migrate(rig.dsn, service)
        await rig.start_served()
        yield rig
    finally:
        for process in rig.processes:
            await process.stop()
        if plan.room and rig.ledger_folder.is_mount():
            await run("umount", str(rig.ledger_folder))


def _assembled(folder: Path, plan: Plan) -> Rig:
    """The rig with nothing started."""
    ports = {name: free_port() for name in ("postgres", "temporal", "smtp", "http")}
    api_ports = [free_port() for _ in range(plan.apis)]
    issuer = Issuer(folder / "issuer")
    settings = _settings(folder, plan, ports, issuer)
    data, logs = settings.data_dir, folder / "logs"
    for name in ("data", "ledger", "receivers"):
        (folder / name).mkdir(mode=0o711)

    async def postgres(group: Group) -> None:
        await start_postgres(group, folder / "ledger", ports["postgres"])

    async def temporal(group: Group) -> None:
        await start_temporal(
            group,
            data,
            ports["temporal"],
            search_attributes=SERVER_TYPES,
            virtual_clock=plan.virtual_clock,
            dynamic_config=plan.dynamic_config,
        )

    async def receivers(group: Group) -> None:
        argv = [sys.executable, "-m", "lab.chaos.receivers", str(ports["smtp"]), str(ports["http"])]
        part = ServicePart(name="receivers", argv=[*argv, str(folder / "receivers")], env=_OWN_PATH)
        running = await group.start(part)
        await group.until(lambda: _listens(ports["http"]), running, READY_SECONDS)

    rig = Rig(
        folder=folder,
        settings=settings,
        issuer=issuer,
        postgres=Process("postgres", postgres, logs),
        temporal=Process("temporal", temporal, logs),
        receivers=Process("receivers", receivers, logs),
        workers=[],
        apis=[],
        urls=[f"http://127.0.0.1:{port}" for port in api_ports],
    )
    for number in range(plan.workers):
        rig.workers.append(Process(f"worker-{number}", _worker(rig, number, plan), logs))
    for number, port in enumerate(api_ports):
        rig.apis.append(Process(f"api-{number}", _api(rig, number, port, plan), logs))
    return rig


_OWN_PATH = {"PYTHONPATH": str(Path(__file__).parents[2])}


def _settings(folder: Path, plan: Plan, ports: Mapping[str, int], issuer: Issuer) -> Settings:
    contacts = folder / "contacts.yaml"
    agencies = "".join(AGENCY.format(code=code, port=ports["http"]) for code in FIELDS)
    contacts.write_text(CONTACTS.format(home=HOME) + agencies, encoding="utf-8")
    return Settings(
        data_dir=folder / "data",
        postgres_port=ports["postgres"],
        temporal_address=f"127.0.0.1:{ports['temporal']}",
        token_public_key_file=issuer.public,
        contacts_file=contacts,
        smtp_host="127.0.0.1",
        smtp_port=ports["smtp"],
        smtp_tls="none",
        mail_from="remiss@tinh.example",
        webhook_secrets={code: SecretStr(SECRET) for code in FIELDS},
        webhook_allow_loopback=True,
        update_timeout_seconds=plan.update_timeout_seconds,
        log_format="json",
    )


def _worker(rig: Rig, number: int, plan: Plan) -> Callable[[Group], Awaitable[None]]:
    async def begin(group: Group) -> None:
        part, _ = service_parts(rig.settings)
        env = {**part.env, **clock_of(rig.folder, f"worker-{number}", plan)}
        running = await group.start(replace(part, name=f"worker-{number}", env=env))

        async def at_work() -> bool:
            return b'"worker_started"' in running.log.path.read_bytes()[running.log.start :]

        await group.until(at_work, running, READY_SECONDS)

    return begin


def _api(rig: Rig, number: int, port: int, plan: Plan) -> Callable[[Group], Awaitable[None]]:
    async def begin(group: Group) -> None:
        _, part = service_parts(rig.settings.with_values({"api_port": port}))
        env = {**part.env, **clock_of(rig.folder, f"api-{number}", plan)}
        running = await group.start(replace(part, name=f"api-{number}", env=env))
        await group.until(lambda: _lives(port), running, READY_SECONDS)

    return begin


async def _lives(port: int) -> bool:
    async with httpx.AsyncClient(timeout=2) as http:
        try:
            return (await http.get(f"http://127.0.0.1:{port}/health/live")).is_success
        except httpx.TransportError:
            return False


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def clock_of(folder: Path, name: str, plan: Plan) -> dict[str, str]:
    """The variables that give a process a clock of its own; none where the plan wants none.

    The monotonic clock stays true, as on a machine whose date is set by hand.

    Raises:
        Unable: libfaketime is not installed.
    """
    if not plan.false_clocks:
        return {}
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
    if library is None:
        raise Unable(
            "thiếu libfaketime; trên Debian, Ubuntu hãy cài gói faketime",
            "libfaketime is missing; on Debian and Ubuntu install the package faketime",
        )
    clock = folder / f"{name}.clock"
    if not clock.exists():
        clock.write_text("+0", encoding="ascii")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


async def small_disk(folder: Path, size: str) -> None:
    """Mount a disk of `size` on `folder`.

    Raises:
        Unable: this process may not.
    """
    if error := await run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0711", "none", folder):
        raise Unable(
            f"máy này không cho gắn đĩa nhỏ ({error})",
            f"this machine does not let a small disk be mounted ({error})",
        )


async def run(program: str, *arguments: str | Path) -> str:
    """Run a program of the system; empty, or what it complained of."""
    found = shutil.which(program)
    if found is None:
        return f"{program}?"
    process = await asyncio.create_subprocess_exec(
        found, *map(str, arguments), stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    return "" if process.returncode == 0 else errors.decode(errors="replace").strip()[:200]
