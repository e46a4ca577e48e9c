"""Letters of a case within an administrative procedure: to the agency, and to the applicant."""

from datetime import date
from io import BytesIO

import docx
import pytest

from remiss.consultation.life.commands import MoveReturnDate
from remiss.consultation.life.evolution import initial_state
from remiss.consultation.values import Draft, DraftKind, Procedure
from remiss.documents.letters import apology_letter, letter_paper, request_letter
from remiss.documents.letters.letter import Letter, Paragraph
from remiss.documents.letters.past_notices import last_request
from tests.given.case import FINANCE, MONDAY, OFFICER, SHA, given, opening, order, when
from tests.given.papers import DESK

OPENS = opening(
    draft=Draft(
        subject="Giấy phép môi trường dự án A",
        kind=DraftKind.ADMINISTRATIVE_PROCEDURE,
        sha256=SHA,
    ),
    procedure=Procedure(
        number="000.00.15.H99-260302-0007",
        applicant="Bà Lê Thị Hoa",
        return_on=date(2026, 3, 13),
    ),
)
MOVES = order(
    MoveReturnDate, OFFICER, MONDAY, return_on=date(2026, 3, 20), reason="Cần kiểm tra thực địa"
)


def words(letter: Letter) -> str:
    blocks = (block for block in letter.body if isinstance(block, Paragraph))
    parts = (part for block in blocks for part in (block.lead, block.text, block.tail) if part)
    return "\n".join((letter.title or "", letter.subject, *letter.to, *parts))


def test_the_letter_of_apology_tells_the_applicant_the_new_date() -> None:
    """File, old date, reason, apology, new date and rule; nothing before a date is recorded."""
    _, opened = when(initial_state(), OPENS)
    _, moved = when(given(OPENS), MOVES)
    assert apology_letter.last_apology(opened) is None
    apology = apology_letter.last_apology((*opened, *moved))
    assert apology is not None

    said = words(apology_letter.letter(apology, DESK))

    assert "Bà Lê Thị Hoa" in said
    assert "0007 của Bà, hẹn" in said
    assert "xin lỗi Bà về sự chậm trễ" in said
    assert "Ông/Bà" not in said
    assert "hồ sơ thủ tục hành chính mã số 000.00.15.H99-260302-0007" in said
    assert "hẹn trả kết quả ngày 13 tháng 3 năm 2026" in said
    assert "Lý do: Cần kiểm tra thực địa." in said
    assert "ngày 20 tháng 3 năm 2026." in said
    assert "Nghị định số 118/2025/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số 367/2025" in said


@pytest.mark.parametrize(
    ("applicant", "you"),
    [
        ("Ông Nguyễn Văn An", "của Ông,"),
        ("Công ty TNHH Bà Triệu", "của quý cơ quan, tổ chức,"),
        ("Nguyễn Thị Bình", "của Ông/Bà (quý cơ quan, tổ chức),"),
        (None, "của Ông/Bà (quý cơ quan, tổ chức),"),
    ],
)
def test_the_letter_of_apology_addresses_whom_it_is_to(applicant: str | None, you: str) -> None:
    """By how the name begins; only where nothing tells does the clerk strike out what is wrong."""
    assert OPENS.procedure
    file = OPENS.procedure.model_copy(update={"applicant": applicant})
    opens = OPENS.model_copy(update={"procedure": file})
    _, opened = when(initial_state(), opens)
    _, moved = when(given(opens), MOVES)
    apology = apology_letter.last_apology((*opened, *moved))
    assert apology
    assert you in words(apology_letter.letter(apology, DESK))


def test_the_request_names_the_file_and_its_return_date() -> None:
    """So that the agency knows that somebody waits; the applicant's name is not told."""
    _, opened = when(initial_state(), OPENS)
    standing = last_request(opened, FINANCE.code)
    assert standing is not None

    letter = request_letter.letter(standing, FINANCE.code, DESK)
    page = docx.Document(BytesIO(letter_paper.docx(letter, DESK)))
    said = "\n".join(paragraph.text for paragraph in page.paragraphs)

    assert "đang giải quyết hồ sơ thủ tục hành chính mã số 000.00.15.H99-260302-0007" in said
    assert "hẹn trả kết quả cho tổ chức, cá nhân ngày 13 tháng 3 năm 2026" in said
    assert "nghiên cứu hồ sơ “Giấy phép môi trường dự án A”" in said
    assert not [word for word in ("Lê Thị Hoa", "dự thảo nêu trên", "{{") if word in said]
