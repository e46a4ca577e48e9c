import pytest
from playwright.async_api import Page, expect

from tests.given.portal_cases import FINANCE, OFFICIAL
from tests.given.portal_fixtures import PortalInUse

FIRST, SECOND = "Đề nghị nêu năm tính mức bình quân.", "Đề nghị nêu nguồn của mức bình quân."


@pytest.mark.parametrize(("form", "field"), [("ask", "main form textarea"), ("reply", "#text")])
async def test_the_older_of_two_tabs_overwrites_nothing(
    portal: PortalInUse, form: str, field: str
) -> None:
    """Both texts are shown; whichever is taken, the other can be had back."""
    case = await portal.cases.fresh()
    form = f"/portal/requests/{case.id}/{FINANCE}/{form}"
    older = await portal.person(OFFICIAL)
    await older.opens(form)
    newer = await portal.browsers.another(older.page.context)
    await newer.opens(form)
    await _save(newer.page, field, SECOND)
    await newer.page.wait_for_url("**#keep")
    await _save(older.page, field, FIRST)
    page = older.page
    await expect(page.locator("article")).to_have_count(2)
    assert older.documents[-1].status == 409
    for text in (FIRST, SECOND):
        await expect(page.locator("article").filter(has_text=text)).to_be_visible()
    mine = page.locator("article").filter(has_text=FIRST)
    await mine.get_by_role("button", name="Dùng bản này").click()
    await expect(page.locator(field)).to_have_value(FIRST)
    await older.opens("/portal/drafts")
    await page.locator("#kept ~ ol a").first.click()
    await expect(page.locator(field)).to_have_value(SECOND)
    assert not {"clarification_asked", "reply_drafted"} & set(await case.recorded())


async def _save(page: Page, field: str, text: str) -> None:
    await page.locator(field).fill(text)
    await page.locator(".keep").get_by_role("button", name="Lưu nháp").click()
