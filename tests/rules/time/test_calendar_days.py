"""Days as the calendar counts them: what the law gives is never cut, and ends on a working day."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from remiss.consultation.state import Consultation
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import GivenBack, Hold, Pause
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Draft, DraftKind, Procedure
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.explanation import explain_deadline
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from tests.given.case import (
    CALENDAR,
    FINANCE,
    HANOI,
    MONDAY,
    POLICY,
    SHA,
    given,
    hanoi,
    opening,
)

MOMENTS = st.datetimes(
    min_value=datetime(2026, 2, 1),  # noqa: DTZ001 -- hypothesis wants them naive
    max_value=datetime(2027, 6, 1),  # noqa: DTZ001
).map(lambda at: at.replace(tzinfo=HANOI))
SPANS = st.builds(WorkSpan, calendar_days=st.integers(1, 60))
FIFTEEN = POLICY.model_copy(update={"reply_within": WorkSpan(calendar_days=15)})


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (hanoi("2026-03-02", "09:00"), 1, hanoi("2026-03-03", "17:00")),
        (hanoi("2026-03-02", "09:00"), 15, hanoi("2026-03-17", "17:00")),
        # On Saturday the 7th: Monday. On Giỗ Tổ: the day after.
        (hanoi("2026-03-02", "09:00"), 5, hanoi("2026-03-09", "17:00")),
        (hanoi("2026-04-20", "09:00"), 7, hanoi("2026-04-28", "17:00")),
        # A Saturday worked instead of a day off is a working day.
        (hanoi("2026-05-06", "09:00"), 3, hanoi("2026-05-09", "17:00")),
        # Received after closing time, it is received on the next working day.
        (hanoi("2026-03-02", "17:01"), 3, hanoi("2026-03-06", "17:00")),
        (hanoi("2026-03-06", "17:01"), 1, hanoi("2026-03-10", "17:00")),
    ],
)
def test_calendar_days_end_at_closing_time_of_a_working_day(
    start: datetime, days: int, due: datetime
) -> None:
    """The day of receipt does not count, days off do; an end on a day off moves on."""
    assert CALENDAR.add(start, WorkSpan(calendar_days=days)) == due


@for_all(MOMENTS, SPANS)
def test_nothing_the_law_gives_is_taken(start: datetime, span: WorkSpan) -> None:
    """Never before the last day; on it where it is worked, else on the first day worked after."""
    last = start.date() + timedelta(days=span.calendar_days)

    due = CALENDAR.local(CALENDAR.add(start, span))

    assert due.date() >= last
    assert CALENDAR.skipped(due.date()) is None
    assert due == CALENDAR.closing(due.date())
    received = CALENDAR.effective_day(start)
    counted = received + timedelta(days=span.calendar_days)
    between = (counted + timedelta(days=n) for n in range((due.date() - counted).days))
    assert all(CALENDAR.skipped(day) for day in between)


@for_all(MOMENTS, SPANS)
def test_every_day_on_the_way_is_named(start: datetime, span: WorkSpan) -> None:
    """As many counted as were given; where the end moved, each day it passed, and why."""
    days = CALENDAR.days_of(start, span)

    assert sum(day.counted for day in days) == span.calendar_days
    assert days[-1].date == CALENDAR.local(CALENDAR.add(start, span)).date()
    assert all(day.reason for day in days if not day.counted)


@for_all(MOMENTS, SPANS)
def test_a_reminder_before_the_end_is_on_a_working_day(end: datetime, span: WorkSpan) -> None:
    """As many calendar days before, or on the working day before that."""
    at = CALENDAR.local(CALENDAR.subtract(hanoi("2027-06-01"), span))

    assert CALENDAR.skipped(at.date()) is None
    assert (hanoi("2027-06-01").date() - at.date()).days >= span.calendar_days


def test_a_span_counts_one_way_and_old_ones_keep_their_bytes() -> None:
    """Calendar days stand alone; a span without them is written as it always was."""
    with pytest.raises(ValidationError, match="write one of them"):
        WorkSpan(days=1, calendar_days=1)
    assert WorkSpan(days=5).model_dump_json() == '{"days":5,"hours":0}'
    assert WorkSpan.model_validate_json('{"days":5,"hours":0}') == WorkSpan(days=5)


def test_the_words_tell_calendar_days_from_working_days() -> None:
    """As letters and laws do: 15 ngày, 5 ngày làm việc."""
    said = [span_label(WorkSpan(calendar_days=15)), span_label(WorkSpan(days=5))]

    assert [each.vi for each in said] == ["15 ngày", "5 ngày làm việc"]
    assert [each.en for each in said] == ["15 calendar days", "5 working days"]


# Standing still

STEPS = st.lists(
    st.tuples(st.timedeltas(timedelta(minutes=1), timedelta(days=4)), st.sampled_from(Hold)),
    max_size=8,
)


@for_all(MOMENTS, SPANS, STEPS)
def test_pausing_keeps_the_calendar_time_and_the_working_time_left(
    start: datetime, span: WorkSpan, steps: Any
) -> None:
    """However often it stops: neither nights and days off nor opening hours are lost."""
    clock, now, runs = Clock.start(CALENDAR, start, span), start, timedelta()
    for wait, hold in steps:
        stopped, resumed = now + wait, now + wait * 2
        before = clock.due_at
        clock = clock.hold(hold, stopped).release(CALENDAR, hold, resumed)
        assert clock.due_at - resumed >= before - stopped - timedelta(minutes=1)
        if stopped <= before:
            left = CALENDAR.time_between(stopped, before)
            assert CALENDAR.time_between(resumed, clock.due_at) >= left
        now, runs = resumed, runs + wait
    assert clock.first_due_at == CALENDAR.add(start, span)


def test_holding_it_for_minutes_gains_no_day() -> None:
    """A reply read and returned at once, again and again, does not push the deadline away."""
    clock = Clock.start(CALENDAR, MONDAY, WorkSpan(calendar_days=7))
    for hour in range(1, 6):
        at = MONDAY + timedelta(hours=hour)
        clock = clock.hold(Hold.ASSESSMENT, at)
        clock = clock.give_back(CALENDAR, Hold.ASSESSMENT, at + timedelta(seconds=5), None)

    assert clock.due_at == clock.first_due_at == hanoi("2026-03-09", "17:00")


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        # A day and an hour: a day and an hour later, in opening hours.
        (hanoi("2026-03-04", "09:00"), hanoi("2026-03-05", "10:00"), hanoi("2026-03-19", "08:30")),
        # Over a weekend: its days are not lost, though no office was open.
        (hanoi("2026-03-06", "17:00"), hanoi("2026-03-09", "07:30"), hanoi("2026-03-20", "07:30")),
        # Three days would lead from Tuesday to Saturday: to the end of Monday.
        (hanoi("2026-03-03", "09:00"), hanoi("2026-03-07", "09:00"), hanoi("2026-03-23", "17:00")),
    ],
)
def test_a_pause_gives_back_what_the_calendar_took(
    since: datetime, until: datetime, due: datetime
) -> None:
    """From Tuesday 17 March 17:00 on."""
    clock = Clock.start(CALENDAR, MONDAY, WorkSpan(calendar_days=15))
    pause = Pause(since=since, until=until, holds=(Hold.CLARIFICATION,))

    assert clock.moved(CALENDAR, pause).due_at == due


def test_an_outage_gives_days_back_too() -> None:
    """The time the service was away, and the working time that is given on top of an outage."""
    clock = Clock.start(CALENDAR, MONDAY, WorkSpan(calendar_days=15))
    away = GivenBack(
        since=hanoi("2026-03-07", "08:00"),
        until=hanoi("2026-03-08", "08:00"),
        working=timedelta(hours=1),
    )

    assert clock.moved(CALENDAR, away).due_at == hanoi("2026-03-19", "08:30")


# A whole case


def _case() -> Consultation:
    return given(opening(policy=FIFTEEN))


def test_a_deadline_in_calendar_days_explains_itself() -> None:
    """Fifteen days counted, weekends too, and no list of days that did not count."""
    case = _case()
    said = explain_deadline(case, case.requests[FINANCE.code])

    assert said.due_at == hanoi("2026-03-17", "17:00")
    assert sum(day.counted for day in said.days) == 15
    assert "dài 15 ngày theo chính sách" in said.text.vi
    assert "Tính theo ngày lịch, kể cả ngày nghỉ." in said.text.vi
    assert "Không tính" not in said.text.vi


def test_an_end_that_moved_says_from_where_and_why() -> None:
    """The day that was off, the reason, and the working day after it."""
    policy = POLICY.model_copy(update={"reply_within": WorkSpan(calendar_days=5)})
    case = given(opening(policy=policy))

    said = explain_deadline(case, case.requests[FINANCE.code]).text.vi

    assert "ngày cuối cùng 07/3/2026 là ngày nghỉ (Ngày nghỉ cuối tuần)" in said
    assert "cuối ngày làm việc tiếp theo, 09/3/2026" in said


def test_a_deadline_in_calendar_days_that_a_return_date_cuts_explains_itself() -> None:
    """The date leaves a single day; those after it are not counted up."""
    file = Procedure(number="000.00.15.H99-260302-0007", return_on=hanoi("2026-03-10").date())
    kind = DraftKind.ADMINISTRATIVE_PROCEDURE
    draft = Draft(subject="Giấy phép môi trường", kind=kind, sha256=SHA)
    case = given(opening(policy=FIFTEEN, procedure=file, draft=draft))

    said = explain_deadline(case, case.requests[FINANCE.code])

    assert said.due_at == hanoi("2026-03-03", "17:00")
    assert [day.date for day in said.days] == [hanoi("2026-03-03").date()]
    assert "Tính theo ngày lịch, kể cả ngày nghỉ." in said.text.vi


def test_a_rehearsal_skips_no_day_while_calendar_days_run() -> None:
    """After the deadline the ladder is in working time again, and says which days it passed."""
    steps = rehearse(opening(policy=FIFTEEN)).agencies[0].steps
    before = [step for step in steps if step.step in {"reminder", "overdue"}]

    assert before
    assert not any(step.skipped for step in before)
    assert any(step.skipped for step in steps if step.step in {"escalation", "silence"})
