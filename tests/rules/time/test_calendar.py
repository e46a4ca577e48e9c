"""Working time: every span can be checked by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.time.open_days import CalendarTooShort
from remiss.consultation.time.span import WorkSpan
from tests.given.case import CALENDAR, HANOI, hanoi

MOMENTS = st.datetimes(
    min_value=datetime(2026, 2, 1),  # noqa: DTZ001 -- hypothesis wants them naive
    max_value=datetime(2027, 6, 1),  # noqa: DTZ001
).map(lambda at: at.replace(tzinfo=HANOI))
LENGTHS = st.integers(0, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (hanoi("2026-03-02", "09:00"), 1, hanoi("2026-03-03", "17:00")),
        (hanoi("2026-03-02", "17:00"), 1, hanoi("2026-03-03", "17:00")),
        (hanoi("2026-03-02", "17:01"), 1, hanoi("2026-03-04", "17:00")),
        (hanoi("2026-03-02", "06:00"), 1, hanoi("2026-03-03", "17:00")),
        (hanoi("2026-03-06", "09:00"), 1, hanoi("2026-03-09", "17:00")),
        (hanoi("2026-03-07", "09:00"), 1, hanoi("2026-03-10", "17:00")),
        (hanoi("2026-04-24", "09:00"), 3, hanoi("2026-05-01", "17:00")),
        (hanoi("2026-05-08", "09:00"), 1, hanoi("2026-05-09", "17:00")),
    ],
)
def test_a_deadline_ends_at_closing_time(start: datetime, days: int, due: datetime) -> None:
    """N working days end at closing on the Nth working day after the sending day."""
    assert CALENDAR.add(start, WorkSpan(days=days)) == due


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (hanoi("2026-03-02", "08:00"), 2, hanoi("2026-03-02", "10:00")),
        (hanoi("2026-03-02", "10:30"), 2, hanoi("2026-03-02", "14:00")),
        (hanoi("2026-03-02", "16:00"), 2, hanoi("2026-03-03", "08:30")),
        (hanoi("2026-03-06", "16:00"), 2, hanoi("2026-03-09", "08:30")),
        (hanoi("2026-03-02", "05:00"), 8, hanoi("2026-03-02", "17:00")),
    ],
)
def test_hours_run_only_while_offices_are_open(start: datetime, hours: int, end: datetime) -> None:
    """Working hours skip noon, nights and days off."""
    assert CALENDAR.add(start, WorkSpan(hours=hours)) == end


def test_subtracting_finds_the_reminder_before_a_deadline() -> None:
    """A reminder two working days before Monday 17:00 is Thursday 17:00."""
    due = hanoi("2026-03-09", "17:00")

    assert CALENDAR.subtract(due, WorkSpan(days=2)) == hanoi("2026-03-05", "17:00")
    assert CALENDAR.subtract(due, WorkSpan(hours=6)) == hanoi("2026-03-09", "09:30")
    assert CALENDAR.subtract(due, WorkSpan(hours=10)) == hanoi("2026-03-06", "15:00")


def test_walking_names_every_day_and_why_it_was_skipped() -> None:
    """A deadline can explain itself day by day."""
    walked = CALENDAR.walk(hanoi("2026-04-24"), 2)

    assert [(day.date, day.reason and day.reason.vi) for day in walked] == [
        (date(2026, 4, 25), "Ngày nghỉ cuối tuần"),
        (date(2026, 4, 26), "Ngày nghỉ cuối tuần"),
        (date(2026, 4, 27), "Giỗ Tổ"),
        (date(2026, 4, 28), None),
        (date(2026, 4, 29), None),
    ]


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (hanoi("2026-03-09", "17:00"), 0),
        (hanoi("2026-03-09", "17:01"), 1),
        (hanoi("2026-03-10", "08:00"), 1),
        (hanoi("2026-03-11", "08:00"), 2),
        (hanoi("2026-03-14", "08:00"), 5),
    ],
)
def test_days_late_are_working_days_begun(at: datetime, late: int) -> None:
    """Lateness is counted in working days, and on time is zero."""
    assert CALENDAR.days_late(hanoi("2026-03-09", "17:00"), at) == late


def test_a_calendar_refuses_years_it_does_not_know() -> None:
    """Better no deadline than a wrong one."""
    with pytest.raises(CalendarTooShort, match="2028"):
        CALENDAR.add(hanoi("2027-12-30"), WorkSpan(days=5))


@for_all(MOMENTS, LENGTHS)
def test_time_added_is_time_counted(start: datetime, length: timedelta) -> None:
    """Adding working time and measuring it agree."""
    assert CALENDAR.time_between(start, CALENDAR.add_time(start, length)) == length


@for_all(MOMENTS, st.lists(LENGTHS, max_size=6))
def test_pausing_neither_loses_nor_gains(start: datetime, pauses: list[timedelta]) -> None:
    """However often a clock stops and resumes, the working time charged is the same."""
    left, at = timedelta(hours=40), start
    for pause in pauses:
        held = min(left, pause)
        at = CALENDAR.add_time(at, held)
        left -= held
        at += pause
    assert CALENDAR.time_between(at, CALENDAR.add_time(at, left)) == left


@for_all(MOMENTS, MOMENTS)
def test_working_time_is_never_negative(start: datetime, end: datetime) -> None:
    """Time between two moments is zero at least, and never more than passed."""
    between = CALENDAR.time_between(start, end)

    assert timedelta() <= between <= max(end - start, timedelta()) + timedelta(minutes=1)
