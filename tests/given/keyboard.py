"""Going through a page by keyboard: where the focus is, and whether one sees it."""

from typing import TypedDict, cast

from playwright.async_api import Page

MOST_STEPS = 400
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const row = e.closest('label') || e;
  const ringed = (of) => of.outlineStyle !== 'none' && parseFloat(of.outlineWidth) > 0
    || of.boxShadow !== 'none';
  const texts = [e.getAttribute('aria-label'), ...[...(e.labels || [])].map((l) => l.innerText),
    e.innerText, e.name];
  const name = (texts.find((text) => text && text.trim()) || '').trim().replace(/\\s+/g, ' ');
  const faults = [];
  if (!ringed(style) && !ringed(getComputedStyle(row))) faults.push('shows no focus');
  if (box.width > 1 && (box.bottom <= 0 || box.top >= innerHeight)) faults.push('is out of sight');
  if (above && !row.contains(above) && !above.contains(e)) faults.push('is covered');
  return {name, faults: faults.map((fault) => `${name || e.tagName} ${fault}`)};
}"""


class Focus(TypedDict):
    """What has the focus, by the name people know it by, and what is wrong with seeing that."""

    name: str
    faults: list[str]


async def focus_of(page: Page) -> Focus | None:
    """None: nothing on the page has it."""
    return cast("Focus | None", await page.evaluate(FOCUS))


async def tab_through(page: Page) -> list[Focus]:
    """Everything Tab leads to, from the top of the page to its end."""
    await page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    passed: list[Focus] = []
    for _ in range(MOST_STEPS):
        await page.keyboard.press("Tab")
        if (focus := await focus_of(page)) is None:
            return passed
        passed.append(focus)
    raise AssertionError(f"Tab comes to no end: {[each['name'] for each in passed[-5:]]}")


async def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus, seeing it all the way."""
    passed = []
    for _ in range(MOST_STEPS):
        await page.keyboard.press(key)
        if (focus := await focus_of(page)) is None:
            continue
        assert not focus["faults"], focus["faults"]
        if name in focus["name"]:
            return
        passed.append(focus["name"])
    raise AssertionError(f"{name} is not reached; passed: {dict.fromkeys(passed)}")
