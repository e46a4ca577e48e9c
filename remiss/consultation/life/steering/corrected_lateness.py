"""Lateness on record, derived anew under another calendar: a day off excuses who answered too."""

from collections.abc import Iterator
from datetime import datetime

from remiss.consultation.life.changes import Changes
from remiss.consultation.life.steering.calendar_messages import LatenessCorrected
from remiss.consultation.state import Consultation, ReceivedReply, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.moves import began_at, holds_from


def lateness_under(
    case: Consultation, calendar: WorkCalendar, at: datetime
) -> Iterator[LatenessCorrected]:
    """Each reply, and each silence, that another calendar makes less late; none becomes more."""
    for request in case.all_requests:
        before = case.calendar_of(request.agency)
        after = within(calendar, request.agency.lies_in)
        for reply in request.replies:
            yield from _reply_under(request, reply, before, after, at)
        if request.stage is Stage.SILENT and request.settled_at:
            late = request.clock.days_late(before, request.settled_at)
            now = request.clock.under(after, at).days_late(after, request.settled_at)
            if now < late:
                yield _correction(request, None, late, now, at)


def _reply_under(
    request: Request,
    reply: ReceivedReply,
    before: WorkCalendar,
    after: WorkCalendar,
    at: datetime,
) -> Iterator[LatenessCorrected]:
    """One whose lateness the clock of its request can still account for, day by day."""
    clock, received = request.clock, reply.received_at
    if not reply.days_late or _days_late_at(clock, before, received) != reply.days_late:
        return
    now = _days_late_at(clock, after, received)
    if now is not None and now < reply.days_late:
        yield _correction(request, reply.number, reply.days_late, now, at)


def _days_late_at(clock: Clock, calendar: WorkCalendar, at: datetime) -> int | None:
    """Working days late at a past moment, as its moves stood; None if it began anew since."""
    if at < clock.started_at:
        return None
    done = tuple(move for move in clock.moves if holds_from(move) <= at)
    due_at, late = clock.model_copy(update={"moves": done}).derived(calendar)
    under_way = (began_at(m) for m in clock.moves if began_at(m) <= at < holds_from(m))
    return late + calendar.days_late(due_at, min(under_way, default=at))


def _correction(
    request: Request, number: int | None, before: int, now: int, at: datetime
) -> LatenessCorrected:
    return LatenessCorrected(
        agency=request.agency.code,
        at=at,
        request=request.ordinal,
        number=number,
        days_before=before,
        days_late=now,
        late=now > 0,
    )


def correct(case: Consultation, event: LatenessCorrected) -> Changes:
    """What the correction changes: the reply's days, or the clock the silence is counted by."""
    asked = case.requests_of(event.agency)[event.request - 1]
    changed = asked.model_copy(update=_changes(case, asked, event))
    if asked is case.requests[event.agency]:
        return {"requests": {**case.requests, event.agency: changed}}
    return {"earlier": tuple(changed if each is asked else each for each in case.earlier)}


def _changes(case: Consultation, request: Request, event: LatenessCorrected) -> Changes:
    if event.number is None:
        return {"clock": request.clock.under(case.calendar_of(request.agency), event.at)}
    days = {"days_late": event.days_late, "late": event.late}
    return {
        "replies": tuple(
            reply.model_copy(update=days) if reply.number == event.number else reply
            for reply in request.replies
        )
    }
