"""Hundreds of comments on clauses: written ten a page, read a page at a time, and none lost."""

import gzip
import io
from collections.abc import AsyncIterator

import pytest
from openpyxl import Workbook

from tests.given.api_cases import Case, open_case
from tests.given.html_forms import Fields, form_on
from tests.given.people import FINANCE, HEAD, OFFICER
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served, plain_client

COMMENTS, A_PAGE = 300, 10
PAGE_BYTES = 20 * 1024
"""As it travels."""
WORDS = "Đề nghị làm rõ trách nhiệm của cơ quan chủ trì và thời hạn thực hiện tại điều này."
WHOLE: Fields = {
    "answers.1.position": "agree",
    "answers.1.reason": "Kinh phí bố trí trong dự toán chi thường xuyên được giao năm 2026.",
    "position": "agree_with_changes",
    "responsible_official": "stc.duc.hoang",
}


@pytest.fixture
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    async with plain_client(whole_portal.url) as http:
        yield await open_case(Served(http, whole_portal.settings), OFFICER)


def table() -> bytes:
    """Three hundred comments, each on a clause of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Điều khoản", "Ý kiến", "Đề xuất", "Lý do"])
    for number in range(1, COMMENTS + 1):
        sheet.append([number, f"Điều {number}", f"{WORDS} ({number})", "Viết lại.", "Dễ hiểu."])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


async def press(browser: Browser, address: str, form: Fields, do: str, **typed: str) -> str:
    """Where the press leads, or what it shows."""
    sent = {**form, **typed, "do": do}
    answer = await browser.http.post(address, data=sent, headers=SAME_ORIGIN)
    assert answer.status_code in {200, 303}, text_of(answer)
    return answer.headers.get("location") or answer.text


async def shown(browser: Browser, address: str) -> Fields:
    """The form of the page, which is no heavier than a page may be."""
    page = await browser.get(address)
    assert page.status_code == 200
    assert len(gzip.compress(page.content)) < PAGE_BYTES
    return form_on(page.text)


def rows(form: Fields) -> list[int]:
    """The numbers of the rows on a page."""
    texts = [name.split(".") for name in form if name.endswith(".text") and "clause_" in name]
    return sorted(int(name[1]) for name in texts)


async def test_three_hundred_comments_are_written_ten_a_page(
    whole_portal: Portal, case: Case
) -> None:
    """Brought in from a table, changed on two pages, one emptied; all others are as they were."""
    address = f"/portal/requests/{case.id}/{FINANCE}/reply"
    async with whole_portal.acting(HEAD) as browser:
        form = await shown(browser, address)
        files = {"file": ("Gop y.xlsx", table(), "application/octet-stream")}
        sent = {**form, "do": "upload"}
        await browser.http.post(address, data=sent, headers=SAME_ORIGIN, files=files)
        form = await shown(browser, address)
        brought = await press(browser, address, form, f"table:{form['attached']}")
        assert "Góp ý 1–10 trong 300 góp ý." in brought
        form = await shown(browser, address)
        assert rows(form) == list(range(A_PAGE))

        changed = {"clause_comments.3.text": "Đã sửa ở trang đầu."}
        assert (await press(browser, address, form, "page:30", **changed)).endswith("#comments")
        form = await shown(browser, address)
        assert rows(form) == list(range(COMMENTS - A_PAGE, COMMENTS))

        emptied = {f"clause_comments.299.{part}": "" for part in ("clause", "text")}
        led = await press(browser, address, form, "add", **emptied)
        assert led.endswith("#clause_comments.300.clause")
        form = await shown(browser, address)
        assert rows(form) == [COMMENTS]

        added = {"clause_comments.300.clause": "Điều 301", "clause_comments.300.text": WORDS}
        await press(browser, address, form, "send", **WHOLE, **added)  # type: ignore[arg-type]
        reply = (await case.seen(HEAD))["replies"][-1]["reply"]
    said = [each["text"] for each in reply["clause_comments"]]
    assert len(said) == COMMENTS
    assert said[3] == "Đã sửa ở trang đầu."
    assert said[4] == f"{WORDS} (5)"
    assert said[-1] == WORDS

    address = f"/portal/requests/{case.id}/{FINANCE}/comments"
    async with whole_portal.acting(HEAD) as browser:
        found, page = 0, 1
        while True:
            answer = await browser.get(f"{address}?page={page}")
            assert len(gzip.compress(answer.content)) < PAGE_BYTES
            found += answer.text.count('<article id="c-')
            if 'rel="next"' not in answer.text:
                break
            page += 1
        assert page > 1
        assert found >= COMMENTS


async def test_a_fault_is_shown_on_the_page_it_is_on(whole_portal: Portal, case: Case) -> None:
    """A comment far behind that cannot be taken brings its page up, with its field named."""
    address = f"/portal/requests/{case.id}/{FINANCE}/reply"
    async with whole_portal.acting(HEAD) as browser:
        form = await shown(browser, address)
        typed = {f"clause_comments.{n}.clause": f"Điều {n}" for n in range(25)}
        texts = {f"clause_comments.{n}.text": WORDS for n in range(25)}
        long = {"clause_comments.17.clause": "Điều " * 60}
        await press(browser, address, form, "save", **{**typed, **texts, **long})
        form = await shown(browser, address)
        assert rows(form) == list(range(A_PAGE))
        sent = {**form, **WHOLE, "do": "send"}
        answer = await browser.http.post(address, data=sent, headers=SAME_ORIGIN)
        assert answer.status_code == 422
        assert rows(form_on(answer.text)) == list(range(A_PAGE, 2 * A_PAGE))
        assert 'href="#clause_comments.17.clause"' in answer.text
