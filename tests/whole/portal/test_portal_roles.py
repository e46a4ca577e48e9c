"""Who may use which page and form: every address, by how everyone stands to the case."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from portal.declared import ANYONE, SIGNED_IN, actions_of
from portal.portal_app import ROUTES
from remiss.consultation.authority import AUTHORITY, About, Relation
from remiss.consultation.values import Actor
from tests.given.api_cases import open_case
from tests.given.people import FINANCE
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal
from tests.given.served import Served, plain_client
from tests.given.standing import INSIDE, OUTSIDE, OWN_SYSTEM, PEOPLE, expected

ACTIONS = actions_of([route for module in ROUTES for route in module.router.routes])
FOR_PEOPLE = sorted(address for address, action in ACTIONS.items() if action != ANYONE)
WITHIN = {"case", "agency"}
"""What an address of a case names; whatever else it names is not there in these tests."""
ABSENT = "HS-AAAAAAAAAAAA"
ANSWERS = {"yes", "no", "nothing"}
GONE = {"POST /sign-out", "POST /sign-out/everywhere"}
"""After which nobody is there to be asked anything."""
OF_A_PDF = "GET /requests/{case}/{agency}/draft/pdf"
"""The draft of these tests is none."""


class Visitors:
    """A browser for each person, and the case they are asked about."""

    def __init__(self, case: str, browsers: dict[Actor, Browser]) -> None:
        self.case, self.browsers = case, browsers


@pytest.fixture(scope="module")
async def visitors(whole_portal: Portal) -> AsyncIterator[Visitors]:
    """Everybody but systems, which have no pages."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(plain_client(whole_portal.url))
        case = await open_case(Served(http, whole_portal.settings))
        browsers = {
            person: await stack.enter_async_context(whole_portal.acting(person))
            for person in PEOPLE
            if person != OWN_SYSTEM
        }
        yield Visitors(case.id, browsers)


@pytest.mark.parametrize("address", [each for each in FOR_PEOPLE if each not in GONE])
async def test_every_role_at_every_page(visitors: Visitors, address: str) -> None:
    """Allowed, told that it is not theirs, or told nothing at all: exactly as the table says."""
    for person, browser in visitors.browsers.items():
        found = await ask(browser, address, visitors.case)
        assert found in answers_to(person, address), (person.id, found)


@pytest.mark.parametrize("address", [each for each in FOR_PEOPLE if "{case}" in each])
async def test_an_absent_case_has_no_page_for_anyone(visitors: Visitors, address: str) -> None:
    """The same that a foreign one answers, to every role."""
    for person in (*INSIDE, OUTSIDE[0]):
        browser = visitors.browsers[person]
        assert await ask(browser, address, ABSENT) == "nothing", person.id


@pytest.mark.parametrize("address", FOR_PEOPLE)
async def test_nobody_has_a_page_without_signing_in(whole_portal: Portal, address: str) -> None:
    """They are sent to sign in, or told that the session is over."""
    async with whole_portal.browser() as browser:
        answer = await send(browser, address, ABSENT)
        assert answer.status_code in {303, 401}, answer.status_code
        assert answer.status_code == 401 or "/sign-in" in answer.headers["location"]


def answers_to(person: Actor, address: str) -> set[str]:
    """What may become of it: of a thing in a case that is not there, nothing, also for who may."""
    action = ACTIONS[address]
    if action == SIGNED_IN:  # their own; what a form of it holds decides, and here it holds nothing
        return {"yes"} if address.startswith("GET") and not named_in(address) else ANSWERS
    wanted = {expected(person, action)}
    of_any_request = AUTHORITY[action].about is About.REQUEST and "agency" not in named_in(address)
    if of_any_request and PEOPLE[person] is Relation.ALSO_ASKED:
        wanted = {"no"}  # they know of the case, and the address names no request of another's
    of_a_case = AUTHORITY[action].about is not About.PROVINCE
    beyond = named_in(address) - (WITHIN if of_a_case else set())
    return wanted | ({"nothing"} if beyond or address == OF_A_PDF else set())


def named_in(address: str) -> set[str]:
    return set(re.findall(r"{(\w+)(?::\w+)?}", address))


async def ask(browser: Browser, address: str, case: str) -> str:
    answer = await send(browser, address, case)
    assert answer.status_code < 500, answer.text
    return {403: "no", 404: "nothing"}.get(answer.status_code, "yes")


async def send(browser: Browser, address: str, case: str) -> httpx.Response:
    """The page, or its form with nothing typed: refused in words at the latest by its fields."""
    method, path = address.split()
    filled = path
    for name in named_in(path):
        value = {"case": case, "agency": FINANCE}.get(name, "1")
        filled = re.sub(rf"{{{name}(?::\w+)?}}", value, filled)
    typed = {"said": "nothing"} if method == "POST" else None
    return await browser.http.request(method, f"/portal{filled}", data=typed, headers=SAME_ORIGIN)
