from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from portal.assets import ASSETS
from tests.given.browser import DESK, PHONE
from tests.given.keyboard import tab_through
from tests.given.page_faults import (
    axe_faults,
    layout_faults,
    overflow_faults,
    print_faults,
    source_faults,
    spaced_faults,
)
from tests.given.portal_fixtures import Service
from tests.given.portal_pages import LOOKS, NO_PAGES, SEEN_IN_STORIES
from tests.given.portal_views import ADDRESSES, View, looking

KB = 1024
PAGE_RAW, PAGE_COMPRESSED = 20 * KB, 5 * KB
SHEET_RAW, SCRIPTS_RAW = 12 * KB, 5 * KB
FIRST_VIEW, NEXT_VIEW = 12 * KB, 5 * KB
WHOLE = 8000
"""Pixels: a window so high that the bar for keeping lies on nothing."""
BY_LOOKS = (
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
)
"""What axe judges by colours and places; all else stands in the source, whatever the window."""
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture(scope="module", params=LOOKS, ids=[look.name for look in LOOKS])
async def view(
    request: pytest.FixtureRequest, portal_service: Service, browser: Browser
) -> AsyncIterator[View]:
    """Each page; whatever a test changes of its window it changes back."""
    async with looking(request, portal_service, browser, "vi") as view:
        yield view


def test_every_address_of_the_portal_is_looked_at() -> None:
    """A page that nobody looks at here is a page nobody looks at."""
    pages = {route.path for route in ADDRESSES if "GET" in (route.methods or ())}
    assert pages - NO_PAGES - SEEN_IN_STORIES - {look.route for look in LOOKS} == set()
    assert {look.route for look in LOOKS if look.route} - pages == set()


def test_sheet_and_scripts_are_small() -> None:
    """The sheet 12 KB, every script together 5 KB."""
    sizes = {name: len(asset.content) for name, asset in ASSETS.items()}
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= SHEET_RAW
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= SCRIPTS_RAW


async def test_it_is_what_was_asked_for(view: View) -> None:
    """Its status and its language, in the header and in the document."""
    page = view.window.page
    assert view.answer.status == view.look.status
    assert view.answer.headers["content-language"] == view.language
    assert await page.locator("html").get_attribute("lang") == view.language
    assert await page.title()


async def test_axe_finds_nothing(view: View) -> None:
    """WCAG 2.2 AA and good practice; in dark, on a phone, what colours and places decide."""
    page = view.window.page
    await page.set_viewport_size({"width": DESK, "height": WHOLE})
    faults = await axe_faults(page)
    await page.emulate_media(color_scheme="dark")
    await page.set_viewport_size({"width": PHONE, "height": WHOLE})
    faults += await axe_faults(page, BY_LOOKS)
    await page.emulate_media(color_scheme="light")
    _none(faults)


async def test_its_outline_holds(view: View) -> None:
    """One h1, no level skipped, nothing inline."""
    _none(await source_faults(view.window.page, view.content.decode()))


async def test_it_fits_every_window(view: View) -> None:
    """No sideways scrolling; what is pressed has 24 px, what is read 13.

    To a page, 640 px are a desk's window at 200 %, and 320 at 400 %.
    """
    page, faults = view.window.page, []
    for width in (320, PHONE, 640, DESK):
        await page.set_viewport_size({"width": width, "height": 800})
        faults += [f"at {width} px: {each}" for each in await layout_faults(page)]
    _none(faults)


async def test_it_stands_spacing_colours_and_paper(view: View) -> None:
    """Text spaced as readers may need it, forced colours, paper."""
    page = view.window.page
    faults = await spaced_faults(page)
    await page.emulate_media(forced_colors="active")
    faults += await overflow_faults(page)
    await page.emulate_media(forced_colors="none")
    _none([*faults, *await print_faults(page)])


async def test_it_is_gone_through_by_keyboard(view: View) -> None:
    """Tab leads to everything and comes to an end; one always sees where it is."""
    page = view.window.page
    passed = await tab_through(page)
    assert len(passed) >= len(await page.locator("a[href]:visible, summary:visible").all())
    _none([fault for focus in passed for fault in focus["faults"]])


async def test_it_is_light(view: View) -> None:
    """20 KB and 5 KB compressed; 12 KB at first sight and 5 KB at the next."""
    carried = view.look.carries
    faults = [
        f"{part}: {size} of {most} bytes"
        for part, size, most in (
            ("the page", len(view.content), PAGE_RAW),
            ("compressed", view.compressed, PAGE_COMPRESSED + carried),
            ("at first sight", view.first_bytes, FIRST_VIEW + carried),
            ("at the next", view.next_bytes, NEXT_VIEW + carried),
        )
        if size > most
    ]
    _none(faults)


async def test_it_is_guarded(view: View) -> None:
    """A strict policy, and nothing kept where others could come upon it."""
    headers = view.answer.headers
    parts = headers["content-security-policy"].split("; ")
    policy = dict(part.split(" ", 1) for part in parts)
    assert {name: policy.get(name) for name in POLICY} == POLICY
    assert "unsafe" not in " ".join(parts)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer", "strict-origin"}
    assert headers["cache-control"] == "private, no-cache"


async def test_it_leads_somewhere(view: View) -> None:
    """Every link is answered, every form is taken, no button hangs in the air."""
    _none(await view.led_astray())


async def test_it_speaks_one_language(view: View) -> None:
    """What is said in the other says so; names of people stand as they are."""
    _none(await view.misspoken())


def _none(faults: list[str]) -> None:
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
