"""Which days count, when offices are open, and where a span of time ends."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from pydantic import Field

from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value
from remiss.texts import Bilingual, text

SATURDAY = 5
WEEKEND = text("day.weekend")
MOVED_TO = text("day.moved_to")
ONE_DAY = timedelta(days=1)
LONGEST_BREAK = timedelta(days=14)


class Session(Value):
    """A stretch of the day in which offices are open, in local time."""

    opens: time
    closes: time


class Day(Value):
    """One day on the way to a deadline: counted or not; why not, or why the end moved on."""

    date: date
    counted: bool
    reason: Bilingual | None = None


class CalendarTooShort(ValueError):  # noqa: N818 -- says what is wrong with the calendar
    """A deadline falls outside the years this calendar knows."""


class WorkCalendar(Value):
    """An immutable working calendar; two calendars with one version are equal.

    Working time is counted in whole minutes: the seconds of a moment do not matter to it.
    Viet Nam keeps one offset from UTC all year, so a fixed one is exact here and needs no
    time-zone database to replay.
    """

    version: str
    first: date
    last: date
    utc_offset_minutes: int = 420
    sessions: tuple[Session, ...] = Field(min_length=1)
    days_off: dict[date, Bilingual]
    working_weekends: dict[date, Bilingual]

    def local(self, at: datetime) -> datetime:
        return at.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes)))

    def knows(self, at: datetime) -> bool:
        """Whether every working day around `at` lies within this calendar."""
        return self.first <= self.local(at).date() <= self.last - LONGEST_BREAK

    def skipped(self, day: date) -> Bilingual | None:
        """Why `day` does not count, or None when it is a working day."""
        if not self.first <= day <= self.last:
            message = f"{day} lies outside calendar {self.version} ({self.first} to {self.last})"
            raise CalendarTooShort(message)
        if day in self.days_off:
            return self.days_off[day]
        if day.weekday() >= SATURDAY and day not in self.working_weekends:
            return WEEKEND
        return None

    def closing(self, day: date) -> datetime:
        return self._moment(day, self.sessions[-1].closes)

    def opening_of(self, at: datetime) -> datetime:
        """When offices open on the day of `at`, or on the first working day after it."""
        day = self.local(at).date()
        first = day if self.skipped(day) is None else self._next_working_day(day)
        return self._moment(first, self.sessions[0].opens)

    def end_of(self, day: date) -> datetime:
        """Closing time of `day`, or of the first working day after it."""
        return self.closing(day if self.skipped(day) is None else self._next_working_day(day))

    def carried(self, at: datetime) -> datetime:
        """`at`, or the same time of day on the next working day where it falls on a day off."""
        local = self.local(at)
        day = local.date()
        if self.skipped(day) is None:
            return at
        return self._moment(self._next_working_day(day), local.time())

    def effective_day(self, at: datetime) -> date:
        """The working day on which something sent or received at `at` counts."""
        local = self.local(_minute(at))
        day = local.date()
        if self.skipped(day) is None and local <= self.closing(day):
            return day
        return self._next_working_day(day)

    def add(self, start: datetime, span: WorkSpan) -> datetime:
        """Where `span` ends: whole days end at closing time, hours run in opening hours."""
        start = _minute(start)
        if span.by_calendar:
            return self.end_of(self._last_day(start, span))
        if span.days:
            start = self.closing(self.walk(start, span.days)[-1].date)
        return self.add_time(start, timedelta(hours=span.hours)) if span.hours else start

    def subtract(self, end: datetime, span: WorkSpan) -> datetime:
        """The moment `span` before `end`; whole days keep the clock time of `end`.

        Calendar days that lead to a day off lead to the working day before it.
        """
        local = self.local(end)
        day = local.date() - ONE_DAY * span.calendar_days
        if span.by_calendar and self.skipped(day) is not None:
            day = self._previous_working_day(day)
        for _ in range(span.days):
            day = self._previous_working_day(day)
        end, left = self._moment(day, local.time()), timedelta(hours=span.hours)
        while left:
            for opens, closes in reversed(self._open_hours(day)):
                usable = min(left, max(timedelta(), min(end, closes) - opens))
                if usable:
                    end, left = min(end, closes) - usable, left - usable
            day -= ONE_DAY
        return end

    def add_time(self, start: datetime, working: timedelta) -> datetime:
        """The earliest moment by which `working` time has run since `start`."""
        start = _minute(start)
        day = self.local(start).date()
        while True:
            for opens, closes in self._open_hours(day):
                available = closes - max(start, opens)
                if timedelta() <= available and working <= available:
                    return max(start, opens) + working
                working -= max(timedelta(), available)
            day += ONE_DAY

    def carried_on(self, due: datetime, since: datetime, until: datetime) -> datetime:
        """`due` later by the time from `since` to `until` as the calendar counts it.

        By its working time at the least. An end on a day off is closing time of the next working
        day; one outside opening hours is when offices open again.
        """
        moved = due + max(timedelta(), _minute(until) - _minute(since))
        day = self.local(moved).date()
        off = self.skipped(day) is not None
        opened = self.end_of(day) if off else self.add_time(moved, timedelta())
        return max(opened, self.add_time(due, self.time_between(since, until)))

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; zero when `end` is not later."""
        start, end = _minute(start), _minute(end)
        total, day = timedelta(), self.local(start).date()
        while day <= self.local(end).date():
            for opens, closes in self._open_hours(day):
                total += max(timedelta(), min(end, closes) - max(start, opens))
            day += ONE_DAY
        return total

    def days_late(self, due: datetime, at: datetime) -> int:
        """Working days from `due` to the day on which `at` counts; 0 when `at` is in time."""
        if at <= due:
            return 0
        day, count = self.local(due).date(), 0
        while day < self.effective_day(at):
            day = self._next_working_day(day)
            count += 1
        return max(count, 1)

    def day_after(self, at: datetime) -> date:
        """The first working day after that of `at`."""
        return self._next_working_day(self.local(at).date())

    def walk(self, start: datetime, days: int) -> tuple[Day, ...]:
        """Each day after the effective day of `start` up to the `days`-th working one."""
        walked, day, counted = [], self.effective_day(start), 0
        while counted < days:
            day += ONE_DAY
            reason = self.skipped(day)
            counted += reason is None
            walked.append(Day(date=day, counted=reason is None, reason=reason))
        return tuple(walked)

    def days_of(self, start: datetime, span: WorkSpan) -> tuple[Day, ...]:
        """Each day on the way to the end of `span`: counted, or not and why.

        Of calendar days every one counts. Where the last is a day off, those follow on which the
        end cannot be, and the working day to which it moves.
        """
        if not span.by_calendar:
            return self.walk(start, span.days) if span.days else ()
        last = self._last_day(_minute(start), span)
        counted = [last - ONE_DAY * n for n in reversed(range(span.calendar_days))]
        return (
            *(Day(date=day, counted=True) for day in counted[:-1]),
            Day(date=last, counted=True, reason=self.skipped(last)),
            *self._moved_past(last),
        )

    def _moved_past(self, last: date) -> Iterator[Day]:
        if self.skipped(last) is None:
            return
        for day in _days_from(last, ONE_DAY):
            reason = self.skipped(day)
            yield Day(date=day, counted=False, reason=reason or MOVED_TO)
            if reason is None:
                return

    def _last_day(self, start: datetime, span: WorkSpan) -> date:
        """The day of receipt itself does not count (Bộ luật Dân sự 2015, Điều 147: from memory)."""
        return self.effective_day(start) + ONE_DAY * span.calendar_days

    def _open_hours(self, day: date) -> list[tuple[datetime, datetime]]:
        if self.skipped(day) is not None:
            return []
        return [(self._moment(day, s.opens), self._moment(day, s.closes)) for s in self.sessions]

    def _moment(self, day: date, clock: time) -> datetime:
        zone = timezone(timedelta(minutes=self.utc_offset_minutes))
        return datetime.combine(day, clock, tzinfo=zone)

    def _next_working_day(self, day: date) -> date:
        return next(d for d in _days_from(day, ONE_DAY) if self.skipped(d) is None)

    def _previous_working_day(self, day: date) -> date:
        return next(d for d in _days_from(day, -ONE_DAY) if self.skipped(d) is None)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _days_from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day
