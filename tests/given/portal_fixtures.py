"""The portal as people use it: the whole service once for a run of tests, and their browsers."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, NamedTuple, Self

import asyncpg
import pytest
from playwright.async_api import Browser
from pydantic import SecretStr
from temporalio.client import Client

import web
import worker
from remiss.demo.desks import Office
from remiss.settings import Settings
from tests.given.browser import Browsers, Window, running_browser
from tests.given.portal_cases import Cases
from tests.given.served import Served, fresh_database, serving

KNOWN_FOR_SECONDS = 300
"""Well before a signature asks who one is anew."""
IDLE = "update portal.session set seen_at = seen_at - interval '2 hours' where person = $1"


class SignedIn(NamedTuple):
    """When somebody signed in, by a clock of this process, and the cookies they got."""

    at: float
    cookies: list[Any]


@dataclass
class Worker:
    """The worker of the service, which a test can send away for a while."""

    settings: Settings
    client: Client
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def begin(self) -> None:
        await self._running.enter_async_context(worker.running(self.settings, self.client))

    async def stop(self) -> None:
        await self._running.aclose()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Nothing is decided while the block runs."""
        await self.stop()
        try:
            yield
        finally:
            await self.begin()


class Service(NamedTuple):
    """What is made once for a run: the service, what was told on it, who signed in before."""

    served: Served
    worker: Worker
    cases: Cases
    known: dict[str, SignedIn]


@dataclass
class PortalInUse:
    """A portal that answers, and the browsers of the people who use it."""

    served: Served
    worker: Worker
    cases: Cases
    known: dict[str, SignedIn]
    browsers: Browsers

    @classmethod
    def of(cls, service: Service, browser: Browser) -> Self:
        """For windows of a test's own."""
        base_url = str(service.served.http.base_url).rstrip("/")
        return cls(*service, Browsers(browser, base_url))

    async def stranger(self, **kind: Any) -> Window:
        """A window nobody signed in at; `kind` as `Browsers.window` takes it."""
        return await self.browsers.window(**kind)

    async def person(self, who: str, *, anew: bool = False, **kind: Any) -> Window:
        """A window where somebody is signed in and has seen nothing else of the portal yet.

        `anew` for tests that end their session.
        """
        known = self.known.get(who)
        if anew or known is None or monotonic() - known.at > KNOWN_FOR_SECONDS:
            elsewhere = await self.browsers.window()
            await sign_in(elsewhere, who)
            known = SignedIn(monotonic(), await elsewhere.page.context.cookies())
            if not anew:
                self.known[who] = known
        return await self.browsers.window(known.cookies, **kind)

    async def session_runs_out(self, who: str) -> None:
        """Every session of somebody has been idle for two hours."""
        self.known.pop(who, None)
        dsn = self.served.settings.postgres_dsn
        connection = await asyncpg.connect(dsn.get_secret_value() if dsn else "")
        try:
            await connection.execute(IDLE, who)
        finally:
            await connection.close()


async def sign_in(window: Window, who: str) -> None:
    """Through the page, as a person does."""
    await window.opens("/portal/sign-in")
    await window.page.locator(f'button[value="{who}"]').click()
    await window.page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture(scope="session")
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async with running_browser(required=request.config.getoption("--require-browser")) as running:
        yield running


@pytest.fixture(scope="session")
async def portal_service(
    browser: Browser,  # first of all: without one there is nothing to start
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    temporal: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Service]:
    """The whole service, on the clocks of its cases."""
    async with fresh_database(postgres_dsn, template) as dsn:
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("portal"),
            postgres_dsn=SecretStr(dsn),
            temporal_address=temporal_address,
            task_queue=f"portal-{secrets.token_hex(4)}",
            update_timeout_seconds=8,
            virtual_clock=True,
        )
        async with serving(settings, web.create_app) as served:
            at_work = Worker(settings, temporal)
            await at_work.begin()
            office = Office(served.settings, served.http)
            yield Service(served, at_work, Cases(office, temporal), {})
            await at_work.stop()


@pytest.fixture
async def portal(portal_service: Service, browser: Browser) -> AsyncIterator[PortalInUse]:
    """That service, and browsers of the test's own, which must have seen nothing strange."""
    portal = PortalInUse.of(portal_service, browser)
    try:
        yield portal
    finally:
        await portal.browsers.close()
