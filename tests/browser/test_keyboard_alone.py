from playwright.async_api import expect

from tests.given.keyboard import tab_to
from tests.given.portal_cases import FINANCE
from tests.given.portal_fixtures import PortalInUse


async def test_a_question_is_asked_by_keyboard_alone(portal: PortalInUse) -> None:
    """From sign-in to a sent form by Tab, arrows, Space and Enter; one always sees where one is.

    Enter in a field saves, and does nothing else.
    """
    case = await portal.cases.fresh()
    window = await portal.stranger()
    page, keys = window.page, window.page.keyboard
    await window.opens(f"/portal/sign-in?next=/portal/requests/{case.id}/{FINANCE}")
    await tab_to(page, "Hoàng Trung Đức")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Dự thảo Hướng dẫn")
    await tab_to(page, "Đề nghị làm rõ")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đề nghị làm rõ")
    await tab_to(page, "Thiếu tài liệu")
    await keys.press("Space")
    await tab_to(page, "Nội dung")
    await keys.type("Đề nghị gửi bảng tính mức bình quân.")
    await tab_to(page, "Tên giấy tờ, tài liệu")
    await keys.type("Bảng tính mức tiền thưởng bình quân")
    await keys.press("Enter")
    await page.wait_for_url("**#keep")
    assert "clarification_asked" not in await case.recorded()
    await tab_to(page, "Quy định về giấy tờ đó")
    await keys.type("Khoản 2 Điều 42 Luật Ngân sách nhà nước")
    await tab_to(page, "Gửi đề nghị làm rõ")
    await keys.press("Space")
    await page.wait_for_url(f"**/requests/{case.id}/{FINANCE}*")
    assert (await case.recorded()).count("clarification_asked") == 1
