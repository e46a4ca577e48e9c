"""The tasks of a year on pages: whose one may read, fifty at a time, each look on record."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from remiss.consultation.values import Role
from remiss.ledger import append, connect
from remiss.settings import Settings
from tests.given.case import CLEAR, FINANCE, JUSTICE, MONDAY, MONEY, assessed, opening, replies
from tests.given.ledger_cases import batches
from tests.given.people import OFFICE, actor
from tests.given.portal_visits import Browser, Portal, portal_serving

PATH = "/portal/tasks-of-year/2026"
OFFICIAL = actor("cv", Role.AGENCY_OFFICIAL, FINANCE.code)
CHIEF = actor("huong", Role.AGENCY_HEAD, FINANCE.code)
FOLLOWING = actor("nga", Role.HOME_AFFAIRS, "H99.20")
ROW = re.compile(r'href="/portal/requests/(HS-\d+)/')
NEXT = re.compile(r'<a href="([^"]*)" rel="next">')
MANY = 55


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """More requests to Finance than a page has rows; the first is answered by one official."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for n in range(MANY):
            asked: dict[str, Any] = {"questions": (MONEY,), "agencies": (FINANCE.code,)}
            told: list[Any] = [
                opening(MONDAY + timedelta(minutes=n), consultation=f"HS-{n:03}", **asked)
            ]
            if n == 0:
                told += [replies(FINANCE), assessed(FINANCE, CLEAR)]
            for batch in batches(*told):
                await append(pool, batch)
        await pool.close()
        yield portal


async def said(browser: Browser, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


async def test_a_head_reads_all_fifty_at_a_time(portal: Portal) -> None:
    """And is led there from the card of the agency; nothing is twice or missing."""
    async with portal.acting(CHIEF) as browser:
        card = await said(browser, f"/portal/scorecards/agencies/{FINANCE.code}?to=2026-12-31")
        link = re.search(r'href="(/portal/tasks-of-year/2026[^"]*)"', card)
        assert link
        first = await said(browser, link[1])
        following = NEXT.search(first)
        assert following
        found = [ROW.findall(page) for page in (first, await said(browser, following[1]))]
        assert [len(page) for page in found] == [50, MANY - 50]
        assert len({case for page in found for case in page}) == MANY


async def test_whose_one_may_read_and_that_it_is_on_record(portal: Portal) -> None:
    """One's own without a trace; Home Affairs with one; another agency's is not there."""
    async with portal.acting(OFFICIAL) as browser:
        assert ROW.findall(await said(browser, PATH)) == ["HS-000"]
        assert (await browser.get(f"{PATH}?person=binh")).status_code == 404
        assert FOLLOWING.name not in await said(browser, "/portal/figure-looks")
    async with portal.acting(FOLLOWING) as browser:
        assert len(ROW.findall(await said(browser, f"{PATH}?agency={FINANCE.code}"))) == 50
    async with portal.acting(OFFICIAL) as browser:
        assert FOLLOWING.name in await said(browser, "/portal/figure-looks")
    for person, status in ((actor("x", Role.AGENCY_HEAD, JUSTICE.code), 404), (OFFICE, 403)):
        async with portal.acting(person) as browser:
            answer = await browser.get(f"{PATH}?agency={FINANCE.code}")
            assert answer.status_code == status
