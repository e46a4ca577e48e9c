"""From open cases to the reports of a morning."""

from io import BytesIO

from docx import Document

from remiss.consultation.life.commands import Open, Suspend
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Holder
from remiss.consultation.values import Urgency
from remiss.documents.daily_report import docx
from remiss.documents.morning_reports import MorningReports, as_markdown, compile_reports
from tests.given.case import (
    FINANCE,
    MONEY,
    RETURNED,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    opening,
    order,
    replies,
    time_passes,
)

PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
DAY_AFTER = hanoi("2026-03-10", "17:00")
RISEN = hanoi("2026-03-13", "07:30")


def asked_alone(id_: str, at: str = "2026-03-02") -> Open:
    return opening(at=hanoi(at), consultation=id_, questions=(MONEY,), agencies=(FINANCE.code,))


def risen(id_: str = "HS-RISEN") -> Consultation:
    """Reported to the Chairman the evening before."""
    return given(asked_alone(id_), time_passes(RISEN))


def late(id_: str = "HS-LATE") -> Consultation:
    """Overdue since yesterday, reported to the head of agency."""
    return given(asked_alone(id_, "2026-03-05"), time_passes(RISEN))


def returned_often(id_: str = "HS-RETURNED") -> Consultation:
    at = hanoi("2026-03-12")
    return given(
        asked_alone(id_, "2026-03-11"),
        replies(FINANCE, at),
        assessed(FINANCE, RETURNED, at),
        replies(FINANCE, at),
        assessed(FINANCE, RETURNED, at, number=2),
    )


def quiet(id_: str = "HS-QUIET") -> Consultation:
    return given(opening(at=hanoi("2026-03-12"), consultation=id_))


def compiled(*cases: Consultation) -> MorningReports:
    return compile_reports(cases, RISEN, PROVINCE)


def test_the_office_reads_everything_and_the_chairman_what_rose_to_him() -> None:
    """The report of last resort holds only what reached the last rung."""
    reports = compiled(quiet(), returned_often(), late(), risen())

    office, chairman = reports.office, reports.chairman
    assert [item.consultation for item in office.overdue] == ["HS-RISEN", "HS-LATE"]
    assert [item.consultation for item in office.stalled] == ["HS-RETURNED"]
    assert chairman is not None
    assert [item.consultation for item in chairman.overdue] == ["HS-RISEN"]
    assert chairman.stalled == ()
    assert (office.open_consultations, office.open_requests) == (4, 5)
    assert (chairman.open_consultations, chairman.open_requests) == (4, 5)
    assert (chairman.to, office.to) == (EscalationLevel.CHAIRMAN, EscalationLevel.OFFICE)


def test_the_chairman_is_not_troubled_with_nothing() -> None:
    """No report goes to him on a day on which nothing had risen that far."""
    reports = compiled(quiet(), late())

    assert reports.chairman is None
    assert "báo cáo Chủ tịch 0" in reports.summary.vi


def test_an_item_names_the_case_the_people_and_the_next_step() -> None:
    """Who drafts, who is asked, since when, how high, who has it, and what comes next."""
    (item,) = compiled(risen()).office.overdue

    assert (item.agency, item.agency_name) == (FINANCE.code, "Sở Tài chính")
    assert (item.officer, item.drafting_agency_name) == ("Trần Thị Lan", "Sở Nội vụ")
    assert (item.days_late, item.level, item.holder) == (
        4,
        EscalationLevel.CHAIRMAN,
        Holder.AGENCY,
    )
    assert item.due_at == hanoi("2026-03-09", "17:00")
    assert item.next_step is not None
    assert (item.next_step.vi, item.next_step_at) == (
        "ghi nhận không trả lời",
        hanoi("2026-03-16", "17:00"),
    )
    assert item.urgency is Urgency.NORMAL


def test_a_suspended_case_is_not_open() -> None:
    """Its clocks stand still: it is neither counted nor reported."""
    rests = order(Suspend, SUPERVISOR, RISEN, reason="Chờ luật mới")
    suspended = given(opening(consultation="HS-REST"), time_passes(RISEN), rests)

    office = compiled(suspended, quiet()).office

    assert (office.open_consultations, office.open_requests, office.overdue) == (1, 2, ())


def test_a_morning_without_any_case_is_a_report_too() -> None:
    """It says that nothing is open."""
    reports = compiled()

    assert str(reports.day) == "2026-03-13"
    assert reports.office.open_consultations == 0
    assert reports.chairman is None


def test_it_survives_being_stored() -> None:
    """What is published as JSON is what was compiled."""
    reports = compiled(returned_often(), risen())

    assert MorningReports.model_validate_json(reports.model_dump_json()) == reports


def test_both_are_rendered_as_documents() -> None:
    """The Chairman's and the Office's open as Word files that name what they are about."""
    reports = compiled(returned_often(), risen())
    assert reports.chairman is not None

    for report in (reports.office, reports.chairman):
        document = Document(BytesIO(docx(report)))
        cells = " ".join(c.text for table in document.tables for c in table._cells)
        assert "HS-RISEN" in cells
        assert "Quá hạn trả lời 4 ngày làm việc" in cells
        assert ("HS-RETURNED" in cells) == (report is reports.office)


def test_the_page_in_temporal_holds_one_line_for_each_item() -> None:
    """Markdown that no subject can break out of, worst first, and not without end."""
    odd = risen("HS-0-ODD")
    draft = odd.draft.model_copy(update={"subject": "Dự thảo | một\n# hai"})
    many = [risen(f"HS-{number}") for number in range(120)]

    page = as_markdown(compiled(odd.model_copy(update={"draft": draft}), late(), *many))

    rows = [line for line in page.splitlines() if line.startswith("| Sở ")]
    assert len(rows) == 100
    assert "… 22" in page
    assert "Dự thảo \\| một # hai" in page
    assert all(row.replace("\\|", "").count("|") == 7 for row in rows)
