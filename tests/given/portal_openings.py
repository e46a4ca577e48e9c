"""Somebody at a browser opens a consultation, as far as a test needs."""

import secrets

from playwright.async_api import FilePayload

from tests.given.browser import Window
from tests.given.portal_cases import SUPERVISOR
from tests.given.portal_fixtures import sign_in

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
SUBJECT = "Dự thảo Hướng dẫn đánh giá cán bộ, công chức theo tiêu chí định lượng"
REASON = "Chủ tịch UBND tỉnh yêu cầu báo cáo trước ngày 04/12/2026 (Thông báo số 412/TB-VP)"
QUESTIONS = (
    ("Kinh phí tổ chức đánh giá lấy từ dự toán ngân sách nào?", "fin.budget"),
    ("Dữ liệu đánh giá được chia sẻ qua nền tảng dùng chung nào?", "digital.data"),
)


async def writes_paper(window: Window, grade: str = "normal") -> None:
    """A draft of their own, up to the questions; an urgent grade with its reason."""
    page = window.page
    await window.opens(f"{_prefix(window)}/cases/new/{secrets.token_hex(8)}/paper")
    content = PDF + secrets.token_bytes(8)
    file = FilePayload(name="du-thao.pdf", mimeType="application/pdf", buffer=content)
    await page.set_input_files("#file", file)
    await page.click('button[value="upload"] >> nth=0')
    await page.wait_for_selector('button[name="remove"]')
    await page.fill('[name="draft.subject"]', SUBJECT)
    await page.select_option('[name="draft.kind"]', "guideline")
    await page.check(f'[name="draft.urgency"][value="{grade}"]')
    if grade != "normal":
        await page.fill('[name="urgency_reason"]', REASON)
    await page.click('button[value="next"]')
    await page.wait_for_url("**/questions*")


async def writes_questions(window: Window, grade: str = "normal") -> None:
    """The draft and two questions, the second of them still open."""
    await writes_paper(window, grade)
    page = window.page
    for row, (words, field) in enumerate(QUESTIONS):
        if row:
            await page.click('button[value="add"]')
        await page.fill(f'[name="questions.{row}.text"]', words)
        await page.fill('[name="find"]', "ngân sách nhà nước" if not row else "dữ liệu dùng chung")
        await page.click('button[value="propose"]')
        await page.check(f'[name="questions.{row}.field"][value="{field}"]')
    await page.click('button[value="save"] >> nth=-1')
    await page.wait_for_url("**#keep")
    await window.opens(page.url.removeprefix(window.base_url).partition("#")[0])


async def comes_to_agencies(window: Window, grade: str = "normal") -> None:
    """Who is concerned, nobody chosen yet."""
    await writes_questions(window, grade)
    await window.page.click('button[value="next"]')
    await window.page.wait_for_url("**/agencies*")


async def comes_to_check(window: Window, grade: str = "normal") -> None:
    """Everything is written, nothing sent."""
    await comes_to_agencies(window, grade)
    page = window.page
    for agency in ("H99.04", "H99.08"):
        await page.check(f'[name="agencies"][value="{agency}"]')
    await page.click('button[value="next"]')
    await page.wait_for_url("**/check*")


async def asks_for_urgency(window: Window) -> None:
    """An officer has laid an urgent opening before the leaders."""
    await comes_to_check(window, "urgent")
    await window.page.click('button[value="send"]')
    await window.page.wait_for_url("**/check#main")
    await window.opens(window.page.url.removeprefix(window.base_url).partition("#")[0])


async def comes_to_approval(window: Window) -> None:
    """The officer at what they asked, before a leader decided."""
    prefix = _prefix(window)
    await asks_for_urgency(window)
    await _reads_newest(window, prefix)


async def leader_comes_to_approval(window: Window) -> None:
    """A leader of the agency at what the officer asked, who left this window to them."""
    prefix = _prefix(window)
    await asks_for_urgency(window)
    await window.page.context.clear_cookies()
    await sign_in(window, SUPERVISOR)
    await _reads_newest(window, prefix)


def _prefix(window: Window) -> str:
    return "/portal/en" if "/portal/en/" in window.page.url else "/portal"


async def _reads_newest(window: Window, prefix: str) -> None:
    await window.opens(f"{prefix}/work")
    await window.page.locator('#g-urgent + ol a[href*="/urgent-openings/"]').last.click()
    await window.page.wait_for_url("**/urgent-openings/*")
