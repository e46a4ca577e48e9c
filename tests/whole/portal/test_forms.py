"""A form at the portal: no word of it is lost, and each press acts once."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from httpx import Response

import worker
from remiss.ledger.portal import kept_forms
from remiss.settings import Settings
from remiss.temporal import codec
from remiss.temporal.client import connect
from tests.given.api_cases import Case, open_case
from tests.given.form_page import DUC, HUONG, NAM, Desk, at_desk, day_to_ask_for, portal_with_form
from tests.given.html_forms import form_on
from tests.given.people import OFFICER
from tests.given.portal_visits import SAME_ORIGIN, Portal, text_of
from tests.given.served import Served

WORDS = "Chờ số liệu quyết toán quý III của các xã, phường."


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal with a page that asks for more time, and a worker; what it keeps is sealed."""
    keys = settings.data_dir / "payload-keys"
    codec.add_key(keys)
    settings = settings.with_values({"payload_keys_file": keys})
    client = await connect(settings)
    async with portal_with_form(settings) as portal, worker.running(settings, client):
        yield portal


@pytest.fixture
async def case(portal: Portal) -> AsyncIterator[Case]:
    """An open case of two agencies."""
    async with portal.browser() as browser:
        yield await open_case(Served(browser.http, portal.settings), OFFICER)


@pytest.fixture
async def day(case: Case) -> str:
    """A day an agency may ask for."""
    return await day_to_ask_for(case)


async def events_of(owner: asyncpg.Pool, kind: str) -> int:
    found: int = await owner.fetchval("select count(*) from event where type = $1", kind)
    return found


async def test_what_was_typed_is_saved_and_stands_there_again(portal: Portal, case: Case) -> None:
    """Enter saves; line ends of a browser are one character; a colleague goes on with the draft."""
    async with at_desk(portal, case) as desk:
        typed = "Chờ số liệu:\r\n  – quý III\r\n"
        saved = await desk.press("", await desk.form(), reason=typed, to="31/02/2026")
        assert (saved.status_code, saved.headers["location"]) == (303, f"{desk.address}#keep")
        again = await desk.form()
        assert (again["reason"], again["to"], again["draft"]) == (
            "Chờ số liệu:\n  – quý III\n",
            "31/02/2026",
            "1",
        )
        assert "Xin thêm thời gian" in text_of(await desk.browser.get("/portal/drafts"))
    async with at_desk(portal, case, HUONG) as desk:
        page = await desk.browser.get(desk.address)
        assert form_on(page.text)["reason"] == "Chờ số liệu:\n  – quý III\n"
        assert "Hoàng Trung Đức" in text_of(page)
    async with at_desk(portal, case, NAM) as desk:
        assert "Xin thêm" not in text_of(await desk.browser.get("/portal/drafts"))


async def test_a_wrong_field_is_shown_at_the_field_with_what_was_typed(
    portal: Portal, case: Case
) -> None:
    """422, a summary that leads to the field, and the draft saved meanwhile."""
    async with at_desk(portal, case) as desk:
        form = await desk.form()
        page = await desk.press("send", form, reason=WORDS, to="31/11/2026")
        assert page.status_code == 422
        assert '<a href="#to">' in page.text
        again = form_on(page.text)
        assert (again["reason"], again["to"]) == (WORDS, "31/11/2026")
        assert (again["key"], again["draft"]) == (form["key"], "1")
        assert (await desk.form())["reason"] == WORDS


async def test_a_refusal_is_shown_in_its_own_words(portal: Portal, case: Case) -> None:
    """With what was typed; the same key may be used for what is asked instead."""
    async with at_desk(portal, case) as desk:
        page = await desk.press("send", await desk.form(), reason=WORDS, to="01/02/2027")
        assert page.status_code == 422
        assert 'id="errors"' in page.text
        assert form_on(page.text)["reason"] == WORDS


async def test_pressed_twice_it_acts_once(
    portal: Portal, case: Case, owner: asyncpg.Pool, day: str
) -> None:
    """At the same time, one after the other, and from the page that Back shows."""
    async with at_desk(portal, case) as desk:
        form = await desk.form()
        presses = [desk.press("send", form, reason=WORDS, to=day) for _ in range(2)]
        answers = await asyncio.gather(*presses)
        answers += [await desk.press("send", form, reason=WORDS, to=day)]
        assert [(a.status_code, a.headers.get("location")) for a in answers] == [
            (303, "/portal/work#main")
        ] * 3
        assert await events_of(owner, "extension_requested") == 1
        assert await owner.fetchval("select count(*) from portal.draft") == 0


async def test_another_text_under_the_same_key_is_told_so(
    portal: Portal, case: Case, day: str
) -> None:
    """Nothing of it is sent; the next press is an action of its own."""
    async with at_desk(portal, case) as desk:
        form = await desk.form()
        await desk.press("send", form, reason=WORDS, to=day)
        page = await desk.press("send", form, reason=f"{WORDS} Xin lùi.", to=day)
        assert page.status_code == 422
        assert "đã được ghi nhận" in text_of(page)
        assert form_on(page.text)["key"] != form["key"]
        assert form_on(page.text)["reason"] == f"{WORDS} Xin lùi."


async def test_a_save_from_an_older_draft_shows_both(portal: Portal, case: Case) -> None:
    """Either can be taken; the other can be had back from among the drafts."""
    async with at_desk(portal, case) as desk:
        older = await desk.form()
        await desk.press("save", older, reason="Bản thứ nhất.")
        both = await desk.press("save", older, reason="Bản thứ hai.")
        assert both.status_code == 409
        assert "Bản thứ <mark>nhất</mark>." in both.text
        assert "Bản thứ <mark>hai</mark>." in both.text
        assert (await desk.form())["reason"] == "Bản thứ nhất."
        kept = _value(both.text, "kept")
        number = _value(both.text, "draft")
        chosen = await desk.browser.post(
            "/portal/drafts/choose", use="mine", kept=kept, draft=number
        )
        assert chosen.headers["location"] == f"{desk.address}#keep"
        assert (await desk.form())["reason"] == "Bản thứ hai."
        drafts = await desk.browser.get("/portal/drafts")
        back = drafts.text.partition("?kept=")[2][:32]
        assert (await desk.form(f"?kept={back}"))["reason"] == "Bản thứ nhất."
    async with at_desk(portal, case, NAM) as desk:
        assert (await desk.form(f"?kept={back}"))["reason"] == ""


async def test_a_text_chosen_twice_is_taken_once(portal: Portal, case: Case) -> None:
    """Both presses at once, and one more, lead to the same page; of the other text one is kept."""
    async with at_desk(portal, case) as desk:
        older = await desk.form()
        await desk.press("save", older, reason="Bản thứ nhất.")
        both = await desk.press("save", older, reason="Bản thứ hai.")
        kept, number = _value(both.text, "kept"), _value(both.text, "draft")

        async def takes_mine() -> Response:
            address = "/portal/drafts/choose"
            return await desk.browser.post(address, use="mine", kept=kept, draft=number)

        answers = [*await asyncio.gather(takes_mine(), takes_mine()), await takes_mine()]
        assert [(a.status_code, a.headers.get("location")) for a in answers] == [
            (303, f"{desk.address}#keep")
        ] * 3
        form = await desk.form()
        assert (form["reason"], form["draft"]) == ("Bản thứ hai.", "2")
        drafts = await desk.browser.get("/portal/drafts")
        assert drafts.text.count("?kept=") == 2  # by its name and by its button
        await desk.press("save", form, reason="Bản thứ ba.")
        gone = await takes_mine()
        assert gone.status_code == 409
        assert "không còn được giữ" in text_of(gone)


async def test_what_finds_no_room_stays_on_the_page(
    portal: Portal, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said to be kept that is not; and what is kept is never in its own way."""
    monkeypatch.setattr(kept_forms, "MOST_KEPT", 1)
    async with at_desk(portal, case) as desk:
        older = await desk.form()
        await desk.press("save", older, reason="Bản thứ nhất.")
        both = await desk.press("save", older, reason="Bản thứ hai.")
        kept, number = _value(both.text, "kept"), _value(both.text, "draft")

        page = await desk.press("save", older, reason="Bản thứ ba.")
        assert page.status_code == 422
        assert "quá nhiều nội dung chưa gửi" in text_of(page)
        assert form_on(page.text)["reason"] == "Bản thứ ba."

        opened = await desk.form(f"?kept={kept}")
        again = await desk.press("save", opened)
        assert (again.status_code, _value(again.text, "kept")) == (409, kept)
        await desk.browser.post("/portal/drafts/choose", use="mine", kept=kept, draft=number)
        assert (await desk.form())["reason"] == "Bản thứ hai."
        both = await desk.press("save", older, reason="Bản thứ tư.")
        assert both.status_code == 422


async def test_a_form_after_the_sessions_end_is_kept_for_its_person(
    portal: Portal, case: Case, owner: asyncpg.Pool, day: str
) -> None:
    """Whole, with its file; nobody else sees it; signed in again, it is sent once."""
    async with portal.browser() as browser:
        await browser.post("/portal/sign-in", person=DUC)
        desk = Desk(browser, case.id)
        form = await desk.form()
        await owner.execute("update portal.session set ended_at = now()")
        file = {"file": ("So lieu.txt", "Số liệu quý III".encode())}
        page = await desk.press("send", form, files=file, reason=WORDS, to=day)
        assert page.status_code == 401
        assert "Hoàng Trung Đức" in text_of(page)
        assert await events_of(owner, "extension_requested") == 0
        kept = page.text.partition("kept%3D")[2][:32]
        await browser.post("/portal/sign-in", person=HUONG)
        assert (await desk.form(f"?kept={kept}"))["reason"] == ""
        assert "Gửi lên khi phiên" not in text_of(await browser.get("/portal/drafts"))
        await browser.post("/portal/sign-in", person=DUC)
        drafts = text_of(await browser.get("/portal/drafts"))
        assert f"Nội dung gửi lên, {case.id}" in drafts
        assert "/requests/" not in drafts
        shown = await browser.get(f"{desk.address}?kept={kept}")
        assert "So lieu.txt" in text_of(shown)
        again = form_on(shown.text)
        assert (again["reason"], again["key"]) == (WORDS, form["key"])
        await desk.press("save", again)
        with_file = await desk.form()
        assert "attached" in with_file
        sent = await desk.press("send", with_file)
        assert sent.headers["location"] == "/portal/work#main"
        assert await events_of(owner, "extension_requested") == 1
        assert await owner.fetchval("select count(*) from portal.kept_form") == 0


async def test_what_a_person_typed_lies_sealed(
    portal: Portal, case: Case, owner: asyncpg.Pool
) -> None:
    """In the database nobody reads it, and a row moved to another page opens for nobody."""
    async with at_desk(portal, case) as desk:
        await desk.press("save", await desk.form(), reason=WORDS)
        sealed = await owner.fetchval("select sealed from portal.draft")
        assert "quyết".encode() not in sealed
        await owner.execute("update portal.draft set place = place || 'x'")
        answer = await desk.browser.get(f"{desk.address}x")
        assert WORDS not in answer.text


async def test_files_are_uploaded_once_and_listed(portal: Portal, case: Case) -> None:
    """By their own button; one that is not taken says why, and the rest of the form stands."""
    async with at_desk(portal, case) as desk:
        files = [
            ("file", ("So lieu.txt", "Số liệu quý III".encode())),
            ("file", ("virus.exe", b"MZ\x90\x00" + bytes(200))),
        ]
        page = await desk.press("upload", await desk.form(), files=files, reason=WORDS)
        assert page.status_code == 422
        assert "virus.exe" in text_of(page)
        form = await desk.form()
        assert form["reason"] == WORDS
        assert isinstance(form["attached"], str)
        removed = await desk.press("", form, remove=form["attached"])
        assert removed.headers["location"] == f"{desk.address}#files"
        assert "attached" not in await desk.form()


async def test_a_text_too_long_for_a_form_is_named_and_stays(portal: Portal, case: Case) -> None:
    """At its field, with all that was typed, and nothing saved; far longer, Back has it still."""
    async with at_desk(portal, case) as desk:
        form, long = await desk.form(), "Số liệu. " * 120_000
        for do in ("save", "send"):
            page = await desk.press(do, form, reason=long, to="04/12/2026")
            assert page.status_code == 422
            assert '<a href="#reason">' in page.text
            assert form_on(page.text)["reason"] == long
            assert form_on(page.text)["to"] == "04/12/2026"
        assert (await desk.form())["draft"] == "0"
        for files in (None, {"file": ("So lieu.txt", b"")}):
            page = await desk.press("save", form, files=files, reason=long * 6)
            assert page.status_code == 413
            assert "Nút Quay lại của trình duyệt" in text_of(page)


PLAIN, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
NO_FORMS = [
    (b"key=k&reason=%FF%FE", PLAIN, 400),
    (b"key=k&reason=\xff\xfe", PLAIN, 400),
    (b"key=k&a%20b=1", PLAIN, 400),
    (b"key=k&" + b"&".join(b"a%d=1" % n for n in range(3_001)), PLAIN, 400),
    (b"reason=no+key", PLAIN, 400),
    (b"", PLAIN, 400),
    (b"--x\r\nnonsense", PARTS, 400),
    (b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n', PARTS, 400),
    (b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n\xff\r\n--x--', PARTS, 400),
    (b"", "multipart/form-data", 400),
    (b"{}", "application/json", 415),
]


async def test_what_is_no_form_is_refused_in_words(portal: Portal, case: Case) -> None:
    """Bytes, names, numbers and parts a page of ours never sends, and halves of forms."""
    async with at_desk(portal, case) as desk:
        for content, kind, status in NO_FORMS:
            headers = {**SAME_ORIGIN, "Content-Type": kind}
            answer = await desk.browser.http.post(desk.address, content=content, headers=headers)
            assert (content[:80], answer.status_code) == (content[:80], status)
            assert "<h1>" in answer.text
        assert (await desk.form())["draft"] == "0"


def _value(html: str, name: str) -> str:
    return html.partition(f'name="{name}" value="')[2].partition('"')[0]
