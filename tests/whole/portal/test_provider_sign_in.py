"""Signing in at a provider: there with a challenge, back with a code, and out again with it."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import asyncpg
import pytest
from pydantic import SecretStr

from remiss.settings import Settings
from tests.given import idp
from tests.given.portal_visits import Browser, Portal, portal_serving, text_of

CLIENT = "cong-lam-viec"
ROLE = "/portal/role"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture
async def provider() -> AsyncIterator[idp.Provider]:
    """A provider that answers, and knows the portal."""
    provider = idp.free_provider()
    provider.clients[CLIENT] = ("secret", {})
    async with idp.serving(provider) as running:
        yield running


@pytest.fixture
async def portal(settings: Settings, provider: idp.Provider) -> AsyncIterator[Portal]:
    """The portal of a province whose people sign in there."""
    given: dict[str, Any] = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr("secret"),
        "claim_person": "preferred_username",
        "claim_role": "realm_access.roles",
        "claim_agency": "org.code",
        "role_names": {"lanh-dao": "agency_head", "chuyen-vien": "agency_official"},
    }
    async with portal_serving(settings.with_values(given)) as portal:
        yield portal


async def test_a_person_signs_in_and_goes_where_they_wanted(
    portal: Portal, provider: idp.Provider
) -> None:
    """With a challenge, a state and a nonce that lie nowhere but in their browser."""
    async with portal.browser() as browser:
        page = await browser.get(f"/portal/sign-in?next={ROLE}")
        assert "tài khoản công vụ" in text_of(page)
        assert provider.issuer.split("/realms")[0] in page.headers["Content-Security-Policy"]
        to = await set_out(browser)
        asked = dict(parse_qsl(urlsplit(to).query))
        assert to.startswith(f"{provider.issuer}/authorize?")
        assert asked["redirect_uri"] == f"{portal.url}/portal/sign-in/return"
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert (asked["scope"], asked["client_id"]) == ("openid profile", CLIENT)
        answer = await browser.get(provider.give_code(to))
        assert answer.headers["location"] == ROLE
        seen = await browser.get(ROLE)
        assert "Bùi Thu Hương" in seen.text
        assert "Người đứng đầu cơ quan" in seen.text


async def test_two_tabs_are_on_their_way_at_once(portal: Portal, provider: idp.Provider) -> None:
    """Each comes back with what it left with, in whichever order."""
    async with portal.browser() as browser:
        one, two = await asyncio.gather(set_out(browser), set_out(browser))
        for way in (two, one):
            answer = await browser.get(provider.give_code(way))
            assert answer.headers["location"] == ROLE
            assert (await browser.get(ROLE)).status_code == 200


async def test_a_way_back_is_good_once_and_for_the_browser_that_set_out(
    portal: Portal, provider: idp.Provider
) -> None:
    """Nobody is signed in as somebody else by being sent an address."""
    async with portal.browser() as browser, portal.browser() as other:
        back = provider.give_code(await set_out(browser))
        refused = await other.get(back)
        assert refused.headers["location"].startswith("/portal/sign-in?told=too_late")
        assert (await browser.get(back)).headers["location"] == ROLE
        again = await browser.get(back)
        assert again.headers["location"].startswith("/portal/sign-in?told=too_late")
        assert "Đề nghị đăng nhập lại" in text_of(await browser.get(again.headers["location"]))


async def test_a_way_back_is_good_for_minutes(
    portal: Portal, provider: idp.Provider, owner: asyncpg.Pool
) -> None:
    """Ten of them."""
    async with portal.browser() as browser:
        back = provider.give_code(await set_out(browser))
        await owner.execute("update portal.sign_in_attempt set began_at = now() - '11 m'::interval")
        assert "told=too_late" in (await browser.get(back)).headers["location"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"nonce": "another"}, "refused"),
        ({"aud": "another"}, "refused"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "refused"),
        ({"iss": "https://elsewhere.example"}, "refused"),
        ({"exp": 1}, "refused"),
        ({"sub": ...}, "refused"),
        ({"realm_access": {"roles": ["khac"]}}, "not_placed"),
        ({"org": {}}, "not_placed"),
        ({"sub": CLIENT}, "not_placed"),
    ],
    ids=str,
)
async def test_a_token_for_something_else_signs_nobody_in(
    portal: Portal, provider: idp.Provider, said: dict[str, Any], told: str
) -> None:
    """The same verifier judges it that judges what programs send, and its nonce and client too."""
    async with portal.browser() as browser:
        answer = await browser.get(provider.give_code(await set_out(browser), **said))
        assert f"told={told}" in answer.headers["location"]
        assert (await browser.get(ROLE)).status_code == 303


async def test_whoever_turned_back_at_the_provider_is_told(
    portal: Portal, provider: idp.Provider
) -> None:
    """In the language they were reading, and they can try again from there."""
    async with portal.browser() as browser:
        to = await set_out(browser, then="/portal/en/role")
        state = dict(parse_qsl(urlsplit(to).query))["state"]
        answer = await browser.get(f"/portal/sign-in/return?error=access_denied&state={state}")
        there = answer.headers["location"]
        assert there == "/portal/en/sign-in?told=refused&next=%2Fportal%2Fen%2Frole"
        assert "Please try again" in text_of(await browser.get(there))


async def test_a_provider_that_is_away_is_said_to_be(
    portal: Portal, provider: idp.Provider
) -> None:
    """When setting out; and a code it does not take leads back."""
    async with portal.browser() as browser:
        back = provider.give_code(await set_out(browser))
        provider.codes.clear()
        assert "told=refused" in (await browser.get(back)).headers["location"]


async def test_the_provider_ends_its_session_too(portal: Portal, provider: idp.Provider) -> None:
    """Whoever signs out is sent on to it, and comes back to the sign-in page."""
    async with signed_in(portal, provider) as browser:
        answer = await browser.post("/portal/sign-out")
        to = answer.headers["location"]
        assert to.startswith(f"{provider.issuer}/logout?")
        asked = dict(parse_qsl(urlsplit(to).query))
        assert asked["post_logout_redirect_uri"] == f"{portal.url}/portal/sign-in"
        assert browser.key is None
        assert (await browser.get(ROLE)).status_code == 303


@pytest.mark.parametrize("named", [{"sid": "s-1"}, {"sid": ...}, {"sub": ...}], ids=str)
async def test_the_provider_ends_sessions_from_its_side(
    portal: Portal, provider: idp.Provider, named: dict[str, Any]
) -> None:
    """By a token over its signature: that session, or all of the person's; nobody else's."""
    async with (
        signed_in(portal, provider, sid="s-1") as browser,
        signed_in(portal, provider, sid="s-2", sub="other", preferred_username="khac") as other,
    ):
        answer = await back_channel(portal, logout_token(provider, **named))
        assert answer.status_code == 200
        assert (await browser.get(ROLE)).status_code == 303
        assert (await other.get(ROLE)).status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"events": {}},
        {"events": ...},
        {"nonce": "x"},
        {"aud": "another"},
        {"iss": "https://elsewhere.example"},
        {"sub": ..., "sid": ...},
        {"jti": ...},
        {"iat": int(time.time()) - 180},
        {"typ": "JWT"},
    ],
    ids=", ".join,
)
async def test_what_is_no_logout_token_ends_nothing(
    portal: Portal, provider: idp.Provider, changed: dict[str, Any]
) -> None:
    """An ID token, one for another client, or an old one."""
    async with signed_in(portal, provider, sid="s-1") as browser:
        answer = await back_channel(portal, logout_token(provider, **changed))
        assert answer.status_code == 400
        assert (await browser.get(ROLE)).status_code == 200


async def test_whoever_signs_proves_who_they_are_at_the_provider(
    portal: Portal, provider: idp.Provider, owner: asyncpg.Pool
) -> None:
    """Asked for anew, whatever session it has of them; by another key afterwards."""
    async with signed_in(portal, provider) as browser:
        await owner.execute("update portal.session set proved_at = now() - '1 hour'::interval")
        before = browser.key
        answer = await browser.post("/portal/prove", next=ROLE)
        asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
        assert (asked["prompt"], asked["max_age"]) == ("login", "0")
        then = await browser.get(provider.give_code(answer.headers["location"]))
        assert then.headers["location"] == ROLE
        assert browser.key != before
        proved = await owner.fetchval("select now() - proved_at < '1 min' from portal.session")
        assert proved


@pytest.mark.parametrize(
    "said",
    [
        {"auth_time": int(time.time()) - 600},
        {"auth_time": ...},
        {"sub": "other", "preferred_username": "khac"},
    ],
    ids=["before", "unsaid", "another"],
)
async def test_a_proof_that_is_old_or_anothers_proves_nothing(
    portal: Portal, provider: idp.Provider, owner: asyncpg.Pool, said: dict[str, Any]
) -> None:
    """The session stays as it was."""
    async with signed_in(portal, provider) as browser:
        await owner.execute("update portal.session set proved_at = now() - '1 hour'::interval")
        answer = await browser.post("/portal/prove", next=ROLE)
        then = await browser.get(provider.give_code(answer.headers["location"], **said))
        assert then.headers["location"].startswith("/portal/prove?told=refused")
        assert not await owner.fetchval(
            "select proved_at > now() - '5 min'::interval from portal.session"
        )
        assert (await browser.get(ROLE)).status_code == 200


async def test_a_provider_that_does_not_say_when_signs_in_for_reading(
    portal: Portal, provider: idp.Provider, owner: asyncpg.Pool
) -> None:
    """When a person proved who they are is never guessed."""
    async with signed_in(portal, provider, auth_time=...):
        assert await owner.fetchval("select proved_at = to_timestamp(0) from portal.session")


async def set_out(browser: Browser, then: str = ROLE) -> str:
    """Where the provider is sent to."""
    answer = await browser.post("/portal/sign-in", next=then)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def signed_in(portal: Portal, provider: idp.Provider, **said: Any) -> Any:
    return portal.signed_in_by(lambda browser: _arrive(browser, provider, said))


async def _arrive(browser: Browser, provider: idp.Provider, said: dict[str, Any]) -> None:
    answer = await browser.get(provider.give_code(await set_out(browser), **said))
    assert answer.headers["location"] == ROLE


def logout_token(provider: idp.Provider, **changed: Any) -> str:
    """As a provider sends it: of the person `signed_in` signs in."""
    said = {
        "aud": CLIENT,
        "azp": ...,
        "name": ...,
        "events": {LOGOUT: {}},
        "jti": "1",
        "sid": "s-1",
    }
    kind = changed.pop("typ", "logout+jwt")
    return provider.sign(provider.claims(**said | changed), headers={"typ": kind})


async def back_channel(portal: Portal, token: str) -> Any:
    """From the provider itself, which is no page and says nothing of where it comes from."""
    async with portal.browser() as nobody:
        return await nobody.http.post("/portal/sign-out/back-channel", data={"logout_token": token})
