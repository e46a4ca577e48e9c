"""The Office reads a sheet on a desk and on a phone, and opens the cases of a figure."""

from datetime import UTC, datetime

import pytest

from remiss.ledger import connect
from remiss.ledger.sheets.sheet_chain import kept_periods
from remiss.ledger.sheets.sheet_making import make_due
from tests.given.browser import DESK, PHONE, Window
from tests.given.page_faults import axe_faults, layout_faults, print_faults, source_faults
from tests.given.portal_cases import OFFICE, Point
from tests.given.portal_fixtures import PortalInUse

PAGE = 20 * 1024


async def _sheet_of_the_year(portal: PortalInUse) -> str:
    """The sheet of a year in which the story's case was opened, made as when that year is over."""
    dsn = portal.served.settings.postgres_dsn
    assert dsn
    await portal.cases.at(Point.SILENT)
    pool = await connect(dsn.get_secret_value())
    try:
        await make_due(pool, datetime(datetime.now(UTC).year + 1, 1, 2, tzinfo=UTC))
        return min(period.key for period in await kept_periods(pool) if len(period.key) == 4)
    finally:
        await pool.close()


async def _faults(window: Window, sent: str, *, paper: bool) -> list[str]:
    page = window.page
    return [
        *await axe_faults(page),
        *await layout_faults(page),
        *await source_faults(page, sent),
        *(await print_faults(page) if paper else []),
    ]


@pytest.mark.parametrize("width", [DESK, PHONE])
async def test_a_sheet_is_read_and_opens_its_cases(portal: PortalInUse, width: int) -> None:
    """Through the list, as a person comes to it."""
    key = await _sheet_of_the_year(portal)
    window = await portal.person(OFFICE, width=width, script=False)
    await window.opens("/portal/sheets")
    await window.page.locator(f'main a[href$="/sheets/{key}"]').click()
    await window.page.wait_for_url(f"**/sheets/{key}")

    looked = await portal.person(OFFICE, width=width)
    await looked.opens(f"/portal/sheets/{key}")
    answer = await looked.page.request.get(f"{looked.base_url}/portal/sheets/{key}")
    assert await _faults(looked, await answer.text(), paper=width == DESK) == []
    assert len(await answer.body()) <= PAGE

    await window.page.locator('main a[href*="/behind"]').first.click()
    assert await window.page.locator("h1").count() == 1
    assert "/behind" in window.page.url
