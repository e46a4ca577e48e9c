from time import monotonic

from playwright.async_api import expect

from tests.given.browser import PHONE
from tests.given.portal_cases import FINANCE, OFFICIAL
from tests.given.portal_fixtures import PortalInUse

TO_THE_FORM, TO_ANOTHER_PAGE = 6, 2
"""Seconds."""
MOST_BYTES = 20 * 1024


async def test_the_form_is_near_on_a_slow_line(portal: PortalInUse) -> None:
    """At 400 kbit/s and 400 ms: from the mail to the form in 6 s, two views, 20 KB."""
    case = await portal.cases.fresh()
    window = await portal.person(OFFICIAL, width=PHONE, service_workers="block")
    await window.goes_slow()
    window.forget()
    began = monotonic()
    await window.opens(f"/portal/requests/{case.id}/{FINANCE}")
    await window.page.get_by_role("link", name="Đề nghị làm rõ").click()
    await expect(window.page.get_by_label("Nội dung", exact=True)).to_be_visible()
    assert monotonic() - began < TO_THE_FORM
    await window.rests()
    assert len(window.documents) == 2
    assert window.received <= MOST_BYTES
    request = f"/portal/requests/{case.id}/{FINANCE}"
    for path in ("/portal/work", "/portal/notices", request, f"{request}/deadline"):
        began = monotonic()
        await window.opens(path)
        assert monotonic() - began < TO_ANOTHER_PAGE, path
