"""Whoever signs has just proved who they are; a remembered device left idle only shows pages."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import uvicorn
from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

import web
from portal import portal_app
from portal.declared import FOR_SIGNED_IN
from portal.visit import Fresh
from remiss.identity.trust import on_one_machine
from remiss.ledger.portal import kept_forms
from remiss.settings import Settings
from tests.given.html_forms import form_on
from tests.given.portal_visits import Portal, text_of
from tests.given.serving import running_server

HUONG, DUC = "stc.huong.bui", "stc.duc.hoang"
ROLE = "/portal/role"
SIGN = "/portal/signed-here"
_signing = APIRouter()


@_signing.get("/signed-here", dependencies=[FOR_SIGNED_IN])
async def read(visit: Fresh) -> Response:
    """A page whose text is signed."""
    return PlainTextResponse(visit.actor.name)


@_signing.post("/signed-here", dependencies=[FOR_SIGNED_IN])
async def sign(visit: Fresh) -> Response:
    """Signing it."""
    return PlainTextResponse(visit.actor.name)


@pytest.fixture
async def portal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Portal]:
    """The portal, and an address that only who has just proved who they are may use."""
    module = type("Signing", (), {"router": _signing})
    monkeypatch.setattr(portal_app, "ROUTES", (*portal_app.ROUTES, module))
    settings = on_one_machine(settings)
    app = web.create_app(settings)
    config = uvicorn.Config(app, log_config=None, lifespan="on", ws="none", server_header=False)
    async with running_server(config) as url:
        yield Portal(url, settings)


async def test_who_has_just_signed_in_signs(portal: Portal) -> None:
    """Nobody is asked twice in a row."""
    async with portal.signed_in(HUONG) as browser:
        assert (await browser.post(SIGN)).text == "Bùi Thu Hương"


async def test_who_proved_it_long_ago_does_so_again(portal: Portal, owner: asyncpg.Pool) -> None:
    """On a page that offers them alone, and back to where they were; reading goes on meanwhile."""
    async with portal.signed_in(HUONG) as browser:
        await long_ago(owner)
        assert (await browser.get(ROLE)).status_code == 200
        read, sent = await browser.get(SIGN), await browser.post(SIGN, said="yes")
        for answer, back in ((read, SIGN), (sent, "/portal/work")):
            there = answer.headers["location"]
            assert there == f"/portal/prove?next={back.replace('/', '%2F')}"
        page = await browser.get(f"/portal/prove?next={SIGN}")
        assert "Bùi Thu Hương" in page.text
        assert "Hoàng Trung Đức" not in page.text
        before = browser.key
        done = await browser.post("/portal/prove", person=HUONG, next=SIGN)
        assert done.headers["location"] == SIGN
        assert browser.key != before
        assert (await browser.get(SIGN)).text == "Bùi Thu Hương"
        old = {"Cookie": f"remiss={before}"}
        assert "/sign-in" in (await browser.get(ROLE, headers=old)).headers["location"]


async def test_what_finds_no_room_before_proving_stays_on_the_page(
    portal: Portal, owner: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is sent away from words that lie nowhere else."""
    monkeypatch.setattr(kept_forms, "MOST_KEPT", 0)
    async with portal.signed_in(HUONG) as browser:
        await long_ago(owner)
        page = await browser.post(SIGN, key="a" * 32, reason="Chờ số liệu.", do="send")
        assert page.status_code == 409
        assert "quá nhiều nội dung chưa gửi" in text_of(page)
        assert form_on(page.text)["reason"] == "Chờ số liệu."


async def test_nobody_proves_who_another_is(portal: Portal, owner: asyncpg.Pool) -> None:
    """The session stays what it was."""
    async with portal.signed_in(HUONG) as browser:
        await long_ago(owner)
        assert (await browser.post("/portal/prove", person=DUC, next=SIGN)).status_code == 404
        assert "/prove" in (await browser.get(SIGN)).headers["location"]
        assert "Bùi Thu Hương" in text_of(await browser.get(ROLE))


async def test_a_remembered_device_left_idle_shows_pages_and_takes_nothing(
    portal: Portal, owner: asyncpg.Pool
) -> None:
    """All day; however much is read, it takes something only after a proof."""
    async with portal.browser() as browser:
        answer = await browser.post("/portal/sign-in", person=HUONG, remember="yes")
        assert "Max-Age=43200" in answer.headers["set-cookie"]
        await owner.execute("update portal.session set seen_at = now() - '5 h'::interval")
        for _ in range(2):
            assert (await browser.get(ROLE)).status_code == 200
            assert "/prove" in (await browser.get(SIGN)).headers["location"]
            taken = await browser.post(ROLE, role="agency_head")
            assert "/portal/prove" in taken.headers["location"]
        await browser.post("/portal/prove", person=HUONG)
        assert (await browser.post(ROLE, role="agency_head")).headers["location"] == "/portal/work"
        await owner.execute("update portal.session set ends_at = now()")
        assert "/sign-in" in (await browser.get(ROLE)).headers["location"]


async def test_one_signs_out_of_a_device_left_idle(portal: Portal, owner: asyncpg.Pool) -> None:
    """Without proving anything first."""
    async with portal.browser() as browser:
        await browser.post("/portal/sign-in", person=HUONG, remember="yes")
        await owner.execute("update portal.session set seen_at = now() - '5 h'::interval")
        answer = await browser.post("/portal/sign-out")
        assert "told=signed_out" in answer.headers["location"]


async def test_remembering_is_never_chosen_for_anyone(portal: Portal) -> None:
    """The box is there, and empty."""
    async with portal.browser() as browser:
        page = await browser.get("/portal/sign-in")
        assert 'name="remember"' in page.text
        assert "checked" not in page.text


async def long_ago(owner: asyncpg.Pool) -> None:
    await owner.execute("update portal.session set proved_at = now() - '16 min'::interval")
