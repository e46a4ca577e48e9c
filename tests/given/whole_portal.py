"""The portal with everything behind it, for fixtures of whole files."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from temporalio.client import Client

import worker
from remiss.settings import Settings
from tests.given.portal_visits import Portal, portal_serving
from tests.given.served import fresh_database

Serving = Callable[[Settings], AbstractAsyncContextManager[Portal]]


@asynccontextmanager
async def everything(
    database: str, temporal_address: str, temporal: Client, folder: Path, serving: Serving
) -> AsyncIterator[Portal]:
    """A portal and a worker on a queue of their own."""
    settings = Settings(
        data_dir=folder,
        postgres_dsn=SecretStr(database),
        temporal_address=temporal_address,
        task_queue=f"portal-{secrets.token_hex(4)}",
        update_timeout_seconds=30,
    )
    async with serving(settings) as portal, worker.running(portal.settings, temporal):
        yield portal


@pytest.fixture(scope="module")
async def whole_portal(
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    temporal: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Portal]:
    """Once for a whole file: whoever uses it minds what others left there."""
    folder = tmp_path_factory.mktemp("whole-portal")
    async with (
        fresh_database(postgres_dsn, template) as dsn,
        everything(dsn, temporal_address, temporal, folder, portal_serving) as portal,
    ):
        yield portal
