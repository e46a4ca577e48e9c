from playwright.async_api import Page, expect

from tests.given.browser import PHONE, Window
from tests.given.portal_cases import FINANCE, HEAD, OFFICIAL, PortalCase
from tests.given.portal_fixtures import PortalInUse

ACKNOWLEDGE, ASSIGN, ASK = "Tiếp nhận văn bản lấy ý kiến", "Giao công chức", "Đề nghị làm rõ"
MORE_TIME, NOT_OURS = "Đề nghị gia hạn", "Đề nghị chuyển nội dung"


async def test_an_agency_takes_its_request_up_with_pages_alone(portal: PortalInUse) -> None:
    """On phones, without a script: acknowledged, assigned, asked back, more time asked for."""
    case = await portal.cases.fresh()
    official = await portal.person(OFFICIAL, script=False, width=PHONE)
    head = await portal.person(HEAD, script=False, width=PHONE)

    await _goes_to(official, case)
    await official.page.get_by_role("button", name=ACKNOWLEDGE).click()
    await _comes_back(official, case)
    await expect(official.page.get_by_role("button", name=ACKNOWLEDGE)).to_have_count(0)

    await _acts(head, case, ASSIGN)
    await head.page.get_by_label("Công chức tham mưu").select_option(label="Hoàng Trung Đức")
    await _sends(head, case)

    await _acts(official, case, MORE_TIME)
    await official.page.get_by_role("radio").first.check()
    await official.page.locator("textarea").fill("Chờ số liệu quyết toán quý III.")
    await _sends(official, case)

    await _acts(official, case, ASK)
    await official.page.get_by_role("radio", name="Nội dung hỏi chưa rõ").check()
    await official.page.locator("textarea").fill("Mức bình quân tính theo năm nào?")
    await _sends(official, case)

    done = await case.recorded()
    assert done[-4:] == [
        "request_acknowledged",
        "official_assigned",
        "extension_requested",
        "clarification_asked",
    ]


async def test_what_is_missing_is_named_and_what_was_typed_stands(portal: PortalInUse) -> None:
    """Without a script: 422, a summary that leads to the field, nothing recorded."""
    case = await portal.cases.fresh()
    window = await portal.person(OFFICIAL, script=False, width=PHONE)
    page = window.page
    await _acts(window, case, ASK)
    await page.locator("textarea").fill("Mức bình quân tính theo năm nào?")
    await _press(page)
    await expect(page.locator("#errors a")).to_have_count(1)
    assert window.documents[-1].status == 422
    assert page.url.endswith("#errors")
    await expect(page.locator("textarea")).to_have_value("Mức bình quân tính theo năm nào?")
    leads_to = await page.locator("#errors a").get_attribute("href")
    await expect(page.locator(str(leads_to))).to_be_visible()
    assert "clarification_asked" not in await case.recorded()


async def _goes_to(window: Window, case: PortalCase) -> None:
    """From one's work, as people do; what other tests told may stand on the pages before."""
    await window.opens("/portal/work")
    await (await window.finds(f'main h3 a[href*="{case.id}"]')).click()
    await window.page.wait_for_url(f"**/requests/{case.id}/{FINANCE}")


async def _acts(window: Window, case: PortalCase, act: str) -> None:
    await window.opens(f"/portal/requests/{case.id}/{FINANCE}")
    await window.page.locator("main").get_by_role("link", name=act).first.click()
    await window.page.wait_for_url(f"**/requests/{case.id}/{FINANCE}/*")


async def _sends(window: Window, case: PortalCase) -> None:
    await _press(window.page)
    await _comes_back(window, case)


async def _press(page: Page) -> None:
    await page.locator('.keep button[value="send"]').click()


async def _comes_back(window: Window, case: PortalCase) -> None:
    await window.page.wait_for_url(f"**/requests/{case.id}/{FINANCE}#main")
