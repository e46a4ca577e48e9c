"""The Office at its desk: one act urges several agencies, each on record; mornings are read."""

from collections.abc import AsyncIterator

import httpx
import pytest

from activities.report_step import render_report
from remiss import ledger
from remiss.consultation.views.overdue_list import MorningCases
from remiss.documents.found_delays import FoundDelays
from tests.given.api_cases import Case, open_case
from tests.given.case import FINANCE as MONEY_ASKED
from tests.given.case import MONEY, given, hanoi, opening, time_passes
from tests.given.html_forms import form_on
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, OTHER_HEAD, SCIENCE
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served, plain_client

URGING = "/portal/office/urging"
WORDS = "Gửi văn bản trả lời trong ngày."


@pytest.fixture
async def cases(whole_portal: Portal) -> AsyncIterator[tuple[Case, Case]]:
    """Two open cases of two agencies each."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        yield await open_case(served), await open_case(served)


async def urges(browser: Browser, chosen: list[str], words: str = WORDS) -> httpx.Response:
    """The page of those chosen, filled in, and pressed twice; the answer to the second press."""
    shown = await browser.get(URGING, params={"chosen": chosen})
    assert shown.status_code == 200, text_of(shown)
    sent = {**form_on(shown.text), "chosen": chosen, "words": words, "do": "send"}
    await browser.http.post(URGING, data=sent, headers=SAME_ORIGIN)
    return await browser.http.post(URGING, data=sent, headers=SAME_ORIGIN)


async def test_one_act_urges_several_each_once_in_its_own_case(
    whole_portal: Portal, cases: tuple[Case, Case]
) -> None:
    """Three of two cases; one is closed meanwhile, and the page says so and keeps none back."""
    first, second = cases
    closed = await first.does(OFFICE, "close", SCIENCE, reasons="Không cần nữa.")
    assert closed == ["request_closed_on_record"]
    chosen = [f"{first.id}/{FINANCE}", f"{second.id}/{FINANCE}", f"{second.id}/{SCIENCE}"]
    answered = await second.does(HEAD, "acknowledge")
    assert answered == ["request_acknowledged"]
    async with whole_portal.acting(OFFICE) as browser:
        empty = await urges(browser, chosen, "")
        assert empty.status_code == 422
        assert 'href="#words"' in empty.text
        answer = await urges(browser, [*chosen, f"{first.id}/{SCIENCE}"])
        assert answer.status_code == 200, text_of(answer)
        assert "Đã ghi nhận 3 đề nghị, không ghi nhận 0 đề nghị." in text_of(answer)
        again = await urges(browser, chosen)
        assert "Đã ghi nhận 0 đề nghị, không ghi nhận 3 đề nghị." in text_of(again)
        assert "mỗi đề nghị cho ý kiến chỉ đôn đốc một lần trong ngày" in text_of(again)
        letter = await browser.get(f"/portal/requests/{first.id}/{FINANCE}/urging.docx")
        assert letter.status_code == 200
        assert letter.content.startswith(b"PK")
    assert (await first.told(OFFICER)).count("request_urged") == 1
    assert (await second.told(OFFICER)).count("request_urged") == 2
    async with whole_portal.acting(HEAD) as browser:
        page = await browser.get(f"/portal/requests/{first.id}/{FINANCE}")
        assert WORDS in page.text
        assert "urging.docx" not in page.text


async def test_the_desk_counts_what_it_lists_and_ages_open_the_requests(
    whole_portal: Portal, cases: tuple[Case, Case]
) -> None:
    """Filters stand in the address; what was sent just now is among the youngest."""
    async with whole_portal.acting(OFFICE) as browser:
        page = await browser.get("/portal/office", params={"agency": FINANCE, "overdue": "true"})
        assert page.status_code == 200, text_of(page)
        assert "Đang lọc theo cơ quan: Sở Tài chính (H99.04)." in text_of(page)
        assert "agency=H99.04&amp;overdue=true&amp;new=true" in page.text
        youngest = await browser.get("/portal/office", params={"age": "0", "agency": FINANCE})
        for case in cases:
            assert f"/requests/{case.id}/{FINANCE}" in youngest.text
        oldest = await browser.get("/portal/office", params={"age": "4"})
        assert cases[0].id not in oldest.text


async def test_a_morning_is_read_as_it_was_published(whole_portal: Portal) -> None:
    """Each overdue request with agency, head, official and reason, by level; and its papers.

    The list is empty before the first morning, and another day has none.
    """
    async with whole_portal.acting(OFFICE) as browser:
        listed = await browser.get("/portal/reports")
        assert "Chưa có báo cáo nào" in text_of(listed)
        await _publish(whole_portal)
        assert 'href="/portal/reports/2026-03-13"' in (await browser.get("/portal/reports")).text
        page = await browser.get("/portal/reports/2026-03-13")
        assert page.status_code == 200, text_of(page)
        said = text_of(page)
        for expected in ("Quá hạn 4 ngày", "Người đứng đầu:", "Lý do của cơ quan: chưa nêu"):
            assert expected in said
        assert f"/portal/requests/HS-RISEN/{FINANCE}" in page.text
        of_one = await browser.get("/portal/reports/2026-03-13?agency=tai+chinh")
        assert "HS-RISEN" in of_one.text
        of_other = await browser.get("/portal/reports/2026-03-13?agency=tu+phap")
        assert "không có đề nghị nào gửi cơ quan này" in text_of(of_other)
        unclear = await browser.get("/portal/reports/2026-03-13?agency=so&to=chairman")
        assert "?to=chairman&amp;agency=H99." in unclear.text
        assert "HS-RISEN" not in unclear.text
        assert "không có đề nghị nào" not in text_of(unclear)
        chairman = await browser.get("/portal/reports/2026-03-13?to=chairman")
        assert "HS-RISEN" in chairman.text
        for to in ("office", "chairman"):
            paper = await browser.get(f"/portal/reports/2026-03-13.docx?to={to}")
            assert paper.content.startswith(b"PK"), to
        assert (await browser.get("/portal/reports/2026-12-01")).status_code == 404


async def _publish(portal: Portal) -> None:
    """A morning on which one agency has been late for days."""
    busy = hanoi("2026-03-13", "07:30")
    asked = opening(consultation="HS-RISEN", questions=(MONEY,), agencies=(MONEY_ASKED.code,))
    found = FoundDelays(busy)
    found.add(MorningCases((given(asked, time_passes(busy)),), {}))
    dsn = portal.settings.postgres_dsn
    assert dsn is not None
    pool = await ledger.connect(dsn.get_secret_value())
    await ledger.publish(pool, render_report(found, "Ủy ban nhân dân tỉnh Tân Giang"))
    await pool.close()


async def test_a_circle_stands_on_the_desk_with_its_whole_way(
    whole_portal: Portal, cases: tuple[Case, Case]
) -> None:
    """Finance sends a question to Science, Science back: the Office reads who, when and why."""
    case, _ = cases
    there = {"question": "kinh-phi", "field": "digital.data", "to": SCIENCE}
    back = {"question": "kinh-phi", "field": "fin.budget", "to": FINANCE}
    first, second = "Thuộc lĩnh vực dữ liệu số.", "Thuộc lĩnh vực ngân sách."
    await case.does(HEAD, "decline", declined=[there], reasons=first)
    confirmed = await case.does(
        OFFICER, "decline/ruling", question="kinh-phi", confirmed=True, reasons="Đúng."
    )
    assert confirmed == ["decline_confirmed", "request_widened"]
    await case.does(OTHER_HEAD, "decline", SCIENCE, declined=[back], reasons=second)
    async with whole_portal.acting(OFFICE) as browser:
        page = await browser.get("/portal/office", params={"agency": SCIENCE})
        ruling = await browser.get(f"/portal/requests/{case.id}/{SCIENCE}/ruling")
    for shown in (text_of(page), text_of(ruling)):
        assert "toàn bộ quá trình chuyển gồm 2 bước" in shown
        assert shown.index(f"“{first}”") < shown.index(f"“{second}”")
