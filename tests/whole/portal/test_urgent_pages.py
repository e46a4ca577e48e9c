"""An urgent grade on pages: an officer asks, a leader reads it whole, opens it or sends it back."""

import httpx

from remiss.sending.caller_command import consultation_id
from tests.given.html_forms import form_on
from tests.given.people import COLLEAGUE, OFFICER, SUPERVISOR
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.written_openings import PAPER, WrittenOpening, leads

REASON = "Chủ tịch UBND tỉnh yêu cầu báo cáo trước ngày 04/12/2026"
URGENT = {"draft.urgency": "urgent", "urgency_reason": REASON}


async def asks(opening: WrittenOpening) -> str:
    """An officer has written an urgent opening and asked for it; its address for a leader."""
    await opening.written(**URGENT)
    assert leads(await opening.press("check", "send"), "/check#main")
    where = f"/portal/urgent-openings/{consultation_id(OFFICER, opening.start.rpartition('/')[2])}"
    assert f'href="{where}"' in (await opening.browser.get("/portal/work")).text
    return where


async def decides(browser: Browser, where: str, do: str, **typed: str) -> httpx.Response:
    """A leader reads the page and presses one of its buttons."""
    page = await browser.get(where)
    assert page.status_code == 200, page.text
    fields = {**form_on(page.text), **typed, "do": do}
    return await browser.http.post(where, data=fields, headers=SAME_ORIGIN)


async def test_an_urgent_grade_needs_its_reason_on_the_first_page(whole_portal: Portal) -> None:
    """The field says so, and what was typed stands."""
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.uploads()
        refused = await opening.press("paper", "next", **PAPER | {"draft.urgency": "immediate"})
        assert refused.status_code == 422
        assert 'href="#urgency_reason"' in refused.text
        assert PAPER["draft.subject"] in refused.text
        kept = await opening.press("paper", "next", urgency_reason=REASON)
        assert leads(kept, "/questions")


async def test_an_officer_asks_and_a_leader_opens_it(whole_portal: Portal) -> None:
    """The leader finds it in their work and reads it whole; then it is the officer's case."""
    async with (
        whole_portal.acting(OFFICER) as officer,
        whole_portal.acting(SUPERVISOR) as leader,
    ):
        opening = WrittenOpening(officer)
        where = await asks(opening)
        said = text_of(await opening.page("check"))
        assert "đang chờ lãnh đạo phê duyệt" in said
        assert "Gửi lấy ý kiến" not in said
        work = await leader.get("/portal/work")
        assert "Chờ phê duyệt mức khẩn" in text_of(work)
        assert f'href="{where}"' in work.text
        notices = await leader.get("/portal/notices")
        assert "Chờ phê duyệt mức khẩn" in text_of(notices)
        assert f'href="{where}"' in notices.text
        page = text_of(await leader.get(where))
        for told in (REASON, OFFICER.name, "Sở Tài chính", "H99.08", *opening.words, "hạn trả lời"):
            assert told in page
        assert "Phê duyệt" not in text_of(await officer.get(where)).replace("Phê duyệt mức", "")

        answers = [await decides(leader, where, "approve")]
        answers.append(await leader.http.post(where, data={"do": "approve"}, headers=SAME_ORIGIN))

        case = where.rpartition("/")[2]
        assert all(leads(each, f"/cases/{case}") for each in answers)
        shown = text_of(await officer.get(f"/portal/cases/{case}"))
        for told in (REASON, OFFICER.name, SUPERVISOR.name):
            assert told in shown
        assert where not in (await leader.get("/portal/work")).text
        assert where not in (await leader.get("/portal/notices")).text
        assert (
            opening.start.removeprefix("/portal") not in (await officer.get("/portal/drafts")).text
        )
        check = await officer.get(f"{opening.start}/check")
        assert leads(check, f"/cases/{case}")


async def test_what_is_sent_back_is_changed_and_asked_again(whole_portal: Portal) -> None:
    """The words stand in the officer's work and at the check; the same is not asked twice."""
    async with (
        whole_portal.acting(OFFICER) as officer,
        whole_portal.acting(SUPERVISOR) as leader,
    ):
        opening = WrittenOpening(officer)
        where = await asks(opening)
        without = await decides(leader, where, "return")
        assert without.status_code == 422
        assert 'href="#reasons"' in without.text
        words = "Hạn của UBND tỉnh còn 10 ngày làm việc."
        assert leads(await decides(leader, where, "return", reasons=words), "/work")
        assert where not in (await leader.get("/portal/work")).text
        assert words in text_of(await officer.get("/portal/work"))
        check = await opening.page("check")
        assert words in text_of(check)
        assert 'value="send"' not in check.text
        changed = {"urgency_reason": "Hạn đã rút xuống 2 ngày."}
        assert leads(await opening.press("paper", "next", **changed), "/questions")
        assert leads(await opening.press("check", "send"), "/check#main")
        assert changed["urgency_reason"] in text_of(await leader.get(where))


async def test_what_changed_while_it_was_read_opens_nothing(whole_portal: Portal) -> None:
    """The leader is shown what is asked now, and nothing is open."""
    async with (
        whole_portal.acting(OFFICER) as officer,
        whole_portal.acting(SUPERVISOR) as leader,
    ):
        opening = WrittenOpening(officer)
        where = await asks(opening)
        read = form_on((await leader.get(where)).text)
        other = await opening.press("paper", "next", urgency_reason="Lý do khác hẳn.")
        assert leads(other, "/questions"), other.headers["Location"]
        assert leads(await opening.press("check", "send"), "/check#main")
        answer = await leader.http.post(where, data={**read, "do": "approve"}, headers=SAME_ORIGIN)
        assert answer.status_code == 422
        assert "đã thay đổi" in text_of(answer)
        assert "Lý do khác hẳn." in text_of(answer)
        assert (await officer.get(f"/portal/cases/{where.rpartition('/')[2]}")).status_code == 404


async def test_an_officer_withdraws_and_opens_it_with_the_normal_grade(
    whole_portal: Portal,
) -> None:
    """What was typed stands; the leader's page is gone."""
    async with (
        whole_portal.acting(OFFICER) as officer,
        whole_portal.acting(SUPERVISOR) as leader,
    ):
        opening = WrittenOpening(officer)
        where = await asks(opening)
        assert leads(await opening.press("check", "withdraw"), "/check#main")
        assert (await leader.get(where)).status_code == 404
        assert leads(
            await opening.press("paper", "next", **{"draft.urgency": "normal"}), "/questions"
        )
        assert leads(await opening.press("check", "send"), "/cases/HS-")


async def test_a_leader_who_opens_it_needs_only_the_reason(whole_portal: Portal) -> None:
    """No second leader is asked."""
    async with whole_portal.acting(SUPERVISOR) as leader:
        opening = WrittenOpening(leader)
        await opening.written(**URGENT)
        assert leads(await opening.press("check", "send"), "/cases/HS-")


async def test_a_colleague_finds_nothing(whole_portal: Portal) -> None:
    """Not in their work, and not at the address."""
    async with (
        whole_portal.acting(OFFICER) as officer,
        whole_portal.acting(COLLEAGUE) as colleague,
    ):
        where = await asks(WrittenOpening(officer))
        assert (await colleague.get(where)).status_code == 404
        assert where not in (await colleague.get("/portal/work")).text
