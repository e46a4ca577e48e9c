"""What is marked as a state secret is refused at the door; what only speaks of secrets is not."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument

from remiss.consultation.admission import admit
from remiss.consultation.classified_marks import mark_in, mark_on
from remiss.consultation.life.commands import AskClarification
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Unopened
from remiss.consultation.values import (
    ClarificationGround,
    Classification,
    Draft,
    DraftKind,
)
from remiss.files.extracted_text import DOCX
from remiss.files.first_lines import first_lines
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.sending.bodies.inspecting import OpenInspectionBody
from remiss.sending.inspections import open_inspection
from tests.given.case import AUDITOR, FINANCE, SHA, given, head, opening, order, replies

MARKED = (
    ("MẬT", Classification.SECRET),
    ("Mật", Classification.SECRET),
    ("  [ MẬT ]  ", Classification.SECRET),
    ("TỐI MẬT", Classification.TOP_SECRET),
    ("Tối  mật", Classification.TOP_SECRET),
    ("TUYỆT MẬT", Classification.HIGHEST_SECRET),
    ("Độ mật: mật", Classification.SECRET),
    ("Độ mật: Tuyệt mật", Classification.HIGHEST_SECRET),
    ("SỞ TÀI CHÍNH\n\nMẬT\n\nSố: 12/STC\nKính gửi: Sở Nội vụ", Classification.SECRET),
    ("MA\u0302\u0323T", Classification.SECRET),
    ("\ufeffMẬT\u200b", Classification.SECRET),
    ("M Ậ T", Classification.SECRET),
    ("T Ố I M Ậ T", Classification.TOP_SECRET),
    ("– MẬT –", Classification.SECRET),
    ("Mức độ mật: tối mật", Classification.TOP_SECRET),
)
NOT_MARKED = (
    "Danh mục bí mật nhà nước thuộc phạm vi quản lý của ngành.",
    "Bảo đảm bí mật thông tin của người dân.",
    "Đề nghị bổ sung chế độ bảo mật.",
    "Việc này thuộc lĩnh vực bí\nmật nhà nước.",
    "CHÍNH SÁCH BẢO\nMẬT\nDỮ LIỆU",
    "Độ mật gồm ba mức:\nTuyệt mật\nTối mật\nMật",
    "- Mật;",
    "Mật ong rừng tràm",
    "mật",
    "Không có độ mật",
    "MẶT",
    "",
)


@pytest.mark.parametrize(("text", "grade"), MARKED)
def test_a_mark_alone_on_its_line_is_found(text: str, grade: Classification) -> None:
    """In either case, framed as a stamp is, with its marks composed or not."""
    assert mark_in(text) is grade


@pytest.mark.parametrize(("text", "grade"), MARKED)
def test_a_mark_is_found_in_lines_of_files_however_they_are_composed(
    text: str, grade: Classification
) -> None:
    """Readers of PDF and Word give letters and their marks apart, as the file has them."""
    decomposed = unicodedata.normalize("NFD", text).splitlines()
    assert mark_on(line for line in decomposed if line.strip()) is grade


@pytest.mark.parametrize("text", NOT_MARKED)
def test_words_of_files_are_no_mark_however_they_are_composed(text: str) -> None:
    """The broken “bảo mật” is one in either form."""
    assert mark_on(unicodedata.normalize("NFD", text).splitlines()) is None


@pytest.mark.parametrize("text", NOT_MARKED)
def test_words_about_secrets_are_no_mark(text: str) -> None:
    """Sentences, lists of the grades, broken lines, and other words."""
    assert mark_in(text) is None


def test_a_mark_far_below_the_first_page_is_none() -> None:
    """What stands in an annex says nothing of the document."""
    assert mark_in("dòng\n" * 80 + "MẬT") is None


def refused(state: Any, command: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        admit(state, command)
    assert refusal.value.message.vi != refusal.value.message.en
    assert "văn bản giấy" in refusal.value.message.vi
    return refusal.value.code


@pytest.mark.parametrize("grade", [grade for grade in Classification if grade.name != "OPEN"])
def test_a_classified_draft_opens_no_case(grade: Classification) -> None:
    """Of any grade; an open one does, and is stored as before."""
    plain = Draft(subject="Dự thảo hướng dẫn", kind=DraftKind.GUIDELINE, sha256=SHA)
    assert "classification" not in plain.model_dump(mode="json")
    assert admit(Unopened(), opening(draft=plain))
    secret = plain.model_copy(update={"classification": grade})
    assert refused(Unopened(), opening(draft=secret)) == "classified_draft"


def test_a_marked_reply_is_refused_and_one_that_speaks_of_secrets_is_taken() -> None:
    """As is any text an agency sends: a question to the drafter too."""
    case = given(opening())
    marked = replies(FINANCE, text="SỞ TÀI CHÍNH\nTỐI MẬT\nThống nhất với dự thảo.")
    assert refused(case, marked) == "classified_text"
    about = replies(FINANCE, text="Thống nhất; đề nghị bổ sung quy định về bí mật nhà nước.")
    assert admit(case, about)
    asks = order(
        AskClarification,
        head(FINANCE),
        agency=FINANCE.code,
        ground=ClarificationGround.UNCLEAR_QUESTION,
        text="MẬT\nĐề nghị làm rõ nội dung số 2.",
    )
    assert refused(case, asks) == "classified_text"


async def test_a_marked_decision_opens_no_inspection() -> None:
    """Its words would stand in a chain for good; no table is asked."""
    no_tables: Any = None
    body = OpenInspectionBody(decision="01/QĐ-TTr", reason="Thanh tra đột xuất\nTỐI MẬT")
    with pytest.raises(Refusal) as refusal:
        await open_inspection(no_tables, AUDITOR, "một", body)
    assert refusal.value.code == "classified_text"


def test_a_marked_file_is_not_kept(tmp_path: Path) -> None:
    """Plain text and Word, also where the mark stands in a cell; what is not marked is kept."""
    store = Store(tmp_path, 1_000_000)
    for content in (b"S\xe1\xbb\x9e T\xc3\x80I CH\xc3\x8dNH\nM\xe1\xba\xacT\n", word("MẬT")):
        with pytest.raises(Problem) as problem:
            store.keep(BytesIO(content), FINANCE.code)
        assert problem.value.code == "classified_file"
        assert "Mật" in problem.value.message.vi
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    for content in ("Dự thảo về bí mật nhà nước".encode(), word("Số: 12/STC")):
        kept = store.keep(BytesIO(content), FINANCE.code)
        assert store.find(kept.sha256)


def below_a_line_break(document: WordDocument) -> None:
    document.add_paragraph("SỞ TÀI CHÍNH\nMẬT")


def on_the_first_page_alone(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "MẬT"


def above_a_long_text(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "MẬT"
    for _ in range(80):
        document.add_paragraph("Thống nhất với dự thảo.")


@pytest.mark.parametrize("put", [below_a_line_break, on_the_first_page_alone, above_a_long_text])
def test_a_mark_is_found_wherever_it_stands_on_the_first_page_of_a_word_file(
    put: Callable[[WordDocument], None], tmp_path: Path
) -> None:
    """Below a break within a paragraph, in a header of the first page alone, above a long text."""
    document, path = Document(), tmp_path / "cong-van.docx"
    put(document)
    document.save(str(path))
    assert mark_on(first_lines(str(path), DOCX)) is Classification.SECRET


def word(cell: str) -> bytes:
    """A Word file whose head is a table, with this in a paragraph of its own in a cell."""
    document, written = Document(), BytesIO()
    head_ = document.add_table(rows=1, cols=2)
    head_.rows[0].cells[0].text = "SỞ TÀI CHÍNH"
    head_.rows[0].cells[0].add_paragraph(cell)
    document.add_paragraph("Thống nhất với dự thảo.")
    document.save(written)
    return written.getvalue()
