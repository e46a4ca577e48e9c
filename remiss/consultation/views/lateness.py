"""Working days an agency is late: of the time it held the request itself, and no other."""

from datetime import datetime

from remiss.consultation.state import Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock


def days_late(case: Consultation, request: Request, at: datetime) -> int:
    """At `at`; while somebody else holds the request, what it was late by when they took it.

    Days that an earlier deadline left behind count: no move excuses them. Where the calendar does
    not reach, nothing is counted; nor is it of a body outside the registry.
    """
    calendar = case.calendar_of(request.agency)
    return days_late_by(calendar, request.clock, at, outside=request.outside)


def days_late_by(calendar: WorkCalendar, clock: Clock, at: datetime, *, outside: bool) -> int:
    """The same, by the clock of the request and the calendar of its agency."""
    return clock.days_late(calendar, at) if calendar.knows(at) and not outside else 0


def days_late_on_record(case: Consultation, request: Request) -> int | None:
    """Of the last reply, or of the silence; None while neither is on record."""
    if request.replies:
        return request.replies[-1].days_late
    if request.stage is Stage.SILENT and request.settled_at:
        return request.clock.days_late(case.calendar_of(request.agency), request.settled_at)
    return None
