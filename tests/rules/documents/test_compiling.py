"""From open cases to the reports of a morning."""

from io import BytesIO

import pytest
from docx import Document

from remiss.consultation.life.commands import GiveDelayReason, Open, OrderDeadline, Suspend
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Holder
from remiss.consultation.values import Urgency
from remiss.consultation.views.delay_facts import DelayFacts, MissedMail
from remiss.documents import daily_report
from remiss.documents.daily_report import docx
from remiss.documents.morning_reports import MorningReports, as_markdown, compile_reports
from tests.given.case import (
    FINANCE,
    FLAGGED,
    MONEY,
    OFFICE,
    RETURNED,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)

PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
DUE = hanoi("2026-03-09", "17:00")
MORNING_AFTER = hanoi("2026-03-10", "07:30")
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


def test_the_office_reads_everything_and_the_chairman_who_is_overdue() -> None:
    """His list holds whom the deadline passed by the day before, however low on the ladder."""
    reports = compiled(quiet(), returned_often(), late(), risen())

    office, chairman = reports.office, reports.chairman
    assert [item.consultation for item in office.overdue] == ["HS-RISEN", "HS-LATE"]
    assert [item.consultation for item in office.stalled] == ["HS-RETURNED"]
    assert chairman is not None
    assert [item.consultation for item in chairman.overdue] == ["HS-RISEN", "HS-LATE"]
    assert chairman.stalled == ()
    assert (office.open_consultations, office.open_requests) == (4, 5)
    assert (chairman.open_consultations, chairman.open_requests) == (4, 5)
    assert (chairman.to, office.to) == (EscalationLevel.CHAIRMAN, EscalationLevel.OFFICE)


def test_he_reads_of_it_on_the_first_working_day_after_the_deadline() -> None:
    """Due on Monday at five: not on Monday evening, on Tuesday morning, one working day late."""
    case = given(asked_alone("HS-LATE"), time_passes(DUE))

    evening = compile_reports([case], DUE, PROVINCE)
    morning = compile_reports([case], MORNING_AFTER, PROVINCE)

    assert [item.consultation for item in evening.office.overdue] == ["HS-LATE"]
    assert evening.chairman is None
    assert morning.chairman is not None
    (item,) = morning.chairman.overdue
    assert (item.days_late, item.level) == (1, EscalationLevel.NONE)


def test_over_days_off_the_first_working_day_counts() -> None:
    """Due on a Friday: in Monday's list, not in one made on the Saturday."""
    case = given(asked_alone("HS-LATE", "2026-03-06"), time_passes(hanoi("2026-03-13", "17:00")))

    saturday = compile_reports([case], hanoi("2026-03-14", "07:30"), PROVINCE)
    monday = compile_reports([case], hanoi("2026-03-16", "07:30"), PROVINCE)

    assert saturday.chairman is None
    assert monday.chairman is not None
    assert [item.days_late for item in monday.chairman.overdue] == [1]


def test_whoever_replied_late_and_waits_for_a_review_is_not_in_his_list() -> None:
    """The Office reads on whose desk it lies; the agency owes nothing at the moment."""
    at = hanoi("2026-03-10", "16:00")
    case = given(
        asked_alone("HS-LATE"),
        time_passes(at),
        replies(FINANCE, at),
        assessed(FINANCE, FLAGGED, at),
    )

    reports = compile_reports([case], hanoi("2026-03-11", "07:30"), PROVINCE)

    assert [item.holder for item in reports.office.overdue] == [Holder.OFFICER]
    assert reports.chairman is None


def test_what_rose_to_him_stays_in_sight_whoever_has_it() -> None:
    """A new deadline ordered by the Office takes it out of the overdue, not out of his report."""
    ordered = order(
        OrderDeadline,
        OFFICE,
        RISEN,
        agency=FINANCE.code,
        to=hanoi("2026-03-20").date(),
        reasons="Cần ý kiến đầy đủ",
    )

    chairman = compiled(given(asked_alone("HS-RISEN"), time_passes(RISEN), ordered)).chairman

    assert chairman is not None
    assert [item.consultation for item in chairman.stalled] == ["HS-RISEN"]


def test_the_row_carries_the_reason_and_what_is_fair_beside_it() -> None:
    """What the agency said, or that it said nothing; mail that did not reach it."""
    explained = given(
        asked_alone("HS-SAID"),
        order(GiveDelayReason, head(FINANCE), agency=FINANCE.code, reason="Chờ số liệu của các xã"),
        time_passes(MORNING_AFTER),
    )
    silent = given(asked_alone("HS-SILENT"), time_passes(MORNING_AFTER))
    missed = {("HS-SILENT", FINANCE.code): MissedMail(letters=2, since=DUE)}

    reports = compile_reports([explained, silent], MORNING_AFTER, PROVINCE, None, missed)

    assert reports.chairman is not None
    said, nothing = reports.chairman.overdue
    assert said.facts
    assert said.facts.reason
    assert said.facts.reason.reason == "Chờ số liệu của các xã"
    assert nothing.facts == DelayFacts(undelivered=missed["HS-SILENT", FINANCE.code])
    rows = _rows(docx(reports.chairman))
    assert "Lý do cơ quan nêu: Chờ số liệu của các xã (Giám đốc H99.04" in rows["HS-SAID"]
    assert "Lý do của cơ quan: chưa nêu." in rows["HS-SILENT"]
    assert "Thư điện tử chưa đến được cơ quan: 2, từ 17\u00a0giờ\u00a000" in rows["HS-SILENT"]


def _rows(paper: bytes) -> dict[str, str]:
    tables = Document(BytesIO(paper)).tables
    lines = [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]
    return {id_: line for line in lines for id_ in ("HS-SAID", "HS-SILENT") if id_ in line}


def test_the_chairman_is_not_troubled_with_nothing() -> None:
    """No report goes to him on a day on which nobody is overdue."""
    reports = compiled(quiet(), returned_often())

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
        assert "quá hạn 04 ngày làm việc" in cells
        assert ("HS-RETURNED" in cells) == (report is reports.office)


def test_the_page_in_temporal_holds_one_line_for_each_item() -> None:
    """Markdown that no subject can break out of, worst first, and not without end."""
    odd = risen("HS-0-ODD")
    draft = odd.draft.model_copy(update={"subject": "Dự thảo | một\n# hai"})
    many = [risen(f"HS-{number}") for number in range(120)]

    page = as_markdown(compiled(odd.model_copy(update={"draft": draft}), late(), *many))

    rows = [line for line in page.splitlines() if line.startswith("| Sở Tài chính")]
    assert len(rows) == 100
    assert "… 22" in page
    assert "Dự thảo \\| một # hai" in page
    assert all(row.replace("\\|", "").count("|") == 7 for row in rows)


def test_on_paper_stand_the_worst_and_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list too long for a letter says so; the figures and the data are of all."""
    monkeypatch.setattr(daily_report, "ON_PAPER", 1)
    reports = compiled(late(), risen())
    document = Document(BytesIO(docx(reports.office)))
    told = [row.cells[1].text for table in document.tables for row in table.rows]
    assert [text.split("\n")[1] for text in told if "HS-" in text] == ["HS-RISEN"]
    assert any(each.text.startswith("Và 01 nội dung khác") for each in document.paragraphs)
    assert len(reports.office.overdue) == 2
