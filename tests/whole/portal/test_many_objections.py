"""Comments by the dozen are objected to ten a page; what was chosen on one page stays chosen."""

import gzip
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.given.api_cases import Case, open_case
from tests.given.html_forms import Fields, form_on
from tests.given.people import FINANCE, HEAD, OFFICER, SUPERVISOR
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served, plain_client

COMMENTS, A_PAGE = 25, 10
PAGE_BYTES = 5 * 1024
REASONS = "Căn cứ nêu trong giải trình đã hết hiệu lực."


@pytest.fixture
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """Finance commented on twenty-five clauses, and nothing of it was adopted."""
    async with plain_client(whole_portal.url) as http:
        case = await open_case(Served(http, whole_portal.settings))
        said = [
            {"clause": f"Điều {number}", "text": f"Đề nghị làm rõ thời hạn tại Điều {number}."}
            for number in range(1, COMMENTS + 1)
        ]
        sent = case.reply(position="agree_with_changes", clause_comments=said)
        if (await case.does(HEAD, "reply", **sent))[-1] == "reply_flagged":
            await case.does(SUPERVISOR, "review", decision="accept")
        comments = (await case.seen(OFFICER))["comments"]
        kept = [
            {"comment": one["id"], "kind": "kept", "explanation": "Đã quy định tại Điều 30."}
            for one in comments
        ]
        await case.does(OFFICER, "dispositions", dispositions=kept)
        yield case


def choices(html: str) -> list[str]:
    """The comments one may tick on the page."""
    return re.findall(r'type="checkbox" name="comments" value="([^"]+)"', html)


async def press(
    browser: Browser, address: str, form: Fields, do: str, chosen: list[str]
) -> httpx.Response:
    """With these ticked besides what stands in the form."""
    stands = form.get("comments", [])
    before = [stands] if isinstance(stands, str) else stands
    sent = {**form, "reasons": REASONS, "comments": [*before, *chosen], "do": do}
    return await browser.http.post(address, data=sent, headers=SAME_ORIGIN)


async def test_what_is_chosen_on_several_pages_is_objected_to_at_once(
    whole_portal: Portal, case: Case
) -> None:
    """Two of the first page, one of the last; the reasons that were typed go along."""
    address = f"/portal/requests/{case.id}/{FINANCE}/comments/objection"
    async with whole_portal.acting(HEAD) as browser:
        first = await browser.get(address)
        assert len(choices(first.text)) == A_PAGE
        assert len(gzip.compress(first.content)) < PAGE_BYTES
        chosen = choices(first.text)[:2]
        turned = await press(browser, address, form_on(first.text), "page:3", chosen)
        assert turned.status_code == 303
        assert "disposition_objected" not in await case.told(HEAD)

        last = await browser.get(address)
        every = len((await case.seen(HEAD))["comments"])
        assert len(choices(last.text)) == every - 2 * A_PAGE
        assert REASONS in text_of(last)
        assert "Đã chọn ở trang khác: 2." in text_of(last)
        more = choices(last.text)[-1]
        answer = await press(browser, address, form_on(last.text), "send", [more])
        assert answer.status_code == 303, text_of(answer)
    objected = [c for c in (await case.seen(HEAD))["comments"] if c["objection"]]
    assert {one["id"] for one in objected} == {*chosen, more}
    assert {one["objection"]["reasons"] for one in objected} == {REASONS}


async def test_unticked_it_is_not_chosen_any_more(whole_portal: Portal, case: Case) -> None:
    """One turns back and takes a choice out; a page that does not exist is the last one."""
    address = f"/portal/requests/{case.id}/{FINANCE}/comments/objection"
    async with whole_portal.acting(HEAD) as browser:
        first = await browser.get(address)
        one, two = choices(first.text)[:2]
        await press(browser, address, form_on(first.text), "page:999", [one, two])
        last = await browser.get(address)
        assert one not in choices(last.text)
        await press(browser, address, form_on(last.text), "page:1", [])
        back = form_on((await browser.get(address)).text)
        assert back["comments"] == [one, two]
        answer = await press(browser, address, {**back, "comments": [two]}, "send", [])
        assert answer.status_code == 303, text_of(answer)
    objected = [c["id"] for c in (await case.seen(HEAD))["comments"] if c["objection"]]
    assert objected == [two]
