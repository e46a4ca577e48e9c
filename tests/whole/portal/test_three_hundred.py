"""A case that asks three hundred communes is as light to read as one that asks ten."""

import re
from datetime import UTC, datetime

import pytest
from temporalio.client import Client

from lab.bench.load.case_shape import code_of
from lab.opening_update import open_by
from portal.pictures.lanes import MOST_LANES
from remiss.consultation.values import Question
from remiss.reference.calendars import working_calendar
from tests.given.case import DIRECTORY, HOME, OFFICER, POLICY, agency, both, opening
from tests.given.portal_visits import Browser, Portal

PAGE_BYTES = 20 * 1024
FIELD, COMMUNES = "fin.local", 300
CASE = "HS-BATRAMXA"


@pytest.fixture(scope="module")
async def asked_widely(whole_portal: Portal, temporal: Client) -> str:
    """Three hundred communes are asked one question."""
    communes = tuple(agency(code_of(n), f"Xã Bình Hòa {n}", FIELD) for n in range(COMMUNES))
    year = datetime.now(UTC).year
    command = opening(
        consultation=CASE,
        questions=(Question(id="q1", text="Mức hỗ trợ có phù hợp không?", field=FIELD),),
        agencies=tuple(each.code for each in communes),
        directory=DIRECTORY.model_copy(
            update={"agencies": (HOME, *communes), "fields": {FIELD: both("Tài chính")}}
        ),
        policy=POLICY,
        calendar=working_calendar(year, year + 2),
    ).model_copy(update={"id": f"{CASE}:open"})
    receipt = await open_by(temporal, whole_portal.settings.task_queue, command)
    assert receipt.events.count("request_sent") == COMMUNES
    return CASE


async def _page(browser: Browser, address: str) -> str:
    answer = await browser.get(address)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) <= PAGE_BYTES, (address, len(answer.content))
    return answer.text


async def test_its_page_stays_small_and_draws_the_most_lanes(
    whole_portal: Portal, asked_widely: str
) -> None:
    """Twenty kilobytes, twenty-four lanes; every commune is found on one page after another."""
    async with whole_portal.acting(OFFICER) as browser:
        page = await _page(browser, f"/portal/cases/{asked_widely}")
        assert str(COMMUNES) in page
        picture = page[(at := page.index('<svg class="pic"')) : page.index("</svg>", at)]
        assert picture.count("Xã Bình Hòa") == MOST_LANES
        found, number = set[str](), 0
        while True:
            number += 1
            here = await _page(browser, f"/portal/cases/{asked_widely}?page={number}")
            if not (codes := set(re.findall(rf"/requests/{asked_widely}/(H9\d\.\d\d)", here))):
                break
            if codes <= found:
                break
            found |= codes
        assert len(found) == COMMUNES


async def test_a_commune_is_found_by_part_of_its_name_without_marks(
    whole_portal: Portal, asked_widely: str
) -> None:
    """On the page of the case, and among all cases."""
    async with whole_portal.acting(OFFICER) as browser:
        page = await _page(browser, f"/portal/cases/{asked_widely}?name=binh+hoa+217")
        assert "Xã Bình Hòa 217" in page
        assert "Xã Bình Hòa 216" not in page
        listed = await _page(browser, "/portal/cases?q=binh+hoa+217")
        assert f"/portal/cases/{asked_widely}" in listed
