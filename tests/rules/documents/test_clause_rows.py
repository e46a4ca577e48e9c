"""Comments on clauses stand in the table: by clause, beside what became of them."""

from io import BytesIO

import docx
from openpyxl import load_workbook

from remiss.consultation.life.commands import (
    DisposeComments,
    ExplainWordings,
    RecordFinalText,
    WordingExplanation,
)
from remiss.consultation.life.commenting.messages import Disposed
from remiss.consultation.values import (
    Answer,
    AttachedFile,
    ClauseComment,
    DispositionKind,
    FinalWording,
    Position,
    WordingFinding,
)
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation, RequestOutcome, Treatment
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICER,
    SHA,
    assessed,
    opening,
    order,
    replies,
    time_passes,
    when,
)
from tests.given.case import hanoi as at
from tests.given.papers import HEAD, table_of, tell

POINT = ClauseComment(
    clause="Điều 7, khoản 2",
    quoted="bằng 1,5 lần",
    text="Mức này vượt quỹ tiền thưởng.",
    proposed_wording="tối đa 1,5 lần",
    reason="Quỹ của mỗi cơ quan khác nhau.",
)
EARLY = ClauseComment(clause="khoản 1 Điều 2 Quy chế kèm theo", text="Đề nghị bỏ.")
ARTICLE = ClauseComment(clause="Điều 3", text="Bỏ từ “bị”.")
AGREES = Answer(question="law", position=Position.AGREE, text="Thống nhất.")
WANTS = Answer(question="money", position=Position.DISAGREE, reason="Chưa có nguồn.")
STORY = tell(
    opening(),
    replies(JUSTICE, answers=(AGREES,), clause_comments=(EARLY, POINT)),
    assessed(JUSTICE, CLEAR),
    replies(FINANCE, answers=(WANTS,), clause_comments=(POINT, ARTICLE), text=""),
    assessed(FINANCE, CLEAR),
    order(
        DisposeComments,
        OFFICER,
        agency=JUSTICE.code,
        dispositions=(Disposed(comment="H99.03-1-1.2", kind=DispositionKind.ADOPTED),),
    ),
)
TABLE = table_of(STORY)


def test_rows_follow_the_questions_in_the_order_of_the_clauses() -> None:
    """On one clause in the order of the agencies asked; each row has its comment's own id."""
    assert [(row.comment, row.provisions[0]) for row in TABLE.rows[1:]] == [
        ("H99.04-1-1.2", "Điều 3"),
        ("H99.03-1-1.2", "Khoản 2 Điều 7"),
        ("H99.04-1-1.1", "Khoản 2 Điều 7"),
        ("H99.03-1-1.1", "Khoản 1 Điều 2 Quy chế kèm theo"),
    ]
    assert TABLE.rows[0].comment == "H99.04-1-1-money"
    assert TABLE.rows[2].treatment is Treatment.ADOPTED
    assert {asked.outcome for asked in TABLE.asked} == {RequestOutcome.COMMENTED}
    assert Consolidation.model_validate_json(TABLE.model_dump_json()) == TABLE


def test_the_paper_quotes_what_the_comment_is_about() -> None:
    """And claims no position its agency did not take on the clause."""
    drawn = docx.Document(BytesIO(table_paper.docx(TABLE, HEAD))).tables[1]
    said = [cell.text for row in drawn.rows for cell in row.cells]

    assert "Ý kiến đối với điều, khoản, điểm của dự thảo" in said
    assert (
        "Nội dung dự thảo: “bằng 1,5 lần”\nMức này vượt quỹ tiền thưởng.\n"
        "Lý do: Quỹ của mỗi cơ quan khác nhau.\nPhương án câu chữ đề nghị: “tối đa 1,5 lần”"
    ) in said


def test_the_workbook_has_a_column_for_the_words_of_the_draft() -> None:
    """Beside the parts of a comment that stand in columns already."""
    sheet = load_workbook(BytesIO(table_workbook.xlsx(TABLE, HEAD))).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    (heads,) = (row for row in rows if "Nội dung dự thảo được dẫn" in row)
    quoted = [row[heads.index("Nội dung dự thảo được dẫn")] for row in rows]

    assert quoted.count("bằng 1,5 lần") == 2


def test_the_table_says_where_the_final_text_has_what_was_adopted() -> None:
    """On paper under what was done with the comment, and in a column of the workbook."""
    file = AttachedFile(sha256=SHA, name="QĐ.docx", size=1, media_type="text/plain")
    found = FinalWording(
        comment="H99.03-1-1.2",
        finding=WordingFinding.CHANGED,
        address="Khoản 2 Điều 7",
        passage="tối đa 1,2 lần",
    )
    why = WordingExplanation(comment=found.comment, explanation="Theo ý kiến thẩm định.")
    case, events = STORY
    laid_down = order(RecordFinalText, OFFICER, file=file, number="15/HD-SNV", wordings=(found,))
    after, recorded = when(case, laid_down)
    done, explained = when(
        after, order(ExplainWordings, OFFICER, agency=JUSTICE.code, explanations=(why,))
    )
    table = consolidation(done, (*events, *recorded, *explained))
    said = "có, với câu chữ khác (khoản 2 Điều 7): “tối đa 1,2 lần”. Lý do: Theo ý kiến thẩm định."

    drawn = docx.Document(BytesIO(table_paper.docx(table, HEAD))).tables[1]
    cells = [cell.text for row in drawn.rows for cell in row.cells]
    assert f"Tiếp thu.\nBản trình ban hành: {said}" in cells
    lines = [line.text for line in docx.Document(BytesIO(table_paper.docx(table, HEAD))).paragraphs]
    assert (
        "(Câu chữ đã tiếp thu được đối chiếu với bản trình ban hành số 15/HD-SNV, tệp QĐ.docx, "
        "ngày 02/3/2026)"
    ) in lines
    sheet = load_workbook(BytesIO(table_workbook.xlsx(table, HEAD))).worksheets[0]
    assert said in {cell.value for row in sheet.iter_rows() for cell in row}
    assert Consolidation.model_validate_json(table.model_dump_json()) == table


def test_those_of_a_late_letter_are_rows_too() -> None:
    """What came after silence stands in the table, with how the letter was used."""
    late = replies(FINANCE, at("2026-03-20"), answers=(), text="", clause_comments=(ARTICLE,))
    table = table_of(tell(opening(), time_passes(at("2026-03-19")), late))

    assert [(row.comment, row.clause) for row in table.rows] == [("H99.04-1-1.1", "Điều 3")]
