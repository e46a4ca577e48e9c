"""Whoever looks at pages here sees what is wrong with one."""

from collections.abc import AsyncIterator

import pytest

from tests.given.browser import PHONE, Window
from tests.given.keyboard import tab_through
from tests.given.page_faults import ask, axe_faults, layout_faults, print_faults, source_faults
from tests.given.portal_fixtures import PortalInUse

BAD = """<!doctype html><html lang="en"><head><title>Bad</title></head><body>
<h2 style="color:#ccc">No first heading</h2><p style="width:900px">Far too wide for a phone</p>
<p style="font-size:9px">Small print</p><p tabindex="3">Out of order</p>
<p style="width:60px;overflow:hidden;white-space:nowrap">Words cut off without a sign</p>
<button style="width:12px;height:12px;padding:0;outline:none">x</button>
<a href="#">Nowhere</a> <a href="#gone">Nowhere either</a><img src="/portal/nothing.png">
<main><details><summary>More</summary><p>Folded</p></details></main>
<script>missing()</script></body></html>"""


@pytest.fixture
async def bad(portal: PortalInUse) -> AsyncIterator[Window]:
    """A window on a page with a fault of each kind."""
    window = await portal.stranger(width=PHONE)
    await window.page.route(
        "**/portal/bad", lambda route: route.fulfill(body=BAD, content_type="text/html")
    )
    await window.opens("/portal/bad")
    await window.rests()
    yield window
    window.strange.clear()


async def test_faults_of_a_page_are_seen(bad: Window) -> None:
    """Each check finds what it is for."""
    page = bad.page
    seen = [
        *await layout_faults(page),
        *await source_faults(page, BAD),
        *await print_faults(page),
        *await ask(page, "deadEnds"),
        *await axe_faults(page),
        *(fault for focus in await tab_through(page) for fault in focus["faults"]),
    ]
    for expected in (
        "scrolls sideways",
        "cut off",
        "12 x 12 px to press",
        "text of 9 px",
        "not one h1",
        "an order of its own",
        "inline: <script>",
        'inline: <h2 style="color:#ccc">',
        "printed: <button",
        "printed folded",
        "leads nowhere",
        "a button of no form",
        "color-contrast",
        "image-alt",
        "x shows no focus",
    ):
        assert any(fault.startswith(expected) for fault in seen), (expected, seen)


async def test_strange_things_fail_a_window(bad: Window) -> None:
    """A script's error, a missing part of the page, another host."""
    await bad.page.evaluate("fetch('http://elsewhere.example/').catch(() => 0)")
    await bad.rests()
    for expected in ("script: missing", "404: ", "another host: http://elsewhere.example/"):
        assert any(each.startswith(expected) for each in bad.strange), (expected, bad.strange)
    with pytest.raises(AssertionError, match="another host"):
        bad.check()
