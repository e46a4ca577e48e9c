"""The API over real sockets: with everything behind it, and with nothing behind it."""

import secrets
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from remiss.consultation.values import Actor, Role
from remiss.identity.development_keys import ensure_keys
from remiss.identity.trust import key_folder, on_one_machine
from remiss.settings import Settings
from tests.given.databases import as_service
from tests.given.people import bearer
from tests.given.serving import running_server

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
CLOSED_PORT = 1
"""Nothing listens there."""


@dataclass(frozen=True)
class Served:
    """An API that answers, and what it takes to call it as someone."""

    http: httpx.AsyncClient
    settings: Settings

    async def call(
        self, person: Actor | None, method: str, path: str, key: str | None = None, **sent: Any
    ) -> httpx.Response:
        """One request under /v1, as `person`; writes get a key of their own unless given one."""
        headers = bearer(ensure_keys(key_folder(self.settings))[0], person) if person else {}
        headers["Idempotency-Key"] = key or secrets.token_hex(8)
        if "content" in sent:
            headers["Content-Type"] = "application/json"
        headers |= sent.pop("headers", {})
        return await self.http.request(method, f"/v1{path}", headers=headers, **sent)

    def holding(self, person: Actor, *also: Role) -> dict[str, str]:
        """The header of a person who holds several roles, for `call(None, ..., headers=...)`."""
        return bearer(ensure_keys(key_folder(self.settings))[0], person, *also)

    async def upload(self, person: Actor, content: bytes) -> str:
        answer = await self.call(person, "POST", "/attachments", files={"file": ("f", content)})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["sha256"])


@asynccontextmanager
async def serving(
    settings: Settings, create: Callable[[Settings], ASGIApp] = create_app
) -> AsyncIterator[Served]:
    """The API on a free port of this machine, as `remiss up` starts it; tests may be busy.

    `create` makes the application: `web.create_app` serves the portal beside the API.
    """
    settings = on_one_machine(settings.with_values(_unlimited(settings)))
    config = uvicorn.Config(
        create(settings), log_config=None, lifespan="on", ws="none", server_header=False
    )
    async with running_server(config) as url, plain_client(url) as http:
        yield Served(http, settings)


def plain_client(url: str) -> httpx.AsyncClient:
    """A client for a server of this machine: it reads no list of certificates first."""
    return httpx.AsyncClient(base_url=url, timeout=30, verify=NO_CERTIFICATES)


def _unlimited(settings: Settings) -> dict[str, object]:
    """No limit on how much a test asks, unless it sets another than a service has by itself."""
    fields = type(settings).model_fields
    names = ("rate_limit_per_minute", "rate_limit_unknown_per_minute")
    return {name: 0 for name in names if getattr(settings, name) == fields[name].default}


@asynccontextmanager
async def fresh_database(postgres_dsn: str, template: str) -> AsyncIterator[str]:
    """The service's DSN of a migrated database, for fixtures that outlive one test."""
    name = f"api_{secrets.token_hex(6)}"
    connection = await asyncpg.connect(postgres_dsn)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield await as_service(f"{postgres_dsn.rsplit('/', 1)[0]}/{name}")
    finally:
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()
