"""A person at a browser: what they open, what came over the wire, and what must never happen."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    async_playwright,
)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = 360, 1280
"""Widths in px: of the narrowest phone there is, and of a desk."""
HEIGHTS = {PHONE: 740, DESK: 800}
SLOW = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 ms and 400 kbit/s: a village on a rainy day; bytes a second, as Chromium takes them."""
PATIENCE_MS = 15_000
FAR = 20
"""Pages of a list: none here has more."""
A_MOMENT_SECONDS = 0.05
SILENCE_SECONDS = 3.0
"""Within which a page that has come asks for what else it needs."""
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""This machine under its two names, which are two sites; and nothing else."""
STATUS_TOLD = "Failed to load resource: the server responded with a status of"
"""Chromium reports each 4xx as an error; what a page answers is the test's to judge."""


@asynccontextmanager
async def running_browser(*, required: bool) -> AsyncIterator[Browser]:
    """Debian's Chromium without a screen; a test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = "not installed: chromium"
        if required:
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=[NOWHERE])
        yield browser
        await browser.close()


@dataclass
class Window:
    """One window of a person's browser, on one portal; `close` fails on what must never happen."""

    page: Page
    base_url: str
    wire: CDPSession
    received: int = 0
    """Bytes that came over the wire since the last `forget`, headers included."""
    awaited: set[str] = field(default_factory=set)
    """Requests that are under way."""
    heard_at: float = 0.0
    """When the wire last said anything."""
    documents: list[Response] = field(default_factory=list)
    """Answers to what was opened or sent since then, redirects apart."""
    strange: list[str] = field(default_factory=list)

    @classmethod
    async def on(cls, context: BrowserContext, base_url: str) -> Self:
        """A new window that is watched from its first request on."""
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        window = cls(page, base_url, await context.new_cdp_session(page))
        page.on("console", window._hear)
        page.on("pageerror", lambda error: window.strange.append(f"script: {error}"))
        page.on("request", window._see_request)
        page.on("response", window._see_response)
        window.wire.on("Network.loadingFinished", window._weigh)
        window.wire.on("Network.loadingFailed", window._give_up)
        window.wire.on("Network.requestWillBeSent", window._await)
        await window.wire.send("Network.enable")
        return window

    async def opens(self, path: str) -> Response:
        """The answer to an address of the portal, given as it stands after the host."""
        answer = await self.page.goto(f"{self.base_url}{path}")
        assert answer is not None, path
        return answer

    async def finds(self, selector: str) -> Locator:
        """What a list has on this page or one after it; those between are passed unseen."""
        for _ in range(FAR):
            found = self.page.locator(selector)
            if await found.count():
                return found.first
            await self.goes_on()
        raise AssertionError(selector)

    async def goes_on(self) -> None:
        """To the next page of a list."""
        before = self.page.url
        await self.page.locator('main a[rel="next"]').click()
        await self.page.wait_for_url(lambda url: url != before)

    def forget(self) -> None:
        """Count from here on."""
        self.received, self.documents = 0, []

    async def rests(self) -> None:
        """Wait until all that was asked for has come.

        Of a request that a page left behind as it went, the browser never says that it ended.
        """
        await self.page.wait_for_load_state()
        self.heard_at = monotonic()
        while True:
            await asyncio.sleep(A_MOMENT_SECONDS)
            if not self.awaited or monotonic() - self.heard_at >= SILENCE_SECONDS:
                break
        self.awaited.clear()

    async def goes_slow(self) -> None:
        """From now on over 400 kbit/s with 400 ms."""
        await self._condition(**SLOW)

    async def loses_signal(self) -> None:
        await self.page.context.set_offline(offline=True)

    async def finds_signal(self) -> None:
        await self.page.context.set_offline(offline=False)

    async def _condition(self, **speed: float) -> None:
        await self.wire.send("Network.emulateNetworkConditions", {"offline": False, **speed})

    def check(self) -> None:
        """Fail on a request to another host, an error of a script, a missing part of a page."""
        assert not self.strange, "\n".join(self.strange)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_TOLD):
            self.strange.append(f"console: {message.text} ({self.page.url})")

    def _see_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        ours = f"{address.scheme}://{address.netloc}" == self.base_url
        if not ours and address.scheme not in {"data", "blob"}:
            self.strange.append(f"another host: {request.url} ({self.page.url})")

    def _see_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if is_page and not 300 <= response.status < 400:
            self.documents.append(response)
        broken = response.status == 500 if is_page else response.status >= 400
        if broken:
            self.strange.append(f"{response.status}: {response.url} ({self.page.url})")

    def _weigh(self, finished: dict[str, Any]) -> None:
        self.heard_at = monotonic()
        self.awaited.discard(finished["requestId"])
        self.received += int(finished["encodedDataLength"])

    def _give_up(self, failed: dict[str, Any]) -> None:
        self.heard_at = monotonic()
        self.awaited.discard(failed["requestId"])

    def _await(self, sent: dict[str, Any]) -> None:
        self.heard_at = monotonic()
        self.awaited.add(sent["requestId"])
        if redirected := sent.get("redirectResponse"):
            self.received += int(redirected["encodedDataLength"])


@dataclass
class Browsers:
    """One browser program, and a window for each person who needs one."""

    browser: Browser
    base_url: str
    windows: list[Window] = field(default_factory=list)

    async def window(
        self, cookies: Iterable[Any] = (), *, width: int = DESK, script: bool = True, **kind: Any
    ) -> Window:
        """A window of a browser that knows nobody else's cookies; `kind` as Playwright takes it."""
        context = await self.browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": HEIGHTS.get(width, HEIGHTS[DESK])},
            has_touch=width <= PHONE,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **kind,
        )
        await context.add_cookies(list(cookies))
        return await self.another(context)

    async def another(self, context: BrowserContext) -> Window:
        """A further window, or tab, of a browser that is open."""
        self.windows.append(await Window.on(context, self.base_url))
        return self.windows[-1]

    async def close(self) -> None:
        """Close every window, then fail on what any of them saw."""
        contexts = {window.page.context for window in self.windows}
        await asyncio.gather(*(context.close() for context in contexts))
        for window in self.windows:
            window.check()
