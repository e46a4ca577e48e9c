"""What a calendar that brings a deadline nearer leaves of it."""

from datetime import datetime

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan

ONE_DAY = WorkSpan(days=1)


def with_warning(
    calendar: WorkCalendar, derived: datetime, before: datetime, at: datetime
) -> datetime:
    """A deadline under a calendar adopted at `at`: if sooner than `before`, a working day on."""
    return max(derived, min(calendar.carried(before), calendar.add(at, ONE_DAY)))
