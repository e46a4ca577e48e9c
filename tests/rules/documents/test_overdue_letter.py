"""The list of heads habitually overdue, as a letter."""

from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document

from remiss.consultation.values import Person
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.letters.letter import Grid, Letter
from remiss.documents.period_sheet.overdue_letter import (
    OverdueHead,
    OverdueList,
    overdue_docx,
    overdue_letter,
)
from remiss.ledger.reads.scorecards.head_explanations import HeadExplanation
from remiss.reference.evaluation import evaluation_rules
from remiss.reference.registry import load_registry
from remiss.views.home_affairs import letterhead_of_home_affairs
from tests.given.case import both

NOON = datetime(2026, 7, 2, 5, tzinfo=UTC)
QUARTER = SheetPeriod.of_key("2026-Q2")
HEAD_OFFICE = letterhead_of_home_affairs(load_registry())
EXPLAINED = HeadExplanation(
    at=NOON,
    agency="H99.04",
    since=QUARTER.first,
    until=QUARTER.last,
    by=Person(id="huong", name="Bùi Thu Hương"),
    words="Hai công chức nghỉ thai sản, đã bổ sung người.",
)


def _list(*heads: OverdueHead) -> OverdueList:
    rule = evaluation_rules().overdue_on(date(2026, 6, 30))
    return OverdueList(quarter=QUARTER, rule=rule, heads=heads, made_at=NOON)


def _head(code: str, *explanations: HeadExplanation) -> OverdueHead:
    return OverdueHead(
        agency=code,
        name=both(f"Sở {code}"),
        head="Bùi Thu Hương" if explanations else None,
        overdue=4,
        among=7,
        explanations=explanations,
    )


def _said(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.body if not isinstance(block, Grid))


def test_rule_counts_and_explanations_are_on_it() -> None:
    """Each beside its name, word for word, or that none was given."""
    letter = overdue_letter(_list(_head("H99.04", EXPLAINED), _head("H99.05")), HEAD_OFFICE)
    assert "ít nhất 3 lần quá hạn" in _said(letter)
    assert "Có 2 cơ quan, địa phương thuộc trường hợp này, trong đó 1" in _said(letter)
    (grid,) = [block for block in letter.body if isinstance(block, Grid)]
    first, second = grid.rows
    assert first[2:4] == ("Bùi Thu Hương", "4/7")
    assert first[4].endswith("Bùi Thu Hương: Hai công chức nghỉ thai sản, đã bổ sung người.")
    assert second[2] == "Danh sách nhân sự chưa ghi"
    assert second[4] == "Chưa có giải trình"


def test_where_the_rule_names_nobody_the_letter_says_so() -> None:
    """And has no table; without a rule it names nobody either."""
    assert "Không có ai thuộc trường hợp này" in _said(overdue_letter(_list(), HEAD_OFFICE))
    without = _list(_head("H99.04")).model_copy(update={"rule": None})
    letter = overdue_letter(without, HEAD_OFFICE)
    assert "Không có quy tắc nào có hiệu lực" in _said(letter)
    assert not [block for block in letter.body if isinstance(block, Grid)]


def test_it_opens_as_a_word_file() -> None:
    """The quarter in its subject."""
    document = Document(BytesIO(overdue_docx(_list(_head("H99.04", EXPLAINED)), HEAD_OFFICE)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "quý II năm 2026" in said
    assert "thai sản" in document.tables[1].rows[1].cells[4].text
