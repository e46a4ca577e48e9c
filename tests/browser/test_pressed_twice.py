import asyncio
from functools import partial

import pytest
from playwright.async_api import expect

from tests.given.page_faults import axe_faults, layout_faults
from tests.given.portal_cases import FINANCE, OFFICIAL, PortalCase
from tests.given.portal_fixtures import PortalInUse
from tests.given.story import until

RECEIVED, NOT_SENT = "Đã nhận, đang ghi", "Chưa gửi được"


@pytest.mark.parametrize("script", [True, False])
async def test_presses_while_nobody_decides_act_once(portal: PortalInUse, script: bool) -> None:  # noqa: FBT001
    """Two presses and a reload: one page says what is known, and in the end it happened once."""
    case = await portal.cases.fresh()
    window = await portal.person(OFFICIAL, script=script)
    page = window.page
    await window.opens(f"/portal/requests/{case.id}/{FINANCE}/ask")
    await page.get_by_role("radio", name="Nội dung hỏi chưa rõ").check()
    await page.get_by_label("Nội dung", exact=True).fill("Mức bình quân tính theo năm nào?")
    async with portal.worker.away():
        button = page.get_by_role("button", name="Gửi đề nghị làm rõ")
        await button.dblclick(no_wait_after=True)
        heading = page.get_by_role("heading", level=1)
        await expect(heading).not_to_have_text("Đề nghị làm rõ", timeout=30_000)
        told = await heading.inner_text()
        assert (RECEIVED in told) != (NOT_SENT in told), told
        if script:  # axe is one
            assert [*await layout_faults(page), *await axe_faults(page)] == []
        await page.reload()
    await until(partial(_has_asked, case), 30)
    if NOT_SENT in told:
        await page.get_by_role("button", name="Gửi lại").click()
    await page.wait_for_url(f"**/requests/{case.id}/{FINANCE}*", timeout=30_000)
    await asyncio.sleep(0.5)
    assert (await case.recorded()).count("clarification_asked") == 1


async def _has_asked(case: PortalCase) -> bool:
    return "clarification_asked" in await case.recorded()
