"""A calendar program fetches deadlines without a session, until the address is revoked."""

import re
from urllib.parse import urlsplit

from tests.given.api_cases import open_case
from tests.given.people import HEAD, OFFICIAL
from tests.given.portal_visits import Portal
from tests.given.served import Served, plain_client

ADDRESS = re.compile(r'https?://[^\s<"]+/calendar-feed\.ics\?key=[\w-]+')
PAGE = "/portal/calendar-feed"


def feed_in(page: str) -> str:
    """The path of the address a page shows."""
    (found,) = ADDRESS.findall(page)
    parts = urlsplit(found)
    return f"{parts.path}?{parts.query}"


async def test_deadlines_are_read_at_an_address_of_ones_own(whole_portal: Portal) -> None:
    """The head's: open requests to the agency, by subject and link."""
    async with plain_client(whole_portal.url) as http, whole_portal.browser() as program:
        case = await open_case(Served(http, whole_portal.settings))
        async with whole_portal.acting(HEAD) as browser:
            made = await browser.post(PAGE)
            address = feed_in(made.text)
            assert address not in (await browser.get(PAGE)).text
        answer = await program.get(address)
        assert answer.headers["content-type"].startswith("text/calendar")
        said = answer.text.replace("\r\n ", "")
        assert f"UID:{case.id}.{HEAD.agency}.1@remiss" in said
        assert f"/requests/{case.id}/{HEAD.agency}" in said
        assert said.count("DTSTART;TZID=Asia/Ho_Chi_Minh:") == said.count("BEGIN:VEVENT")


async def test_a_new_address_ends_the_old_one_and_revoking_ends_both(whole_portal: Portal) -> None:
    """What opens nothing says no more than that it is not there; another's stays as it is."""
    async with whole_portal.browser() as program:
        async with whole_portal.acting(OFFICIAL) as browser:
            others = feed_in((await browser.post(PAGE)).text)
        async with whole_portal.acting(HEAD) as browser:
            first = feed_in((await browser.post(PAGE)).text)
            second = feed_in((await browser.post(PAGE)).text)
            assert (await program.get(first)).status_code == 404
            assert (await program.get(second)).status_code == 200
            await browser.post(f"{PAGE}/revoke")
        assert (await program.get(second)).status_code == 404
        assert (await program.get(f"{PAGE}.ics?key=nobody")).status_code == 404
        assert (await program.get(others)).status_code == 200
