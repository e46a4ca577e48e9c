"""What an agency itself answered before stands beside its reply, for its own people alone."""

from collections.abc import AsyncIterator

import pytest

from tests.given.acts_at_portal import AtPortal
from tests.given.api_cases import Case, open_case
from tests.given.html_forms import form_on
from tests.given.people import (
    AUDITOR,
    FINANCE,
    HEAD,
    OFFICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    SCIENCE,
    SUPERVISOR,
)
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client

EARLIER = "Kế hoạch mua sắm thiết bị năm 2026"
BASIS = "Khoản 3 Điều 31 Luật Ngân sách nhà nước, như đã nêu"
SECRET = "Dữ liệu chia sẻ qua trục của tỉnh, cách ghi riêng của Sở khác."
BESIDE, PAGE = "Ý kiến trước đây của cơ quan", "earlier-opinions"


@pytest.fixture(scope="module")
async def earlier(whole_portal: Portal) -> AsyncIterator[Case]:
    """A case of before, in which both agencies answered, Finance on a basis of its own."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        sha256 = await served.upload(OFFICER, b"%PDF-1.4 an earlier plan")
        draft = {"subject": EARLIER, "kind": "plan", "sha256": sha256}
        case = await open_case(served, OFFICER, draft=draft)
        case = Case(served, case.id, sha256)
        answer = {
            "question": "kinh-phi",
            "position": "disagree",
            "reason": "Dự toán năm 2026 đã giao hết.",
            "legal_basis": BASIS,
        }
        await case.does(HEAD, "reply", **case.reply(answers=[answer]))
        other = {"question": "du-lieu", "position": "agree", "reason": SECRET}
        await case.does(OTHER_HEAD, "reply", SCIENCE, **case.reply(answers=[other]))
        yield case


async def test_the_reply_page_shows_what_was_answered_before(desk: AtPortal, earlier: Case) -> None:
    """Subject, position on the field, legal basis, and the way to its receipt."""
    page = await desk.page(OFFICIAL, "reply")
    said = text_of(page)
    assert BESIDE in said
    for words in (EARLIER, "Không thống nhất", BASIS):
        assert words in said
    receipt = f"/portal/requests/{earlier.id}/{FINANCE}/replies/1?ordinal=1"
    assert f'href="{receipt}"' in page.text
    async with desk.portal.acting(OFFICIAL) as browser:
        assert BASIS in (await browser.get(receipt)).text


async def test_nothing_of_another_agency_is_shown(desk: AtPortal, earlier: Case) -> None:
    """On the same case both answered; each reads its own."""
    assert earlier.id in (await desk.page(HEAD, "reply")).text
    own = await desk.page(HEAD, PAGE)
    assert SECRET not in own.text
    async with desk.portal.acting(OTHER_HEAD) as browser:
        theirs = await browser.get(f"/portal/requests/{desk.case.id}/{SCIENCE}/{PAGE}")
        assert SECRET in theirs.text
        assert BASIS not in theirs.text
        foreign = await browser.get(desk.address(PAGE))
        assert foreign.status_code == 404


async def test_those_who_ask_or_oversee_are_told_it_is_not_theirs(desk: AtPortal) -> None:
    """They read replies in their cases; a list over all cases is the agency's own memory."""
    for person in (OFFICER, SUPERVISOR, OFFICE, AUDITOR):
        assert (await desk.page(person, PAGE)).status_code == 403
        answer = await desk.case.served.call(person, "GET", f"{desk.case.request()}/{PAGE}")
        assert answer.status_code == 403


async def test_the_api_reads_the_same_a_page_at_a_time(desk: AtPortal, earlier: Case) -> None:
    """Newest first; the cursor goes on where the page ended."""
    first = await desk.case.seen(HEAD, query=f"/{PAGE}?limit=1")
    (newest,) = first["items"]
    found, following = [newest], first["next"]
    while following:
        page = await desk.case.seen(HEAD, query=f"/{PAGE}?limit=1&cursor={following}")
        found += page["items"]
        following = page["next"]
    ours = next(each for each in found if each["consultation"] == earlier.id)
    assert ours["subject"] == EARLIER
    (answer,) = ours["answers"]
    assert (answer["field"], answer["position"]) == ("fin.budget", "disagree")
    assert answer["legal_basis"] == BASIS
    moments = [each["given_at"] for each in found]
    assert moments == sorted(moments, reverse=True)


async def test_an_earlier_request_of_the_same_draft_is_shown_too(desk: AtPortal) -> None:
    """Asked anew about an amended draft, one sees what one said of the draft before."""
    case = desk.case
    await case.does(HEAD, "reply", **case.reply(legal_basis="Điều 5, lần thứ nhất"))
    sha256 = await case.served.upload(OFFICER, b"%PDF-1.4 an amended draft")
    changed = [{"id": "kinh-phi", "text": "Kinh phí 2027 lấy từ đâu?", "field": "fin.budget"}]
    draft = {"subject": "Hướng dẫn đánh giá cán bộ", "kind": "guideline", "sha256": sha256}
    await case.does(OFFICER, "draft", agency="", draft=draft, changed=changed)
    page = await desk.page(HEAD, "reply")
    assert "Điều 5, lần thứ nhất" in text_of(page)
    assert f'href="{desk.address("replies/1")}?ordinal=1"' in page.text
    assert form_on(page.text)["draft_sha256"] == sha256
