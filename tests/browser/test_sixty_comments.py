import asyncio
import re

from playwright.async_api import Page, expect

from tests.given.browser import PHONE, Window
from tests.given.page_faults import axe_faults, layout_faults
from tests.given.portal_fixtures import PortalInUse
from tests.given.sixty_comments import AGENCIES, CLAUSES, LAN, sixty_comments

ALL, A_PAGE, ALIKE = AGENCIES * CLAUSES, 10, 5
PATIENCE_SECONDS = 20


async def test_sixty_comments_of_twelve_agencies_over_three_days(portal: PortalInUse) -> None:
    """Ten a page, five alike, left in the middle; each agency hears once; sixty rows are printed.

    The one without a reason is named at its field, and the other fifty-nine are saved.
    """
    case = await sixty_comments(portal.served)
    comments = f"/portal/cases/{case.id}/comments"

    first = await portal.person(LAN.id, anew=True, script=False)
    await first.opens(comments)
    await _marks_alike(first.page)
    await expect(first.page.get_by_text(f"{ALIKE} đã soạn và chưa gửi")).to_be_visible()
    assert [*await layout_faults(first.page)] == []
    await _answers(first.page, skip=ALIKE)
    await _turns(first.page, 2)
    await _answers(first.page)
    await _turns(first.page, 3)
    await first.page.context.close()

    second = await portal.person(LAN.id, anew=True, script=False, width=PHONE)
    await second.opens(comments)
    await expect(second.page.locator('[aria-current="page"]').last).to_have_text("3")
    forgotten = await _answers(second.page, forget=True)
    for number in (4, 5, 6):
        await _turns(second.page, number)
        await _answers(second.page)
    await second.page.get_by_role("button", name="Lưu nháp", exact=True).click()
    await expect(
        second.page.get_by_text("59 đã soạn và chưa gửi, 1 chưa soạn xong")
    ).to_be_visible()
    await second.page.context.close()

    third = await portal.person(LAN.id, anew=True)
    await third.opens(comments)
    assert [*await axe_faults(third.page)] == []
    named = 0
    for nth in range(AGENCIES):
        named += await _sends(third, nth, forgotten)
    assert named == 1
    disposed = [event for event in await case.told(LAN) if event == "comments_disposed"]
    assert len(disposed) == AGENCIES
    await expect(third.page.get_by_text(f"{ALL} đã gửi kết quả")).to_be_visible()
    await third.opens(f"{comments}/table?page=0")
    rows = third.page.locator("tbody tr", has=third.page.locator("td:nth-child(4)"))
    await expect(rows).to_have_count(ALL)
    for _ in range(PATIENCE_SECONDS):  # the draft of what was sent ends once that is recorded
        if not await _drafts(third, case.id):
            break
        await asyncio.sleep(1)
    assert await _drafts(third, case.id) == 0


async def _marks_alike(page: Page) -> None:
    for nth in range(ALIKE):
        await page.locator("input[name=pick]").nth(nth).check()
    await page.locator("summary", has_text="Dùng cùng một kết quả").click()
    await page.locator('[name="all.kind"]').select_option("adopted")
    await page.get_by_role("button", name="Điền vào các ý kiến đã đánh dấu").click()
    await page.wait_for_url("**#keep")


async def _answers(page: Page, *, skip: int = 0, forget: bool = False) -> str:
    """Every comment of the page; the id of the field that was forgotten."""
    items = page.locator("article.item")
    await expect(items).to_have_count(A_PAGE)
    forgotten = ""
    for nth in range(skip, A_PAGE):
        item = items.nth(nth)
        kind = "kept" if nth % 2 else "adopted"
        await item.locator("select").select_option(kind)
        reason = item.locator("textarea")
        if forget and kind == "kept" and not forgotten:
            forgotten = await reason.get_attribute("id") or ""
        else:
            await reason.fill(f"Lý do của ý kiến thứ {nth + 1}.")
    return forgotten


async def _turns(page: Page, number: int) -> None:
    await page.get_by_role("button", name=f"Trang {number}", exact=True).click()
    await expect(page.locator('[aria-current="page"]').last).to_have_text(str(number))


async def _sends(window: Window, nth: int, forgotten: str) -> int:
    """The results of one more agency; 1 where one of them was named as incomplete before."""
    page, named = window.page, 0
    await page.get_by_role("button", name="Đọc lại và gửi").first.click()
    heading = page.get_by_role("heading", level=1)
    if window.documents[-1].status == 422:
        named = 1
        await expect(page.locator("#errors a")).to_have_count(1)
        assert await page.locator("#errors a").get_attribute("href") == f"#{forgotten}"
        await page.locator(f'[id="{forgotten}"]').fill("Giữ theo Luật.")
        await page.get_by_role("button", name="Đọc lại và gửi").first.click()
    await expect(heading).to_contain_text("Gửi kết quả tiếp thu, giải trình cho")
    # Both on this page: a late second press of a mouse would meet a button of the next one.
    sending = page.get_by_role("button", name=re.compile("^Gửi kết quả cho "))
    await sending.evaluate("button => { button.click(); button.click(); }", timeout=30_000)
    await expect(page).to_have_url(re.compile("/comments#main$"), timeout=30_000)
    await expect(page.get_by_role("button", name="Đọc lại và gửi")).to_have_count(
        AGENCIES - nth - 1
    )
    return named


async def _drafts(window: Window, case: str) -> int:
    """Drafts of this case alone: the officer may have others, of cases of their own."""
    await window.opens("/portal/drafts")
    return await window.page.locator(f'main a[href*="/cases/{case}/comments"]').count()
