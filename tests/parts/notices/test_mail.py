"""What a letter says and how it is built: both languages, both forms, nothing that breaks out."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from remiss.consultation.life.commands import Assign, Cancel
from remiss.consultation.values import Draft, DraftKind, Person, Urgency
from remiss.notices.mail_message import one_line
from tests.given.case import (
    FINANCE,
    JUSTICE,
    RETURNED,
    SHA,
    SUPERVISOR,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.ledger_cases import batches
from tests.given.post import Office

AN = Person(id="cv-an", name="Nguyễn Văn An")
NASTY = "Dự thảo <script>alert(1)</script> & “quy chế”\r\nBcc: x@evil.example\n\n\u202etxt.exe"


class Outline(HTMLParser):
    """What a page is made of: its elements, their attributes, the text in each language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.language, self.text = "", {"vi": "", "en": ""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.language = dict(attrs).get("lang") or self.language

    def handle_data(self, data: str) -> None:
        self.text[self.language or "vi"] += data


def content(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def in_folder(office: Office, tmp_path: Path) -> Office:
    """An office of the embedded mode."""
    office.folder = tmp_path / "mail"
    return office


def letters(office: Office) -> list[EmailMessage]:
    """The letters in the folder, as any mail program reads them."""
    assert office.folder
    return list(_read(office.folder))


def _read(folder: Path) -> Iterator[EmailMessage]:
    for file in sorted(folder.iterdir()):
        letter = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        assert not letter.defects
        yield letter


def asked(**changes: Any) -> list[Any]:
    draft = Draft(**{"subject": "Dự thảo", "kind": DraftKind.GUIDELINE, "sha256": SHA, **changes})
    return batches(opening(consultation="HS-1", draft=draft))


async def test_in_the_embedded_mode_each_letter_is_a_file(in_folder: Office) -> None:
    """It parses, in Vietnamese and in English, as plain text and as HTML; private, and whole."""
    await in_folder.happens(*asked())
    await in_folder.goes_out()
    await in_folder.goes_out()
    found = {letter["To"]: letter for letter in letters(in_folder)}
    assert set(found) == {"vanthu@justice.example", "vanthu@finance.example"}
    letter = found["vanthu@finance.example"]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    for text in (content(letter, "plain"), content(letter, "html")):
        vi, en = text.index("Đề nghị tiếp nhận, phân công"), text.index("Acknowledge the request")
        assert vi < en
        assert vi < text.index("17:00 thứ Hai 09/3/2026") < en
        assert en < text.index("17:00 Monday 09/3/2026")
        assert "2: Mức chi có phù hợp không?" in text
        assert f"https://remiss.example/portal/requests/HS-1/{FINANCE.code}" in text
        assert f"https://remiss.example/portal/en/requests/HS-1/{FINANCE.code}" in text
    assert in_folder.folder
    assert all(file.stat().st_mode & 0o077 == 0 for file in in_folder.folder.iterdir())
    assert all(file.suffix == ".eml" for file in in_folder.folder.iterdir())


async def test_a_letter_written_twice_is_one_file(in_folder: Office) -> None:
    """After a crash between writing and recording, the repeat replaces the file."""
    await in_folder.happens(*asked())
    await in_folder.goes_out()
    await in_folder.pool.execute(
        "update notice set status = 'waiting', sent_at = null, next_attempt_at = $1 "
        "where channel = 'mail'",
        in_folder.clock.now,
    )
    await in_folder.goes_out()
    assert len(letters(in_folder)) == 2


async def test_text_of_users_breaks_out_of_nothing(in_folder: Office) -> None:
    """No header, element or direction of writing of theirs: in the letter it is text."""
    await in_folder.happens(*asked(subject=NASTY))
    await in_folder.goes_out()
    for letter in letters(in_folder):
        assert letter["Bcc"] is None
        assert "Bcc: x@evil.example" in letter["Subject"]
        outline = Outline(content(letter, "html"))
        assert "script" not in outline.tags
        for text in (content(letter, "plain"), *outline.text.values()):
            assert "<script>alert(1)</script> & “quy chế” Bcc" in text
            assert "\u202e" not in text


async def test_the_page_needs_nothing_from_elsewhere(in_folder: Office) -> None:
    """No image, style sheet or script to fetch; each language is marked as what it is."""
    await in_folder.happens(*asked())
    await in_folder.goes_out()
    outline = Outline(content(letters(in_folder)[0], "html"))
    assert not {"img", "link", "script", "iframe", "object"} & set(outline.tags)
    fetched = [v for name, v in outline.attributes if name in {"src", "background", "srcset"}]
    assert not fetched
    assert not [v for name, v in outline.attributes if name == "style" and "url(" in str(v)]
    assert [v for name, v in outline.attributes if name == "lang"] == ["vi", "vi", "en"]
    assert "(Văn thư, đầu mối của cơ quan)" in outline.text["vi"]
    assert "(Focal point of the agency)" in outline.text["en"]


@pytest.mark.parametrize(
    ("urgency", "mark"),
    [
        (Urgency.NORMAL, "Đề nghị cho ý kiến"),
        (Urgency.URGENT, "[KHẨN] Đề nghị cho ý kiến"),
        (Urgency.VERY_URGENT, "[THƯỢNG KHẨN] Đề nghị cho ý kiến"),
        (Urgency.IMMEDIATE, "[HỎA TỐC] Đề nghị cho ý kiến"),
    ],
)
async def test_the_subject_begins_with_the_grade_of_urgency(
    in_folder: Office, urgency: Urgency, mark: str
) -> None:
    """Read in a full mailbox: how urgent, what, until when, about what."""
    await in_folder.happens(*asked(urgency=urgency))
    await in_folder.goes_out()
    letter = letters(in_folder)[0]
    assert letter["Subject"] == f"{mark} (hạn 17:00 09/3/2026): Dự thảo"
    assert (letter["Importance"] == "high") is (urgency is not Urgency.NORMAL)


async def test_a_long_subject_is_cut(in_folder: Office) -> None:
    """A subject of 500 characters does not fill the list of mails; the letter has all of it."""
    await in_folder.happens(*asked(subject="Dự thảo " * 60))
    await in_folder.goes_out()
    letter = letters(in_folder)[0]
    assert len(letter["Subject"]) < 220
    assert letter["Subject"].endswith("…")
    assert "Dự thảo Dự thảo Dự thảo Dự thảo Dự thảo Dự thảo Dự thảo" in letter["Subject"]
    assert ("Dự thảo " * 60).strip() in content(letter, "plain")


async def test_the_findings_and_reasons_are_in_the_letter(in_folder: Office) -> None:
    """A returned reply says what is missing; a cancelled case, why."""
    when = hanoi("2026-03-03")
    await in_folder.happens(
        *batches(
            opening(consultation="HS-1"),
            replies(JUSTICE, when, text="Ừ."),
            assessed(JUSTICE, RETURNED, when),
            order(Cancel, SUPERVISOR, when, reason="Đổi chủ trương"),
        )
    )
    in_folder.clock.now = when
    await in_folder.goes_out()
    text = "\n".join(content(letter, "plain") for letter in letters(in_folder))
    assert "thiếu quan điểm" in text
    assert "Lý do: Đổi chủ trương" in text
    assert "Reasons: Đổi chủ trương" in text


async def test_two_at_one_address_share_a_letter(in_folder: Office) -> None:
    """A person without an address of their own is written to at the agency's, by name."""
    assign = order(Assign, head(FINANCE), agency=FINANCE.code, official=AN)
    due_soon = hanoi("2026-03-05", "17:00")
    await in_folder.happens(*batches(opening(consultation="HS-1"), assign, time_passes(due_soon)))
    in_folder.pace = in_folder.pace.model_copy(update={"hold_back": False})
    await in_folder.goes_out()
    rows = await in_folder.rows("mail", kind="reminder_sent", recipient="vanthu@finance.example")
    assert [len(row["body"]) for row in rows] == [2] * len(rows)
    text = "\n".join(content(letter, "plain") for letter in letters(in_folder))
    assert "Ông/Bà Nguyễn Văn An (Công chức được giao tham mưu, Sở Tài chính)" in text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb", "a b"),
        (" a \t b ", "a b"),
        ("a\x00b\x1bc", "abc"),
        ("a\u202eb\u200b\u2066c", "abc"),
        ("Nguyễn Văn Ấn", "Nguyễn Văn Ấn"),
    ],
)
def test_a_line_is_one_line(text: str, line: str) -> None:
    """Breaks become spaces; what cannot be seen is left out; Vietnamese stays as it is."""
    assert one_line(text) == line
