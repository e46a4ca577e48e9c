"""Days of the calendar that a rehearsal shows: those that do not count, and holidays by name."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from remiss.consultation.time.calendar import Day, WorkCalendar
from remiss.consultation.time.open_days import WEEKEND

ONE_DAY = timedelta(days=1)


def days_skipped(calendar: WorkCalendar, after: datetime, until: datetime) -> tuple[Day, ...]:
    """The days that do not count after the day of `after` up to that of `until`, and why."""
    return tuple(
        Day(date=day, counted=False, reason=reason)
        for day in _days(calendar, after, until)
        if (reason := calendar.skipped(day))
    )


def days_named(
    calendars: Iterable[WorkCalendar], since: datetime, until: datetime
) -> tuple[Day, ...]:
    """Holidays, half days, and weekends worked, from the first day to the last; each said once."""
    found = dict.fromkeys(
        named
        for calendar in calendars
        for day in _days(calendar, since - ONE_DAY, until)
        if (named := _named(calendar, day))
    )
    return tuple(sorted(found, key=lambda day: day.date))


def _named(calendar: WorkCalendar, day: date) -> Day | None:
    reason, half = calendar.skipped(day), calendar.half_days.get(day)
    if reason is not None:
        return None if reason == WEEKEND else Day(date=day, counted=False, reason=reason)
    if half:
        return Day(date=day, counted=True, reason=half.reason, off=half.off)
    if day in calendar.working_weekends:
        return Day(date=day, counted=True, reason=calendar.working_weekends[day])
    return None


def _days(calendar: WorkCalendar, after: datetime, until: datetime) -> list[date]:
    first, last = calendar.local(after).date(), calendar.local(until).date()
    return [first + ONE_DAY * n for n in range(1, (last - first).days + 1)]
