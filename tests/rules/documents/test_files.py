"""The files themselves: what a program finds in them, whoever wrote the words."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from remiss.consultation.values import Position
from remiss.documents import daily_report
from remiss.documents.archive import keep_one_time
from remiss.documents.daily_report import DailyReport
from remiss.documents.letters import letter
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.word import TEMPLATE, Style
from remiss.documents.workbook_cells import CUT, LONGEST
from tests.given.case import CLEAR, JUSTICE, MONDAY, assessed, hanoi, opening, replies
from tests.given.papers import HEAD, table_of, tell
from tests.given.samples import HOSTILE, NAMES, files, hostile, report


def workbook(name: str) -> Workbook:
    return load_workbook(BytesIO(files()[name]))


@pytest.fixture(scope="module")
def made_again() -> dict[str, bytes]:
    """Every sample made a second time, from its story on."""
    return files.__wrapped__()


@pytest.mark.parametrize("name", NAMES)
def test_equal_values_give_equal_bytes(name: str, made_again: dict[str, bytes]) -> None:
    """Made again a file has the same hash; its only time is that of what it tells."""
    assert files().keys() == set(NAMES)
    first = files()[name]
    assert made_again[name] == first
    with ZipFile(BytesIO(first)) as archive:
        assert len({member.date_time for member in archive.infolist()}) == 1
        assert archive.testzip() is None


def test_a_file_settles_on_the_time_it_is_given() -> None:
    """Two files that differ only by when they were written become one."""
    made = files()["daily.docx"]
    later = keep_one_time(made, hanoi("2026-12-01"))
    assert later != made
    assert keep_one_time(later, report(14).made_at) == made
    ancient = keep_one_time(made, hanoi("2026-12-01") - timedelta(days=365 * 80))
    assert ZipFile(BytesIO(ancient)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_word_file_says_what_it_is() -> None:
    """Title, agency and language are its own, and none of the tool that made it."""
    known = docx.Document(BytesIO(files()["request.docx"])).core_properties
    assert known.title.startswith("lấy ý kiến đối với dự thảo Hướng dẫn")
    assert (known.author, known.language, known.comments) == ("SỞ NỘI VỤ", "vi-VN", "")


def test_no_formula_is_made_of_what_people_wrote() -> None:
    """Every cell with letters in it is text, and stays text when somebody edits it."""
    cells = [cell for sheet in workbook("sheet_hostile.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    comment = next(c for c in cells if str(c.value).startswith("=cmd"))
    number = next(c for c in cells if c.value == "=1+1")
    assert comment.quotePrefix
    assert number.quotePrefix


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@a", "\t=1", " =1", "#N/A", "TRUE", "007"])
def test_text_that_looks_like_something_else_stays_text(start: str) -> None:
    """Signs a workbook would compute, errors it would show, zeros it would drop."""
    said = {"position": Position.DISAGREE, "answers": ()}
    story = tell(
        opening(), replies(JUSTICE, MONDAY, None, text=start, **said), assessed(JUSTICE, CLEAR)
    )
    book = load_workbook(BytesIO(table_workbook.xlsx(table_of(story), HEAD)))
    cell = book["Ý kiến"]["C6"]
    assert (cell.value, cell.data_type) == (start, "s")


def test_a_cell_holds_what_it_can_and_says_where_the_rest_is() -> None:
    """A comment longer than a cell is cut there, and whole in the Word file and the value."""
    long = "Đề nghị sửa. " * 5_000
    said = {"position": Position.DISAGREE, "answers": (), "text": long}
    story = tell(opening(), replies(JUSTICE, MONDAY, None, **said), assessed(JUSTICE, CLEAR))
    table = table_of(story)
    cell = load_workbook(BytesIO(table_workbook.xlsx(table, HEAD)))["Ý kiến"]["C6"]
    assert len(cell.value) <= LONGEST
    assert cell.value.endswith(CUT)
    written = docx.Document(BytesIO(table_paper.docx(table, HEAD)))
    assert long.strip() in "\n".join(c.text for c in written.tables[1].rows[2].cells)
    assert table.rows[0].text == long


def test_the_workbook_has_heads_in_both_languages_and_real_dates() -> None:
    """Vietnamese first; figures are numbers and dates are dates, for whoever counts on."""
    sheet = workbook("sheet.xlsx")["Ý kiến"]
    assert [cell.value for cell in sheet[4]][:4] == [
        "Nhóm vấn đề, điều, khoản",
        "Chủ thể góp ý",
        "Nội dung góp ý",
        "Nội dung tiếp thu, giải trình",
    ]
    assert sheet["A5"].value == "Issue, article, clause"
    assert sheet.max_row == 5 + 43
    assert sheet["I6"].value.date() == hanoi("2026-03-05").date()
    assert sheet["J6"].data_type == "n"
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$5", "A6")
    figures = {row[0].value: row[1].value for row in workbook("sheet.xlsx")["Số liệu"]}
    assert figures["Ghi nhận không trả lời, không coi là đồng ý"] == 2


def test_hostile_words_stay_whole_in_the_value() -> None:
    """What a file cannot hold is marked there and kept in the JSON."""
    table = table_of(hostile())
    assert table.rows[0].text == HOSTILE
    written = docx.Document(BytesIO(files()["table_hostile.docx"])).tables[1]
    assert "\ufffd" in written.rows[-1].cells[2].text


def test_a_draft_carries_no_signature() -> None:
    """Under the signatory's title there is room and no name; the officer only compiled."""
    foot = docx.Document(BytesIO(files()["table.docx"])).tables[2].rows[0].cells
    assert foot[0].text.split("\n")[-1] == "Phạm Hùng"
    assert foot[1].text.strip() == "GIÁM ĐỐC"
    for name in ("request.docx", "reminder.docx", "report_chairman.docx"):
        signed = docx.Document(BytesIO(files()[name])).tables[-1].rows[0].cells[1]
        assert signed.text.strip() == "GIÁM ĐỐC"


def test_a_legal_table_has_the_standard_title_columns_and_one_signature() -> None:
    """In Word and in the workbook alike; who compiled it does not sign it."""
    paper = docx.Document(BytesIO(files()["table_legal.docx"]))
    lines = [line.text for line in paper.paragraphs]
    title = "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI"
    subject = "ĐỐI VỚI DỰ THẢO QUYẾT ĐỊNH QUY ĐỊNH VIỆC ĐÁNH GIÁ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC TRÊN"
    heads = [
        "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN",
        "CHỦ THỂ GÓP Ý",
        "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    ]
    assert title in lines
    assert any(line.startswith(subject) for line in lines)
    assert [cell.text for cell in paper.tables[1].rows[0].cells] == heads
    assert [cell.text.strip() for cell in paper.tables[2].rows[0].cells] == ["", "GIÁM ĐỐC"]
    sheet = workbook("sheet_legal.xlsx")["Ý kiến"]
    assert sheet["A1"].value == title
    assert sheet["A2"].value.startswith(subject)
    assert sheet["A4"].value in lines
    assert sheet["A5"].value in lines
    assert [cell.value for cell in sheet[7]][:4] == heads
    assert sheet.cell(sheet.max_row, 4).value == "GIÁM ĐỐC"
    wordings = [row[2].value for row in sheet if "Phương án câu chữ đề nghị:" in str(row[2].value)]
    assert "Điều 3. Thang điểm" in str(wordings[0])
    assert sheet.print_area.endswith(f"$D${sheet.max_row}")


@pytest.mark.parametrize("name", ["table.docx", "table_legal.docx"])
def test_who_was_reminded_stands_in_an_annex(name: str) -> None:
    """On a page of its own: each agency without an opinion, and every notice it was sent."""
    annex = docx.Document(BytesIO(files()[name])).tables[3]
    rows = [[cell.text for cell in row.cells] for row in annex.rows[1:]]
    assert [row[1] for row in rows] == ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]
    assert all(row[3].startswith("Nhắc lần 1 ngày 05/3/2026\nNhắc lần 2") for row in rows)
    assert len(docx.Document(BytesIO(files()["table_open.docx"])).tables) == 3


def test_a_daily_report_survives_its_json() -> None:
    """The value is the JSON: what the schedule fills, anybody can read back."""
    full = report(14)
    assert DailyReport.model_validate_json(full.model_dump_json()) == full


def test_a_daily_report_puts_the_worst_first() -> None:
    """By level, then by days late, whatever order they came in."""
    shown = daily_report.as_letter(report(14))
    (overdue, _stalled) = (block for block in shown.body if block.kind == "grid")
    assert [row[0] for row in overdue.rows] == [str(n) for n in range(1, 15)]
    late = [row[3].split("quá hạn ")[1] for row in overdue.rows]
    assert [said.split()[0] for said in late][:4] == ["11", "07", "03", "14"]
    backwards = report(14).model_copy(update={"overdue": report(14).overdue[::-1]})
    assert letter.docx(daily_report.as_letter(backwards), landscape=True) == files()["daily.docx"]


def test_a_clerk_finds_every_style_in_the_template_and_none_of_its_page_in_a_letter() -> None:
    """Each stands there once, in its own looks; what the template says goes nowhere."""
    samples = docx.Document(BytesIO(TEMPLATE)).paragraphs
    shown = [line.style.name for line in samples if line.style]
    assert sorted(name for name in shown if name != "Normal") == sorted(Style)
    letter_ = "\n".join(p.text for p in docx.Document(BytesIO(files()["request.docx"])).paragraphs)
    assert not [line.text for line in samples if line.text in letter_]
