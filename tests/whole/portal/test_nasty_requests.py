"""What nobody types: every page and form answers it in words, and none with a fault of ours."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from portal.declared import actions_of
from portal.portal_app import ROUTES
from tests.given.api_cases import open_case
from tests.given.people import FINANCE, HEAD, OFFICER
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal
from tests.given.served import Served, plain_client

ADDRESSES = sorted(actions_of([route for module in ROUTES for route in module.router.routes]))
ENDS_SESSIONS = {"POST /sign-out", "POST /sign-out/everywhere"}
NAMES = (
    b"do",
    b"key",
    b"draft",
    b"kept",
    b"next",
    b"person",
    b"role",
    b"said",
    b"sha256",
    b"reason",
    b"to",
)
"""Fields that forms have, or may come to have."""
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BODIES: tuple[tuple[bytes, str | None], ...] = (
    (b"", FORM),
    (b"a=1", None),
    (b"{}", "application/json"),
    (b"&".join(b"%b=1&%b=2" % (name, name) for name in NAMES), FORM),
    (b"&".join(b"%b=%%00" % name for name in NAMES), FORM),
    (b"&".join(b"%b=%%ff%%fe" % name for name in NAMES), FORM),
    (b"&".join(b"%b=%%ED%%A0%%80" % name for name in NAMES), FORM),
    (b"&".join(b"%b=<script>1</script>" % name for name in NAMES), FORM),
    (b"draft=99999999999999999999999&to=99/99/9999&answers.9999.position=x", FORM),
    (b"a" + b".b" * 500 + b"=1", FORM),
    (b"&".join(b"f%d=1" % each for each in range(3000)), FORM),
    (b"reason=" + b"x" * 300_000, FORM),
    (b"x", MULTIPART),
    (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="x',
        f"{MULTIPART}; boundary=b",
    ),
)
"""Nothing, no types, names twice, NUL, no Unicode, markup, far too much, torn in the middle."""
QUERIES = (
    "?next=%00&told=%ff&stage=%00&q=%00",
    "?page=-1&cursor=x&at=x&kept=x",
    "?" + "a=1&a=2&" * 300,
)
PLACES = ("%00", "%ff", "..%2f..", "0" * 300, "-1", "99999999999999999999", "%F0%9F%98%80")


@pytest.fixture(scope="module")
async def visitors(whole_portal: Portal) -> AsyncIterator[tuple[str, tuple[Browser, ...]]]:
    """A case, two people who may see much of it and act, and nobody."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(plain_client(whole_portal.url))
        case = await open_case(Served(http, whole_portal.settings))
        people = [await stack.enter_async_context(whole_portal.acting(p)) for p in (OFFICER, HEAD)]
        nobody = await stack.enter_async_context(whole_portal.browser())
        yield case.id, (*people, nobody)


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each not in ENDS_SESSIONS])
async def test_no_request_makes_a_fault_of_ours(
    visitors: tuple[str, tuple[Browser, ...]], address: str
) -> None:
    """Whatever is sent to an address, of a case that is there, and to one that cannot be.

    Those who have no act there, and nobody, send the first of it.
    """
    case, (officer, head, nobody) = visitors
    method, path = address.split()
    real, *elsewhere = places(path, case)
    acting = head if "{agency}" in path else officer
    for browser in (officer, head, nobody):
        sent = requests(method) if browser is acting else requests(method)[:2]
        for place, query, body in (
            *((real, query, body) for query, body in sent),
            *((place, "", BODIES[0]) for place in elsewhere),
        ):
            answer = await send(browser, method, place + query, *body)
            assert answer.status_code < 500, (place, query, body[0][:80], answer.text[:200])


def places(path: str, case: str) -> list[str]:
    """The address with what is there, and with each of what cannot be."""
    real = path.replace("{case}", case).replace("{agency}", FINANCE)
    return [with_all(real, "1"), *(with_all(path, each) for each in PLACES if "{" in path)]


def with_all(path: str, value: str) -> str:
    """Every name in an address replaced."""
    return re.sub(r"{[^}]*}", value, path)


def requests(method: str) -> list[tuple[str, tuple[bytes, str | None]]]:
    """Queries and bodies."""
    if method == "GET":
        return [(query, BODIES[0]) for query in ("", *QUERIES)]
    return [("", body) for body in BODIES]


async def send(
    browser: Browser, method: str, place: str, content: bytes, kind: str | None
) -> httpx.Response:
    headers = {**SAME_ORIGIN, **({"Content-Type": kind} if kind else {})}
    body = content if method == "POST" else None
    return await browser.http.request(method, f"/portal{place}", content=body, headers=headers)
