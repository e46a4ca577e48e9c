"""Signing: on a phone with one thumb, pressed twice, and of a text swapped while it was read."""

import asyncio
import re
from functools import partial

from playwright.async_api import expect

from tests.given.browser import PHONE, Window
from tests.given.page_faults import layout_faults
from tests.given.portal_cases import FINANCE, HEAD, PortalCase
from tests.given.portal_fixtures import PortalInUse
from tests.given.story import until

SIGN = "Ký và gửi văn bản này"
RECEIVED, NOT_SENT = "Đã nhận, đang ghi", "Chưa gửi được"


async def test_a_head_reads_and_signs_on_a_phone(portal: PortalInUse) -> None:
    """From their work, without a script: the digest on the page is the one in the ledger."""
    case = await portal.cases.fresh()
    sha256 = await case.prepares()
    window = await portal.person(HEAD, width=PHONE, script=False)
    page = window.page
    await window.opens("/portal/work")
    await page.locator(f'main h3 a[href*="{case.id}"]').click()
    await page.locator('main a[href$="/sign"]').click()
    await page.wait_for_url(f"**/{case.id}/{FINANCE}/sign*")
    assert await _digest_on(window) == sha256[:12]
    assert await layout_faults(page) == []
    await page.get_by_role("button", name=SIGN).tap()
    await page.wait_for_url(
        lambda url: not url.partition("#")[0].endswith(f"{case.id}/{FINANCE}/sign")
    )
    assert "reply_received" in await case.recorded()
    (received,) = (await case.reads(HEAD, agency=FINANCE))["replies"]
    assert received["reply"]["draft_sha256"] == case.play._sha256


async def test_pressed_twice_it_is_signed_once(portal: PortalInUse) -> None:
    """Two presses in a row are one signature."""
    case = await portal.cases.fresh()
    await case.prepares()
    window = await portal.person(HEAD)
    await _opens(window, case)
    await window.page.get_by_role("button", name=SIGN).dblclick(no_wait_after=True)
    await _is_through(window, case)
    assert (await case.recorded()).count("reply_received") == 1


async def test_signing_while_nobody_decides_signs_once(portal: PortalInUse) -> None:
    """Two presses and a reload: one of two pages, then one signature, one receipt, in time."""
    case = await portal.cases.fresh()
    await case.prepares()
    window = await portal.person(HEAD, width=PHONE)
    page = window.page
    await _opens(window, case)
    async with portal.worker.away():
        await page.get_by_role("button", name=SIGN).dblclick(no_wait_after=True)
        heading = page.get_by_role("heading", level=1)
        await expect(heading).to_have_text(re.compile(f"{RECEIVED}|{NOT_SENT}"), timeout=60_000)
        told = await heading.inner_text()
        await page.reload()
    await until(partial(_is_signed, case), 30)
    if NOT_SENT in told:
        await page.get_by_role("button", name="Gửi lại").click()
    await _is_through(window, case)
    await asyncio.sleep(0.5)
    assert (await case.recorded()).count("reply_received") == 1
    (received,) = (await case.reads(HEAD, agency=FINANCE))["replies"]
    assert received["late"] is False


async def test_of_a_text_swapped_while_it_is_read_nothing_is_signed(portal: PortalInUse) -> None:
    """The new text is shown with what changed marked; that one is signed."""
    case = await portal.cases.fresh()
    await case.prepares()
    window = await portal.person(HEAD, width=PHONE, script=False)
    page = window.page
    await _opens(window, case)
    first = await _digest_on(window)
    new = await case.prepares(text="Sở Tài chính đề nghị quy định mức tối đa thay cho mức cố định.")
    await page.get_by_role("button", name=SIGN).click()
    await expect(page.get_by_role("alert").filter(has_text="chưa có gì được ký")).to_be_visible()
    await expect(page.locator("article ins").first).to_be_visible()
    await expect(page.locator("article del").first).to_be_visible()
    assert window.documents[-1].status == 422
    assert "reply_received" not in await case.recorded()
    assert first != await _digest_on(window) == new[:12]
    await page.get_by_role("button", name=SIGN).click()
    await _is_through(window, case)
    assert "reply_received" in await case.recorded()


async def _opens(window: Window, case: PortalCase) -> None:
    await window.opens(f"/portal/requests/{case.id}/{FINANCE}/sign")


async def _is_through(window: Window, case: PortalCase) -> None:
    """Wait until the page is another than the one on which this case's reply is signed.

    Which one: its receipt, or the next text that waits for the same head.
    """
    own = f"{case.id}/{FINANCE}/sign"
    await window.page.wait_for_url(lambda url: own not in url, timeout=60_000)


async def _is_signed(case: PortalCase) -> bool:
    return "reply_received" in await case.recorded()


async def _digest_on(window: Window) -> str:
    """The first digits of the digest, as they stand on the page."""
    shown = await window.page.locator("main b .hash").last.inner_text()
    return re.sub(r"\s", "", shown)
