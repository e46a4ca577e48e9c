"""What is wrong with a page that a browser shows: one line a fault, none where all is well."""

from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_TARGET_PX, LEAST_TEXT_PX = 24, 13
SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


async def ask(page: Page, name: str, *facts: Any) -> list[Any]:
    """What a function of `page_faults.js` answers about the page."""
    told: list[Any] = await page.evaluate(f"(facts) => {SCRIPT.strip()}.{name}(...facts)", facts)
    return told


async def axe_faults(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA, and its good practice; or by these rules alone."""
    rules = {"type": "rule", "values": [*only]} if only else RULES
    found = await Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


async def source_faults(page: Page, sent: str) -> list[str]:
    """One h1, no level skipped, no order but the source's; nothing inline in what was sent."""
    return [*await ask(page, "outline"), *await ask(page, "inline", sent)]


async def overflow_faults(page: Page) -> list[str]:
    """What does not fit the window as it is now."""
    return [*await ask(page, "sideways"), *await ask(page, "cutOff")]


async def layout_faults(page: Page) -> list[str]:
    """What does not fit, or is too small to press or read."""
    return [
        *await overflow_faults(page),
        *await ask(page, "smallTargets", LEAST_TARGET_PX),
        *await ask(page, "smallText", LEAST_TEXT_PX),
    ]


async def spaced_faults(page: Page) -> list[str]:
    """What no longer fits with lines, letters and words spaced as readers may need it."""
    await ask(page, "space", "roomy")
    faults = await overflow_faults(page)
    await ask(page, "space", "as it was")
    return faults


async def print_faults(page: Page) -> list[str]:
    """What stands on paper that nobody can press there, or is folded away."""
    await page.emulate_media(media="print")
    faults = [*await ask(page, "printed"), *await ask(page, "sideways")]
    await page.emulate_media(media="screen")
    return faults
