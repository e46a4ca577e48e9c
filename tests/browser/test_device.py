"""What a page's own script adds: typing kept on the device, files in parts, a page offline."""

import asyncio
from pathlib import Path

import asyncpg
from playwright.async_api import Request, Route, expect

from remiss.settings import Settings
from tests.given.api_fixtures import settings as settings  # noqa: PLC0414 -- a fixture
from tests.given.browser import Window
from tests.given.form_page import DUC, HUONG
from tests.given.form_window import FormWindow
from tests.given.form_window import desk as desk  # noqa: PLC0414 -- a fixture
from tests.given.portal_fixtures import sign_in

WORDS = "Chờ số liệu quyết toán quý III của các xã, phường."
LONGER = " ".join([WORDS] * 36)
NOTE = "Trên máy này còn nội dung gõ trước đó"
ASKED = "select count(*) from event where type = 'extension_requested'"


async def test_words_outlast_a_lost_signal_and_a_closed_window(
    desk: FormWindow, owner: asyncpg.Pool
) -> None:
    """Sent without a network, they are offered when the page is opened again, and sent once."""
    window, page = desk.window, desk.window.page
    await window.opens(desk.form)
    await page.evaluate("navigator.serviceWorker.ready")
    await page.locator("#reason").fill(LONGER)
    await page.locator("#to").fill(desk.day)
    await window.loses_signal()
    await page.get_by_role("button", name="Gửi", exact=True).click()
    await expect(page.locator("h1")).to_contain_text("Mất kết nối")
    await expect(page.locator("#device-drafts a")).to_contain_text("Xin thêm thời gian")
    await window.finds_signal()
    context = page.context
    await page.close()
    again = await Window.on(context, window.base_url)
    await again.opens(desk.form)
    await expect(again.page.locator("#reason")).to_have_value("")
    await expect(again.page.get_by_text(NOTE)).to_be_visible()
    await again.page.get_by_role("button", name="Dùng nội dung này").click()
    await expect(again.page.locator("#reason")).to_have_value(LONGER)
    await again.page.get_by_role("button", name="Gửi", exact=True).click()
    await again.page.wait_for_url("**/portal/work#main")
    assert await owner.fetchval(ASKED) == 1
    await again.opens(desk.form)
    await expect(again.page.get_by_text(NOTE)).to_be_hidden()
    again.check()


async def test_words_are_offered_to_whoever_typed_them(desk: FormWindow) -> None:
    """Not to the next person at the same machine; saved, they are not offered any more."""
    window, page = desk.window, desk.window.page
    await window.opens(desk.form)
    await page.locator("#reason").fill(WORDS)
    await window.opens("/portal/drafts")
    await sign_in(window, HUONG)
    await window.opens(desk.form)
    await expect(page.locator("#reason")).to_be_visible()
    await expect(page.get_by_text(NOTE)).to_be_hidden()
    await sign_in(window, DUC)
    await window.opens(desk.form)
    await page.get_by_role("button", name="Dùng nội dung này").click()
    await page.locator(".keep").get_by_role("button", name="Lưu nháp").click()
    await page.wait_for_url("**#keep")
    await expect(page.locator("#reason")).to_have_value(WORDS)
    await window.opens(desk.form)
    await expect(page.get_by_text(NOTE)).to_be_hidden()


async def test_a_file_goes_on_where_the_line_broke(desk: FormWindow, tmp_path: Path) -> None:
    """In parts, under its name; the line may break between them."""
    window, page = desk.window, desk.window.page
    file = tmp_path / "Bảng số liệu.txt"
    file.write_text("Số liệu quyết toán\n" * 120_000, encoding="utf-8")
    broken: list[str] = []

    async def breaks_once(route: Route, request: Request) -> None:
        if request.method == "PATCH" and not broken:
            broken.append(request.url)
            await route.abort()
        else:
            await route.continue_()

    await window.opens(desk.form)
    await window.wire.send("Network.setBypassServiceWorker", {"bypass": True})  # unseen by routes
    await page.route("**/portal/uploads/**", breaks_once)
    await page.locator("#reason").fill(WORDS)
    await page.locator("#file").set_input_files(file)
    await page.get_by_role("button", name="Tải lên").first.click()
    await page.wait_for_url("**#files")
    await expect(page.locator("#files li")).to_contain_text("Bảng số liệu.txt")
    await expect(page.locator("#reason")).to_have_value(WORDS)
    assert broken
    window.strange.clear()


async def test_a_file_chosen_again_goes_on_where_it_broke(
    desk: FormWindow, settings: Settings, tmp_path: Path
) -> None:
    """The page was closed in the middle: what the server has is not sent again."""
    window, page = desk.window, desk.window.page
    file = tmp_path / "Bản ký.txt"
    file.write_text("Số liệu quyết toán\n" * 150_000, encoding="utf-8")
    half = asyncio.Event()

    async def breaks_down(route: Route, request: Request) -> None:
        if request.method == "PATCH" and request.headers["upload-offset"] != "0":
            half.set()
            await route.abort()
        else:
            await route.continue_()

    await window.opens(desk.form)
    await window.wire.send("Network.setBypassServiceWorker", {"bypass": True})  # unseen by routes
    await page.route("**/portal/uploads/**", breaks_down)
    await page.locator("#file").set_input_files(file)
    await page.get_by_role("button", name="Tải lên").first.click()
    await half.wait()
    context = page.context
    await page.close()
    begun = (settings.data_dir / "attachments" / "uploads").glob("*/*")
    had = max(each.stat().st_size for each in begun)
    assert 0 < had < file.stat().st_size

    again = await Window.on(context, window.base_url)
    await again.opens(desk.form)
    sent: list[tuple[str, int]] = []
    again.page.on("request", lambda each: sent.append((each.method, _sent_from(each))))
    await again.page.locator("#file").set_input_files(file)
    await again.page.get_by_role("button", name="Tải lên").first.click()
    await again.page.wait_for_url("**#files")
    await expect(again.page.locator("#files li")).to_contain_text("Bản ký.txt")
    assert min(offset for method, offset in sent if method == "PATCH") == had
    window.strange.clear()
    again.check()


def _sent_from(request: Request) -> int:
    return int(request.headers.get("upload-offset", "0"))
