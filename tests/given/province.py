"""Servers that are really lost: a Temporal of the test's own, stopped, its file gone."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
from pydantic import SecretStr
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.ports import Receipt
from remiss.consultation.values import Mandate, Question, Reply
from remiss.machine.network_ports import free_port
from remiss.machine.temporal_server import temporal_server
from remiss.recovery import reconcile, recover
from remiss.recovery.outcomes import Fate, Summary
from remiss.settings import Settings
from remiss.texts import BilingualError
from tests.given.story import Findings, Story, working
from workflows.search_attributes import SERVER_TYPES


class Lost:
    """A Temporal server that can be lost: the next one on its port knows nothing."""

    def __init__(self, folder: Path, **dynamic_config: Any) -> None:
        self._folder, self._config = folder, dynamic_config
        self._port = free_port()
        self._running = AsyncExitStack()
        self.address = f"127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Start it; a port that somebody else was given meanwhile is tried again."""
        for attempt in range(5):
            try:
                await self._start()
            except BilingualError:
                if attempt == 4:
                    raise
                await asyncio.sleep(1)
            else:
                return

    async def _start(self) -> None:
        await self._running.enter_async_context(
            temporal_server(
                self._folder,
                self._port,
                search_attributes=SERVER_TYPES,
                virtual_clock=True,
                dynamic_config=self._config,
            )
        )

    async def stop(self) -> None:
        await self._running.aclose()

    async def is_lost(self) -> None:
        """Stop it, delete its file, and start a fresh one in its place."""
        await self.stop()
        files = list(self._folder.glob("temporal.sqlite*"))
        assert files
        for file in files:
            file.unlink()
        await self.start()

    async def client(self) -> Client:
        return await Client.connect(self.address, data_converter=pydantic_data_converter)


@dataclass
class Assessor(Findings):
    """An assessor that can be away."""

    away: bool = False

    def __call__(
        self,
        questions: Sequence[Question],
        reply: Reply,
        mandates: Sequence[Mandate],
        *,
        numbers: Mapping[str, int],
    ) -> Assessment:
        if self.away:
            raise ConnectionRefusedError
        return super().__call__(questions, reply, mandates, numbers=numbers)


@dataclass
class Province:
    """Several cases of one ledger, on one Temporal server."""

    client: Client
    pool: asyncpg.Pool
    dsn: str
    address: str
    owner_dsn: str = ""
    queue: str = field(default_factory=lambda: f"recovery-{secrets.token_hex(4)}")
    assessor: Assessor = field(default_factory=Assessor)

    @property
    def settings(self) -> Settings:
        return Settings(
            postgres_dsn=SecretStr(self.dsn),
            temporal_address=self.address,
            task_queue=self.queue,
        )

    def case(self, id_: str | None = None) -> Story:
        story = Story(self.client, self.pool, self.queue, self.assessor)
        story.id = id_ or story.id
        return story

    async def recovers(self, **options: Any) -> Summary:
        return await recover(self.dsn, self.settings, progress=_quiet, **options)

    async def reconciles(self, **options: Any) -> Summary:
        return await reconcile(self.dsn, self.settings, progress=_quiet, **options)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """A worker of this province."""
        async with working(self.case()):
            yield

    async def attributes(self, id_: str) -> dict[str, Any]:
        """What an auditor can search the case by."""
        found = await self.client.get_workflow_handle(id_).describe()
        names = SERVER_TYPES.keys()
        pairs = {pair.key.name: pair.value for pair in found.typed_search_attributes}
        return {name: pairs.get(name) for name in names}

    async def run_of(self, id_: str) -> str:
        return (await self.client.get_workflow_handle(id_).describe()).run_id

    async def heads(self) -> dict[str, bytes]:
        """The newest hash of every chain."""
        rows = await self.pool.fetch(
            "select distinct on (stream) stream, hash from event order by stream, version desc"
        )
        return {row["stream"]: row["hash"] for row in rows}


def _quiet(_done: int) -> None:
    return


def fates(summary: Summary) -> dict[str, Fate]:
    return {outcome.consultation: outcome.fate for outcome in summary.outcomes}


def said(receipt: Receipt) -> Receipt:
    """A receipt as far as it does not depend on when it is asked for."""
    return receipt.model_copy(update={"fingerprint": "", "recorded": True})
