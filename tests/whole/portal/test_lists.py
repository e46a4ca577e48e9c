"""Lists of the portal on a running service: what waits for whom, what is found, what was told."""

from collections.abc import AsyncIterator

import httpx
import pytest

from remiss.consultation.values import Actor, Role
from tests.given.api_cases import DRAFT_CONTENT, Case, open_case
from tests.given.people import HEAD, OFFICER, actor
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client
from tests.given.story import until


@pytest.fixture(scope="module")
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """One open case, for the whole file."""
    async with plain_client(whole_portal.url) as http:
        yield await open_case(Served(http, whole_portal.settings))


OPERATOR = actor("van-hanh", Role.OPERATOR, None)


async def page(portal: Portal, person: Actor, path: str) -> httpx.Response:
    async with portal.acting(person) as browser:
        return await browser.get(path)


async def test_an_agency_sees_its_request_with_what_is_left_and_what_comes_next(
    whole_portal: Portal, case: Case
) -> None:
    """Its time, its desk and the act, and a way to the request."""
    answer = await page(whole_portal, HEAD, "/portal/work")
    said = text_of(answer)
    assert f'href="/portal/requests/{case.id}/H99.04"' in answer.text
    for told in ("Đang tính thời hạn (1)", "Còn ", "Tiếp theo:", "giao công chức tham mưu"):
        assert told in said


async def test_the_language_of_a_page_is_that_of_its_address(
    whole_portal: Portal, case: Case
) -> None:
    """Filters stay when it is changed; what people wrote stays Vietnamese and is marked so."""
    answer = await page(whole_portal, HEAD, "/portal/en/cases?q=kinh+phi&overdue=")
    assert answer.headers["Content-Language"] == "en"
    assert 'href="/portal/cases?q=kinh+phi&amp;overdue="' in answer.text
    assert f'href="/portal/en/cases/{case.id}" lang="vi"' in answer.text


async def test_a_search_that_finds_nothing_says_so(whole_portal: Portal, case: Case) -> None:
    """And how to find more; blank fields of the form are no filters."""
    empty = "/portal/cases?q={}&stage=&agency="
    assert "Không có hồ sơ nào khớp" in text_of(
        await page(whole_portal, OFFICER, empty.format("xyzzy"))
    )
    assert case.id in (await page(whole_portal, OFFICER, empty.format(""))).text


@pytest.mark.parametrize("wrong", ["stage=nowhere", "cursor=x", "q=" + "a" * 201])
async def test_an_address_that_names_what_cannot_be_is_refused_kindly(
    whole_portal: Portal, wrong: str
) -> None:
    """A page of ours, and no fault."""
    answer = await page(whole_portal, OFFICER, f"/portal/cases?{wrong}")
    assert answer.status_code in {400, 404}
    assert "<h1>" in answer.text


async def test_what_was_told_leads_to_what_it_is_about(whole_portal: Portal, case: Case) -> None:
    """The letter that asks is the first notice of an agency."""

    async def told() -> bool:
        answer = await page(whole_portal, HEAD, "/portal/notices")
        assert answer.status_code == 200
        return f'href="/portal/requests/{case.id}/H99.04"' in answer.text

    await until(told)


async def test_whoever_reads_no_case_begins_with_the_calendar(whole_portal: Portal) -> None:
    """An operator has no work there; days off concern everybody."""
    answer = await page(whole_portal, OPERATOR, "/portal/work")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/portal/calendar")
    shown = await page(whole_portal, OPERATOR, "/portal/calendar?year=2026")
    assert "Quốc khánh" in text_of(shown)


async def test_an_absent_page_says_who_is_signed_in(whole_portal: Portal) -> None:
    """Also one of no route at all; a stranger is led to sign in."""
    answer = await page(whole_portal, HEAD, "/portal/nowhere")
    assert answer.status_code == 404
    assert f"Đang đăng nhập: {HEAD.name}" in text_of(answer)
    async with whole_portal.browser() as stranger:
        said = text_of(await stranger.get("/portal/nowhere"))
    assert "Đến trang đăng nhập" in said


async def test_help_and_the_statement_are_for_everybody(whole_portal: Portal) -> None:
    """Without signing in; and with it inside the frame of the person."""
    async with whole_portal.browser() as stranger:
        for path in ("/portal/help", "/portal/en/accessibility"):
            assert (await stranger.get(path)).status_code == 200
    assert HEAD.name in (await page(whole_portal, HEAD, "/portal/help")).text


@pytest.mark.parametrize("path", ["work", "cases", "help", "en/calendar", "drafts", "nowhere"])
async def test_head_is_answered_as_the_page_is(whole_portal: Portal, path: str) -> None:
    """The same status and length, and no body."""
    async with whole_portal.acting(HEAD) as browser:
        shown = await browser.get(f"/portal/{path}")
        asked = await browser.http.head(f"/portal/{path}")
    assert (asked.status_code, asked.content) == (shown.status_code, b"")
    for name in ("Content-Type", "Content-Language", "Cache-Control", "Location"):
        assert asked.headers.get(name) == shown.headers.get(name)


async def test_head_of_a_file_says_its_size(whole_portal: Portal, case: Case) -> None:
    """As a program asks before it fetches one."""
    async with whole_portal.acting(HEAD) as browser:
        asked = await browser.http.head(f"/portal/files/{case.sha256}")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["Content-Length"] == str(len(DRAFT_CONTENT))


async def test_style_is_kept_a_year_under_the_name_of_its_content(whole_portal: Portal) -> None:
    """What another release called it is not found, so that nothing old is kept as new."""
    async with whole_portal.browser() as browser:
        shown = await browser.get("/portal/help")
        path = shown.text.split('rel="stylesheet" href="')[1].split('"')[0]
        style = await browser.get(path)
        assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert style.headers["Content-Encoding"] == "gzip"
        assert len(style.content) <= 12 * 1024
        assert (await browser.get(path.replace("portal-", "portal-0"))).status_code == 404


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("/portal/", "/portal/work"),
        ("/portal/en", "/portal/en/work"),
        ("/portal/en/", "/portal/en/work"),
    ],
)
async def test_whoever_types_the_name_alone_gets_in(
    whole_portal: Portal, typed: str, begins: str
) -> None:
    """With a stroke at its end or without, in either language."""
    answer = await page(whole_portal, HEAD, typed)
    assert answer.headers["location"] == begins
