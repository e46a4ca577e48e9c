"""On which day a reply could fairly be due, by what else an agency has to answer then."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from remiss.consultation.time.calendar import WorkCalendar

MOST_A_DAY = 3
"""Replies due from one agency on one day, before another is one too many."""


def fair_day(calendar: WorkCalendar, due_at: datetime, dues: Iterable[datetime]) -> date:
    """The first working day from a deadline on, on which the agency has room for one reply more.

    `dues` are the deadlines of what lies with the agency now. An advice: it moves no deadline.
    """
    taken = Counter(calendar.local(each).date() for each in dues)
    day = calendar.local(due_at).date()
    while taken[day] >= MOST_A_DAY:
        day = calendar.next_working_day(day)
    return day
