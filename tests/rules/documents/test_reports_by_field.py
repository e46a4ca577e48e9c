"""The Chairman's report by the fields of the Vice-Chairmen; and one counted at any moment."""

from io import BytesIO
from typing import Any

from docx import Document

from remiss.consultation.state import Consultation
from remiss.consultation.values import Charge, Person
from remiss.consultation.views.overdue_list import MorningCases
from remiss.documents.daily_report import DailyReport, docx
from remiss.documents.found_delays import FoundDelays
from remiss.documents.morning_reports import MorningReports, compile_reports, reports_on
from tests.given.case import FINANCE, JUSTICE, LAW, MONEY, given, hanoi, opening, time_passes

PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
OF_MONEY = Person(id="pct.hoa", name="Phạm Thị Hòa")
OF_LAW = Person(id="pct.nam", name="Lê Hoài Nam")
CHARGES = (Charge(person=OF_MONEY, fields=("fin",)), Charge(person=OF_LAW, fields=("justice",)))
DUE = hanoi("2026-03-09", "17:00")
EVENING, FIRST_WORKING_DAY = hanoi("2026-03-09", "18:00"), hanoi("2026-03-10", "07:30")


def unanswered(**changes: Any) -> Consultation:
    """Asks Finance about money and Justice about law; nobody answers by Monday at five."""
    case = opening(consultation="HS-BOTH", vice_chairmen=CHARGES, **changes)
    return given(case, time_passes(FIRST_WORKING_DAY))


def morning(*cases: Consultation) -> MorningReports:
    return compile_reports(cases, FIRST_WORKING_DAY, PROVINCE)


def printed(report: DailyReport) -> str:
    paper = Document(BytesIO(docx(report)))
    cells = (c.text for t in paper.tables for row in t.rows for c in row.cells)
    return "\n".join((*(p.text for p in paper.paragraphs), *cells)).replace("\xa0", " ")


def agencies(report: DailyReport | None) -> list[str]:
    return [item.agency for item in report.overdue] if report else []


def test_an_unanswered_request_is_in_its_vice_chairmans_report_on_the_first_working_day() -> None:
    """Each reads their own fields alone, and the Chairman reads all."""
    reports = morning(unanswered())

    assert sorted(agencies(reports.chairman)) == [JUSTICE.code, FINANCE.code]
    assert agencies(reports.to_vice_chairman(OF_MONEY.id)) == [FINANCE.code]
    assert agencies(reports.to_vice_chairman(OF_LAW.id)) == [JUSTICE.code]
    assert [each.id for each in reports.vice_chairmen] == [OF_LAW.id, OF_MONEY.id]


def test_a_name_written_otherwise_in_an_older_case_is_the_same_vice_chairman() -> None:
    """Each case keeps the name of its opening; by the id none of their rows is lost."""
    renamed = (Charge(person=Person(id=OF_MONEY.id, name="Phạm Thị Hoà"), fields=("fin",)),)
    alone: dict[str, Any] = {"questions": (MONEY,), "agencies": (FINANCE.code,)}
    older = opening(consultation="HS-OLDER", vice_chairmen=renamed, **alone)
    newer = opening(consultation="HS-NEWER", vice_chairmen=CHARGES, **alone)
    reports = morning(*(given(each, time_passes(FIRST_WORKING_DAY)) for each in (older, newer)))
    vice = reports.to_vice_chairman(OF_MONEY.id)
    assert vice is not None
    assert sorted(each.consultation for each in vice.overdue) == ["HS-NEWER", "HS-OLDER"]
    assert reports.chairman is not None
    (name,) = (each.name for each in reports.vice_chairmen)
    assert f"{name} (02)" in printed(reports.chairman)


def test_nobody_else_has_such_a_report() -> None:
    """Of somebody in whose fields nothing is late, or who is no Vice-Chairman at all."""
    reports = morning(unanswered(questions=(MONEY,), agencies=(FINANCE.code,)))

    assert reports.to_vice_chairman(OF_LAW.id) is None
    assert reports.to_vice_chairman("snv.lan.tran") is None
    assert reports.vice_chairmen == (OF_MONEY,)


def test_it_is_a_letter_to_them_by_name() -> None:
    """As the Chairman's, with another addressee and fewer rows."""
    reports = morning(unanswered())
    vice = reports.to_vice_chairman(OF_LAW.id)
    assert vice is not None

    said = printed(vice)
    assert "Phó Chủ tịch UBND tỉnh Lê Hoài Nam" in said
    assert JUSTICE.name.vi in said
    assert FINANCE.name.vi not in said


def test_the_chairmans_says_how_much_is_in_whose_fields() -> None:
    """And what is in the fields of nobody."""
    nobodys = opening(consultation="HS-NOBODY", questions=(LAW,), agencies=(JUSTICE.code,))
    reports = morning(unanswered(), given(nobodys, time_passes(FIRST_WORKING_DAY)))
    assert reports.chairman is not None

    assert (
        "Theo lĩnh vực phụ trách của Phó Chủ tịch UBND tỉnh: Lê Hoài Nam (01); "
        "Phạm Thị Hòa (01); lĩnh vực chưa rõ người phụ trách (01)."
    ) in printed(reports.chairman)


def test_a_report_without_charges_is_stored_as_before() -> None:
    """Nothing new is written where nobody is in charge: an earlier service reads it."""
    case = given(opening(), time_passes(FIRST_WORKING_DAY))
    stored = morning(case).model_dump_json()

    assert '"in_charge"' not in stored
    assert '"published"' not in stored
    assert '"vice_chairman"' not in stored


def test_a_report_as_of_now_says_that_it_is_not_published() -> None:
    """Counted the evening the deadline passed: overdue for the Office, not in his list yet."""
    found = FoundDelays(EVENING)
    case = given(opening(vice_chairmen=CHARGES), time_passes(EVENING))
    found.add(MorningCases((case,), {}))
    reports = reports_on(found, PROVINCE, published=False)

    assert sorted(agencies(reports.office)) == [JUSTICE.code, FINANCE.code]
    assert reports.chairman is None
    said = printed(reports.office)
    assert "Số liệu tính tại thời điểm 18 giờ 00 ngày 09/3/2026, chưa phát hành" in said
    assert "chưa phát hành" not in printed(morning(case).office)
