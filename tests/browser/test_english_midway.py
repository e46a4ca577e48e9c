from playwright.async_api import expect

from tests.given.portal_cases import OFFICE, Point
from tests.given.portal_fixtures import PortalInUse


async def test_the_language_changes_in_the_middle_of_a_search(portal: PortalInUse) -> None:
    """Address and filter stay, from the list to the case; words of people stay as written."""
    case = await portal.cases.at(Point.ANSWERED)
    window = await portal.person(OFFICE, script=False)
    page = window.page
    await window.opens("/portal/cases")
    await page.get_by_label("Từ cần tìm").fill(case.id)
    await page.get_by_label("Tình trạng").select_option("open")
    await page.get_by_label("Cơ quan được lấy ý kiến").fill("so tai chinh")
    await page.get_by_role("button", name="Tìm hồ sơ").click()
    asked = page.url.partition("?")[2]
    path = f"/cases/{case.id}"
    assert await page.locator(f'a[href="/portal{path}"]').count() == 1

    await page.get_by_role("link", name="English").click()
    assert page.url.endswith(f"/portal/en/cases?{asked}")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_label("Words")).to_have_value(case.id)
    await expect(page.get_by_label("Stage")).to_have_value("open")
    await expect(page.get_by_label("Agency asked")).to_have_value("so tai chinh")
    (found,) = await page.locator(f'a[href="/portal/en{path}"]').all()

    await found.click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "vi")
