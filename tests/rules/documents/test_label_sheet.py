"""The sheet people label on: what stands in it, what does not, and what is read back."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.labelling.labelling import AnswerMark
from remiss.documents.labelling.filled_sheet import FilledSheet, UnfitSheetError, read_sheet
from remiss.documents.labelling.label_columns import LabelColumn
from remiss.documents.labelling.label_sheet import order_for
from remiss.texts import texts
from tests.given.labelling import (
    AGREED,
    AGREES,
    ANSWERED,
    CLEAR,
    EVASIVE,
    FOREIGN,
    MACHINE,
    OPEN,
    RECORDS,
    Filled,
    empty_sheet,
    filed,
    fill,
    record,
    rows_of,
)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def replies_of(content: bytes) -> Worksheet:
    return opened(content).worksheets[1]


def told(sheet: FilledSheet) -> list[tuple[int, str]]:
    return [(one.row, one.said.en) for one in sheet.mistakes]


def test_the_guideline_comes_first_in_both_languages() -> None:
    """Vietnamese beside English, every sentence of it."""
    guide = opened(empty_sheet("1")).worksheets[0]
    both = [(said.vi, said.en) for said in texts("label_guideline").values()]
    assert [(a.value, b.value) for a, b in guide.iter_rows()] == both


def test_each_question_has_a_row_and_its_lists() -> None:
    """The label once for the reply, a mark for each question, and nothing else can be chosen."""
    sheet = replies_of(empty_sheet("1"))
    rows = rows_of(sheet, "T-02")
    assert [sheet.cell(row, LabelColumn.QUESTION_ID).value for row in rows] == ["q1", "q2"]
    assert sheet.cell(rows[0], LabelColumn.REPLY).value == AGREES
    assert "Sở Tài chính" in str(sheet.cell(rows[0], LabelColumn.ABOUT).value)
    offers = {one.formula1: str(one.sqref) for one in sheet.data_validations.dataValidation}
    last = sheet.max_row
    assert offers == {
        '"đã trả lời,chưa trả lời,không thuộc nhiệm vụ"': f"F3:F{last}",
        '"rõ ràng,chung chung,né tránh,đùn đẩy,ngoài chức năng"': f"G3:G{last}",
    }
    locked = {c: sheet.cell(rows[0], c).protection.locked for c in LabelColumn}
    assert sheet.cell(rows[0], LabelColumn.DOUBTS).number_format == "@"
    assert [c.name for c, is_locked in locked.items() if not is_locked] == [
        *("MARK", "LABEL", "WORDS", "DOUBTS")
    ]


def test_no_verdict_is_anywhere_in_the_file() -> None:
    """Neither in a cell, nor in the records it keeps hidden."""
    content = empty_sheet("1", record(1, AGREES, verdict=MACHINE, findings=[MACHINE]))
    with ZipFile(BytesIO(content)) as archive:
        inside = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "máy" not in inside
    assert json.dumps(MACHINE)[1:-1].replace("_", "\\u005f") not in inside


def test_everybody_reads_in_an_order_of_their_own() -> None:
    """Another for each person, and the same each time."""
    replies = filed(*(record(number, AGREES) for number in range(20)))
    orders = {
        person: [one.record.id for one in order_for(person, replies)] for person in ("1", "2", "3")
    }
    assert len({tuple(order) for order in orders.values()}) == 3
    assert {tuple(sorted(order)) for order in orders.values()} == {
        tuple(one.record.id for one in replies)
    }
    assert orders["1"] == [one.record.id for one in order_for("1", replies[::-1])]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=cmd|"/C calc"!A0'])
def test_what_an_agency_wrote_is_no_formula(start: str) -> None:
    """In every cell, and in the records kept."""
    question = {"id": "q1", "text": f"{start}?", "field": "fin.fee"}
    one = record(1, start, questions=[question], agency=start, id=start, answers={"q1": start})
    book = opened(empty_sheet("1", one))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    sheet = book.worksheets[1]
    assert sheet.cell(3, LabelColumn.REPLY).quotePrefix
    assert str(sheet.cell(3, LabelColumn.REPLY).value).strip() == start.strip()


def test_a_long_reply_is_one_cell_over_several_rows() -> None:
    """No row is taller than a screen; what is filled in stays in one place."""
    long = "Đề nghị giữ mức cũ vì chi phí không đổi. " * 200
    content = empty_sheet("1", record(1, long))
    sheet = replies_of(content)
    rows = rows_of(sheet, "T-01")
    assert len(rows) > 2
    assert all(sheet.row_dimensions[row].height <= 210 for row in rows)
    assert f"C{rows[0]}:C{rows[-1]}" in {str(one) for one in sheet.merged_cells.ranges}
    filled = Filled("né tránh", (ANSWERED, OPEN), "Đề nghị giữ mức cũ")
    back = read_sheet("a.xlsx", fill(content, {"T-01": filled}))
    assert told(back) == []
    assert back.labellings["T-01"].label is Verdict.EVASIVE


def test_a_filled_sheet_is_read_back_whole() -> None:
    """Labels, marks, words as they stand in the reply, doubts, and the records of the file."""
    back = read_sheet("a.xlsx", fill(empty_sheet("Lan"), AGREED))
    assert told(back) == []
    assert back.person == "Lan"
    assert [one.kept for one in back.replies.values()] == [one.kept for one in filed(*RECORDS)]
    vague = back.labellings["T-03"]
    assert vague.label is Verdict.VAGUE
    assert vague.marks == {"q1": AnswerMark.NOT_ANSWERED, "q2": AnswerMark.NOT_ANSWERED}
    assert vague.words == ("thực hiện theo quy định",)
    assert vague.doubts == "Có thể là né tránh"


def test_records_are_kept_letter_for_letter() -> None:
    """Long ones, decomposed letters, and what a workbook would take for an escape."""
    reply = "_x0041_ Tha\u0302\u0301y o\u0302n.\r\n" + "a_b " * 7_000
    back = read_sheet("a.xlsx", empty_sheet("1", record(1, reply, extra={"a": [1, None]})))
    (one,) = back.replies.values()
    assert one.record.reply == reply
    assert one.kept["extra"] == {"a": [1, None]}


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        (Filled("", ("", "")), "not labelled yet"),
        (Filled("", (OPEN, OPEN), "có ý kiến sau"), "“Label (choose)” is empty"),
        (Filled("né tránh", (OPEN, ""), "có ý kiến sau"), "“Answered? (choose)” is empty"),
        (Filled("hơi né", (OPEN, OPEN), "có ý kiến sau"), "“hơi né” is not on the list"),
        (Filled("né tránh", (OPEN, OPEN)), "needs the words that show it"),
        (Filled("né tránh", (OPEN, OPEN), "rất né tránh"), "does not stand in the reply"),
        (Filled("rõ ràng", (OPEN, ANSWERED)), "can only be: vague, evasive, buck-passing"),
        (Filled("né tránh", (ANSWERED, ANSWERED), "có ý kiến sau"), "can only be: clear"),
        (Filled("rõ ràng", (FOREIGN, FOREIGN)), "can only be: outside its mandate"),
    ],
)
def test_what_is_empty_or_cannot_be_is_named(filled: Filled, said: str) -> None:
    """By row, with what to do; the other replies are read all the same."""
    back = read_sheet("a.xlsx", fill(empty_sheet("1"), AGREED | {"T-01": filled}))
    ((row, told_),) = told(back)
    assert row in rows_of(replies_of(empty_sheet("1")), "T-01")
    assert told_.startswith("Reply T-01: ")
    assert said in told_
    assert back.labellings.keys() == {"T-02", "T-03"}


def altered(change: str) -> FilledSheet:
    """A filled sheet in which somebody moved or lost something."""
    book = opened(fill(empty_sheet("1", RECORDS[0]), {"T-01": EVASIVE}))
    sheet = book.worksheets[1]
    match change:
        case "a row is gone":
            sheet.delete_rows(4)
        case "all rows are gone":
            sheet.delete_rows(3, 2)
        case "a line below":
            sheet.cell(9, LabelColumn.DOUBTS).value = "Xem lại"
        case "a mark astray":
            sheet.cell(9, LabelColumn.KEY).value = "T-01"
            sheet.cell(9, LabelColumn.MARK).value = OPEN
        case _:
            sheet.unmerge_cells(start_row=3, end_row=4, start_column=7, end_column=7)
            sheet.cell(4, LabelColumn.LABEL).value = "đùn đẩy"
    buffer = BytesIO()
    book.save(buffer)
    return read_sheet("a.xlsx", buffer.getvalue())


@pytest.mark.parametrize(
    ("change", "row", "said"),
    [
        ("a row is gone", 3, "the row of question q2 is gone"),
        ("all rows are gone", 2, "its rows are gone"),
        ("a line below", 9, "belongs to no reply"),
        ("a mark astray", 9, "belongs to no question"),
        ("two labels", 3, "several values"),
    ],
)
def test_what_was_moved_or_lost_is_named(change: str, row: int, said: str) -> None:
    """Nothing a person wrote is passed over."""
    ((at, told_),) = told(altered(change))
    assert at == row
    assert said in told_


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04"])
def test_another_file_is_refused(content: bytes) -> None:
    """By its name, in both languages."""
    with pytest.raises(UnfitSheetError, match=r"b\.xlsx"):
        read_sheet("b.xlsx", content)


def test_a_choice_in_english_or_in_capitals_is_understood() -> None:
    """The list is Vietnamese; who types is understood."""
    filled = {"T-02": Filled("Clear", ("ANSWERED", " Đã trả lời "))}
    back = read_sheet("a.xlsx", fill(empty_sheet("1", RECORDS[1]), filled))
    assert told(back) == []
    assert back.labellings["T-02"].label is Verdict.CLEAR
    assert CLEAR.label == "rõ ràng"
