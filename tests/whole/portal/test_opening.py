"""Opening a consultation with pages alone: four steps, kept as they are typed, sent once."""

import re

import httpx
import pytest

from remiss.consultation.values import Actor
from tests.given.html_forms import form_on
from tests.given.people import COLLEAGUE, HEAD, OFFICER, SUPERVISOR
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.written_openings import BUDGET, DATA, PAPER, WrittenOpening, leads, question


def case_of(answer: httpx.Response) -> str:
    """The case an answer leads to."""
    found = re.search(r"/cases/(HS-\w+)", answer.headers["Location"])
    assert found
    return found[1]


async def recorded(browser: Browser, case: str) -> bool:
    return (await browser.get(f"/portal/requests/{case}/H99.04")).status_code == 200


async def test_a_case_is_opened_with_pages_alone_and_once(whole_portal: Portal) -> None:
    """Pressed twice, and once more after it is open, it is one case, and its drafts are gone."""
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.written()
        check = await opening.page("check")
        said = text_of(check)
        for told in (
            "hạn trả lời là",
            "Sở Tài chính",
            "Gửi lấy ý kiến 2 cơ quan",
            "H99.08",
            BUDGET,
            DATA,
        ):
            assert told in said
        fields = {**form_on(check.text), "do": "send"}
        where = f"{opening.start}/check"
        answers = [
            await browser.http.post(where, data=fields, headers=SAME_ORIGIN) for _ in range(3)
        ]
        cases = {case_of(each) for each in answers}
        assert len(cases) == 1
        assert await recorded(browser, cases.pop())
        assert (
            opening.start.removeprefix("/portal") not in (await browser.get("/portal/drafts")).text
        )


async def test_an_opening_is_one_draft_at_the_step_where_one_left_off(
    whole_portal: Portal,
) -> None:
    """However many of its pages were written; another opening is another."""
    async with whole_portal.acting(COLLEAGUE) as browser:
        first, second = WrittenOpening(browser), WrittenOpening(browser)
        await first.written()
        await second.press("paper", "save", **{"draft.subject": "Quy chế chi tiêu"})
        drafts = await browser.get("/portal/drafts")
        led_to = re.findall(r'<h3><a href="(/portal/cases/new/[^"]+)"', drafts.text)
        assert led_to == [f"{second.start}/paper", f"{first.start}/agencies"]
        assert f"“{PAPER['draft.subject']}”" in text_of(drafts)
        await first.press("questions", "save")
        again = (await browser.get("/portal/drafts")).text
        assert f'<h3><a href="{first.start}/questions"' in again


async def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    whole_portal: Portal,
) -> None:
    """Step by step; the check names the step in which something is missing."""
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        refused = await opening.press("paper", "next", **{"draft.subject": "Một trích yếu"})
        assert refused.status_code == 422
        assert 'href="#file"' in refused.text
        assert 'href="#draft.kind"' in refused.text
        assert "Một trích yếu" in (await opening.page("paper")).text
        typed = {"questions.0.text": BUDGET}
        refused = await opening.press("questions", "next", **typed)
        assert refused.status_code == 422
        assert "nội dung số 1 chưa có lĩnh vực" in text_of(refused)
        said = text_of(await opening.page("check"))
        assert "Còn nội dung cần bổ sung" in said
        assert "Gửi lấy ý kiến" not in said


async def test_fields_are_proposed_by_their_words_and_none_is_ticked(whole_portal: Portal) -> None:
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.press("questions", "propose", **{"questions.0.text": BUDGET})
        page = await opening.page("questions")
        assert "từ trùng: " in text_of(page)
        assert 'value="fin.budget"' in page.text
        assert "questions.0.field" not in form_on(page.text)


async def test_a_question_is_changed_and_taken_out(whole_portal: Portal) -> None:
    """The others keep their words and their place."""
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.asks()
        await opening.press("questions", "edit.0")
        changed = await opening.press(
            "questions", "save", "?row=0", **{"questions.0.text": "Kinh phí bao nhiêu?"}
        )
        assert changed.status_code == 303
        said = (await opening.page("questions")).text
        assert "Kinh phí bao nhiêu?" in said
        assert DATA in said
        await opening.press("questions", "drop.0")
        said = (await opening.page("questions")).text
        assert "Kinh phí" not in said
        assert DATA in said


async def test_a_body_outside_the_registry_alone_is_enough(whole_portal: Portal) -> None:
    """By letter, on its legal basis; what is missing of it is said at its field."""
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.uploads()
        await opening.press("paper", "next", **PAPER)
        await opening.press("questions", "next", **question(0, BUDGET, "fin.budget"))
        refused = await opening.press("agencies", "next", **{"outside.0.name": "Bộ Tài chính"})
        assert refused.status_code == 422
        assert 'href="#outside.0.legal_basis"' in refused.text
        written = {
            "outside.0.address": "Số 28 Trần Hưng Đạo, Hà Nội",
            "outside.0.legal_basis": "Khoản 3 Điều 26 Luật Ngân sách nhà nước",
            "outside.0.questions": "q1",
        }
        answer = await opening.press("agencies", "next", **written)
        assert leads(answer, "/check"), text_of(answer)
        assert "Bộ Tài chính" in text_of(await opening.page("check"))
        assert leads(await opening.press("check", "send"), "/cases/HS-")


async def test_an_agency_that_nothing_concerns_is_refused_in_the_words_of_the_rule(
    whole_portal: Portal,
) -> None:
    """On the page where agencies are chosen; a leader asks it with a reason."""
    for person, status in ((OFFICER, 422), (SUPERVISOR, 303)):
        async with whole_portal.acting(person) as browser:
            opening = WrittenOpening(browser)
            await opening.uploads()
            await opening.press("paper", "next", **PAPER)
            await opening.asks()
            answer = await opening.press(
                "agencies",
                "next",
                agencies=["H99.04", "H99.08", "H99.09"],
                override_reason="Theo chỉ đạo của UBND tỉnh" if person is SUPERVISOR else "",
            )
            assert answer.status_code == status, text_of(answer)
            if status == 422:
                assert "H99.09" in text_of(answer) or "Văn hóa" in text_of(answer)


@pytest.mark.parametrize("person", [HEAD])
async def test_whoever_does_not_draft_opens_nothing(whole_portal: Portal, person: Actor) -> None:
    """And reads who may."""
    async with whole_portal.acting(person) as browser:
        answer = await browser.get("/portal/cases/new")
        assert answer.status_code == 403
