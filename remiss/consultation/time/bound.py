"""A day that no deadline goes beyond: in an administrative procedure, the applicant's."""

from datetime import date, datetime

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value


class Bound(Value):
    """Deadlines end by closing time of `day`; `room` is what has to fit between one and that.

    A day that lies behind bounds nothing: nobody is late before their time has begun.
    """

    day: date
    room: WorkSpan = WorkSpan()

    def end(self, calendar: WorkCalendar) -> datetime:
        return calendar.last_moment(self.day)

    def first(self, calendar: WorkCalendar, at: datetime, due: datetime) -> datetime:
        """The deadline of what begins at `at`, early enough for what has to come after it."""
        end = self.end(calendar)
        early = calendar.subtract(end, self.room)
        return self.cut(calendar, at, min(due, early) if early > at else due)

    def cut(self, calendar: WorkCalendar, after: datetime, due: datetime) -> datetime:
        """`due`, or the end of the day where that is sooner and lies after `after`."""
        end = self.end(calendar)
        return due if end <= after else min(due, end)
