"""Addresses of scorecards and of urging that nobody's page has: answered in words."""

from tests.given.case import FINANCE
from tests.given.people import AUDITOR, OFFICE
from tests.given.portal_visits import Portal
from tests.whole.portal.test_scorecard_pages import YEAR, portal

__all__ = ["portal"]
CARD = f"/portal/scorecards/agencies/{FINANCE.code}"
BEHIND = f"{CARD}/behind?{YEAR}&figure=requests"
NUL = "%00"


async def test_what_cannot_be_stored_is_no_fault_of_ours(portal: Portal) -> None:
    """A person, a place in a list, a request or an inspection with a character nobody stores."""
    async with portal.acting(OFFICE) as office, portal.acting(AUDITOR) as auditor:
        for query in (f"person=a{NUL}b", f"cursor=a{NUL}b:c", "person=" + "a" * 65):
            assert (await office.get(f"{BEHIND}&{query}")).status_code == 404, query
        assert (await office.get(f"{BEHIND}&person=&cursor=")).status_code == 200
        odd = f"/portal/office/urging?chosen={NUL}&chosen=HS-200/x{NUL}"
        assert (await office.get(odd)).status_code == 200
        named = f"inspection=Q{NUL}12&reason=abcdefghijkl"
        page = await auditor.get(f"{CARD}?{YEAR}&{named}")
        assert page.status_code == 200
        assert "&amp;person=" not in page.text
        assert (await auditor.get(f"{BEHIND}&person=an&{named}")).status_code == 422
