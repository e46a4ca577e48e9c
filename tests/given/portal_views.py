"""A page of the portal as it stands in a person's window: what it weighs, says and leads to."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import pytest
from playwright.async_api import Browser, Response
from starlette.routing import Match, Route

from portal.portal_app import ROUTES
from remiss.reference.people import load_people
from remiss.reference.registry import load_registry
from remiss.texts.catalogue import TEXTS, Language
from tests.given.browser import DESK, HEIGHTS, PHONE, Window
from tests.given.page_faults import ask
from tests.given.portal_fixtures import PortalInUse, Service
from tests.given.portal_pages import Look

VIETNAMESE = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
ENGLISH = frozenset(("a", "and", "by", "for", "in", "is", "of", "the", "to", "was"))
"""An English sentence may quote a few words of Vietnamese; it has some of these all the same."""
ADDRESSES = tuple(
    route for module in ROUTES for route in module.router.routes if isinstance(route, Route)
)


@dataclass
class View:
    """A page that was opened, and again where it is weighed: by a browser that had seen it."""

    look: Look
    language: Language
    window: Window
    answer: Response
    content: bytes
    first_bytes: int
    next_bytes: int

    @classmethod
    async def of(cls, portal: PortalInUse, look: Look, language: Language) -> Self:
        """As the person of the look comes to it; in English it weighs about the same."""
        case = (await portal.cases.at(look.at)).id if look.at else ""
        kind: dict[str, Any] = {
            "service_workers": "block"
        }  # one would hide what comes over the wire
        window = await (portal.person(look.by, **kind) if look.by else portal.stranger(**kind))
        address = look.address(case, language)
        weights = []
        for _ in ("first", "next") if language == "vi" else ("first",):
            window.forget()
            await window.opens(address)
            await window.rests()
            weights.append(window.received)
        if look.steps:
            await look.steps(window)
            await window.rests()
        answer = window.documents[-1]
        return cls(look, language, window, answer, await answer.body(), weights[0], weights[-1])

    async def pictured(self, folder: Path) -> None:
        """Leave a picture of the whole page for each width."""
        for width in (PHONE, DESK):
            page = self.window.page
            await page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            whole = await page.evaluate("document.documentElement.scrollHeight")
            await page.set_viewport_size({"width": width, "height": whole})
            name = f"{self.look.name}-{self.language}-{width}.png"
            await page.screenshot(path=folder / name, full_page=True)

    @property
    def compressed(self) -> int:
        """Its size in bytes as it travels."""
        return len(gzip.compress(self.content))

    async def misspoken(self) -> list[str]:
        """What it says in the other language without saying so."""
        return misspoken_words(await ask(self.window.page, "words"), self.language)

    async def led_astray(self) -> list[str]:
        """Where it leads though there is nothing."""
        faults = [str(each) for each in await ask(self.window.page, "deadEnds")]
        ways = await ask(self.window.page, "ways")
        for method, address in sorted({(how, to.partition("#")[0]) for how, to in ways}):
            if address.startswith(("mailto:", "tel:")):
                continue
            if method == "POST" and not _takes_forms(address):
                faults.append(f"no form is taken at {address}")
            if method == "GET" and await self._status(address) not in {200, self.look.status}:
                faults.append(f"nothing at {address}")
        return faults

    async def _status(self, address: str) -> int:
        asking = self.window.page.context.request
        return (await asking.get(address)).status


def misspoken_words(words: list[Any], language: Language, names: tuple[str, ...] = ()) -> list[str]:
    """Of the words of a page, each with its language: what is said in the other, names apart."""
    told = {said for lang, said in words if lang == language}
    for name in names:
        told = {said.replace(name, "") for said in told}
    return sorted(said for said in told if _is_foreign(said, language))


@cache
def _labels(language: Language) -> frozenset[str]:
    """Texts of one language that are none of the other."""
    vi = {text.vi for text in TEXTS.values()}
    en = {text.en for text in TEXTS.values()}
    return frozenset(vi - en if language == "vi" else en - vi)


@cache
def _names() -> tuple[str, ...]:
    """Of people, of the province's places, of the service itself: no language changes them."""
    registry = load_registry()
    places = registry.province.name.en, *(agency.name.en for agency in registry.agencies)
    return (*(person.name for person in load_people().all), *places, "Remiss")


def _is_foreign(said: str, language: Language) -> bool:
    for name in _names():
        said = said.replace(name, "")
    if language == "vi":
        return said in _labels("en")
    return not VIETNAMESE.isdisjoint(said.lower()) and not ENGLISH & set(said.lower().split())


def _takes_forms(address: str) -> bool:
    path = unquote(urlsplit(address).path).removeprefix("/portal").removeprefix("/en")
    scope = {"type": "http", "path": path, "method": "POST", "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in ADDRESSES)


@asynccontextmanager
async def looking(
    request: pytest.FixtureRequest, service: Service, browser: Browser, language: Language
) -> AsyncIterator[View]:
    """The look that is the parameter of a fixture, in a language; pictured where that is asked."""
    portal = PortalInUse.of(service, browser)
    try:
        view = await View.of(portal, request.param, language)
        if folder := request.config.getoption("--screens"):
            await view.pictured(Path(folder))
        yield view
    finally:
        await portal.browsers.close()
