"""Replies to label, sheets of three people, and what these filled in."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.labelling.filed_reply import FiledReply, filed_reply
from remiss.documents.labelling.label_columns import LabelColumn
from remiss.documents.labelling.label_sheet import label_sheet

QUESTIONS = (
    {"id": "q1", "text": "Có đồng ý mức 50.000 đồng không?", "field": "fin.fee"},
    {"id": "q2", "text": "Áp dụng từ ngày nào?", "field": "fin.fee"},
)
ANSWERED, OPEN, FOREIGN = "đã trả lời", "chưa trả lời", "không thuộc nhiệm vụ"
MACHINE = "khoảng_này_máy_nói"
"""Stands in a verdict on the records, and must stand on no sheet."""


class Filled(NamedTuple):
    """What one person chooses for one reply."""

    label: str
    marks: tuple[str, ...]
    words: str = ""
    doubts: str = ""


def record(number: int, reply: str, **changed: Any) -> dict[str, Any]:
    """A record as `remiss assess` reads it, with a verdict somebody gave before."""
    return {
        "id": f"T-{number:02}",
        "subject": "Dự thảo Quyết định thu phí bến bãi",
        "agency": "Sở Tài chính",
        "questions": list(QUESTIONS),
        "mandate_fields": ["fin"],
        "declared_position": "none",
        "reply": reply,
        "label": "evasive",
        "evidence": [],
        "note": MACHINE,
        "frame": "body",
    } | changed


DELAY = "Sở ghi nhận nội dung trên. Sở sẽ nghiên cứu và có ý kiến sau."
AGREES = "Đồng ý mức 50.000 đồng vì bằng mức hiện hành. Áp dụng từ ngày 01/01/2027."
GENERAL = "Sở cơ bản nhất trí, đề nghị thực hiện theo quy định."
RECORDS = (record(1, DELAY), record(2, AGREES), record(3, GENERAL))

EVASIVE = Filled("né tránh", (OPEN, OPEN), "có ý kiến sau")
CLEAR = Filled("rõ ràng", (ANSWERED, ANSWERED))
VAGUE = Filled("chung chung", (OPEN, OPEN), "thực hiện theo quy định", "Có thể là né tránh")
AGREED = {"T-01": EVASIVE, "T-02": CLEAR, "T-03": VAGUE}
"""What a careful reader chooses."""


def filed(*records: Mapping[str, Any]) -> list[FiledReply]:
    return [filed_reply(json.dumps(one)) for one in records or RECORDS]


def empty_sheet(person: str, *records: Mapping[str, Any]) -> bytes:
    """A sheet nobody has filled in."""
    return label_sheet(person, filed(*records), {})


def fill(content: bytes, choices: Mapping[str, Filled]) -> bytes:
    """The sheet after a person chose for the replies named."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[1]
    for identity, filled in choices.items():
        rows = rows_of(sheet, identity)
        sheet.cell(rows[0], LabelColumn.LABEL).value = filled.label
        sheet.cell(rows[0], LabelColumn.WORDS).value = filled.words or None
        sheet.cell(rows[0], LabelColumn.DOUBTS).value = filled.doubts or None
        asked = [row for row in rows if sheet.cell(row, LabelColumn.QUESTION_ID).value]
        for row, mark in zip(asked, filled.marks, strict=True):
            sheet.cell(row, LabelColumn.MARK).value = mark or None
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows_of(sheet: Worksheet, identity: str) -> list[int]:
    """The rows of one reply."""
    keys = range(3, sheet.max_row + 1)
    return [row for row in keys if sheet.cell(row, LabelColumn.KEY).value == identity]


def jsonl(path: Path, *records: Mapping[str, Any]) -> Path:
    """The records as a file."""
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records or RECORDS]
    path.write_text("".join(lines), encoding="utf-8")
    return path
