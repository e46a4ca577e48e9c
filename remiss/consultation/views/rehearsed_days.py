"""Days of the calendar that a rehearsal shows: those that do not count, and holidays by name."""

from datetime import date, datetime, timedelta

from remiss.consultation.time.calendar import WEEKEND, Day, WorkCalendar

ONE_DAY = timedelta(days=1)


def days_skipped(calendar: WorkCalendar, after: datetime, until: datetime) -> tuple[Day, ...]:
    """The days that do not count after the day of `after` up to that of `until`, and why."""
    return tuple(
        Day(date=day, counted=False, reason=reason)
        for day in _days(calendar, after, until)
        if (reason := calendar.skipped(day))
    )


def days_named(calendar: WorkCalendar, since: datetime, until: datetime) -> tuple[Day, ...]:
    """Holidays, and weekends worked in their stead, from the first day to the last."""
    found = []
    for day in _days(calendar, since - ONE_DAY, until):
        reason = calendar.skipped(day)
        if reason is None and day in calendar.working_weekends:
            found.append(Day(date=day, counted=True, reason=calendar.working_weekends[day]))
        elif reason not in {None, WEEKEND}:
            found.append(Day(date=day, counted=False, reason=reason))
    return tuple(found)


def _days(calendar: WorkCalendar, after: datetime, until: datetime) -> list[date]:
    first, last = calendar.local(after).date(), calendar.local(until).date()
    return [first + ONE_DAY * n for n in range(1, (last - first).days + 1)]
