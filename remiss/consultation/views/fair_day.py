"""On which day a reply could fairly be due, by what else an agency has to answer then."""

from collections.abc import Mapping
from datetime import date, datetime

from remiss.consultation.time.calendar import WorkCalendar

MOST_A_DAY = 3
"""Replies due from one agency on one day, before another is one too many."""


def fair_day(calendar: WorkCalendar, due_at: datetime, taken: Mapping[date, int]) -> date:
    """The first working day from a deadline on, on which the agency has room for one reply more.

    `taken`: how much of what lies with the agency now is due on which day. An advice: it moves no
    deadline.
    """
    day = calendar.local(due_at).date()
    while taken.get(day, 0) >= MOST_A_DAY:
        day = calendar.next_working_day(day)
    return day
