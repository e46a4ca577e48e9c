"""The hours of mail: none at night or on a day off, unless a case is urgent."""

from datetime import datetime

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Urgency


def mail_from(calendar: WorkCalendar, at: datetime, urgency: Urgency) -> datetime:
    """When mail about something of `at` may go out: not at night or on a day off, unless urgent.

    Outside the years the calendar knows nothing is held back.
    """
    if urgency is not Urgency.NORMAL or not calendar.knows(at):
        return at
    return max(at, calendar.opening(calendar.effective_day(at)))
