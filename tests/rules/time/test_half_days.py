"""Days of which a part is off, and days off of one territory: counted as a clerk would by hand."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.open_hours import DayPart, HalfDay, LocalDay, TerritoryDays
from remiss.consultation.time.span import WorkSpan
from tests.given.case import CALENDAR, HANOI, both, hanoi

MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
MINUTE, ONE_DAY = timedelta(minutes=1), timedelta(days=1)
COMMUNE = "H99.32"
MONDAY, FRIDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)


def with_halves(*halves: tuple[date, DayPart]) -> WorkCalendar:
    """The calendar with these parts of days off."""
    days = {day: HalfDay(off=off, reason=both("Nghỉ một buổi")) for day, off in halves}
    return CALENDAR.model_copy(update={"half_days": days})


def in_commune(days: dict[date, DayPart | None], calendar: WorkCalendar = CALENDAR) -> WorkCalendar:
    """The calendar of the province, in which one commune has these days off besides."""
    local = {
        day: LocalDay(name=both("Bão"), legal_basis="CĐ 05", off=off) for day, off in days.items()
    }
    own = TerritoryDays(name=both("xã Tân Lập"), days=local)
    return calendar.model_copy(update={"territories": {COMMUNE: own}})


# By hand


FRIDAY_MORNING = with_halves((FRIDAY, AFTERNOON))


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        (hanoi("2026-03-05", "09:00"), WorkSpan(days=1), hanoi("2026-03-06", "11:30")),
        (hanoi("2026-03-04", "09:00"), WorkSpan(days=3), hanoi("2026-03-09", "17:00")),
        (hanoi("2026-03-06", "11:30"), WorkSpan(days=1), hanoi("2026-03-09", "17:00")),
        (hanoi("2026-03-06", "13:30"), WorkSpan(days=1), hanoi("2026-03-10", "17:00")),
        (hanoi("2026-03-06", "10:30"), WorkSpan(hours=2), hanoi("2026-03-09", "08:30")),
        (hanoi("2026-03-05", "16:00"), WorkSpan(days=1, hours=1), hanoi("2026-03-09", "08:30")),
        (hanoi("2026-03-03", "09:00"), WorkSpan(calendar_days=3), hanoi("2026-03-06", "11:30")),
    ],
)
def test_a_half_day_is_a_day_that_ends_early(
    start: datetime, span: WorkSpan, due: datetime
) -> None:
    """It counts as a working day whose closing time is its own; hours run while it is open."""
    assert FRIDAY_MORNING.add(start, span) == due


def test_a_day_opened_in_the_afternoon_takes_mail_from_then_on() -> None:
    """Its opening is its own; what came in before counts on it."""
    calendar = with_halves((MONDAY, MORNING))

    assert calendar.opening(MONDAY) == hanoi("2026-03-02", "13:00")
    assert calendar.effective_day(hanoi("2026-03-02", "08:00")) == MONDAY
    assert calendar.end_of(MONDAY) == hanoi("2026-03-02", "17:00")


def test_a_reminder_does_not_ring_in_a_closed_office() -> None:
    """A working day before Monday 17:00 is Friday's own closing."""
    due = hanoi("2026-03-09", "17:00")

    assert FRIDAY_MORNING.subtract(due, WorkSpan(days=1)) == hanoi("2026-03-06", "11:30")
    assert FRIDAY_MORNING.subtract(due, WorkSpan(hours=9)) == hanoi("2026-03-06", "10:30")


def test_what_falls_in_the_closed_part_is_carried_on() -> None:
    """To the same time of the next working day, or its closing."""
    calendar = with_halves((FRIDAY, AFTERNOON), (NEXT_MONDAY, AFTERNOON))

    assert FRIDAY_MORNING.carried(hanoi("2026-03-06", "17:00")) == hanoi("2026-03-09", "17:00")
    assert calendar.carried(hanoi("2026-03-06", "17:00")) == hanoi("2026-03-09", "11:30")
    assert FRIDAY_MORNING.carried(hanoi("2026-03-06", "10:00")) == hanoi("2026-03-06", "10:00")


def test_lateness_counts_a_half_day_as_a_day() -> None:
    """Due on Thursday, late on Friday morning by one; in Friday's closed afternoon by two."""
    due = hanoi("2026-03-05", "17:00")

    assert FRIDAY_MORNING.days_late(due, hanoi("2026-03-06", "09:00")) == 1
    assert FRIDAY_MORNING.days_late(due, hanoi("2026-03-06", "15:00")) == 2


def test_a_walk_says_of_a_half_day_that_it_counts_and_why_it_is_half() -> None:
    """The day is counted; the part that is off has its reason."""
    thursday, friday = FRIDAY_MORNING.walk(hanoi("2026-03-04"), 2)

    assert (thursday.counted, thursday.off, thursday.reason) == (True, None, None)
    assert (friday.counted, friday.off) == (True, AFTERNOON)
    assert friday.reason == both("Nghỉ một buổi")


def test_a_territory_has_its_own_days_off_and_nobody_else() -> None:
    """The reason names what for, where, and the document."""
    calendar = in_commune({FRIDAY: None})

    assert calendar.skipped(FRIDAY) is None
    assert within(calendar, None) is within(calendar, "H99.31") is calendar
    reason = within(calendar, COMMUNE).skipped(FRIDAY)
    assert reason is not None
    assert reason.vi == "Bão, tại xã Tân Lập, theo CĐ 05"


def test_two_halves_make_a_whole_day_off() -> None:
    """The province closes in the afternoon, the commune in the morning: nobody works there."""
    calendar = within(in_commune({FRIDAY: MORNING}, FRIDAY_MORNING), COMMUNE)

    assert calendar.skipped(FRIDAY) is not None
    assert calendar.add(hanoi("2026-03-05"), WorkSpan(days=1)) == hanoi("2026-03-09", "17:00")


# Against a count of every minute


DAYS = st.dates(date(2026, 2, 23), date(2026, 3, 20))
PARTS = st.sampled_from(DayPart)


class Province:
    """A calendar at random, and what it was made of."""

    def __init__(
        self,
        off: set[date],
        worked: set[date],
        halves: dict[date, DayPart],
        local: dict[date, DayPart | None],
    ) -> None:
        self.off, self.worked, self.halves, self.local = off, worked, halves, local
        plain = CALENDAR.model_copy(
            update={
                "days_off": dict.fromkeys(off, both("Nghỉ")),
                "working_weekends": dict.fromkeys(worked, both("Làm bù")),
                "half_days": {
                    day: HalfDay(off=part, reason=both("Nửa ngày")) for day, part in halves.items()
                },
            }
        )
        self.calendar = within(in_commune(local, plain), COMMUNE)

    def is_open(self, minute: datetime) -> bool:
        """Whether offices of the commune work in the minute that begins here."""
        day, clock = minute.date(), minute.time()
        morning, afternoon = time(7, 30) <= clock < time(11, 30), time(13) <= clock < time(17)
        part = MORNING if morning else AFTERNOON
        closed = self.halves.get(day) is part or (
            day in self.local and self.local[day] in {None, part}
        )
        works = day.weekday() < 5 or day in self.worked
        return (morning or afternoon) and works and day not in self.off and not closed

    def minutes(self, start: datetime, end: datetime) -> int:
        passing = (start + n * MINUTE for n in range(max(0, (end - start) // MINUTE)))
        return sum(self.is_open(minute) for minute in passing)

    def days_worked(self, after: date) -> Iterator[tuple[date, datetime]]:
        """Each day after `after` on which any minute is worked, and the end of its last."""
        while True:
            after += ONE_DAY
            midnight = datetime.combine(after, time(), tzinfo=HANOI)
            worked = [n for n in range(24 * 60) if self.is_open(midnight + n * MINUTE)]
            if worked:
                yield after, midnight + (worked[-1] + 1) * MINUTE


PROVINCES = st.builds(
    Province,
    st.sets(DAYS, max_size=5),
    st.sets(DAYS, max_size=3),
    st.dictionaries(DAYS, PARTS, max_size=5),
    st.dictionaries(DAYS, st.none() | PARTS, max_size=4),
)
MOMENTS = st.integers(0, 8 * 24 * 60).map(lambda n: hanoi("2026-02-28", "00:00") + n * MINUTE)


@settings(max_examples=50)
@for_all(PROVINCES, MOMENTS, MOMENTS)
def test_time_between_is_every_open_minute(
    province: Province, start: datetime, end: datetime
) -> None:
    """Also over half days and a territory's days."""
    counted = province.minutes(start, end)

    assert province.calendar.time_between(start, end) == counted * MINUTE


@settings(max_examples=50)
@for_all(PROVINCES, MOMENTS, st.integers(1, 16 * 60))
def test_time_added_and_taken_away_is_every_open_minute(
    province: Province, start: datetime, length: int
) -> None:
    """Where so many open minutes have run, and not one earlier; and back."""
    end = province.calendar.add_time(start, length * MINUTE)
    hours = length // 60 + 1
    begin = province.calendar.subtract(start, WorkSpan(hours=hours))

    assert province.minutes(start, end) == length
    assert province.is_open(end - MINUTE)
    assert province.minutes(begin, start) == hours * 60
    assert province.is_open(begin)


@settings(max_examples=50)
@for_all(PROVINCES, MOMENTS, st.integers(1, 6))
def test_days_added_end_at_the_closing_of_the_last_day_worked(
    province: Province, start: datetime, days: int
) -> None:
    """A day counts if any minute of it is worked; lateness counts the same days."""
    calendar, everyday = province.calendar, province.days_worked(start.date() - ONE_DAY)
    first = next(day for day, closes in everyday if start <= closes)
    after = province.days_worked(first)
    last, closes = [next(after) for _ in range(days)][-1]

    assert calendar.effective_day(start) == first
    assert calendar.add(start, WorkSpan(days=days)) == closes
    assert calendar.end_of(last) == closes
    assert calendar.days_late(calendar.closing(first), closes) == days
    begun = calendar.subtract(closes, WorkSpan(days=days))
    assert calendar.local(begun).date() == first
