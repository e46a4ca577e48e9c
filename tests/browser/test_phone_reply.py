"""A reply on a phone from the first word to the signature: no script, one thumb."""

import re

import asyncpg
from playwright.async_api import Page, expect

from remiss.consultation.values import Reply
from tests.given.browser import PHONE, Window
from tests.given.page_faults import layout_faults
from tests.given.portal_cases import FINANCE, HEAD, OFFICIAL, PortalCase
from tests.given.portal_fixtures import PortalInUse

REASON = "Mức chi bình quân phù hợp dự toán năm 2027."
CLAUSE = "Khoản 2"
COMMENT = "Đề nghị nêu rõ nguồn kinh phí của từng năm."
WORDING = "Kinh phí do ngân sách tỉnh bảo đảm, giao trong dự toán hằng năm."
RECEIVED = """
SELECT body #>> '{event,reply}' AS reply FROM event WHERE stream = $1 AND type = 'reply_received'
"""


async def test_a_reply_is_written_read_whole_and_signed_on_a_phone(portal: PortalInUse) -> None:
    """With an opinion on a clause; the digest the head saw is the digest in the ledger."""
    case = await portal.cases.fresh()
    official = await portal.person(OFFICIAL, script=False, width=PHONE)
    await _goes_to(official, case)
    await official.page.get_by_role("link", name="Soạn văn bản trả lời").click()
    await _writes(official.page)
    await official.page.get_by_role("button", name="Kiểm tra trước khi gửi").click()
    await expect(official.page.get_by_text("Kiểm tra: ")).to_be_visible()
    assert await layout_faults(official.page) == []
    await official.page.get_by_role("button", name="Trình ký").click()
    await official.page.wait_for_url(f"**/requests/{case.id}/{FINANCE}#main")
    assert await layout_faults(official.page) == []

    head = await portal.person(HEAD, script=False, width=PHONE)
    await _goes_to(head, case)
    await head.page.get_by_role("link", name="Đọc và ký văn bản trả lời").click()
    paper = head.page.locator("article.sheet")
    for words in (REASON, CLAUSE, COMMENT, WORDING):
        await expect(paper).to_contain_text(words)
    assert await layout_faults(head.page) == []
    digest = await _whole_digest(head.page)
    await head.page.get_by_role("button", name="Ký và gửi văn bản này").click()
    own = f"{case.id}/{FINANCE}/sign"
    await head.page.wait_for_url(lambda url: own not in url)

    assert await _digest_in_ledger(portal, case) == digest


async def _goes_to(window: Window, case: PortalCase) -> None:
    """From one's work, as people do; what lies there fits the phone."""
    await window.opens("/portal/work")
    assert await layout_faults(window.page) == []
    await window.page.locator(f'main h3 a[href*="{case.id}"]').click()
    await window.page.wait_for_url(f"**/requests/{case.id}/{FINANCE}")
    assert await layout_faults(window.page) == []


async def _writes(page: Page) -> None:
    """A position on every question, and a comment with the words it would have."""
    for position in await page.locator('[name^="answers."][value="agree"]').all():
        await position.check()
    for reason in await page.locator('textarea[name^="answers."][name$=".reason"]').all():
        await reason.fill(REASON)
    await page.locator('[name="position"][value="agree_with_changes"]').check()
    await page.get_by_role("button", name="Thêm một ý kiến").click()
    comment = page.locator('details[id^="clause_comments"]')
    await comment.locator('[name$=".clause"]').fill(CLAUSE)
    await comment.locator('[name$=".text"]').fill(COMMENT)
    await comment.locator('[name$=".proposed_wording"]').fill(WORDING)
    assert await layout_faults(page) == []


async def _whole_digest(page: Page) -> str:
    """As it stands on the page once it is asked for."""
    await page.get_by_text("Mã băm nói gì?").click()
    shown = await page.locator("details[open] .hash").inner_text()
    return re.sub(r"\s", "", shown)


async def _digest_in_ledger(portal: PortalInUse, case: PortalCase) -> str:
    """Of the one reply the ledger keeps as received."""
    dsn = portal.served.settings.postgres_dsn
    connection = await asyncpg.connect(dsn.get_secret_value() if dsn else "")
    try:
        received = await connection.fetch(RECEIVED, case.id)
    finally:
        await connection.close()
    (reply,) = received
    return Reply.model_validate_json(reply["reply"]).sha256()
