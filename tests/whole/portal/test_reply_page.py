"""Writing a reply at the portal: nothing is lost, what is wrong is named, it is given once."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import pytest

from tests.given.api_cases import Case, open_case, opening
from tests.given.html_forms import Fields, form_on
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICER, OFFICIAL
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served
from tests.given.written_tables import workbook

DUC, HUONG, NAM = "stc.duc.hoang", "stc.huong.bui", "skhcn.nam.ly"
REASON = "Kinh phí bố trí trong dự toán chi thường xuyên được giao năm 2026, không phát sinh thêm."
WHOLE: Fields = {
    "answers.1.position": "agree",
    "answers.1.reason": REASON,
    "position": "agree",
    "legal_basis": "Khoản 2 Điều 31 Luật Ngân sách nhà nước",
}


@pytest.fixture
async def case(whole_portal: Portal) -> AsyncIterator[Case]:
    """An open case, one question of which is Finance's."""
    async with whole_portal.browser() as browser:
        yield await open_case(Served(browser.http, whole_portal.settings), OFFICER)


@dataclass(frozen=True)
class Desk:
    """A person's browser at one page of a request."""

    browser: Browser
    address: str

    async def page(self, query: str = "") -> httpx.Response:
        return await self.browser.get(self.address + query)

    async def form(self, query: str = "") -> Fields:
        return form_on((await self.page(query)).text)

    async def press(self, do: str, form: Fields, files: Any = None, **typed: str) -> httpx.Response:
        return await self.browser.http.post(
            self.address, data={**form, **typed, "do": do}, headers=SAME_ORIGIN, files=files
        )


def page_of(case: Case, name: str = "reply") -> str:
    return f"/portal/requests/{case.id}/{FINANCE}/{name}"


async def test_an_official_writes_and_it_waits_for_the_signature(
    whole_portal: Portal, case: Case
) -> None:
    """Once, however often it is pressed; the ledger has every word."""
    async with whole_portal.signed_in(DUC) as browser:
        desk = Desk(browser, page_of(case))
        form = await desk.form() | WHOLE
        for _ in range(2):
            sent = await desk.press("send", form)
            assert sent.status_code == 303, text_of(sent)
            assert sent.headers["location"].startswith(f"/portal/requests/{case.id}/{FINANCE}")
    told = await case.told(AUDITOR)
    assert told.count("reply_drafted") == 1
    assert "reply_received" not in told
    unsigned = (await case.seen(HEAD))["unsigned"]
    (answer,) = unsigned["answers"]
    assert (answer["question"], answer["position"]) == ("kinh-phi", "agree")
    assert answer["reason"] == REASON
    assert unsigned["responsible_official"]["id"] == DUC
    assert unsigned["draft_sha256"] == case.sha256


async def test_a_head_gives_a_quick_answer(whole_portal: Portal, case: Case) -> None:
    """One position, one line: it counts at once. Without the line it is asked for, at its field."""
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case))
        form = await desk.form()
        assert "position" not in form
        without = await desk.press("quick", form, **{"quick.position": "agree"})
        assert without.status_code == 422
        assert 'href="#quick.reason"' in without.text
        again = form_on(without.text)
        assert again["quick.position"] == "agree"
        sent = await desk.press("quick", again, **{"quick.reason": REASON})
        assert sent.status_code == 303, text_of(sent)
    assert "reply_received" in await case.told(AUDITOR)


async def test_the_page_of_a_reply_that_was_given_leads_to_its_receipt(
    whole_portal: Portal, case: Case
) -> None:
    """Whoever comes back by an old link finds no empty form, and where the reply is."""
    address = f"/portal/requests/{case.id}/{FINANCE}"
    await case.does(HEAD, "reply", **case.reply())
    async with whole_portal.acting(OFFICIAL) as browser:
        page = await browser.get(f"{address}/reply")
        assert f'href="{address}/replies/1"' in page.text
        assert 'value="send"' not in page.text
        assert (await browser.get(f"{address}/replies/1")).status_code == 200


async def test_what_cannot_be_taken_is_named_and_nothing_typed_is_lost(
    whole_portal: Portal, case: Case
) -> None:
    """A comment that says nothing is named in its row; a colleague goes on with the draft."""
    async with whole_portal.signed_in(DUC) as browser:
        desk = Desk(browser, page_of(case))
        added = await desk.press("add", await desk.form() | WHOLE)
        assert added.headers["location"].endswith("#clause_comments.0.clause")
        form = await desk.form()
        assert form["answers.1.reason"] == REASON
        empty = await desk.press("send", form, **{"clause_comments.0.clause": "Khoản 2 Điều 7"})
        assert empty.status_code == 422
        assert 'href="#clause_comments.0"' in empty.text
        assert 'value="Khoản 2 Điều 7"' in empty.text
    async with whole_portal.signed_in(HUONG) as browser:
        theirs = await Desk(browser, page_of(case)).form()
        assert theirs["clause_comments.0.clause"] == "Khoản 2 Điều 7"
    assert "reply_drafted" not in await case.told(AUDITOR)


async def test_a_check_quotes_leads_to_the_field_and_records_nothing(
    whole_portal: Portal, case: Case
) -> None:
    """What a machine found stands above what was typed, and the letter is shown as it will be."""
    async with whole_portal.signed_in(DUC) as browser:
        desk = Desk(browser, page_of(case))
        form = await desk.form()
        checked = await desk.press("check", form, text="Đề nghị thực hiện theo quy định.")
        assert checked.status_code == 200
        assert 'id="findings"' in checked.text
        assert re.search(r'<a href="#(text|answers\.1\.\w+)">', checked.text)
        assert str(form_on(checked.text)["text"]).strip() == "Đề nghị thực hiện theo quy định."
        shown = await desk.press("preview", form_on(checked.text) | WHOLE)
        assert 'class="sheet"' in shown.text
        assert REASON in shown.text.partition("</article>")[0]
    assert "reply_drafted" not in await case.told(AUDITOR)


async def test_what_is_read_from_a_letter_is_confirmed_in_one_step(
    whole_portal: Portal, case: Case
) -> None:
    """Nothing is chosen beforehand; the words it was read from stand beside it."""
    letter = (
        "Kính gửi: Sở Nội vụ\nSở Tài chính thống nhất với dự thảo, vì kinh phí đã bố trí trong dự "
        "toán chi thường xuyên được giao năm 2026.\nTrân trọng./."
    )
    async with whole_portal.signed_in(DUC) as browser:
        desk = Desk(browser, page_of(case))
        checked = await desk.press("check", await desk.form(), text=letter)
        assert 'value="confirm"' in checked.text
        assert "checked" not in checked.text
        sent = await desk.press("confirm", form_on(checked.text))
        assert sent.status_code == 303, text_of(sent)
    (answer,) = (await case.seen(HEAD))["unsigned"]["answers"]
    assert answer["position"] == "agree"


async def test_the_comments_of_the_agencys_own_table_are_brought_in(
    whole_portal: Portal, case: Case
) -> None:
    """Each into a row of its own, to be read again; nothing is sent by it."""
    async with whole_portal.signed_in(DUC) as browser:
        desk = Desk(browser, page_of(case))
        sheet = ("file", ("Bang gop y.xlsx", workbook(), "application/octet-stream"))
        assert (await desk.press("upload", await desk.form(), files=[sheet])).status_code == 303
        form = await desk.form()
        brought = await desk.press(f"table:{form['attached']}", form)
        assert brought.status_code == 200, text_of(brought)
        assert 'id="table"' in brought.text
        filled = form_on(brought.text)
        assert str(filled["clause_comments.0.clause"]).strip()
        assert (await desk.form())["clause_comments.0.clause"] == filled["clause_comments.0.clause"]
        sent = await desk.press("send", filled | WHOLE)
        assert sent.status_code == 303, text_of(sent)
    unsigned = (await case.seen(HEAD))["unsigned"]
    assert unsigned["clause_comments"][0]["clause"] == filled["clause_comments.0.clause"]
    assert unsigned["files"][0]["name"] == "Bang gop y.xlsx"


async def test_a_clause_is_commented_on_beside_the_text(whole_portal: Portal) -> None:
    """Chosen in the draft, its address and words stand in a row of the reply."""
    text = "Điều 1. Phạm vi\n1. Hướng dẫn này áp dụng từ năm 2026.\n2. Mức thưởng là 1,5 lần."
    async with whole_portal.browser() as somebody, whole_portal.signed_in(DUC) as browser:
        served = Served(somebody.http, whole_portal.settings)
        sha256 = await served.upload(OFFICER, text.encode())
        case = await open_case(served, draft=opening(sha256)["draft"])
        draft = await browser.get(page_of(case, "draft"))
        links = re.findall(r'href="([^"]*/reply\?clause=[^"#]*)#comments"', draft.text)
        assert links, text_of(draft)
        form = form_on((await browser.get(links[-1])).text)
        assert form["clause_comments.0.clause"] == "Khoản 2 Điều 1"
        assert form["clause_comments.0.anchor"] == "dieu-1.khoan-2"
        assert "1,5 lần" in form["clause_comments.0.quoted"]


async def test_another_agency_knows_of_no_such_page(whole_portal: Portal, case: Case) -> None:
    """Whoever is of another agency reads that it is not there."""
    async with whole_portal.signed_in(NAM) as browser:
        assert (await browser.get(page_of(case))).status_code == 404
        assert (await browser.get(page_of(case, "sign"))).status_code == 404


async def test_a_head_signs_the_text_that_was_read_once(whole_portal: Portal, case: Case) -> None:
    """Its digest stands on the page and in the ledger; pressed twice it is signed once."""
    sha256 = await prepared(case, REASON)
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case, "sign"))
        page = await desk.page()
        assert REASON in page.text
        assert sha256 in re.sub(r"\s", "", text_of(page))
        form = form_on(page.text)
        assert form["reply_sha256"] == sha256
        for _ in range(2):
            sent = await desk.press("sign", form)
            assert sent.status_code == 303, text_of(sent)
        assert 'value="sign"' not in (await desk.page()).text
    assert (await case.told(AUDITOR)).count("reply_received") == 1


async def test_several_are_signed_in_a_row_each_read_by_itself(
    whole_portal: Portal, case: Case
) -> None:
    """A signature leads to the next that waits, whole, and signs nothing of it."""
    async with whole_portal.browser() as somebody, whole_portal.signed_in(HUONG) as browser:
        other = await open_case(Served(somebody.http, whole_portal.settings), OFFICER)
        for each in (case, other):
            await prepared(each, REASON)
        desk = Desk(browser, page_of(case, "sign"))
        sent = await desk.press("sign", await desk.form())
        there = sent.headers["location"].partition("#")[0]
        assert re.fullmatch(rf"/portal/requests/HS-\w+/{FINANCE}/sign\?after={case.id}", there)
        assert case.id not in there.partition("?")[0]
        following = await browser.get(there)
        assert case.id in text_of(following)
        assert 'class="sheet"' in following.text
        assert "reply_received" not in await other.told(AUDITOR)


async def test_of_a_text_replaced_while_it_was_read_nothing_is_signed(
    whole_portal: Portal, case: Case
) -> None:
    """The new one is shown with what changed marked; that one is signed then."""
    await prepared(case, "Kinh phí 1,2 tỷ đồng đã bố trí trong dự toán năm 2026.")
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case, "sign"))
        read = await desk.form()
        second = await prepared(case, "Kinh phí 2,1 tỷ đồng đã bố trí trong dự toán năm 2026.")
        refused = await desk.press("sign", read)
        assert refused.status_code == 422
        assert "reply_received" not in await case.told(AUDITOR)
        assert "<ins>" in refused.text
        assert "<del>" in refused.text
        new = form_on(refused.text)
        assert new["reply_sha256"] == second
        assert (await desk.press("sign", new)).status_code == 303
    assert (await case.told(AUDITOR)).count("reply_received") == 1


async def test_a_text_is_sent_back_with_reasons(whole_portal: Portal, case: Case) -> None:
    """Without reasons they are asked for at their field; whoever wrote it reads them."""
    await prepared(case, REASON)
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case, "sign"))
        without = await desk.press("back", await desk.form())
        assert without.status_code == 422
        assert 'href="#reasons"' in without.text
        sent = await desk.press("back", form_on(without.text), reasons="Nêu rõ căn cứ.")
        assert sent.status_code == 303
    async with whole_portal.signed_in(DUC) as browser:
        assert "Nêu rõ căn cứ." in (await Desk(browser, page_of(case)).page()).text


async def test_an_official_reads_who_signs(whole_portal: Portal, case: Case) -> None:
    """And finds no button to do it with."""
    await prepared(case, REASON)
    async with whole_portal.signed_in(DUC) as browser:
        page = await Desk(browser, page_of(case, "sign")).page()
        assert page.status_code == 200
        assert 'value="sign"' not in page.text
        assert "Văn bản đang chờ" in page.text


async def test_who_proved_it_long_ago_signs_nothing(whole_portal: Portal, case: Case) -> None:
    """They prove who they are first, then read what they sign."""
    await prepared(case, REASON)
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case, "sign"))
        form = await desk.form()
        await long_ago(whole_portal)
        sent = await desk.press("sign", form)
        assert "/portal/prove" in sent.headers["location"]
    assert "reply_received" not in await case.told(AUDITOR)


async def test_a_correction_begins_with_what_it_corrects(whole_portal: Portal, case: Case) -> None:
    """The same form, filled; why it is corrected is asked for; it waits beside the reply."""
    await case.settle()
    async with whole_portal.signed_in(HUONG) as browser:
        desk = Desk(browser, page_of(case, "replies/1/correction"))
        form = await desk.form()
        assert form["answers.1.position"] == "agree"
        assert form["legal_basis"] == "Điều 31 Luật Ngân sách nhà nước"
        form["answers.1.value"] = "2,1 tỷ đồng"
        without = await desk.press("send", form)
        assert (without.status_code, 'href="#reason"' in without.text) == (422, True)
        again = form_on(without.text)
        assert again["answers.1.value"] == "2,1 tỷ đồng"
        sent = await desk.press("send", again, reason="Văn bản trước ghi nhầm số tiền.")
        assert sent.status_code == 303, text_of(sent)
    assert "correction_received" in await case.told(AUDITOR)


async def prepared(case: Case, reason: str) -> str:
    """A reply is laid before the head; its digest."""
    answer = {"question": "kinh-phi", "position": "agree", "reason": reason}
    await case.does(OFFICIAL, "reply", **case.reply(answers=[answer], text=""))
    sha256: str = (await case.seen(HEAD))["unsigned_sha256"]
    return sha256


async def long_ago(portal: Portal) -> None:
    """Everybody proved who they are longer ago than whoever signs may have."""
    dsn = portal.settings.postgres_dsn
    assert dsn is not None
    connection = await asyncpg.connect(dsn.get_secret_value())
    await connection.execute("update portal.session set proved_at = now() - '16 min'::interval")
    await connection.close()
