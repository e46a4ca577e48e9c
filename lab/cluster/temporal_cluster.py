"""The cluster's processes: a PostgreSQL of its own, two servers of each role, one way in."""

import random
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from lab.chaos.processes import Process, all_of
from lab.chaos.rig import OWN_PATH
from lab.cluster.binaries import Programs
from remiss.machine.part import ServicePart
from remiss.machine.postgres import running_dsn, start_postgres
from remiss.machine.process_group import Group
from remiss.machine.temporal_server import DynamicConfig, listens
from remiss.private_file import replace_file

ROLES = ("frontend", "history", "matching", "worker")
OF_EACH = 2
SHARDS = 512
STORE, VISIBILITY = "temporal", "temporal_visibility"
PLUGIN = "postgres12_pgx"
START_SECONDS = 90.0
LOWEST, HIGHEST = 20_000, 32_000
"""Membership keeps ports in a column of two bytes, signed: those the system hands out are above."""
CONNECTIONS = {"SQL_MAX_CONNS": "6", "SQL_MAX_IDLE_CONNS": "6", "SQL_VIS_MAX_CONNS": "3"}
"""Of each process: eight of them share the hundred that PostgreSQL allows."""
DYNAMIC: DynamicConfig = {
    # Two API processes keep up to eight Updates each in flight to one case.
    "history.maxInFlightUpdates": 200,
    # For stories on a virtual clock.
    "frontend.WorkflowTimeSkippingEnabled": True,
}


@dataclass(frozen=True)
class Cluster:
    """A cluster that runs. `address` is of its balancer, `frontends` are the ports behind it."""

    folder: Path
    shards: int
    address: str
    frontends: tuple[int, ...]
    postgres: Process
    balancer: Process
    roles: Mapping[str, tuple[Process, ...]]

    @property
    def processes(self) -> list[Process]:
        """All of them, in the order in which to stop them."""
        servers = [server for role in reversed(ROLES) for server in self.roles[role]]
        return [self.balancer, *servers, self.postgres]


@asynccontextmanager
async def running_cluster(
    folder: Path, programs: Programs, shards: int = SHARDS
) -> AsyncIterator[Cluster]:
    """A cluster with tables of its own in `folder`; every process it started ends with the block.

    Raises:
        BilingualError: a part ended or never answered; the message has its last lines.
    """
    cluster = _assembled(folder, programs, shards)
    try:
        await cluster.postgres.start()
        await _make_tables(folder, programs)
        await all_of(server.start() for role in ROLES for server in cluster.roles[role])
        await cluster.balancer.start()
        yield cluster
    finally:
        for process in cluster.processes:
            await process.stop()


def _assembled(folder: Path, programs: Programs, shards: int) -> Cluster:
    """The cluster with nothing started."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    replace_file(folder / "dynamic.yaml", _dynamic().encode())
    logs, port, database = folder / "logs", low_port(), low_port()
    frontends = tuple(low_port() for _ in range(OF_EACH))
    roles: dict[str, tuple[Process, ...]] = {}
    for role in ROLES:
        ports = frontends if role == "frontend" else [low_port() for _ in range(OF_EACH)]
        roles[role] = tuple(
            Process(f"{role}-{n}", _server(folder, programs, shards, role, n, ports[n]), logs)
            for n in range(OF_EACH)
        )

    async def postgres(group: Group) -> None:
        await start_postgres(group, folder, database)

    async def balancer(group: Group) -> None:
        await start_balancer(group, port, frontends)

    return Cluster(
        folder=folder,
        shards=shards,
        address=f"127.0.0.1:{port}",
        frontends=frontends,
        postgres=Process("postgres", postgres, logs),
        balancer=Process("balancer", balancer, logs),
        roles=roles,
    )


async def start_balancer(group: Group, port: int, frontends: Sequence[int]) -> None:
    """Start a way into the cluster that listens on `port`."""
    argv = (sys.executable, "-m", "lab.cluster.balancer", str(port), *map(str, frontends))
    running = await group.start(ServicePart(name="balancer", argv=argv, env=OWN_PATH))
    await group.until(lambda: listens(port), running, START_SECONDS)


def _server(
    folder: Path, programs: Programs, shards: int, role: str, number: int, port: int
) -> Callable[[Group], Awaitable[None]]:
    own = {f"{role.upper()}_GRPC_PORT": str(port)}
    own |= {
        f"{role.upper()}_MEMBERSHIP_PORT": str(low_port()),
        "FRONTEND_HTTP_PORT": str(low_port()),
    }

    async def begin(group: Group) -> None:
        part = ServicePart(
            name=f"{role}-{number}",
            argv=(str(programs.server), "start", "--service", role),
            env={**_environment(folder, shards), **own},
            grace_seconds=15,
        )
        running = await group.start(part)
        await group.until(lambda: listens(port), running, START_SECONDS)

    return begin


def _environment(folder: Path, shards: int) -> dict[str, str]:
    """What the server's built-in configuration reads."""
    database = urlsplit(running_dsn(folder))
    return {
        "DB": PLUGIN,
        "POSTGRES_SEEDS": database.hostname or "",
        "DB_PORT": str(database.port),
        "POSTGRES_USER": database.username or "",
        "POSTGRES_PWD": database.password or "",
        "DBNAME": STORE,
        "VISIBILITY_DBNAME": VISIBILITY,
        "NUM_HISTORY_SHARDS": str(shards),
        "BIND_ON_IP": "127.0.0.1",
        "TEMPORAL_BROADCAST_ADDRESS": "127.0.0.1",
        "DYNAMIC_CONFIG_FILE_PATH": str(folder / "dynamic.yaml"),
        "LOG_LEVEL": "warn",
        **CONNECTIONS,
    }


async def _make_tables(folder: Path, programs: Programs) -> None:
    """Both databases, empty, and then brought up to the schema the programs carry."""
    database = urlsplit(running_dsn(folder))
    tool = {
        "SQL_PLUGIN": PLUGIN,
        "SQL_HOST": database.hostname or "",
        "SQL_PORT": str(database.port),
        "SQL_USER": database.username or "",
        "SQL_PASSWORD": database.password or "",
    }
    group = Group(folder / "logs")
    for name, schema in ((STORE, "temporal"), (VISIBILITY, "visibility")):
        for words in (
            ("create-database",),
            ("setup-schema", "-v", "0.0"),
            ("update-schema", "--schema-name", f"postgresql/v12/{schema}"),
        ):
            argv = (str(programs.schema), *words)
            env = {**tool, "SQL_DATABASE": name}
            await group.run(ServicePart(name=f"schema-{name}", argv=argv, env=env))


def _dynamic() -> str:
    return yaml.safe_dump({key: [{"value": value}] for key, value in DYNAMIC.items()})


def low_port() -> int:
    """A port of the loopback interface that nobody listens on, below those the system hands out."""
    while True:
        port = random.randrange(LOWEST, HIGHEST)  # noqa: S311 -- whichever
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in _taken:
            _taken.add(port)
            return port


_taken: set[int] = set()
"""Handed out here already, and perhaps not listened on yet."""
