"""After a reply: its receipt, a return contested, an entry answered for, comments objected to."""

import asyncio
from datetime import UTC, datetime

from remiss.consultation.values import Actor, Reply
from remiss.texts import VIET_NAM
from tests.given.acts_at_portal import AtPortal
from tests.given.html_forms import form_on
from tests.given.people import HEAD, OFFICER, OFFICIAL, STRANGER
from tests.given.portal_visits import text_of

WORDS = "Văn bản đã trả lời đủ các nội dung tại mục 2, trang 1."
ASKS = "Đề nghị thay mức cố định bằng mức tối đa."
FIRST = "replies/1"


def grouped(sha256: str) -> str:
    """As a page writes a hash."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))


async def press_twice(desk: AtPortal, by: Actor, page: str, **typed: str) -> list[str]:
    """Where two presses of one button lead."""
    form = await desk.form(by, page)
    answers = await asyncio.gather(*(desk.sends(by, page, form, **typed) for _ in range(2)))
    assert [each.status_code for each in answers] == [303, 303], text_of(answers[0])
    return [each.headers["location"] for each in answers]


async def test_a_receipt_names_the_text_its_event_and_what_is_next(desk: AtPortal) -> None:
    """The hash is that of the text that was signed; the event is the one of the ledger."""
    await desk.case.does(HEAD, "reply", **desk.case.reply())
    page = await desk.page(HEAD, FIRST)
    said = text_of(page)
    received = (await desk.case.seen(HEAD))["replies"][0]
    sha256 = Reply.model_validate(received["reply"]).sha256()
    told = await desk.case.told(OFFICER)
    assert grouped(sha256) in said
    assert f"Sự kiện số {told.index('reply_received') + 1}" in said
    assert "Bản xác nhận nhật ký có chữ ký số kế tiếp" in said
    assert HEAD.name in said
    assert "kinh phí bố trí từ dự toán chi thường xuyên" in said
    assert (await desk.page(STRANGER, FIRST)).status_code == 404
    assert (await desk.page(HEAD, "replies/2")).status_code == 409


async def test_a_return_is_contested_once_from_its_receipt(desk: AtPortal) -> None:
    """Without reasons it is named at the field; done, the page says that nothing is left to."""
    await desk.case.does(HEAD, "reply", **desk.case.empty())
    assert f"/{FIRST}/contest" in (await desk.page(HEAD, FIRST)).text
    form = await desk.form(OFFICIAL, f"{FIRST}/contest")
    blank = await desk.sends(OFFICIAL, f"{FIRST}/contest", form)
    assert blank.status_code == 422
    assert 'href="#reasons"' in blank.text
    led = await press_twice(desk, OFFICIAL, f"{FIRST}/contest", reasons=WORDS)
    assert set(led) == {f"{desk.address(FIRST)}#main"}
    assert await desk.count("return_contested") == 1
    again = await desk.page(OFFICIAL, f"{FIRST}/contest")
    assert "Không có văn bản nào đang được đề nghị bổ sung" in text_of(again)
    assert "<textarea" not in again.text


async def test_a_head_disputes_with_reasons_what_was_entered(desk: AtPortal) -> None:
    """Without reasons the refusal's own words stand above, and the choice is kept."""
    scan = await desk.case.served.upload(OFFICER, b"%PDF-1.4 ban quet")
    entered = desk.case.reply(attachments=[scan])
    await desk.case.does(
        OFFICER,
        "entry",
        reply=entered,
        signed_by={"id": "huong", "name": "Bùi Thu Hương"},
        way="paper",
        received_on=f"{datetime.now(UTC).astimezone(VIET_NAM):%Y-%m-%d}",
    )
    page, address = await desk.page(HEAD, FIRST), f"{FIRST}/entry-word"
    assert "Nhập hộ" in text_of(page)
    form = await desk.form(HEAD, address)
    assert "confirmed" not in form
    refused = await desk.sends(HEAD, address, form, confirmed="false")
    assert refused.status_code == 422
    assert form_on(refused.text)["confirmed"] == "false"
    await press_twice(desk, HEAD, address, confirmed="false", reasons=WORDS)
    assert await desk.count("entry_disputed") == 1
    assert "đã có ý kiến về văn bản nhập hộ" in text_of(await desk.page(HEAD, address))


async def test_a_letters_number_day_and_sealed_copy_are_recorded(desk: AtPortal) -> None:
    """The copy is uploaded by its own button, and stands on the page from then on."""
    await desk.case.does(HEAD, "reply", **desk.case.reply())
    page = f"{FIRST}/letter"
    copy = {"file": ("512-STC.pdf", b"%PDF-1.4 ban da ky, dong dau")}
    form = await desk.form(OFFICIAL, page)
    uploaded = await desk.sends(OFFICIAL, page, form, "upload", copy, letter="512/STC-QLNS")
    assert uploaded.status_code == 303, text_of(uploaded)
    form = await desk.form(OFFICIAL, page)
    assert form["letter"] == "512/STC-QLNS"
    wrong = await desk.sends(OFFICIAL, page, form, signed_on="31/11/2026")
    assert wrong.status_code == 422
    assert 'href="#signed_on"' in wrong.text
    today = f"{datetime.now(UTC).astimezone(VIET_NAM):%d/%m/%Y}"
    await press_twice(desk, OFFICIAL, page, signed_on=today)
    assert await desk.count("reply_letter_recorded") == 1
    assert "512/STC-QLNS" in text_of(await desk.page(OFFICIAL, FIRST))
    assert "512-STC.pdf" in text_of(await desk.page(OFFICIAL, page))


async def test_a_head_reads_what_became_of_comments_and_objects_once(desk: AtPortal) -> None:
    """An official sees who objects; nothing is ticked beforehand; then nothing is open."""
    answer = {"question": "kinh-phi", "position": "agree_with_changes", "text": ASKS}
    wording = {**answer, "proposed_wording": "tối đa 1,5 lần"}
    reply = desk.case.reply(position="agree_with_changes", text=ASKS, answers=[wording])
    await desk.case.does(HEAD, "reply", **reply)
    waiting = text_of(await desk.page(HEAD, "comments"))
    assert ASKS in waiting
    (comment, *_) = (await desk.case.seen(HEAD))["comments"]
    kept = {"comment": comment["id"], "kind": "kept", "explanation": "Giữ mức đã trình."}
    await desk.case.does(OFFICER, "dispositions", dispositions=[kept])
    answered = text_of(await desk.page(OFFICIAL, "comments"))
    assert "Giữ mức đã trình." in answered
    assert "Người thực hiện: Người đứng đầu" in answered
    form = await desk.form(HEAD, "comments/objection")
    assert "comments" not in form
    blank = await desk.sends(HEAD, "comments/objection", form, reasons=WORDS)
    assert blank.status_code == 422
    assert 'href="#comments"' in blank.text
    assert form_on(blank.text)["reasons"] == WORDS
    await press_twice(desk, HEAD, "comments/objection", comments=comment["id"], reasons=WORDS)
    assert await desk.count("disposition_objected") == 1
    after = text_of(await desk.page(HEAD, "comments"))
    assert WORDS in after
    assert "Giữ mức đã trình." in after
    assert "không có kết quả nào" in text_of(await desk.page(HEAD, "comments/objection"))
