"""A head signs from a telephone that was left idle, with the passkey in it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.given.browser import PHONE, Browsers, Window
from tests.given.page_faults import axe_faults, layout_faults
from tests.given.portal_cases import FINANCE, HEAD
from tests.given.portal_fixtures import PortalInUse

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
BY_PASSKEY = "Xác nhận bằng khóa đăng nhập"


@pytest.fixture
async def phone(portal: PortalInUse) -> AsyncIterator[Window]:
    """Her own, remembered; under this machine's name, for which passkeys are made."""
    named = portal.browsers.base_url.replace("127.0.0.1", "localhost")
    browsers = Browsers(portal.browsers.browser, named)
    window = await browsers.window(width=PHONE)
    await window.opens("/portal/sign-in")
    await window.page.locator('[name="remember"]').check()
    await window.page.locator(f'button[value="{HEAD}"]').click()
    await window.page.wait_for_url("**/portal/work")
    yield window
    await browsers.close()


async def test_a_head_signs_by_passkey_from_a_phone_left_idle(
    portal: PortalInUse, phone: Window
) -> None:
    """A finger that is not hers proves nothing, and the other way stands beside it."""
    case = await portal.cases.fresh()
    await case.prepares()
    page = phone.page
    await phone.wire.send("WebAuthn.enable")
    made = await phone.wire.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    await phone.opens("/portal/passkeys")
    await page.get_by_label("Tên gọi của khóa").fill("Điện thoại của tôi")
    await page.get_by_role("button", name="Thêm khóa đăng nhập").click()
    await expect(page.get_by_role("status")).to_contain_text("Đã thêm khóa")
    await expect(page.get_by_role("listitem").filter(has_text="Điện thoại")).to_be_visible()
    assert [*await layout_faults(page), *await axe_faults(page)] == []

    await portal.session_runs_out(HEAD)
    sign = f"/portal/requests/{case.id}/{FINANCE}/sign"
    await phone.opens(sign)
    await expect(page.get_by_role("button", name=BY_PASSKEY)).to_be_visible()
    assert [*await layout_faults(page), *await axe_faults(page)] == []
    finger = {"authenticatorId": made["authenticatorId"]}
    await phone.wire.send("WebAuthn.setUserVerified", {**finger, "isUserVerified": False})
    await page.get_by_role("button", name=BY_PASSKEY).click()
    await expect(page.get_by_text("chưa xác nhận được người đang đăng nhập")).to_be_visible()
    await expect(page.locator(f'button[value="{HEAD}"]')).to_be_visible()
    await phone.wire.send("WebAuthn.setUserVerified", {**finger, "isUserVerified": True})
    await page.get_by_role("button", name=BY_PASSKEY).tap()
    await page.wait_for_url(f"**{sign}")
    await page.get_by_role("button", name="Ký và gửi văn bản này").tap()
    await page.wait_for_url(lambda url: not url.partition("#")[0].endswith("/sign"))
    assert "reply_received" in await case.recorded()


async def test_without_script_no_passkey_is_offered(portal: PortalInUse) -> None:
    """A button that does nothing is not shown; the list of one's own can still be read."""
    window = await portal.person(HEAD, script=False)
    await window.opens("/portal/passkeys")
    await expect(window.page.get_by_role("heading", level=1)).to_have_text("Khóa đăng nhập của tôi")
    await expect(window.page.get_by_role("button", name="Thêm khóa đăng nhập")).to_be_hidden()
