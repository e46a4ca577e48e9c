"""An urgent grade on two phones without script: asked by the officer, opened by the leader."""

from playwright.async_api import expect

from tests.given.browser import PHONE
from tests.given.portal_cases import OFFICER, SUPERVISOR
from tests.given.portal_fixtures import PortalInUse
from tests.given.portal_openings import REASON, asks_for_urgency


async def test_a_leader_opens_what_an_officer_asked(portal: PortalInUse) -> None:
    """From the first page to the open case, with the reason read on the way and both named."""
    officer = await portal.person(OFFICER, width=PHONE, script=False)
    await asks_for_urgency(officer)
    await expect(officer.page.locator("main")).to_contain_text("đang chờ lãnh đạo phê duyệt")

    leader = await portal.person(SUPERVISOR, width=PHONE, script=False)
    await leader.opens("/portal/work")
    await leader.page.get_by_role("link", name="Đọc và phê duyệt").last.click()
    await expect(leader.page.locator("main")).to_contain_text(REASON)
    await expect(leader.page.locator("main")).to_contain_text("Trần Thị Ngọc Lan")
    wide = await leader.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE
    await leader.page.get_by_role("button", name="Phê duyệt và gửi").click()
    await leader.page.wait_for_url("**/cases/HS-*")
    await expect(leader.page.locator("main")).to_contain_text(REASON)

    case = leader.page.url.partition("#")[0].removeprefix(leader.base_url)
    await officer.opens(case)
    await expect(officer.page.locator("main")).to_contain_text(REASON)
    await officer.opens(f"{case}/ledger")
    await expect(officer.page.locator("main")).to_contain_text("phê duyệt")
