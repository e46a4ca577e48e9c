from playwright.async_api import expect

from tests.given.browser import Window
from tests.given.portal_cases import FINANCE, HEAD, OFFICIAL, PortalCase
from tests.given.portal_fixtures import PortalInUse, sign_in

WORDS = "Đề nghị gửi bảng tính mức tiền thưởng bình quân năm 2026 của các cơ quan trong tỉnh."


def form(case: PortalCase) -> str:
    return f"/portal/requests/{case.id}/{FINANCE}/ask"


async def asks(window: Window, case: PortalCase) -> None:
    """Đức fills in what he asks, up to the press."""
    await window.opens(form(case))
    await window.page.get_by_role("radio", name="Nội dung hỏi chưa rõ").check()
    await window.page.get_by_label("Nội dung", exact=True).fill(WORDS)


async def test_words_outlast_the_session_for_their_person_alone(portal: PortalInUse) -> None:
    """Kept whole and not sent; nobody else sees them; sent once after signing in again."""
    case = await portal.cases.fresh()
    window = await portal.person(OFFICIAL, anew=True)
    page = window.page
    await asks(window, case)
    await portal.session_runs_out(OFFICIAL)
    await page.get_by_role("button", name="Gửi đề nghị làm rõ").click()
    await expect(page.locator("main")).to_contain_text("Hoàng Trung Đức")
    assert window.documents[-1].status == 401
    assert "clarification_asked" not in await case.recorded()

    await sign_in(window, HEAD)
    for path in (form(case), "/portal/drafts"):
        await window.opens(path)
        assert WORDS not in await page.content()

    await sign_in(window, OFFICIAL)
    await window.opens("/portal/drafts")
    await page.locator("#kept ~ ol a").first.click()
    await expect(page.get_by_label("Nội dung", exact=True)).to_have_value(WORDS)
    assert "clarification_asked" not in await case.recorded()
    await page.get_by_role("button", name="Gửi đề nghị làm rõ").click()
    await page.wait_for_url("**/requests/**")
    assert (await case.recorded()).count("clarification_asked") == 1
