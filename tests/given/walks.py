"""A person who walks from page to page without script; each page they come to is looked at."""

from dataclasses import dataclass
from typing import Self

from playwright.async_api import Locator

from tests.given.browser import Window
from tests.given.page_faults import axe_faults, layout_faults, source_faults
from tests.given.portal_fixtures import PortalInUse

PAGE_BYTES = 20 * 1024


@dataclass
class Walk:
    """One person's way; what axe needs runs in a second window, at the address they came to."""

    window: Window
    looker: Window

    @classmethod
    async def of(cls, portal: PortalInUse, who: str, width: int) -> Self:
        """Nobody has come anywhere yet."""
        window = await portal.person(who, width=width, script=False)
        return cls(window, await portal.person(who, width=width))

    async def begins(self, path: str) -> None:
        """Where they begin, by its address."""
        await self.window.opens(path)
        await self._looks()

    async def follows(self, link: Locator) -> None:
        """To where a link, or the button of a form, leads."""
        before = self.window.page.url
        await link.click()
        await self.window.page.wait_for_url(lambda url: url != before)
        await self._looks()

    def main(self) -> Locator:
        return self.window.page.locator("main")

    async def downloads(self, selector: str) -> bytes:
        """What a link to a file answers with."""
        page = self.window.page
        path = await page.locator(selector).first.get_attribute("href")
        answer = await page.request.get(f"{self.window.base_url}{path}")
        assert answer.status == 200, path
        return await answer.body()

    async def _looks(self) -> None:
        page = self.looker.page
        answer = await page.goto(self.window.page.url)
        assert answer is not None
        content = await answer.body()
        faults = [
            *await axe_faults(page),
            *await layout_faults(page),
            *await source_faults(page, content.decode()),
        ]
        if len(content) > PAGE_BYTES:
            faults.append(f"{len(content)} bytes")
        assert faults == [], (page.url, faults)
