"""Where a span of time ends, and how much of it lies between two moments."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated

from pydantic import AfterValidator

from remiss.consultation.time.open_days import ONE_DAY, OpenDays, days_from, whole_minute
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value, added_later
from remiss.consultation.values.kept_once import kept_once
from remiss.texts import Bilingual, text

MOVED_TO = text("day.moved_to")


class Day(Value):
    """One day on the way to a deadline: counted or not; why not, or why the end moved on.

    A day of which a part is off counts, and has its reason all the same.
    """

    date: date
    counted: bool
    reason: Bilingual | None = None
    off: DayPart | None = added_later(
        None, description="The part of a counted day on which offices are closed."
    )


class WorkCalendar(OpenDays):
    """An immutable working calendar; two calendars with one version are equal.

    Working time is counted in whole minutes: the seconds of a moment do not matter to it.
    """

    def add(self, start: datetime, span: WorkSpan) -> datetime:
        """Where `span` ends: whole days end at closing time, hours run in opening hours."""
        start = whole_minute(start)
        if span.by_calendar:
            return self.end_of(self._last_day(start, span))
        if span.days:
            start = self.closing(self._nth_day_after(start, span.days))
        return self.add_time(start, timedelta(hours=span.hours)) if span.hours else start

    def subtract(self, end: datetime, span: WorkSpan) -> datetime:
        """The moment `span` before `end`; whole days keep the clock time of `end`.

        Calendar days that lead to a day off lead to the working day before it. A day of which a
        part is off has no such time outside its own hours.
        """
        local = self.local(end)
        day = local.date() - ONE_DAY * span.calendar_days
        if span.by_calendar and self.skipped(day) is not None:
            day = self.previous_working_day(day)
        for _ in range(span.days):
            day = self.previous_working_day(day)
        end, left = self.moment(day, local.time()), timedelta(hours=span.hours)
        if span.days or span.by_calendar:
            end = self.while_open(day, end)
        while left:
            for opens, closes in reversed(self._open_hours(day)):
                usable = min(left, max(timedelta(), min(end, closes) - opens))
                if usable:
                    end, left = min(end, closes) - usable, left - usable
            day -= ONE_DAY
        return end

    def add_time(self, start: datetime, working: timedelta) -> datetime:
        """The earliest moment by which `working` time has run since `start`."""
        start = whole_minute(start)
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
        moved = due + max(timedelta(), whole_minute(until) - whole_minute(since))
        day = self.local(moved).date()
        off = self.skipped(day) is not None
        opened = self.end_of(day) if off else self.add_time(moved, timedelta())
        return max(opened, self.add_time(due, self.time_between(since, until)))

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; zero when `end` is not later."""
        start, end = whole_minute(start), whole_minute(end)
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
            day = self.next_working_day(day)
            count += 1
        return max(count, 1)

    def day_after(self, at: datetime) -> date:
        """The first working day after that of `at`."""
        return self.next_working_day(self.local(at).date())

    def walk(self, start: datetime, days: int) -> tuple[Day, ...]:
        """Each day after the effective day of `start` up to the `days`-th working one."""
        walked, day, counted = [], self.effective_day(start), 0
        while counted < days:
            day += ONE_DAY
            reason = self.skipped(day)
            counted += reason is None
            walked.append(Day(date=day, counted=False, reason=reason) if reason else self._day(day))
        return tuple(walked)

    def _day(self, day: date) -> Day:
        """A day that counts, and what part of it is off."""
        half = None if self.skipped(day) else self.half_days.get(day)
        if half is None:
            return Day(date=day, counted=True, reason=self.skipped(day))
        return Day(date=day, counted=True, reason=half.reason, off=half.off)

    def days_of(self, start: datetime, span: WorkSpan) -> tuple[Day, ...]:
        """Each day on the way to the end of `span`: counted, or not and why.

        Of calendar days every one counts. Where the last is a day off, those follow on which the
        end cannot be, and the working day to which it moves.
        """
        if not span.by_calendar:
            return self.walk(start, span.days) if span.days else ()
        last = self._last_day(whole_minute(start), span)
        counted = [last - ONE_DAY * n for n in reversed(range(span.calendar_days))]
        return (
            *(Day(date=day, counted=True) for day in counted[:-1]),
            self._day(last),
            *self._moved_past(last),
        )

    def _moved_past(self, last: date) -> Iterator[Day]:
        if self.skipped(last) is None:
            return
        for day in days_from(last, ONE_DAY):
            reason = self.skipped(day)
            yield Day(date=day, counted=False, reason=reason or MOVED_TO)
            if reason is None:
                return

    def _nth_day_after(self, start: datetime, days: int) -> date:
        """The `days`-th working day after the effective day of `start`: where a walk ends."""
        day = self.effective_day(start)
        for _ in range(days):
            day = self.next_working_day(day)
        return day

    def _last_day(self, start: datetime, span: WorkSpan) -> date:
        """The day of receipt itself does not count (Bộ luật Dân sự 2015, Điều 147: from memory)."""
        return self.effective_day(start) + ONE_DAY * span.calendar_days

    def _open_hours(self, day: date) -> list[tuple[datetime, datetime]]:
        if self.skipped(day) is not None:
            return []
        sessions = self.sessions_of(day)
        return [(self.moment(day, s.opens), self.moment(day, s.closes)) for s in sessions]


SharedCalendar = Annotated[
    WorkCalendar, AfterValidator(partial(kept_once, name=lambda calendar: calendar.version))
]
"""Of a message or a state: equal ones are one value."""
