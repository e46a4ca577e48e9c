"""The API over real sockets: with everything behind it, and with nothing behind it."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from temporalio.client import Client

import worker
from remiss.settings import Settings
from tests.given.served import CLOSED_PORT, Served, fresh_database, serving


@pytest.fixture(scope="module")
async def alone(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """An API whose PostgreSQL and Temporal are down."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("alone"),
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
        update_timeout_seconds=0.5,
        attachment_max_bytes=100_000,
    )
    async with serving(settings) as served:
        yield served


@pytest.fixture
def settings(database: str, temporal_address: str, tmp_path: Path) -> Settings:
    """A database and a task queue of the test's own."""
    return Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=temporal_address,
        task_queue=f"api-{secrets.token_hex(4)}",
        update_timeout_seconds=10,
    )


@pytest.fixture
async def idle(settings: Settings) -> AsyncIterator[Served]:
    """An API with its servers, and no worker."""
    async with serving(settings) as served:
        yield served


@pytest.fixture
async def served(idle: Served, temporal: Client) -> AsyncIterator[Served]:
    """An API with everything it needs."""
    async with worker.running(idle.settings, temporal):
        yield idle


@pytest.fixture(scope="module")
async def shared(
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    temporal: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Served]:
    """As `served`, once for a whole file: whoever uses it minds what others left there."""
    async with fresh_database(postgres_dsn, template) as dsn:
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("shared"),
            postgres_dsn=SecretStr(dsn),
            temporal_address=temporal_address,
            task_queue=f"api-{secrets.token_hex(4)}",
            update_timeout_seconds=30,
        )
        async with serving(settings) as served, worker.running(settings, temporal):
            yield served
