"""Every part of an answer stands on paper: in the table and its workbook."""

from io import BytesIO
from typing import Any

import docx
from openpyxl import load_workbook

from remiss.consultation.values import Answer, NotOurs, Position
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.consolidation import Consolidation, RequestOutcome
from remiss.documents.table.table_preamble import preamble
from tests.given.case import CLEAR, FINANCE, JUSTICE, assessed, opening, replies
from tests.given.papers import HEAD, table_of, tell

HEALTH = NotOurs(body="Bộ Y tế", rule="Luật Khám bệnh, chữa bệnh, Điều 5")
PARTS: dict[str, Any] = {
    "text": "Mức này cao.",
    "value": "240 m2",
    "reason": "Quỹ đất ở khoản 3 Điều 8 còn ít.",
    "legal_basis": "Luật Đất đai, Điều 195",
    "proposed_wording": "không quá 240 m2",
}
FULL = Answer(question="money", position=Position.DISAGREE, not_ours=HEALTH, **PARTS)
THEIRS = Answer(question="law", not_ours=HEALTH)
STORY = tell(
    opening(),
    replies(FINANCE, answers=(FULL,), position=Position.NONE, text=""),
    assessed(FINANCE, CLEAR),
    replies(JUSTICE, answers=(THEIRS,), position=Position.NONE, text=""),
    assessed(JUSTICE, CLEAR),
)
TABLE = table_of(STORY)


def test_a_row_holds_every_part() -> None:
    """In the value, on the way through JSON, and in the provision its reason names."""
    (row,) = TABLE.rows

    assert {part: getattr(row, part) for part in PARTS} == PARTS
    assert row.not_ours == HEALTH
    assert row.provisions == ("Khoản 3 Điều 8",)
    assert Consolidation.model_validate_json(TABLE.model_dump_json()) == TABLE


def test_a_row_without_the_new_parts_is_as_before() -> None:
    """Whoever reads the table by a program finds no new field where nothing new was said."""
    plain = replies(JUSTICE, answers=(), position=Position.DISAGREE, text="Không thống nhất.")
    table = table_of(tell(opening(), plain, assessed(JUSTICE, CLEAR)))

    assert {"value", "reason", "legal_basis", "not_ours"}.isdisjoint(table.rows[0].model_dump())
    assert "theirs" not in table.asked[0].model_dump()


def test_the_word_file_says_each_part_under_its_name() -> None:
    """In the cell of the comment; a wording stands between quotation marks."""
    drawn = docx.Document(BytesIO(table_paper.docx(TABLE, HEAD))).tables[1]

    assert drawn.rows[-1].cells[2].text.split("\n") == [
        "Không thống nhất. Mức này cao.",
        "Số liệu, thời hạn: 240 m2",
        "Lý do: Quỹ đất ở khoản 3 Điều 8 còn ít.",
        "Căn cứ pháp lý: Luật Đất đai, Điều 195",
        f"Không thuộc nhiệm vụ của cơ quan, thuộc trách nhiệm của: {HEALTH.in_full}",
        "Phương án câu chữ đề nghị: “không quá 240 m2”",
    ]


def test_the_workbook_has_a_column_for_each_part() -> None:
    """The columns there were keep their places."""
    sheet = load_workbook(BytesIO(table_workbook.xlsx(TABLE, HEAD)))["Ý kiến"]
    heads = [cell.value for cell in sheet[4]]
    row = dict(zip(heads, (cell.value for cell in sheet[6]), strict=True))

    assert heads[:3] == ["Nhóm vấn đề, điều, khoản", "Chủ thể góp ý", "Nội dung góp ý"]
    assert heads[4] == "Phương án câu chữ đề nghị"
    assert heads[13] == "Mã ý kiến"
    assert (row["Số liệu, thời hạn"], row["Lý do"]) == (PARTS["value"], PARTS["reason"])
    assert row["Căn cứ pháp lý"] == PARTS["legal_basis"]
    assert row["Thuộc trách nhiệm của"] == HEALTH.in_full


def test_whose_a_question_is_stands_behind_the_agency_that_says_so() -> None:
    """It asks for nothing, and is no comment; that it was not agreed to is plain."""
    asked = next(one for one in TABLE.asked if one.agency == JUSTICE.code)
    said = f"nội dung số 1 thuộc trách nhiệm của {HEALTH.in_full}"

    assert asked.outcome is RequestOutcome.NOT_IN_MANDATE
    assert asked.theirs == (said,)
    assert said in "\n".join(paragraph.text for paragraph in preamble(TABLE))
    agencies = load_workbook(BytesIO(table_workbook.xlsx(TABLE, HEAD)))["Cơ quan"]
    assert said in [cell.value for row in agencies for cell in row]


def test_to_agree_and_name_another_body_is_not_to_agree_in_full() -> None:
    """Agreement in full is what a reply says on every point."""
    partly = Answer(question="law", position=Position.AGREE, not_ours=HEALTH)
    table = table_of(tell(opening(), replies(JUSTICE, answers=(partly,)), assessed(JUSTICE, CLEAR)))

    assert table.asked[0].outcome is RequestOutcome.NO_COMMENT
