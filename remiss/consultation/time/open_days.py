"""Which days count, and when offices are open on each."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from pydantic import Field

from remiss.consultation.time.open_hours import HalfDay, Session, TerritoryDays, without
from remiss.consultation.values import Value, added_later
from remiss.texts import Bilingual, local_date, text

SATURDAY = 5
WEEKEND = text("day.weekend")
ONE_DAY = timedelta(days=1)
LONGEST_BREAK = timedelta(days=14)


class CalendarTooShort(ValueError):  # noqa: N818 -- says what is wrong with the calendar
    """A deadline falls outside the years this calendar knows."""

    def __init__(self, day: date, calendar: "OpenDays") -> None:
        super().__init__(
            f"{day} lies outside calendar {calendar.version} ({calendar.first} to {calendar.last})"
        )
        self.facts = {"day": local_date(day), "last": local_date(calendar.last)}


class OpenDays(Value):
    """The days of some years: those off, those worked, those of which a part is off.

    Viet Nam keeps one offset from UTC all year, so a fixed one is exact here and needs no
    time-zone database to replay. A day of which a part is off is a working day like any other,
    and ends when its offices close.
    """

    version: str
    first: date
    last: date
    utc_offset_minutes: int = 420
    sessions: tuple[Session, ...] = Field(min_length=1)
    days_off: dict[date, Bilingual]
    working_weekends: dict[date, Bilingual]
    half_days: dict[date, HalfDay] = added_later({})
    territories: dict[str, TerritoryDays] = added_later(
        {}, description="What single territories have off besides, by code."
    )

    def local(self, at: datetime) -> datetime:
        return at.astimezone(_zone(self.utc_offset_minutes))

    def knows(self, at: datetime) -> bool:
        """Whether every working day around `at` lies within this calendar."""
        return self.first <= self.local(at).date() <= self.last - LONGEST_BREAK

    def skipped(self, day: date) -> Bilingual | None:
        """Why `day` does not count, or None when it is a working day."""
        if not self.first <= day <= self.last:
            raise CalendarTooShort(day, self)
        if day in self.days_off:
            return self.days_off[day]
        if day.weekday() >= SATURDAY and day not in self.working_weekends:
            return WEEKEND
        if day in self.half_days and not self.sessions_of(day):
            return self.half_days[day].reason
        return None

    def sessions_of(self, day: date) -> tuple[Session, ...]:
        """When offices are open on a working `day`."""
        half = self.half_days.get(day)
        return self.sessions if half is None else without(self.sessions, half.off)

    def opening(self, day: date) -> datetime:
        """When offices open on a working `day`."""
        return self.moment(day, self.sessions_of(day)[0].opens)

    def closing(self, day: date) -> datetime:
        """When offices close on a working `day` for the last time."""
        return self.moment(day, self.sessions_of(day)[-1].closes)

    def opening_of(self, at: datetime) -> datetime:
        """When offices open on the day of `at`, or on the first working day after it."""
        day = self.local(at).date()
        return self.opening(day if self.skipped(day) is None else self.next_working_day(day))

    def end_of(self, day: date) -> datetime:
        """Closing time of `day`, or of the first working day after it."""
        return self.closing(day if self.skipped(day) is None else self.next_working_day(day))

    def last_moment(self, day: date) -> datetime:
        """Closing time of `day`, or of the last working day before it."""
        return self.closing(day if self.skipped(day) is None else self.previous_working_day(day))

    def carried(self, at: datetime) -> datetime:
        """`at`, or the same time of day on the next working day where it falls on a day off.

        So too where it falls behind the last closing of a day that ends early.
        """
        local = self.local(at)
        day = local.date()
        if self.skipped(day) is None and (day not in self.half_days or local <= self.closing(day)):
            return self.while_open(day, at)
        day = self.next_working_day(day)
        return self.while_open(day, self.moment(day, local.time()))

    def effective_day(self, at: datetime) -> date:
        """The working day on which something sent or received at `at` counts."""
        local = self.local(whole_minute(at))
        day = local.date()
        if self.skipped(day) is None and local <= self.closing(day):
            return day
        return self.next_working_day(day)

    def moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=_zone(self.utc_offset_minutes))

    def while_open(self, day: date, at: datetime) -> datetime:
        """`at`, kept between opening and closing of a day of which a part is off."""
        if day not in self.half_days:
            return at
        return min(max(at, self.opening(day)), self.closing(day))

    def next_working_day(self, day: date) -> date:
        return next(d for d in days_from(day, ONE_DAY) if self.skipped(d) is None)

    def previous_working_day(self, day: date) -> date:
        return next(d for d in days_from(day, -ONE_DAY) if self.skipped(d) is None)


@cache
def _zone(utc_offset_minutes: int) -> timezone:
    return timezone(timedelta(minutes=utc_offset_minutes))


def whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def days_from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day
