"""Another working calendar adopted: every clock, and whatever else ends on a day, follows it."""

from datetime import datetime

from remiss.consultation.life.changes import (
    Changes,
    change_clocks,
    change_drafters_clocks,
    put_requests,
)
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.life.steering.calendar_messages import CalendarChanged
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Comment, Consultation, Request
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.warning import with_warning


def deadlines_under(
    case: Consultation, calendar: WorkCalendar, at: datetime
) -> tuple[DeadlineMoved, ...]:
    """Each deadline another calendar would move."""
    deadlines = (
        DeadlineMoved(
            agency=request.agency.code,
            due_before=request.due_at,
            due_at=request.clock.under(within(calendar, request.agency.lies_in), at).due_at,
        )
        for request in case.unsettled
    )
    return tuple(each for each in deadlines if each.due_at != each.due_before)


def adopt(case: Consultation, event: CalendarChanged) -> Changes:
    """What the new calendar changes in the case."""

    def under(calendar: WorkCalendar, clock: Clock) -> Clock:
        return clock.under(calendar, event.at)

    after = case.model_copy(update={"calendar": event.calendar})
    moved = (change_clocks(after, request, under) for request in case.unsettled)
    return {
        "calendar": event.calendar,
        **put_requests(case, *(_not_late_after_all(request, event.at) for request in moved)),
        **change_drafters_clocks(after, under),
        "comments": {id_: _disputed_under(after, c, event) for id_, c in case.comments.items()},
        "archive_at": _archived_under(case, event),
    }


def _not_late_after_all(request: Request, at: datetime) -> Request:
    """Overdue no more where the deadline now lies ahead; the ladder then begins anew."""
    if not request.overdue or request.due_at <= (request.clock.held_since or at):
        return request
    return request.model_copy(update={"overdue": False, "level": EscalationLevel.NONE})


def _disputed_under(case: Consultation, comment: Comment, event: CalendarChanged) -> Comment:
    """How long an agency may object to what became of its comment."""
    rules, disposition, until = case.policy.comments, comment.disposition, comment.object_until
    if rules is None or disposition is None or until is None:
        return comment
    calendar = case.calendar_of(case.requests[comment.agency].agency)
    derived = calendar.add(disposition.at, rules.object_within)
    derived = case.no_later(calendar, disposition.at, derived)
    moved = with_warning(calendar, derived, until, event.at)
    return comment.model_copy(update={"object_until": moved})


def _archived_under(case: Consultation, event: CalendarChanged) -> datetime | None:
    """How long a concluded case takes late replies, if it waits for any."""
    if case.archive_at is None or case.closed_at is None or case.archive_at == case.closed_at:
        return case.archive_at
    derived = event.calendar.add(case.closed_at, case.policy.late_replies_for)
    return with_warning(event.calendar, derived, case.archive_at, event.at)
