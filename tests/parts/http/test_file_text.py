"""What a file says is read beside the reply, within bounds; the rest goes to a person."""

import io
from pathlib import Path

import pytest

from remiss.files import reader_process
from remiss.files.file_text import FileText, Legibility, file_text
from remiss.files.store import Store
from tests.given.people import FINANCE
from tests.given.written_files import (
    pdf_file,
    styled_word_file,
    tracked_word_file,
    word_file,
)

SAID = "Sở Tài chính không thống nhất mức hỗ trợ 3 triệu đồng một hộ, đề nghị 2 triệu đồng."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "attachments", max_bytes=5_000_000)


async def read(store: Store, content: bytes) -> FileText:
    return await file_text(store, store.keep(io.BytesIO(content), FINANCE).sha256)


async def test_the_text_of_a_letter_in_word_is_read_with_its_tables(store: Store) -> None:
    """In the order it stands, a row on a line."""
    found = await read(store, word_file("Kính gửi: Sở Nội vụ", SAID, table=(("Mức", "2 triệu"),)))

    assert found.legibility is Legibility.READ
    assert found.text == f"Kính gửi: Sở Nội vụ\n{SAID}\nMức\t2 triệu"


async def test_numbers_that_word_writes_by_itself_are_read(store: Store) -> None:
    """Those of a list and those of a style of paragraphs."""
    found = await read(store, styled_word_file(("List Number", "Chung"), ("List Number", "Riêng")))

    assert found.text == "1. Chung\n2. Riêng"


async def test_a_tracked_change_is_read_as_if_it_were_accepted(store: Store) -> None:
    """What was put in is there, what was taken out is not."""
    found = await read(store, tracked_word_file("Mức thưởng ", "tối đa ", "cố định ", "1,5 lần."))

    assert found.text == "Mức thưởng tối đa 1,5 lần."


async def test_the_text_of_a_pdf_is_read(store: Store) -> None:
    """Page by page, with its letters as the font names them."""
    found = await read(store, pdf_file(SAID, "Trang thứ hai nói về nguồn kinh phí."))

    assert (found.legibility, found.pages) == (Legibility.READ, 2)
    assert found.text == f"{SAID}\n\nTrang thứ hai nói về nguồn kinh phí."


async def test_a_scan_has_no_text_and_says_so(store: Store) -> None:
    """Whole, or on some of its pages."""
    scan, part = await read(store, pdf_file("", "")), await read(store, pdf_file(SAID, ""))

    assert (scan.legibility, scan.text) == (Legibility.WITHOUT_TEXT, "")
    assert (part.legibility, part.pages_without_text) == (Legibility.IN_PART, (2,))


async def test_a_long_file_is_read_as_far_as_the_limits_go(store: Store) -> None:
    """And says that this is not all of it."""
    pages = await read(store, pdf_file(*["Trang có đủ chữ để không phải là ảnh."] * 201))
    text = await read(store, ("a" * 200_001).encode())

    assert (pages.legibility, pages.pages) == (Legibility.IN_PART, 201)
    assert (text.legibility, len(text.text)) == (Legibility.IN_PART, 200_000)


async def test_the_stamp_of_a_signature_makes_no_text_of_a_scan(store: Store) -> None:
    """It is shown, and the page still goes to a person."""
    stamp = "Ký bởi: Sở Tài chính, thời gian ký 30/11/2026 09:00"
    found = await read(store, pdf_file(stamp, scanned=True))

    assert (found.legibility, found.text) == (Legibility.IN_PART, stamp)
    assert found.pages_without_text == (1,)


@pytest.mark.parametrize(
    ("content", "legibility"),
    [
        (b"%PDF-1.7\nnothing that any program reads", Legibility.NOT_READ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR....", Legibility.WITHOUT_TEXT),
        ("Nhất trí.".encode(), Legibility.READ),
    ],
)
async def test_every_file_says_how_far_it_was_read(
    store: Store, content: bytes, legibility: Legibility
) -> None:
    """Nothing that was sent keeps a reviewer from the reply."""
    found = await read(store, content)

    assert found.legibility is legibility
    assert found.note.vi != found.note.en


async def test_a_file_that_keeps_its_reader_busy_is_left_to_a_person(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is stopped, and the review is answered."""
    monkeypatch.setattr(reader_process, "PATIENCE", 0)

    assert (await read(store, pdf_file(SAID))).legibility is Legibility.NOT_READ


async def test_a_file_that_is_no_longer_itself_is_not_read(store: Store) -> None:
    """Its text would be somebody else's words."""
    kept = store.keep(io.BytesIO(SAID.encode()), FINANCE)
    path = store.find(kept.sha256)
    assert path
    path.write_text("Sở nhất trí.", encoding="utf-8")

    found = await file_text(store, kept.sha256)
    assert (found.legibility, found.text, found.media_type) == (Legibility.NOT_READ, "", None)


async def test_a_file_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is kept beside it."""
    first = await read(store, pdf_file(SAID))
    monkeypatch.setattr(reader_process, "PATIENCE", 0)

    assert await read(store, pdf_file(SAID)) == first
