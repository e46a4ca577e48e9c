"""A case run from its pages: what they show, and what each decision leaves in the ledger."""

import io
import re
import secrets
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from zipfile import ZipFile

import httpx
import pytest

from remiss.texts import VIET_NAM
from tests.given.api_cases import QUESTIONS, Case, open_case
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, OFFICIAL, SUPERVISOR
from tests.given.portal_visits import Browser, Portal, text_of
from tests.given.served import Served, plain_client

REQUEST = f"/portal/requests/{{case}}/{FINANCE}"
FINE = {"id": "muc-phat", "text": "Mức phạt bao nhiêu là phù hợp?", "field": "fin.norms"}
DUC = "stc.duc.hoang"
REASON = "Nội dung liên quan đã được tách sang văn bản khác."


@pytest.fixture
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """An open case of the test's own."""
    async with plain_client(whole_portal.url) as http:
        yield await open_case(Served(http, whole_portal.settings))


@pytest.fixture
async def officer(whole_portal: Portal) -> AsyncIterator[Browser]:
    async with whole_portal.acting(OFFICER) as browser:
        yield browser


async def press(browser: Browser, path: str, **typed: str) -> httpx.Response:
    """The form of a page, as it was shown, filled in and sent."""
    shown = (await browser.get(path)).text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    sent = {name: value for name, value in hidden.items() if name not in typed}
    fields = {"do": "send", **sent, **typed}
    return await browser.http.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})


async def test_a_case_says_what_waits_and_what_stands_in_the_way(
    officer: Browser, case: Case
) -> None:
    """With every agency in picture and table; nothing can be concluded while they have to reply."""
    answer = await officer.get(f"/portal/cases/{case.id}")
    said = text_of(answer)
    for told in ("Chờ quyết định (0)", "Sở Tài chính", "Còn gì trước khi kết thúc", "Tạm dừng"):
        assert told in said
    assert f'href="/portal/requests/{case.id}/{FINANCE}"' in answer.text
    assert "chưa có kết quả" in said


async def test_an_agency_sees_its_own_part(whole_portal: Portal, case: Case) -> None:
    """No other request, no decision, no act of the drafting side."""
    async with whole_portal.acting(HEAD) as browser:
        answer = await browser.get(f"/portal/cases/{case.id}")
        assert "Sở Khoa học" not in answer.text
        assert "Tạm dừng" not in answer.text
        assert "Còn gì trước khi kết thúc" not in answer.text


async def test_a_case_is_suspended_once_and_goes_on(officer: Browser, case: Case) -> None:
    """The same press twice acts once; the page then says that it is stopped."""
    path = f"/portal/cases/{case.id}/suspend"
    key = secrets.token_hex(16)
    for _ in range(2):
        answer = await press(officer, path, key=key, reason=REASON)
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/portal/cases/{case.id}#main",
        )
    assert (await case.told(OFFICER)).count("consultation_suspended") == 1
    assert f"{OFFICER.name} đã tạm dừng hồ sơ lúc" in text_of(await officer.get(path))
    await press(officer, f"/portal/cases/{case.id}/resume", reason=REASON)
    assert (await case.told(OFFICER))[-1] == "consultation_resumed"


@pytest.mark.parametrize("act", ["suspend", "cancel"])
async def test_without_a_reason_nothing_is_done(officer: Browser, case: Case, act: str) -> None:
    """The field says so, and the summary leads to it."""
    answer = await press(officer, f"/portal/cases/{case.id}/{act}", reason="")
    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert 'aria-invalid="true"' in answer.text


async def test_a_case_concludes_once_nothing_stands_in_the_way(
    officer: Browser, case: Case
) -> None:
    """Until then the page names all of it, and there is no button."""
    path = f"/portal/cases/{case.id}/conclude"
    before = await officer.get(path)
    assert "Chưa kết thúc được" in text_of(before)
    assert 'value="send"' not in before.text
    await case.settle()
    answer = await press(officer, path)
    assert answer.status_code == 303, text_of(answer)
    assert "consultation_concluded" in await case.told(OFFICER)


async def test_a_clarification_is_answered(officer: Browser, case: Case) -> None:
    """With its question above the field; afterwards the page says that nothing waits."""
    asked = "Chưa có tài liệu để góp ý về mức chi."
    paper = {"name": "Bảng tính kinh phí", "rule": "Khoản 2 Điều 42 Luật Ngân sách nhà nước"}
    await case.does(HEAD, "clarifications", ground="missing_document", text=asked, papers=[paper])
    path = f"{REQUEST.format(case=case.id)}/clarification"
    assert asked in (await officer.get(path)).text
    answer = await press(officer, path, text="Bảng tính kinh phí được gửi kèm.")
    assert answer.status_code == 303, text_of(answer)
    assert (await case.told(OFFICER))[-1] == "clarification_answered"
    assert "Không có đề nghị làm rõ nào" in text_of(await officer.get(path))


async def test_a_question_that_is_anothers_is_ruled_on(
    whole_portal: Portal, officer: Browser
) -> None:
    """Keeping it needs reasons, which the rules say above what was typed."""
    async with plain_client(whole_portal.url) as http:
        case = await open_case(Served(http, whole_portal.settings), questions=[*QUESTIONS, FINE])
        declined = {"question": FINE["id"], "field": "justice.sanction", "to": "H99.03"}
        await case.does(HEAD, "decline", declined=[declined], reasons="Về mức xử phạt.")
        path = f"{REQUEST.format(case=case.id)}/ruling"
        assert (await press(officer, path, confirmed="false")).status_code == 422
        answer = await press(officer, path, confirmed="true")
        assert answer.status_code == 303, text_of(answer)
        assert "decline_confirmed" in await case.told(OFFICER)


async def test_a_reply_is_returned_with_reasons(officer: Browser, case: Case) -> None:
    """The reply, its question and what was found stand on the page; a return needs reasons."""
    await case.does(HEAD, "reply", **case.vague())
    path = f"{REQUEST.format(case=case.id)}/review"
    shown = (await officer.get(path)).text
    assert "<mark>" in shown
    assert "Kinh phí lấy từ nguồn nào?" in shown
    without = await press(officer, path, decision="return", reasons="")
    assert without.status_code == 422
    answer = await press(officer, path, decision="return", reasons="Đề nghị nêu định mức chi.")
    assert answer.status_code == 303, text_of(answer)
    assert "reply_returned" in await case.told(OFFICER)


async def test_an_acceptance_carries_no_words_written_beforehand(
    officer: Browser, case: Case
) -> None:
    """What a return would ask for stands in the field, and is not recorded with a yes."""
    await case.does(HEAD, "reply", **case.vague())
    path = f"{REQUEST.format(case=case.id)}/review"
    shown = (await officer.get(path)).text
    written = re.search(r'<textarea id="reasons"[^>]*>\n([^<]*)</textarea>', shown)
    assert written
    assert written[1].strip()
    answer = await press(officer, path, decision="accept", reasons=written[1])
    assert answer.status_code == 303, text_of(answer)
    seen = await case.seen(OFFICER)
    assert seen["replies"][-1]["reasons"] is None


async def test_the_office_orders_a_deadline_and_takes_over(
    whole_portal: Portal, case: Case
) -> None:
    """A day that has passed is refused in the words of the rules, and what was typed stays."""
    await case.does(HEAD, "reply", **case.vague())
    async with whole_portal.acting(OFFICE) as browser:
        path = REQUEST.format(case=case.id)
        answer = await press(browser, f"{path}/take-over", reasons=REASON)
        assert answer.status_code == 303, text_of(answer)
        wrong = await press(browser, f"{path}/order", to="01/12/2020", reasons=REASON)
        assert wrong.status_code == 422
        assert 'value="01/12/2020"' in wrong.text
        assert REASON in wrong.text


async def test_an_officer_is_replaced_by_a_supervisor(whole_portal: Portal, case: Case) -> None:
    """Who may see the page of it is told by the table: the officer may not."""
    path = f"/portal/cases/{case.id}/officer"
    async with whole_portal.acting(OFFICER) as browser:
        assert (await browser.get(path)).status_code == 403
    async with whole_portal.acting(SUPERVISOR) as browser:
        answer = await press(browser, path, officer="snv.quang.vu", reason="Điều động công tác.")
        assert answer.status_code == 303, text_of(answer)
    assert "officer_replaced" in await case.told(SUPERVISOR)


async def test_papers_of_a_case_are_taken_home_in_one(officer: Browser, case: Case) -> None:
    """The table, each letter and each reply."""
    await case.settle()
    answer = await officer.get(f"/portal/cases/{case.id}/papers/submission.zip")
    assert answer.headers["content-disposition"].startswith("attachment")
    names = ZipFile(io.BytesIO(answer.content)).namelist()
    assert any(name.endswith("consolidation.docx") for name in names)
    assert any(name.startswith("3-van-ban-tra-loi/H99.04-1-1") for name in names)
    for kind in ("docx", "xlsx"):
        table = await officer.get(f"/portal/cases/{case.id}/papers/table.{kind}")
        assert table.content.startswith(b"PK")


async def test_the_ledger_of_a_case_is_read_and_holds(officer: Browser, case: Case) -> None:
    """Each event with its hash; as it was known at a moment; a moment that cannot be is said so."""
    path = f"/portal/cases/{case.id}/ledger"
    answer = await officer.get(path)
    assert "Toàn vẹn: 3 sự kiện" in text_of(answer)
    events = await case.told(OFFICER)
    assert answer.text.count('class="hash"') == len(events) + 1
    early = await officer.get(f"{path}?at=09:00+01/12/2020&agency=")
    assert early.status_code == 422
    assert 'aria-invalid="true"' in early.text
    odd = await officer.get(f"{path}?at=hôm qua")
    assert odd.status_code == 422
    assert 'value="hôm qua"' in odd.text
    of_one = await officer.get(f"{path}?agency={FINANCE}")
    assert "Sự kiện (1)" in text_of(of_one)
    assert "Sự kiện (1)" in text_of(await officer.get(f"{path}?agency=tai+chinh"))
    assert "Không có cơ quan nào có tên" in text_of(await officer.get(f"{path}?agency=xyzzy"))


async def test_a_reply_that_came_on_paper_is_entered_with_its_scan(
    whole_portal: Portal, officer: Browser, case: Case
) -> None:
    """Without a scan the rules say so, and everything typed stands there still."""
    path = f"{REQUEST.format(case=case.id)}/entry"
    text = "Sở Tài chính thống nhất với dự thảo; kinh phí bố trí từ dự toán chi thường xuyên."
    today = datetime.now(VIET_NAM).strftime("%d/%m/%Y")
    typed = {
        "way": "paper",
        "received_on": today,
        "signed_by": "stc.huong.bui",
        "signed_by.id": "stc.huong.bui",
        "signed_by.name": "Bùi Thị Hương",
        "reply.position": "agree",
        "reply.text": text,
    }
    if 'name="signed_by"' in (await officer.get(path)).text:
        typed = {name: value for name, value in typed.items() if "signed_by." not in name}
    else:
        del typed["signed_by"]
    without = await press(officer, path, **typed)
    assert without.status_code == 422
    assert text in without.text
    if "signed_by" in typed:
        of_another = await press(officer, path, **{**typed, "signed_by": "skhcn.nam.ly"})
        assert of_another.status_code == 422
        assert "thuộc cơ quan khác" in text_of(of_another)
    async with plain_client(whole_portal.url) as http:
        scan = await Served(http, whole_portal.settings).upload(OFFICER, b"%PDF-1.4 scan")
    said = {"reply.answers.1.position": "disagree", "reply.answers.1.text": "Chưa có nguồn."}
    answer = await press(officer, path, **typed, **said, attached=scan)
    assert answer.status_code == 303, text_of(answer)
    assert "reply_received" in await case.told(OFFICER)
    (one,) = (await case.seen(OFFICER))["replies"][-1]["reply"]["answers"]
    assert (one["question"], one["position"], one["text"]) == (
        "kinh-phi",
        "disagree",
        "Chưa có nguồn.",
    )


async def test_a_deadline_the_head_sets_stays_inside(whole_portal: Portal, case: Case) -> None:
    """The official reads it on the work list, the head among the loads; the drafters do not."""
    until = datetime.now(VIET_NAM).replace(second=0, microsecond=0) + timedelta(hours=2)
    typed = f"{until:%H:%M %d/%m/%Y}"
    said = "thời hạn nội bộ"
    async with whole_portal.acting(HEAD) as browser:
        path = f"{REQUEST.format(case=case.id)}/assign"
        late = f"{until + timedelta(days=300):%H:%M %d/%m/%Y}"
        named = {"official": DUC}
        answer = await press(browser, path, **named, internal_due_at=late)
        assert answer.status_code == 422
        assert ") sau thời hạn trả lời (" in text_of(answer)
        answer = await press(browser, path, **named, internal_due_at=typed)
        assert answer.status_code == 303, text_of(answer)
        assert said in text_of(await browser.get(f"/portal/load?official={DUC}"))
    async with whole_portal.acting(OFFICIAL.model_copy(update={"id": DUC})) as browser:
        assert said in text_of(await browser.get("/portal/work"))
    async with whole_portal.acting(OFFICER) as browser:
        for page in (REQUEST.format(case=case.id), f"/portal/cases/{case.id}/ledger"):
            answer = await browser.get(page)
            assert answer.status_code == 200
            assert "nội bộ" not in text_of(answer)
