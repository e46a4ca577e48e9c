"""Pages of what did not get where it was meant to: for everybody, on a phone, in both languages."""

from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import Page, expect

from tests.given.api_fixtures import settings as settings  # noqa: PLC0414 -- a fixture
from tests.given.browser import DESK, PHONE, Window
from tests.given.form_window import FormWindow
from tests.given.form_window import desk as desk  # noqa: PLC0414 -- a fixture
from tests.given.page_faults import axe_faults, layout_faults

WORDS = "Chờ số liệu quyết toán quý III của các xã, phường.\n" * 6


async def test_pages_of_what_was_not_sent_are_pages_for_everybody(
    desk: FormWindow, owner: asyncpg.Pool, request: pytest.FixtureRequest
) -> None:
    """Errors at fields, two texts, a kept form, drafts, a session that is over."""
    window, page = desk.window, desk.window.page
    folder = request.config.getoption("--screens")
    faults: list[str] = []

    async def look(name: str) -> None:
        faults.extend(f"{name}: {fault}" for fault in await _faults(page, name, folder))

    for prefix in ("/portal", "/portal/en"):
        form = desk.form.replace("/portal", prefix, 1)
        language = prefix.rpartition("/")[2]
        await _press(window, form, "31/11/2026", WORDS)
        await expect(page.locator("#errors")).to_be_visible()
        await look(f"form-errors-{language}")
        older = await Window.on(page.context, window.base_url)
        await older.opens(form)
        await _save(window, form, f"{WORDS}Bản thứ nhất {language}.")
        await _type_and_save(older.page, f"{WORDS}Bản thứ hai {language}.")
        page = older.page
        await expect(page.locator("article")).to_have_count(2)
        await look(f"two-tabs-{language}")
        await page.close()
        page = window.page
        await window.opens(f"{prefix}/drafts")
        await look(f"drafts-{language}")
        await page.locator("a[href*=kept]").first.click()
        await expect(page.locator("form .note.warn:visible")).to_be_visible()
        await look(f"kept-{language}")
    await owner.execute("update portal.session set ended_at = now()")
    await page.locator("#reason").fill(WORDS)
    await page.locator(".keep button[value=send]").click()
    await expect(page.locator("h1")).to_contain_text("session is over")
    await look("expired-en")
    assert not faults, "\n".join(faults)


async def _faults(page: Page, name: str, folder: str | None) -> list[str]:
    found: list[str] = []
    for width in (PHONE, DESK):
        await page.set_viewport_size({"width": width, "height": 800})
        found += await layout_faults(page)
        if folder:
            await page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    return found + await axe_faults(page)


async def _press(window: Window, form: str, day: str, words: str) -> None:
    await window.opens(form)
    await window.page.locator("#to").fill(day)
    await window.page.locator("#reason").fill(words)
    await window.page.locator(".keep button[value=send]").click()


async def _save(window: Window, form: str, words: str) -> None:
    await window.opens(form)
    await _type_and_save(window.page, words)


async def _type_and_save(page: Page, words: str) -> None:
    await page.locator("#reason").fill(words)
    await page.locator(".keep button[value=save]").click()
    await page.wait_for_load_state()
