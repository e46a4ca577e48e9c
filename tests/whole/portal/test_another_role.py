"""A page for another role than the one somebody acts in: they are shown which, and choose."""

from collections.abc import AsyncIterator

import pytest
from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from portal import portal_app
from portal.declared import does
from portal.visit import Visitor
from remiss.settings import Settings
from tests.given.portal_visits import Portal, portal_serving, text_of

QUANG, LAN = "snv.quang.vu", "snv.lan.tran"
INBOX = "/portal/inbox"
_inbox = APIRouter()


@_inbox.get("/inbox", dependencies=[does("read_inbox")])
@_inbox.post("/inbox", dependencies=[does("read_inbox")])
async def read(visit: Visitor) -> Response:
    """What waits for an agency."""
    return PlainTextResponse(visit.actor.role)


@pytest.fixture
async def portal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Portal]:
    """The portal, and a page for whoever is asked."""
    module = type("Inbox", (), {"router": _inbox})
    monkeypatch.setattr(portal_app, "ROUTES", (*portal_app.ROUTES, module))
    async with portal_serving(settings) as portal:
        yield portal


async def test_the_role_that_opens_a_page_is_offered(portal: Portal) -> None:
    """And it is acted in only once it was chosen."""
    async with portal.signed_in(QUANG) as browser:
        await browser.post("/portal/role", role="officer")
        asked = await browser.get(f"{INBOX}?stage=open")
        there = asked.headers["location"]
        assert there == "/portal/role?next=%2Fportal%2Finbox%3Fstage%3Dopen&opens=agency_official"
        page = text_of(await browser.get(there))
        assert "Trang vừa chọn thuộc một vai trò khác" in page
        assert page.count("Mở trang vừa chọn") == 1
        sent = await browser.post(INBOX, said="nothing")
        assert sent.headers["location"].startswith("/portal/role?")
        await browser.post("/portal/role", role="agency_official")
        assert (await browser.get(INBOX)).text == "agency_official"


async def test_whoever_has_no_such_role_is_told_who_may(portal: Portal) -> None:
    """As anybody else."""
    async with portal.signed_in(LAN) as browser:
        assert (await browser.get(INBOX)).status_code == 403
