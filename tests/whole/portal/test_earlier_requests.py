"""A request that is not its agency's last (`?ordinal=`): its own question, time and replies."""

import io
import re
from collections.abc import AsyncIterator

import docx
import pytest

from tests.given.api_cases import Case, open_case, opening
from tests.given.people import FINANCE, HEAD, OFFICER
from tests.given.portal_visits import Portal
from tests.given.served import Served, plain_client

BEFORE, AFTER = "Kinh phí lấy từ nguồn nào?", "Kinh phí năm 2027 lấy từ nguồn nào?"
SECOND_TEXT = "Kinh phí năm 2027 bố trí từ dự toán được giao đầu năm, đề nghị giữ nguyên."


@pytest.fixture(scope="module")
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """Finance answered, the draft was amended, and Finance answered what was asked anew."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        case = await open_case(served)
        await case.does(HEAD, "reply", **case.reply())
        sha256 = await served.upload(OFFICER, b"%PDF-1.4 another draft")
        changed = [{"id": "kinh-phi", "text": AFTER, "field": "fin.budget"}]
        draft = opening(sha256)["draft"]
        await case.does(OFFICER, "draft", agency="", draft=draft, changed=changed)
        answers = [{"question": "kinh-phi", "position": "agree", "text": SECOND_TEXT}]
        said = case.reply(text=SECOND_TEXT, answers=answers, draft_sha256=sha256)
        await case.does(HEAD, "reply", **said)
        yield case


async def test_each_request_shows_its_own_question_and_replies(
    whole_portal: Portal, case: Case
) -> None:
    """The last one without an ordinal; each leads to the other, and the earlier to no act."""
    address = f"/portal/requests/{case.id}/{FINANCE}"
    async with whole_portal.acting(HEAD) as browser:
        present = await browser.get(address)
        earlier = await browser.get(f"{address}?ordinal=1")
        assert AFTER in present.text
        assert BEFORE not in present.text
        assert BEFORE in earlier.text
        assert AFTER not in earlier.text
        assert f'href="{address}?ordinal=1"' in present.text
        assert f'href="{address}"' in earlier.text
        assert 'class="acts"' not in earlier.text
        (last,) = set(re.findall(rf'href="({address}/replies/1[^"]*)"', present.text))
        (first,) = set(re.findall(rf'href="({address}/replies/1[^"]*)"', earlier.text))
        assert SECOND_TEXT in (await browser.get(last)).text
        assert SECOND_TEXT not in (await browser.get(first)).text
        assert (await browser.get(f"{address}?ordinal=3")).status_code == 404


async def test_what_explains_a_deadline_is_of_the_request_it_is_led_to_from(
    whole_portal: Portal, case: Case
) -> None:
    """Sent at another moment, it has another explanation, and leads back to its own request."""
    address = f"/portal/requests/{case.id}/{FINANCE}"
    async with whole_portal.acting(HEAD) as browser:
        earlier = await browser.get(f"{address}?ordinal=1")
        assert f'href="{address}/deadline?ordinal=1"' in earlier.text
        explained = await browser.get(f"{address}/deadline?ordinal=1")
        assert f'href="{address}?ordinal=1"' in explained.text
        present = await browser.get(f"{address}/deadline")
        assert f'href="{address}"' in present.text


async def test_the_table_of_a_case_leads_to_each_request(whole_portal: Portal, case: Case) -> None:
    """The earlier one too, and not to the last one twice."""
    async with whole_portal.acting(OFFICER) as browser:
        page = await browser.get(f"/portal/cases/{case.id}")
    address = f"/portal/requests/{case.id}/{FINANCE}"
    assert f'href="{address}"' in page.text
    assert f'href="{address}?ordinal=1"' in page.text


async def test_an_earlier_request_is_read_as_well_where_comments_are(
    whole_portal: Portal, case: Case
) -> None:
    """Its comments are those of its own reply."""
    address = f"/portal/requests/{case.id}/{FINANCE}/comments"
    async with whole_portal.acting(HEAD) as browser:
        for query in ("", "?ordinal=1"):
            assert (await browser.get(f"{address}{query}")).status_code == 200


async def test_the_letter_of_a_request_is_the_one_that_asked_it(
    whole_portal: Portal, case: Case
) -> None:
    """Each request leads to its own, on pages and through the API."""
    address = f"/portal/requests/{case.id}/{FINANCE}"
    async with whole_portal.acting(HEAD) as browser:
        earlier = await browser.get(f"{address}?ordinal=1")
        assert f'href="{address}/letter?ordinal=1"' in earlier.text
        for query, asked, other in (("?ordinal=1", BEFORE, AFTER), ("", AFTER, BEFORE)):
            letter = await browser.get(f"{address}/letter{query}")
            assert letter.status_code == 200
            documents = f"{case.request()}/documents/request.docx{query}"
            same = await case.served.call(HEAD, "GET", documents)
            for content in (letter.content, same.content):
                said = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
                assert asked in said
                assert other not in said
        assert (await browser.get(f"{address}/letter?ordinal=3")).status_code == 404
