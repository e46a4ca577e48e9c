"""The page of a case as it stood: for whoever reads the case, and without any act."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from html import unescape

import pytest

from remiss.consultation.values import Actor
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICER, OTHER_HEAD, STRANGER
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client

ACTS = re.compile(r'href="[^"]*/(suspend|conclude|cancel|ask|outside|amend|officer|review)"')


@pytest.fixture(scope="module")
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """Both agencies answered, one after the other."""
    async with plain_client(whole_portal.url) as http:
        case = await open_case(Served(http, whole_portal.settings))
        await case.settle()
        yield case


async def moments(case: Case) -> dict[str, str]:
    """When each kind of event first happened."""
    answer = await case.served.call(AUDITOR, "GET", f"{case.path}/timeline")
    found: dict[str, str] = {}
    for entry in answer.json()["entries"]:
        found.setdefault(entry["type"], entry["at"])
    return found


@pytest.mark.parametrize("person", [OFFICER, AUDITOR])
async def test_the_case_is_shown_as_it_stood_and_offers_no_act(
    whole_portal: Portal, case: Case, person: Actor
) -> None:
    """With the opening in it and no reply; the present has both replies."""
    at = (await moments(case))["consultation_opened"]
    async with whole_portal.acting(person) as browser:
        now = await browser.get(f"/portal/cases/{case.id}")
        then = await browser.get(f"/portal/cases/{case.id}", params={"at": at})
    assert then.status_code == 200
    assert "2 trên 2 cơ quan có kết quả" in text_of(now)
    said = text_of(then)
    assert "0 trên 2 cơ quan có kết quả" in said
    assert "Hồ sơ tại một thời điểm đã qua" in said
    assert "không có thao tác nào" in said
    assert f'href="/portal/cases/{case.id}"' in then.text
    assert "đã trả lời" not in said.casefold()
    assert not ACTS.search(then.text)
    assert "<button" not in then.text.split("<main")[1]
    assert "papers/" not in then.text


async def test_each_event_leads_to_the_case_with_it(whole_portal: Portal, case: Case) -> None:
    """The links of the ledger page, followed: the event is the newest then."""
    async with whole_portal.acting(AUDITOR) as browser:
        ledger = await browser.get(f"/portal/cases/{case.id}/ledger")
        links = re.findall(rf'href="(/portal/cases/{case.id}\?at=[^"]+)"', ledger.text)
        assert len(links) >= 5
        versions = []
        for link in dict.fromkeys(links):
            page = await browser.get(unescape(link))
            assert page.status_code == 200
            (version,) = re.findall(r"đến sự kiện số (\d+)", text_of(page))
            versions.append(int(version))
        assert versions == sorted(versions, reverse=True)
        assert versions[-1] < versions[0]


async def test_an_agency_reads_its_own_part_of_what_was(whole_portal: Portal, case: Case) -> None:
    """And nobody else reads anything."""
    at = (await moments(case))["consultation_opened"]
    for person, other in ((HEAD, "Sở Khoa học"), (OTHER_HEAD, "Sở Tài chính")):
        async with whole_portal.acting(person) as browser:
            then = await browser.get(f"/portal/cases/{case.id}", params={"at": at})
            assert then.status_code == 200
            assert other not in then.text
    async with whole_portal.acting(STRANGER) as browser:
        gone = await browser.get(f"/portal/cases/{case.id}", params={"at": at})
        assert gone.status_code == 404


async def test_a_moment_that_cannot_be_shown_says_why(whole_portal: Portal, case: Case) -> None:
    """Beside the field in which moments are chosen; nothing of the case is shown as of then."""
    opened = datetime.fromisoformat((await moments(case))["consultation_opened"])
    before, ahead = opened - timedelta(days=1), opened + timedelta(days=400)
    async with whole_portal.acting(AUDITOR) as browser:
        for at in ("hôm qua", before.isoformat(), ahead.isoformat()):
            answer = await browser.get(f"/portal/cases/{case.id}", params={"at": at})
            assert answer.status_code == 422
            assert 'id="at-e"' in answer.text
            assert "Hồ sơ tại một thời điểm" not in text_of(answer)


async def test_a_search_in_the_past_stays_there(whole_portal: Portal, case: Case) -> None:
    """The form of names carries the moment along, and so does the way back to all of them."""
    at = (await moments(case))["consultation_opened"]
    async with whole_portal.acting(AUDITOR) as browser:
        found = await browser.get(
            f"/portal/cases/{case.id}", params={"at": at, "name": "không có cơ quan này"}
        )
        assert 'type="hidden" name="at"' in found.text
        (back,) = re.findall(rf'href="(/portal/cases/{case.id}\?at=[^"]+#requests)"', found.text)
        whole = await browser.get(unescape(back))
        assert "Sở Tài chính" in whole.text
    assert FINANCE in whole.text
