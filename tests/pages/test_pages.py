"""Pages as an office sees them: converted by LibreOffice, read back, and measured."""

import re
from collections.abc import Mapping

import pytest

from tests.given.pdf import Pdf
from tests.given.samples import files

LETTERS = ("request", "reminder", "report_head", "report_office", "report_chairman")
OTHERS = ("request_commune", "request_office", "request_police")
LANDSCAPE = ("table", "table_open", "table_hostile", "table_legal", "daily", "daily_none")
DOCX = tuple(f"{name}.docx" for name in (*LETTERS, *OTHERS, *LANDSCAPE))
XLSX = ("sheet.xlsx", "sheet_open.xlsx", "sheet_hostile.xlsx", "sheet_legal.xlsx")
TOLERANCE = 1.2
"""In millimetres: half a table line, and the dots of the picture."""


def test_every_sample_is_looked_at() -> None:
    """A document added to the samples is one of those measured here."""
    assert set(files()) == {*DOCX, *XLSX}


@pytest.mark.parametrize("name", DOCX)
def test_pages_are_a4_with_the_margins_of_the_decree(pdfs: Mapping[str, Pdf], name: str) -> None:
    """Letters upright, tables across; nothing but the page number leaves the text's place."""
    pdf = pdfs[name]
    upright = name.removesuffix(".docx") in {*LETTERS, *OTHERS}
    assert set(pdf.sizes) == {(210, 297) if upright else (297, 210)}
    assert len(pdf.sizes) == len(pdf.pages)
    for page in range(1, len(pdf.pages) + 1):
        left, top, right, bottom = pdf.ink(page)
        assert left >= 30 - TOLERANCE, page
        assert right >= 15 - TOLERANCE, page
        assert bottom >= 20 - TOLERANCE, page
        assert top >= (20 - TOLERANCE if page == 1 else 10 - TOLERANCE), page


@pytest.mark.parametrize("name", [*DOCX, *XLSX])
def test_fonts_are_the_right_ones_and_embedded(pdfs: Mapping[str, Pdf], name: str) -> None:
    """Times New Roman, or what stands in for it here; no letter falls back to another face."""
    fonts = pdfs[name].fonts
    assert fonts
    assert all(embedded for _, embedded in fonts)
    if name not in {"table_hostile.docx", "sheet_hostile.xlsx"}:
        assert {font.split("-")[0] for font, _ in fonts} <= {"LiberationSerif", "TimesNewRomanPS"}


@pytest.mark.parametrize("name", DOCX)
def test_numbers_stand_on_top_from_the_second_page(pdfs: Mapping[str, Pdf], name: str) -> None:
    """The first page has none; each further one begins with its own."""
    first, *further = pdfs[name].pages
    assert first.split()[0] != "1"
    assert [page.split()[0] for page in further] == [str(n + 2) for n in range(len(further))]


@pytest.mark.parametrize("name", DOCX)
def test_no_page_is_left_with_a_line_or_two(pdfs: Mapping[str, Pdf], name: str) -> None:
    """The last page carries text of its own beside the foot, never the signature alone."""
    pages = pdfs[name].pages
    lines = [line for line in pages[-1].splitlines() if line.strip()]
    assert len(lines) >= 5 or len(pages) == 1
    assert "/./" not in pages[-1]
    if name.startswith(("re", "daily")) and len(pages) > 1:
        body = pages[-1].split("Nơi nhận")[0].split("\n", 1)[1]
        assert len(body.split()) >= 8


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_its_parts(pdfs: Mapping[str, Pdf], name: str) -> None:
    """Motto, agency, open number, place and day, the mark of urgency, addressee, foot, no name."""
    text = pdfs[f"{name}.docx"].text
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH TÂN GIANG",
        "SỞ NỘI VỤ",
        "Số: /BC-SNV" if name == "report_chairman" else "Số: /SNV-CCVC",
        "Tân Giang, ngày tháng năm 2026",
        "THƯỢNG KHẨN",
        "Kính gửi: ",
        "./.",
        "Nơi nhận:",
        "- Lưu: VT, CCVC.",
    ):
        assert part in text, part
    assert text.endswith("GIÁM ĐỐC") or "GIÁM ĐỐC - Như trên" in text
    assert ("BÁO CÁO" in text) == (name == "report_chairman")
    assert ("V/v" in text) == (name != "report_chairman")


@pytest.mark.parametrize(
    ("name", "agency", "signed"),
    [
        ("request_commune", "XÃ TÂN LẬP", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("request_office", "VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
        ("request_police", "CÔNG AN TỈNH TÂN GIANG", "Q. GIÁM ĐỐC"),
        ("request", "SỞ NỘI VỤ", "GIÁM ĐỐC"),
    ],
)
def test_lines_are_as_long_as_their_texts_ask(
    pdfs: Mapping[str, Pdf], name: str, agency: str, signed: str
) -> None:
    """The motto's as long as itself, the agency's a third to a half, whoever issues and signs."""
    pdf = pdfs[f"{name}.docx"]
    left, right, bottom = pdf.span("Độc lập - Tự do - Hạnh phúc")
    motto = _line_below(pdf, left, right, bottom)
    assert abs(motto - (right - left)) < 2
    left, right, bottom = pdf.span(agency)
    own = _line_below(pdf, left, right, bottom)
    assert 1 / 3 <= own / (right - left) <= 1 / 2
    assert " ".join(line for line in signed.split()) in _without_copies(pdf.text)


def _line_below(pdf: Pdf, left: float, right: float, bottom: float) -> float:
    """The length of the first line drawn below a text and centred under it, in millimetres."""
    below = [
        (end - start)
        for start, end, top in pdf.lines()
        if bottom - 1 < top < bottom + 5 and abs((start + end) / 2 - (left + right) / 2) < 1.5
    ]
    return below[0]


def _without_copies(text: str) -> str:
    """The words of a page without the list of copies, which stands beside the signature."""
    foot = text[text.index("Nơi nhận:") :]
    return " ".join(re.sub(r"- .*?[;.](?= |$)|Nơi nhận:", " ", foot).split())


@pytest.mark.parametrize(
    ("name", "word", "width"),
    [
        ("request_commune", "HỎA TỐC", 30),
        ("request", "THƯỢNG KHẨN", 40),
        ("request_office", "KHẨN", 20),
    ],
)
def test_the_mark_of_urgency_has_the_size_of_its_stamp(
    pdfs: Mapping[str, Pdf], name: str, word: str, width: int
) -> None:
    """As wide as the decree has it for each, and 8 mm high; without urgency there is none."""
    pdf = pdfs[f"{name}.docx"]
    _, _, bottom = pdf.span(word)
    near = [one for one in pdf.lines() if abs(one[2] - bottom) < 8]
    sides = [one for one in near if abs(one[1] - one[0] - width) < 1]
    assert abs(sides[-1][2] - sides[0][2] - 8) < 1
    with pytest.raises(LookupError):
        pdfs["request_police.docx"].span("KHẨN")


@pytest.mark.parametrize("name", ["table.docx", "table_legal.docx"])
def test_the_table_repeats_its_head_on_every_page(pdfs: Mapping[str, Pdf], name: str) -> None:
    """All four columns, from the page on which the table begins to the last but the foot's."""
    *pages, annex = (" ".join(page.split()).casefold() for page in pdfs[name].pages)
    assert "phụ lục" in annex
    begins = next(n for n, page in enumerate(pages) if "nội dung góp ý" in page)
    assert len(pages) > begins + 5
    for page in pages[begins:-1]:
        for column in ("nhóm vấn đề", "chủ thể góp ý", "nội dung góp ý", "tiếp thu, giải trình"):
            assert column in page


def test_the_table_holds_every_agency_and_every_word(pdfs: Mapping[str, Pdf]) -> None:
    """Long comments are not cut, whatever page they end on; the diacritics are whole."""
    text = pdfs["table.docx"].text
    for part in (
        "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN",
        "Đã gửi lấy ý kiến 12 cơ quan",
        "a) Thống nhất với nội dung dự thảo (01): Sở Tư pháp (văn bản số 1203/STP ngày 05/3/2026)",
        "c) Ghi nhận không trả lời, không coi là đồng ý (02)",
        "NGƯỜI LẬP BẢNG",
    ):
        assert part in text, part
    assert "Bản tổng hợp bước đầu" not in text
    assert "Bản tổng hợp bước đầu" in pdfs["table_open.docx"].text


def test_no_heading_of_a_group_is_left_at_the_foot_of_a_page(pdfs: Mapping[str, Pdf]) -> None:
    """A question is followed by at least the beginning of a comment on it."""
    for page in pdfs["table.docx"].pages[1:-1]:
        last = [line.strip() for line in page.splitlines() if line.strip()][-1]
        assert not last.endswith("không?"), last
        assert not last.endswith("khiếu nại?"), last


def test_what_people_wrote_reaches_the_page_as_they_wrote_it(pdfs: Mapping[str, Pdf]) -> None:
    """Marks of other languages are letters like others, and nothing is computed."""
    for name in ("table_hostile.docx", "sheet_hostile.xlsx"):
        text = pdfs[name].text
        assert "=cmd|'/C calc'!A0 Đề nghị" in text
        assert "<b>Điều 3</b> & “ngoặc”]]>" in text
        assert "_x0041_" in text
        assert "#" not in text


def test_the_workbook_prints_across_a4_with_its_heads(pdfs: Mapping[str, Pdf]) -> None:
    """Four columns across the page, heads in both languages on every page of the comments."""
    pdf = pdfs["sheet.xlsx"]
    assert set(pdf.sizes) == {(297, 210)}
    comments = [page for page in pdf.pages if "Nội dung góp ý" in page]
    assert len(comments) > 3
    assert all("Commenting agency" in page for page in comments)
    assert "Ghi nhận không trả lời, không coi là đồng ý" in pdf.text


def test_the_daily_report_names_whom_it_reports(pdfs: Mapping[str, Pdf]) -> None:
    """Agencies with how many they owe, levels, the worst first; on a quiet day it says so."""
    text = pdfs["daily.docx"].text
    assert "VĂN PHÒNG" in text
    assert "Kính gửi: Chủ tịch UBND tỉnh." in text
    assert "14 đề nghị đã quá hạn, phải báo cáo; 01 đề nghị chưa quá hạn" in text
    assert "Sở Tài chính (04)" in text
    assert "CHÁNH VĂN PHÒNG" in text
    assert "Lý do của cơ quan: chưa nêu." in text
    quiet = pdfs["daily_none.docx"].text
    assert "Kính gửi: Lãnh đạo Văn phòng UBND tỉnh." in quiet
    assert "không có đề nghị đã quá hạn" in quiet
    assert quiet.count("Không có.") == 2


def test_the_leaders_of_the_office_read_a_slip_of_the_unit(pdfs: Mapping[str, Pdf]) -> None:
    """It stays in the house: the unit above, its head below, neither motto nor number."""
    slip = pdfs["daily_none.docx"].text
    assert "PHÒNG TỔNG HỢP" in slip
    assert "PHIẾU BÁO CÁO" in slip
    assert "TRƯỞNG PHÒNG" in slip
    assert "CỘNG HÒA" not in slip
    assert "Số:" not in slip
    assert "CHÁNH VĂN PHÒNG" not in slip
