"""Signing in at a provider of another site, in a real browser: policy and cookies allow it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page
from pydantic import SecretStr

from remiss.settings import Settings
from tests.given import idp
from tests.given.portal_visits import Portal, portal_serving

CLIENT = "cong-lam-viec"


@pytest.fixture
async def provider() -> AsyncIterator[idp.Provider]:
    """On this machine under its other name: for a browser, another site."""
    provider = idp.free_provider()
    provider.host = "localhost"
    provider.clients[CLIENT] = ("secret", {})
    async with idp.serving(provider) as running:
        yield running


@pytest.fixture
async def at_provider(
    database: str, temporal_address: str, tmp_path: Path, provider: idp.Provider
) -> AsyncIterator[Portal]:
    """The portal of a province whose people sign in there."""
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=temporal_address,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr("secret"),
        claim_person="preferred_username",
        claim_role="realm_access.roles",
        claim_agency="org.code",
        role_names={"lanh-dao": "agency_head"},
    )
    async with portal_serving(settings) as portal:
        yield portal


@pytest.mark.parametrize("javascript", [False, True])
async def test_a_person_signs_in_and_out(
    browser: Browser, at_provider: Portal, provider: idp.Provider, *, javascript: bool
) -> None:
    """There by a form, back by a link of the other site, and out at both."""
    context = await browser.new_context(java_script_enabled=javascript)
    page = await context.new_page()
    await page.goto(f"{at_provider.url}/portal/role")
    assert "/portal/sign-in?next=" in page.url
    await press(page, "Đăng nhập bằng tài khoản công vụ")
    assert page.url == f"{at_provider.url}/portal/role"
    assert "Bùi Thu Hương" in await page.content()
    await page.goto(f"{at_provider.url}/portal/sign-out")
    await press(page, "Đăng xuất trên máy này")
    assert page.url == f"{at_provider.url}/portal/sign-in"
    assert "logout" in provider.asked
    await page.goto(f"{at_provider.url}/portal/role")
    assert "/portal/sign-in?next=" in page.url
    await context.close()


async def press(page: Page, name: str) -> None:
    async with page.expect_navigation():
        await page.get_by_role("button", name=name).click()
