"""Files of a sheet: text stays text, whatever an agency is called."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import (
    Amendment,
    Change,
    KeptSheet,
    Sheet,
    SheetLine,
)
from remiss.documents.period_sheet.sheet_csv import as_csv, sheet_csv
from remiss.documents.period_sheet.sheet_workbook import xlsx
from tests.given.case import both

NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)


def _kept(name: str) -> KeptSheet:
    line = SheetLine(
        card=Card.AGENCIES, agency="H99.04", person="", name="", figures={"in_time": 6, "late": 2}
    )
    change = Change(
        card=Card.AGENCIES, agency="H99.04", person="", name="", figure="late", before=2, after=1
    )
    common: dict[str, Any] = {"period": "2026-11", "made_at": NOON, "counted_at": NOON}
    sheet = Sheet(number=1, names={"H99.04": both(name)}, lines=(line,), **common)
    amendment = Amendment(number=2, names={}, changes=(change,), **common)
    return KeptSheet(sheet=sheet, amendments=(amendment,))


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+84", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_a_name_is_no_formula(name: str) -> None:
    """Neither in the workbook nor in the CSV."""
    sheet = load_workbook(BytesIO(xlsx(_kept(name))))["Cơ quan trả lời"]
    assert sheet["B6"].data_type == "s"
    assert sheet["B6"].quotePrefix
    (cell,) = as_csv([[name]]).decode("utf-8-sig").splitlines()
    assert cell.lstrip('"').startswith("'")
    assert f"'{name}".replace('"', '""') in sheet_csv(_kept(name)).decode("utf-8-sig")


def test_an_amendment_stands_with_its_difference() -> None:
    """As a formula; a change nothing explains says so."""
    sheet = load_workbook(BytesIO(xlsx(_kept("Sở Tài chính"))))["Điều chỉnh số liệu"]
    row = [cell.value for cell in sheet[6]]
    assert row[1:7] == [
        "Cơ quan trả lời",
        "Sở Tài chính",
        "Trả lời sau thời hạn",
        2,
        1,
        "=F6-E6",
    ]
    assert "cách tính đã thay đổi" in str(row[7])


def test_equal_sheets_give_equal_bytes() -> None:
    """Nothing of when or where it was rendered."""
    assert xlsx(_kept("Sở Tài chính")) == xlsx(_kept("Sở Tài chính"))
