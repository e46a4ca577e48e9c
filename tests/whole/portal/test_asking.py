"""What a running case asks besides, with pages alone."""

import re
import secrets
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.given.api_cases import Case, open_case
from tests.given.html_forms import form_on
from tests.given.people import FOREIGN_OFFICER, HEAD, OFFICER, SUPERVISOR
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served, plain_client

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """An open case of two agencies."""
    async with plain_client(whole_portal.url) as http:
        yield await open_case(Served(http, whole_portal.settings))


async def press(browser: Browser, path: str, do: str = "send", **typed: object) -> httpx.Response:
    """What stands on the page, with something typed over it, and a button pressed."""
    shown = await browser.get(path)
    assert shown.status_code == 200, text_of(shown)
    fields = {**form_on(shown.text), **typed, "do": do}
    return await browser.http.post(path, data=fields, headers=SAME_ORIGIN)


async def uploads(browser: Browser, path: str) -> None:
    """A file, by its own button."""
    fields = {**form_on((await browser.get(path)).text), "do": "upload"}
    file = ("du-thao-2.pdf", PDF + secrets.token_bytes(8), "application/pdf")
    answer = await browser.http.post(path, data=fields, files={"file": file}, headers=SAME_ORIGIN)
    assert answer.status_code == 303, text_of(answer)


async def events(case: Case) -> list[str]:
    """What is recorded of the case."""
    answer = await case.served.call(OFFICER, "GET", f"{case.path}/timeline")
    return [entry["type"] for entry in answer.json()["entries"]]


async def test_one_more_agency_is_asked_once_with_a_reason_where_one_is_needed(
    whole_portal: Portal, case: Case
) -> None:
    """Without one the refusal's own words stand on the page, and what was chosen is kept."""
    path = f"/portal/cases/{case.id}/ask"
    async with whole_portal.acting(SUPERVISOR) as browser:
        refused = await press(browser, path, agency="H99.09")
        assert refused.status_code == 422
        assert re.search(r'value="H99.09"[^>]* checked', refused.text)
        shown = await browser.get(path)
        fields = {**form_on(shown.text), "agency": "H99.09", "override_reason": "Theo chỉ đạo"}
        fields["do"] = "send"
        for _ in range(2):
            done = await browser.http.post(path, data=fields, headers=SAME_ORIGIN)
            assert done.status_code == 303, text_of(done)
    assert (await events(case)).count("request_sent") == len(("H99.04", "H99.08", "H99.09"))


async def test_a_body_outside_the_registry_is_asked_by_letter(
    whole_portal: Portal, case: Case
) -> None:
    """What is missing is said at its field."""
    path = f"/portal/cases/{case.id}/outside"
    async with whole_portal.acting(OFFICER) as browser:
        refused = await press(browser, path, name="Bộ Nội vụ")
        assert refused.status_code == 422
        assert 'href="#legal_basis"' in refused.text
        done = await press(
            browser,
            path,
            name="Bộ Nội vụ",
            address="Số 8 Tôn Thất Thuyết, Hà Nội",
            legal_basis="Điều 5 Luật Cán bộ, công chức",
            questions=["kinh-phi"],
        )
        assert done.status_code == 303, text_of(done)
    assert (await events(case)).count("request_sent") == len(("H99.04", "H99.08", "Z00.01"))


async def test_a_wrong_file_is_replaced(whole_portal: Portal, case: Case) -> None:
    """By the one file that was uploaded, with what was wrong."""
    path = f"/portal/cases/{case.id}/draft-file"
    async with whole_portal.acting(OFFICER) as browser:
        refused = await press(browser, path, reason="Thiếu Phụ lục II")
        assert refused.status_code == 422
        assert "Thiếu Phụ lục II" in refused.text
        await uploads(browser, path)
        done = await press(browser, path, reason="Thiếu Phụ lục II")
        assert done.status_code == 303, text_of(done)
    assert "draft_file_replaced" in await events(case)


async def test_an_amended_draft_puts_anew_what_was_chosen_and_what_is_new(
    whole_portal: Portal, case: Case
) -> None:
    """A question left alone stays with its reply."""
    path = f"/portal/cases/{case.id}/amend"
    async with whole_portal.acting(OFFICER) as browser:
        await uploads(browser, path)
        refused = await press(browser, path)
        assert refused.status_code == 422
        assert "chưa chọn nội dung nào" in text_of(refused)
        done = await press(
            browser,
            path,
            **{
                "changed.0.id": "kinh-phi",
                "changed.0.text": "Kinh phí lấy từ dự toán nào?",
                "changed.2.text": "Định mức chi cho hội nghị là bao nhiêu?",
                "changed.2.field": "fin.budget",
            },
        )
        assert done.status_code == 303, text_of(done)
    answer = await case.served.call(OFFICER, "GET", case.path)
    asked = {each["id"]: each["text"] for each in answer.json()["questions"]}
    assert asked["kinh-phi"] == "Kinh phí lấy từ dự toán nào?"
    assert "Định mức chi cho hội nghị là bao nhiêu?" in asked.values()
    assert "draft_amended" in await events(case)


async def test_the_number_of_the_letter_is_recorded(whole_portal: Portal, case: Case) -> None:
    """A day that is none is said at its field."""
    path = f"/portal/requests/{case.id}/H99.04/letter-number"
    async with whole_portal.acting(OFFICER) as browser:
        refused = await press(browser, path, number="2148/SNV-CCVC", signed_on="31/02/2026")
        assert refused.status_code == 422
        assert 'href="#signed_on"' in refused.text
        done = await press(browser, path, number="2148/SNV-CCVC", signed_on="13/11/2026")
        assert done.status_code == 303, text_of(done)
    assert "letter_recorded" in await events(case)


@pytest.mark.parametrize("page", ["ask", "outside", "draft-file", "amend"])
async def test_whoever_does_not_draft_asks_nothing(
    whole_portal: Portal, case: Case, page: str
) -> None:
    """An agency that is asked reads who may; another drafting agency knows nothing of the case."""
    for person, status in ((HEAD, 403), (FOREIGN_OFFICER, 404)):
        async with whole_portal.acting(person) as browser:
            answer = await browser.get(f"/portal/cases/{case.id}/{page}")
            assert answer.status_code == status
