"""A consultation opened by keyboard alone, from the list of cases to the case that stands."""

from playwright.async_api import FilePayload, expect

from tests.given.keyboard import tab_to
from tests.given.portal_cases import OFFICER
from tests.given.portal_fixtures import PortalInUse
from tests.given.portal_openings import PDF, SUBJECT

MOST_PROPOSED = 10
"""Fields: five by the words looked for, five by those of the question."""


async def test_a_case_is_opened_by_keyboard_alone(portal: PortalInUse) -> None:
    """Tab, arrows, Space and Enter; Enter in a field saves the draft and does nothing else."""
    window = await portal.person(OFFICER)
    page, keys = window.page, window.page.keyboard
    await window.opens("/portal/cases")
    await tab_to(page, "Mở hồ sơ lấy ý kiến")
    await keys.press("Enter")
    await page.wait_for_url("**/paper*")
    content = PDF + b"keyboard"
    file = FilePayload(name="du-thao.pdf", mimeType="application/pdf", buffer=content)
    await page.set_input_files("#file", file)
    await tab_to(page, "Trích yếu")
    await keys.type(SUBJECT)
    await tab_to(page, "Số, ký hiệu")
    await keys.type("1480/SNV-CCVC")
    await keys.press("Enter")
    await page.wait_for_url("**/paper#keep")
    await expect(page.get_by_label("Trích yếu")).to_have_value(SUBJECT)
    await tab_to(page, "Loại văn bản", "Shift+Tab")
    await keys.type("Hướng")
    await expect(page.get_by_label("Loại văn bản")).to_have_value("guideline")
    await tab_to(page, "Hỏa tốc")
    await keys.press("ArrowDown")
    await expect(page.get_by_role("radio", name="Thường")).to_be_checked()
    await tab_to(page, "Lưu và tiếp tục")
    await keys.press("Enter")
    await page.wait_for_url("**/questions*")
    await tab_to(page, "Nội dung đề nghị cho ý kiến")
    await keys.type("Kinh phí tổ chức đánh giá lấy từ dự toán ngân sách nào?")
    await tab_to(page, "Tìm lĩnh vực theo từ khác")
    await keys.type("ngân sách nhà nước")
    await keys.press("Enter")
    await page.wait_for_url("**/questions#keep")
    await tab_to(page, "từ trùng:", "Shift+Tab")
    chosen = page.locator('[value="fin.budget"]')
    for _ in range(MOST_PROPOSED):
        await keys.press("ArrowDown")
        if await chosen.is_checked():
            break
    await expect(chosen).to_be_checked()
    await tab_to(page, "Lưu và tiếp tục")
    await keys.press("Enter")
    await page.wait_for_url("**/agencies*")
    await tab_to(page, "Sở Tài chính")
    await keys.press("Space")
    await tab_to(page, "Lưu và tiếp tục")
    await keys.press("Enter")
    await page.wait_for_url("**/check*")
    await tab_to(page, "Gửi lấy ý kiến 1 cơ quan")
    await keys.press("Enter")
    await page.wait_for_url("**/cases/HS-*")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Hướng dẫn đánh giá")
