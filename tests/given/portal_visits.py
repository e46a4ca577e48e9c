"""People at the portal: a browser each, signed in as one picks a person, with nothing but HTTP."""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import uvicorn

import web
from remiss.consultation.values import Actor
from remiss.identity.trust import on_one_machine
from remiss.ledger.portal.sessions import Arrival, begin_session
from remiss.ledger.portal.tables import PortalTables
from remiss.settings import Settings
from tests.given.served import _unlimited, plain_client
from tests.given.serving import running_server

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form of the site's own."""
COOKIE = "remiss"


@dataclass(frozen=True)
class Portal:
    """The portal of a service that answers, and its settings."""

    url: str
    settings: Settings

    @asynccontextmanager
    async def browser(self) -> AsyncIterator["Browser"]:
        """A browser that nobody has used yet."""
        async with plain_client(self.url) as http:
            yield Browser(http)

    @asynccontextmanager
    async def signed_in(self, person: str, then: str = "/portal/work") -> AsyncIterator["Browser"]:
        """A browser in which this person of the demo has signed in."""
        async with self.browser() as browser:
            answer = await browser.post("/portal/sign-in", person=person, next=then)
            assert answer.status_code == 303, answer.text
            yield browser

    @asynccontextmanager
    async def acting(self, actor: Actor) -> AsyncIterator["Browser"]:
        """A browser of anybody at all, signed in as their issuer would have them."""
        dsn, key = self.settings.postgres_dsn, secrets.token_urlsafe(32)
        assert dsn is not None
        tables, now = await PortalTables.connect(dsn.get_secret_value()), datetime.now(UTC)
        try:
            arrival = Arrival((actor,), actor.id, proved_at=now)
            await begin_session(tables, arrival, key, now=now, whole=timedelta(hours=12))
        finally:
            await tables.close()
        async with self.browser() as browser:
            browser.http.cookies.set(COOKIE, key)
            yield browser

    @asynccontextmanager
    async def signed_in_by(
        self, way: Callable[["Browser"], Awaitable[None]]
    ) -> AsyncIterator["Browser"]:
        """A browser in which somebody has signed in another way."""
        async with self.browser() as browser:
            await way(browser)
            yield browser


@dataclass(frozen=True)
class Browser:
    """What a person's browser does, without script: it keeps cookies and posts forms."""

    http: httpx.AsyncClient

    async def get(self, path: str, **sent: Any) -> httpx.Response:
        """A page, as it is answered: redirects are not followed."""
        return await self.http.get(path, **sent)

    async def post(
        self, path: str, headers: dict[str, str] | None = None, **fields: str
    ) -> httpx.Response:
        """A form of the site's own."""
        sent = {**SAME_ORIGIN, **(headers or {})}
        return await self.http.post(path, data=fields, headers=sent)

    async def send(self, method: str, path: str, **fields: str) -> httpx.Response:
        """As a form or a script of the site's own does, by any method."""
        return await self.http.request(method, path, data=fields, headers=SAME_ORIGIN)

    @property
    def key(self) -> str | None:
        """The key of its session."""
        return self.http.cookies.get(COOKIE)


@asynccontextmanager
async def portal_serving(settings: Settings) -> AsyncIterator[Portal]:
    """API and portal on a free port of this machine, as one process serves them."""
    settings = on_one_machine(settings.with_values(_unlimited(settings)))
    app = web.create_app(settings)
    config = uvicorn.Config(app, log_config=None, lifespan="on", ws="none", server_header=False)
    async with running_server(config) as url:
        yield Portal(url, settings)


def text_of(answer: httpx.Response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"<[^>]+>", " ", answer.text)
