"""Templates that a clerk edits in Word: filled whatever Word made of them, or not used."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from structlog.testing import capture_logs

from remiss.documents.letters import letter_paper, request_letter
from remiss.documents.letters.letter_fields import LISTS, MARK, mark
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.past_notices import last_request
from remiss.documents.letters.sample_letter import sample
from remiss.documents.letters.shipped_templates import shipped
from remiss.documents.letters.template_check import faults, fields_of
from remiss.documents.letters.template_filling import docx_of, paragraphs_of, text_of
from remiss.settings import Settings
from remiss.texts import texts
from remiss.views.drafting_desk import DraftingDesk
from tests.given.papers import DESK, SILENT, opened

DUE = mark("due")
Edit = Callable[[Paragraph], None]


def edited(kind: LetterKind, about: str, edit: Edit) -> bytes:
    """The shipped template after a clerk worked on the paragraph that says this."""
    document = docx.Document(BytesIO(shipped(kind)))
    edit(next(line for line in document.paragraphs if about in line.text))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def instead(old: str, new: str) -> Edit:
    """Write one thing for another in the runs of a paragraph."""

    def edit(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)

    return edit


def letter_of(template: bytes, kind: LetterKind = LetterKind.REQUEST) -> list[str]:
    """The paragraphs of a sample made of it."""
    document = docx.Document(BytesIO(docx_of(sample(kind), template)))
    return [text_of(paragraph) for paragraph in paragraphs_of(document)]


@pytest.mark.parametrize("kind", LetterKind)
def test_every_shipped_template_is_in_order_and_fills_to_the_last_field(kind: LetterKind) -> None:
    """Each field has a name, a meaning and an example, and none is left in a letter."""
    assert faults(kind, shipped(kind)) == ()
    assert set(fields_of(kind)) <= texts("letter_example").keys()
    assert texts("letter_example").keys() == texts("letter_field").keys()
    assert not [line for line in letter_of(shipped(kind), kind) if MARK.search(line)]


def test_a_field_is_filled_however_word_split_it() -> None:
    """Runs of its own, other letters for the same signs, another case: it is the same field."""

    def split(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.text = ""
        for piece in (
            "trước {",
            "{Thời ",
            "hạn\N{NO-BREAK SPACE}",
            unicodedata.normalize("NFD", "trả lời"),
            "}} nhé",
        ):
            paragraph.add_run(piece).italic = True

    template = edited(LetterKind.REQUEST, DUE, split)
    assert faults(LetterKind.REQUEST, template) == ()
    assert "trước 17 giờ 00 ngày 09/3/2026 nhé" in letter_of(template)


def test_a_field_of_several_lines_repeats_its_paragraph_or_takes_it_away() -> None:
    """Two who sign take two lines; where no rule is cited no empty line is left, nor a frame."""
    full = letter_of(shipped(LetterKind.REQUEST))
    assert full[full.index("KT. GIÁM ĐỐC") + 1] == "PHÓ GIÁM ĐỐC"
    filling = sample(LetterKind.REQUEST)
    bare = {field: () if field in LISTS else held for field, held in filling.fields.items()}
    less = docx_of(filling.model_copy(update={"fields": bare}), shipped(LetterKind.REQUEST))
    document = docx.Document(BytesIO(less))
    assert "" not in [line.text for line in document.paragraphs]
    assert not [table for cell in document.tables[0].row_cells(1) for table in cell.tables]


def test_a_frame_has_its_size_whatever_a_program_saved_of_it() -> None:
    """LibreOffice writes the width of a table beside that of its cell, and an indent."""
    document = docx.Document(BytesIO(shipped(LetterKind.REQUEST)))
    (saved,) = (table for cell in document.tables[0].row_cells(1) for table in cell.tables)
    saved._tbl.tblPr.append(OxmlElement("w:tblInd"))
    saved._tbl.tblPr.find(qn("w:tblW")).set(qn("w:w"), "9000")
    template = BytesIO()
    document.save(template)
    made = docx_of(sample(LetterKind.REQUEST), template.getvalue())
    (frame,) = (
        table
        for cell in docx.Document(BytesIO(made)).tables[0].row_cells(1)
        for table in cell.tables
    )
    properties = frame._tbl.tblPr
    assert properties.find(qn("w:tblW")).get(qn("w:w")) == str(Mm(30).twips)
    assert properties.find(qn("w:tblInd")) is None
    assert abs(frame.rows[0].height - Mm(8)) < Mm(0.1)


@pytest.mark.parametrize(
    ("about", "old", "new", "told"),
    [
        (DUE, "thời hạn trả lời", "thời hạn", "đoạn 21: không có trường {{thời hạn}}"),
        (DUE, "thời hạn trả lời", "thời hạn", "Có phải {{thời hạn trả lời}}?"),
        (DUE, "thời hạn trả lời", "thời hạn", "thiếu trường {{thời hạn trả lời}}"),
        (DUE, "}}", "}", "dấu {{ hoặc }} không đủ cặp"),
        (mark("questions"), mark("questions"), "{{màu mực}}", "không có trường {{màu mực}}"),
        (mark("rule"), mark("rule"), mark("rule") + mark("questions"), "cần một đoạn riêng"),
        (mark("rule"), mark("rule"), mark("state"), "không có trường {{tình hình trả lời}}"),
    ],
)
def test_a_fault_is_told_with_file_and_paragraph(about: str, old: str, new: str, told: str) -> None:
    """Missing, unknown, broken: what is wrong, where, and what to write."""
    template = edited(LetterKind.REQUEST, about, instead(old, new))
    found = [fault.told.vi for fault in faults(LetterKind.REQUEST, template)]
    assert all(fault.startswith("cong-van-lay-y-kien.docx") for fault in found)
    assert [fault for fault in found if told in fault], found


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"Kinh gui", shipped(LetterKind.REMINDER)[:9000]]
)
def test_what_is_no_word_file_is_said_to_be_none(content: bytes) -> None:
    """Cut short, empty or something else altogether: nothing breaks."""
    (fault,) = faults(LetterKind.REMINDER, content)
    assert "không mở được như một tệp Word" in fault.message.vi


def test_a_letter_is_made_of_the_provinces_template() -> None:
    """Its sentence stands in the letter, and the rest is as ever."""
    own = edited(LetterKind.REQUEST, "Rất mong", instead("Rất mong", "Trân trọng mong"))
    standing = last_request(opened().events, SILENT)
    assert standing is not None
    desk = DESK.model_copy(update={"templates": {LetterKind.REQUEST: own}})
    filling = request_letter.letter(standing, SILENT, desk)
    said = "\n".join(
        p.text for p in docx.Document(BytesIO(letter_paper.docx(filling, desk))).paragraphs
    )
    assert "Trân trọng mong nhận được sự quan tâm" in said
    assert letter_paper.docx(filling, desk) == letter_paper.docx(filling, desk)


def test_a_template_is_taken_as_it_was_saved_last_and_a_faulty_one_never(tmp_path: Path) -> None:
    """The desk looks again; a fault goes to the log, and the shipped template makes the letter."""
    desk = DraftingDesk(Settings(letter_templates_dir=tmp_path))
    assert desk.now().templates == {}
    file = tmp_path / LetterKind.REQUEST.file
    good = edited(LetterKind.REQUEST, "Rất mong", instead("Rất mong", "Trân trọng mong"))
    file.write_bytes(good)
    assert desk.now().templates == {LetterKind.REQUEST: good}
    file.write_bytes(edited(LetterKind.REQUEST, DUE, instead(DUE, "{{hạn}}")))
    with capture_logs() as logged:
        assert desk.now().templates == {}
        assert desk.now().templates == {}
    told = [entry for entry in logged if entry["event"] == "letter_template_not_used"]
    assert len(told) == len(faults(LetterKind.REQUEST, file.read_bytes()))
    assert "{{hạn}}" in told[0]["fault"]
