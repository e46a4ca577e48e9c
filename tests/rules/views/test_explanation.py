"""A deadline explains itself: rule, start, each day counted or skipped, what moved it."""

from datetime import date, timedelta

from remiss.consultation.life.commands import ContestReturn, Decision, ReviewReply
from remiss.consultation.life.events import Basis
from remiss.consultation.state import Consultation
from remiss.consultation.time.open_days import WEEKEND
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.views.explanation import DeadlineExplanation, explain_deadline
from tests.given.case import (
    FINANCE,
    FLAGGED,
    MONDAY,
    OFFICER,
    POLICY,
    RETURNED,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)


def explained(case: Consultation) -> DeadlineExplanation:
    return explain_deadline(case, case.requests[FINANCE.code])


def test_it_names_rule_start_and_calendar() -> None:
    """The policy by id and version, the event that started the clock, the calendar's version."""
    said = explained(given(opening()))

    assert (said.policy, said.policy_version) == (POLICY.id, POLICY.version)
    assert (said.started_by, said.started_at) == ("request_sent", MONDAY)
    assert said.calendar == "test"
    assert said.legal_basis == POLICY.legal_basis


def test_it_counts_each_day_and_says_why_others_are_skipped() -> None:
    """Sent on Wednesday 22 April: a weekend and two holidays stand between it and its deadline."""
    said = explained(given(opening(at=hanoi("2026-04-22"))))

    skipped = {day.date: day.reason.vi for day in said.days if day.reason}
    assert [day.date for day in said.days if day.counted] == [
        date(2026, 4, 23),
        date(2026, 4, 24),
        date(2026, 4, 28),
        date(2026, 4, 29),
        date(2026, 5, 1),
    ]
    assert skipped == {
        date(2026, 4, 25): WEEKEND.vi,
        date(2026, 4, 26): WEEKEND.vi,
        date(2026, 4, 27): "Giỗ Tổ",
        date(2026, 4, 30): "Giải phóng",
    }
    assert said.first_due_at == said.due_at == hanoi("2026-05-01", "17:00")
    assert "25/04, 26/04 (Ngày nghỉ cuối tuần); 27/04 (Giỗ Tổ)" in said.text.vi
    assert "25/04, 26/04 (Weekend)" in said.text.en


def test_what_comes_after_hours_counts_from_the_next_working_day() -> None:
    """The paragraph says on which day the request counts as received."""
    said = explained(given(opening(at=hanoi("2026-03-06", "17:30"))))

    assert "17:30 thứ Sáu 06/3/2026, tính là ngày 09/3/2026" in said.text.vi
    assert said.days[0].date == date(2026, 3, 10)


def test_a_running_clock_has_no_time_put_aside() -> None:
    """While the agency holds the request, its clock runs."""
    said = explained(given(opening()))

    assert said.clock_running
    assert said.working_time_left is None
    assert said.returns == ()


def test_a_stopped_clock_tells_what_is_left() -> None:
    """With one working day and one hour to go, nine hours are put aside."""
    said = explained(given(opening(), replies(FINANCE, hanoi("2026-03-06", "16:00"))))

    assert not said.clock_running
    assert said.working_time_left == timedelta(hours=9)
    assert "còn 9 giờ làm việc" in said.text.vi


def test_a_return_that_moved_the_deadline_is_named() -> None:
    """By whom, on which reply, and when the clock ran again."""
    at = hanoi("2026-03-09", "16:00")
    case = given(opening(), replies(FINANCE, at), assessed(FINANCE, RETURNED, at))

    said = explained(case)

    assert [(reply.number, reply.basis, reply.by) for reply in said.returns] == [
        (1, Basis.RUBRIC, None)
    ]
    assert [move.move.kind for move in said.moves] == ["returned"]
    assert said.first_due_at == hanoi("2026-03-09", "17:00")
    assert said.due_at == hanoi("2026-03-10", "17:00")
    assert "17:00 thứ Ba 10/3/2026" in said.text.vi
    assert "17:00 Tuesday 10/3/2026" in said.text.en


def test_a_contested_return_upheld_is_told_once_with_its_reviewer() -> None:
    """The reply is the same; the person who decided stands beside it."""
    case = given(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu ở trang 2"),
        order(
            ReviewReply, OFFICER, agency=FINANCE.code, decision=Decision.RETURN, reasons="Chưa đủ"
        ),
    )

    returned = explained(case).returns

    assert [(reply.by, reply.reasons) for reply in returned] == [(OFFICER.person, "Chưa đủ")]


def test_an_accepted_reply_is_no_return() -> None:
    """Acceptance after review leaves nothing to explain but the first deadline."""
    case = given(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, FLAGGED),
        order(ReviewReply, OFFICER, agency=FINANCE.code, decision=Decision.ACCEPT),
    )

    said = explained(case)

    assert (said.returns, said.clock_running, said.due_at) == ((), False, said.first_due_at)


def test_silence_stops_the_clock() -> None:
    """A settled request has no running clock."""
    case = given(opening(), time_passes(hanoi("2026-04-10")), time_passes(hanoi("2026-04-14")))

    assert not explained(case).clock_running


def test_hours_are_told_as_working_hours() -> None:
    """An urgent policy counts hours: no days are listed."""
    urgent = POLICY.model_copy(update={"reply_within": WorkSpan(hours=4), "reminders": ()})

    said = explained(given(opening(policy=urgent)))

    assert said.days == ()
    assert "4 giờ làm việc" in said.text.vi
    assert "4 working hours" in said.text.en


def test_it_survives_json() -> None:
    """The API serves it as it is."""
    said = explained(given(opening()))

    assert DeadlineExplanation.model_validate_json(said.model_dump_json()) == said
