"""The real parts every test shares: PostgreSQL, and a Temporal server that can skip time.

Servers live as long as the run, listen on loopback and free ports, and keep their data in a
temporary folder, in memory where that can be. Each test gets a database of its own.
"""

import os
import secrets
import shutil
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import asyncpg
import hypothesis
import pytest
import structlog
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from remiss import ledger
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import postgres_server
from remiss.machine.temporal_server import temporal_server
from tests.given.databases import _run, _sibling, as_service
from tests.given.real_cluster import asked_cluster as asked_cluster  # noqa: PLC0414 -- a fixture
from workflows.search_attributes import SERVER_TYPES

if TYPE_CHECKING:
    from lab.cluster.temporal_cluster import Cluster

MEMORY = Path("/dev/shm")  # noqa: S108 -- the folders made in it are as private as on disk
ROOM_BYTES = 4 << 30


def pytest_configure() -> None:
    """Let servers write to memory where there is room, and none of the tests wait for a disk."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    _log_plain_tracebacks()
    _look_for_no_sniffio()
    # An example takes long where others compute too; a test that hangs is ended all the same.
    hypothesis.settings.register_profile("unhurried", deadline=None)
    hypothesis.settings.load_profile("unhurried")


def _log_plain_tracebacks() -> None:
    """As the service does; drawing one with every local variable takes seconds."""
    *before, _ = structlog.get_config()["processors"]
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[*before, plain])


def _look_for_no_sniffio() -> None:
    """Nobody here runs trio; httpx would search every folder for it, several times a request."""
    sys.modules.setdefault("sniffio", cast("Any", None))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record-histories",
        action="store_true",
        help="keep the history of each workflow story, for later versions to replay",
    )
    parser.addoption(
        "--record-fingerprints",
        action="store_true",
        help="note anew what the workflows of this version do with the histories kept",
    )
    parser.addoption(
        "--clamd", help="address of a ClamAV daemon to scan with, host:port or unix:/path"
    )
    parser.addoption(
        "--fuzz-minutes",
        type=float,
        default=0,
        help="how long tests/fuzz searches in all; 0: a short, fixed search",
    )
    # Taken out of the environment: it is no setting of the service, which would refuse it.
    parser.addoption(
        "--require-office",
        action="store_true",
        default=os.environ.pop("REMISS_REQUIRE_OFFICE", "") == "1",
        help="fail, instead of skipping, where LibreOffice or poppler is missing",
    )
    parser.addoption(
        "--require-browser",
        action="store_true",
        default=os.environ.pop("REMISS_REQUIRE_BROWSER", "") == "1",
        help="fail, instead of skipping, where Chromium is missing",
    )
    parser.addoption(
        "--cluster",
        action="store_true",
        help="use a real Temporal cluster, built with Go, wherever a test needs a Temporal",
    )
    parser.addoption("--screens", help="the folder for a picture of every page of the portal")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how long each tier took, summed over all processes."""
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("/")[1]] += report.duration
    told = ", ".join(f"{tier} {spent:.0f} s" for tier, spent in sorted(seconds.items()))
    terminalreporter.line(f"test time: {told or 'none'}")


@pytest.fixture(scope="session")
async def postgres_dsn(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The DSN of a running server's maintenance database."""
    async with postgres_server(tmp_path_factory.mktemp("postgres"), free_port()) as dsn:
        yield dsn


@pytest.fixture(scope="session")
async def template(postgres_dsn: str) -> str:
    """The name of a migrated database to copy."""
    await _run(postgres_dsn, "CREATE DATABASE template_remiss")
    owner = _sibling(postgres_dsn, "template_remiss")
    await ledger.migrate(owner, await as_service(owner))
    return "template_remiss"


@pytest.fixture
async def owner_dsn(postgres_dsn: str, template: str) -> AsyncIterator[str]:
    """The DSN of a fresh, migrated database for its owner, a superuser: to tamper with."""
    name = f"test_{secrets.token_hex(6)}"
    await _run(postgres_dsn, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _sibling(postgres_dsn, name)
    await _run(postgres_dsn, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(owner_dsn: str) -> str:
    """The DSN of the same database as the service is given it, so that its rights are proved."""
    return await as_service(owner_dsn)


@pytest.fixture
async def owner(owner_dsn: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections of the owner to the test's database."""
    pool = await ledger.connect(owner_dsn)
    yield pool
    await pool.close()


@pytest.fixture(scope="session")
async def temporal_address(
    asked_cluster: "Cluster | None", tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The address of a running Temporal server whose workflows can have clocks of their own."""
    if asked_cluster:
        yield asked_cluster.address
        return
    async with temporal_server(
        tmp_path_factory.mktemp("temporal"),
        free_port(),
        search_attributes=SERVER_TYPES,
        virtual_clock=True,
    ) as address:
        yield address


@pytest.fixture(scope="session")
async def temporal(temporal_address: str) -> Client:
    """A client of that server."""
    return await Client.connect(temporal_address, data_converter=pydantic_data_converter)
