"""The clock of a request as it is sent."""

from datetime import date, datetime

from remiss.consultation.time.bound import Bound
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Postponed
from remiss.consultation.time.span import WorkSpan


def first_clock(
    calendar: WorkCalendar,
    at: datetime,
    within: WorkSpan,
    reply_by: date | None,
    bound: Bound | None = None,
) -> Clock:
    """To a later day where the drafting side gave one; never beyond what binds the case."""
    clock = Clock.start(calendar, at, within, bound=bound)
    return clock.moved(calendar, Postponed(at=at, to=reply_by)) if reply_by else clock
