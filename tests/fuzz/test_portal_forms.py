"""Every form of the portal, filled in by chance: refused in words, never with an error of ours."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from random import Random

import httpx
import pytest
from temporalio.client import Client

from portal.declared import ANYONE, actions_of
from portal.portal_app import ROUTES
from tests.given import form_page
from tests.given.api_cases import open_case
from tests.given.form_page import portal_with_form
from tests.given.html_forms import form_on
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, OFFICIAL
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal
from tests.given.served import Served, fresh_database, plain_client
from tests.given.tally import Tally
from tests.given.typed_nonsense import TEXTS, typed
from tests.given.whole_portal import everything

OVER = {"/sign-out", "/sign-out/everywhere"}
"""After these nobody is there to type."""
ACTIONS = actions_of([route for module in (*ROUTES, form_page) for route in module.router.routes])
PLACES = sorted(
    path
    for method, path in (
        address.split() for address, for_whom in ACTIONS.items() if for_whom != ANYONE
    )
    if method == "POST" and path not in OVER
)
ROUNDS = 6


@pytest.fixture(scope="module")
async def portal(
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    temporal: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Portal]:
    """The portal with one page of the tests' own beside its pages."""
    folder = tmp_path_factory.mktemp("typed")
    async with (
        fresh_database(postgres_dsn, template) as dsn,
        everything(dsn, temporal_address, temporal, folder, portal_with_form) as portal,
    ):
        yield portal


async def test_no_form_is_answered_with_an_error_of_ours(portal: Portal, tally: Tally) -> None:
    """By four people, urlencoded and in parts, with files and without; some bytes are no form."""
    found: dict[str, str] = {}
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(plain_client(portal.url))
        people = [
            await stack.enter_async_context(portal.acting(person))
            for person in (OFFICIAL, HEAD, OFFICER, OFFICE)
        ]
        for seed in tally.rounds(ROUNDS):
            case = await open_case(Served(http, portal.settings))
            chance = Random(seed)
            for path in PLACES:
                tally.examples += 1
                where = _filled(path, case.id, chance)
                answer = await _type(chance.choice(people), where, chance)
                if answer.status_code >= 500 and answer.status_code != 503:
                    found[path] = f"{seed}: {answer.status_code} {answer.text[:200]}"
    tally.findings = len(found)
    assert not found, found


def _filled(path: str, case: str, chance: Random) -> str:
    known = {"case": case, "agency": FINANCE}
    return "/portal" + re.sub(
        r"{(\w+)(?::\w+)?}",
        lambda named: known.get(named[1], chance.choice(("1", "2", "a" * 32))),
        path,
    )


async def _type(browser: Browser, where: str, chance: Random) -> httpx.Response:
    """Open the page, if there is one, and post its form with some of it changed."""
    page = await browser.get(where)
    begun = form_on(page.text) if 'name="key"' in page.text else {}
    form = typed(chance, begun)
    if chance.random() < 0.1:
        nonsense = bytes(chance.getrandbits(8) for _ in range(chance.randint(0, 400)))
        kinds = (
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
        )
        headers = {**SAME_ORIGIN, "Content-Type": chance.choice(kinds)}
        return await browser.http.post(where, content=nonsense, headers=headers)
    files = [
        (
            field,
            (
                chance.choice(TEXTS[:60])[:80] or "f",
                chance.choice((b"", b"%PDF-1.7", b"\xff\xd8\xff")),
            ),
        )
        for field in ("file", "photographs", "scan", "table")
        if chance.random() < 0.15
    ]
    return await browser.http.post(where, data=form, files=files or None, headers=SAME_ORIGIN)
