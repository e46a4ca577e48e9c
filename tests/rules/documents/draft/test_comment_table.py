"""An agency's own table of comments is read as it is: heads in other words, cells left blank."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from remiss.consultation.values import Draft, DraftKind
from remiss.documents.draft.clause_tree import read_clauses
from remiss.documents.draft.comment_form import COLUMNS, PAPER, blank_comment_table
from remiss.documents.draft.comment_table import ReadTable, read_comment_table
from tests.given.case import MONDAY, SHA
from tests.given.drafts import DECISION

CLAUSES = read_clauses(DECISION)
HEAD = ("STT", "Điều khoản", "Ý kiến", "Đề xuất", "Lý do")


def read(*rows: tuple[str, ...], above: int = 0) -> ReadTable:
    table = read_comment_table(list(enumerate(rows, start=1 + above)), CLAUSES)
    assert table is not None
    return table


def on(table: ReadTable) -> list[tuple[int, str, str | None]]:
    return [(one.row, one.comment.clause, one.comment.anchor) for one in table.comments]


def problems(table: ReadTable) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in table.problems]


def test_each_row_is_a_comment_on_its_clause() -> None:
    """With the wording and the reason in their columns; titles above the head are none."""
    table = read(
        ("BẢNG TỔNG HỢP Ý KIẾN",),
        HEAD,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("1", "khoản 1, Điều 3 Quy định kèm theo", "Chưa rõ.", "Viết lại.", "Dễ hiểu hơn."),
        ("2", "Điều 4 ", "Giao thêm Sở Tài chính.", "", ""),
    )
    first = table.comments[0].comment

    assert (first.text, first.proposed_wording) == ("Chưa rõ.", "Viết lại.")
    assert first.reason == "Dễ hiểu hơn."
    assert on(table) == [
        (4, "Khoản 1, Điều 3 Quy định kèm theo", "kem-theo.dieu-3.khoan-1"),
        (5, "Điều 4", "kem-theo.dieu-4"),
    ]
    assert problems(table) == []


@pytest.mark.parametrize(
    "head",
    [
        ("TT", "Nhóm vấn đề, điều, khoản", "Nội dung góp ý, đề xuất", "Kiến nghị sửa đổi"),
        ("Số TT", "ĐIỀU, KHOẢN, ĐIỂM", "Nội dung ý kiến tham gia", "Phương án câu chữ"),
        ("", "Vị trí", "Góp ý", "Đề nghị sửa thành"),
    ],
)
def test_heads_may_be_called_otherwise(head: tuple[str, ...]) -> None:
    """What a head names first is what its column holds."""
    table = read(head, ("1", "Điều 3 Quy định kèm theo", "Chưa rõ.", "Viết lại."))

    (one,) = table.comments
    assert (one.comment.text, one.comment.proposed_wording) == ("Chưa rõ.", "Viết lại.")


def test_columns_may_be_left_out_or_divided() -> None:
    """A wording alone is a comment; Điều and khoản may stand in columns of their own."""
    table = read(
        ("Điều", "Khoản", "Nội dung đề xuất"),
        ("3", "2", "Bãi bỏ Điều 6, Điều 7."),
        ("4", "", "Bỏ."),
    )

    assert on(table) == [
        (2, "Điều 3, khoản 2", "kem-theo.dieu-3.khoan-2"),
        (3, "Điều 4", "kem-theo.dieu-4"),
    ]


def test_a_line_across_the_table_says_in_which_article_the_rows_below_are() -> None:
    """Merged cells are read in each column; a title after the number is not part of it."""
    across = ("Điều 3. Sửa đổi Quy định cũ",) * 5
    table = read(
        HEAD,
        across,
        ("1", "Khoản 1", "Chưa rõ.", "", ""),
        ("2", "khoản 2", "Thừa.", "", ""),
        ("", "Điều 4. Tổ chức thực hiện", "", "", ""),
        ("3", "Điểm a khoản 2 Điều 2 Quy định kèm theo", "Thiếu.", "", ""),
        ("4", "điểm b, khoản 2", "Trùng.", "", ""),
    )

    assert on(table) == [
        (3, "Khoản 1 Điều 3", "kem-theo.dieu-3.khoan-1"),
        (4, "Khoản 2 Điều 3", "kem-theo.dieu-3.khoan-2"),
        (6, "Điểm a khoản 2 Điều 2 Quy định kèm theo", "kem-theo.dieu-2.khoan-2.diem-a"),
        (7, "Điểm b, khoản 2 Điều 4", None),
    ]
    assert problems(table) == [(7, "clause_not_found")]


def test_what_is_unclear_is_named_by_its_row() -> None:
    """The comment stays as its agency wrote it; what makes none says why."""
    table = read(
        HEAD,
        ("1", "", "Bố cục chưa hợp lý.", "", ""),
        ("2", "Điều 99", "Bỏ.", "", ""),
        ("3", "Điều 1", "Làm rõ.", "", ""),
        ("4", "", "Và thêm căn cứ.", "", ""),
        ("5", "Điều 2", "Thống nhất", "", ""),
        ("6", "Điều 2", "đ" * 20_001, "", ""),
        ("7", "Điều 2", "", "", ""),
        above=10,
    )

    assert problems(table) == [
        (12, "no_clause"),
        (13, "clause_not_found"),
        (14, "clause_ambiguous"),
        (15, "clause_from_above"),
        (15, "clause_ambiguous"),
        (16, "agrees"),
        (17, "too_long"),
    ]
    assert [row for row, _, _ in on(table)] == [12, 13, 14, 15]
    assert all(f"Dòng {p.row}" in p.message.vi for p in table.problems)
    assert table.comments[0].comment.clause == "Toàn văn dự thảo"


def test_a_table_of_something_else_is_none() -> None:
    """Budgets and lists of recipients stand in a letter too."""
    budget = [(1, ("STT", "Cơ quan", "Kinh phí")), (2, ("1", "Sở", "5"))]
    assert read_comment_table(budget, ()) is None


def test_the_blank_table_is_read_back_clause_by_clause() -> None:
    """Filled in, every clause is found again; rows left blank make no comment."""
    draft = Draft(subject="Quy định tiền thưởng", kind=DraftKind.DECISION, sha256=SHA)
    blank = blank_comment_table(draft, CLAUSES, MONDAY)
    assert blank == blank_comment_table(draft, CLAUSES, MONDAY)
    sheet = load_workbook(BytesIO(blank)).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    head = rows.index([column.vi for column in COLUMNS])
    assert not read(*map(tuple, rows)).comments
    for number, row in enumerate(rows[head + 1 :]):
        row[3] = f"Ý kiến thứ {number}"

    table = read(*map(tuple, rows))
    assert [one.comment.anchor for one in table.comments] == [clause.anchor for clause in CLAUSES]
    assert not any(one.comment.quoted for one in table.comments)
    assert problems(table) == []
    assert sheet.column_dimensions["G"].hidden
    assert PAPER == 6


def test_a_draft_without_clauses_has_blank_rows() -> None:
    """Its agency writes the clause itself."""
    draft = Draft(subject="Đề cương đề án", kind=DraftKind.SCHEME, sha256=SHA)
    sheet = load_workbook(BytesIO(blank_comment_table(draft, (), MONDAY))).worksheets[0]

    assert sheet.max_row > 20
