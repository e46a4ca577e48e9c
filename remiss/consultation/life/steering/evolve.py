"""Changes from above: a deadline ordered, a request or the case ended, stopped, run on."""

from typing import assert_never

from remiss.consultation.life.changes import (
    Changes,
    change_clocks,
    change_every_clock,
    change_request,
    put_requests,
)
from remiss.consultation.life.steering.adoption import adopt
from remiss.consultation.life.steering.calendar_messages import CalendarChanged, LatenessCorrected
from remiss.consultation.life.steering.corrected_lateness import correct
from remiss.consultation.life.steering.end_messages import (
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationReopened,
)
from remiss.consultation.life.steering.messages import (
    ConsultationResumed,
    ConsultationSuspended,
    DeadlineOrdered,
    DeadlinesMoved,
    OfficerReplaced,
    RequestClosedOnRecord,
    RequestWithdrawn,
    ReturnDateMoved,
    SteeringEvent,
)
from remiss.consultation.life.steering.reading import kept, let
from remiss.consultation.life.steering.reading_messages import (
    RepliesKeptFromOthers,
    RepliesLetToOthers,
)
from remiss.consultation.life.steering.reopening import reopened
from remiss.consultation.life.steering.urging import urged
from remiss.consultation.life.steering.urging_messages import RequestUrged
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold, Ordered, Postponed, ReturnMoved


def evolve(  # noqa: C901, PLR0911, PLR0912 -- one arm for each event
    case: Consultation, event: SteeringEvent
) -> Changes:
    match event:
        case DeadlineOrdered():
            request = case.requests[event.agency]
            ordered = Ordered(at=event.at, to=event.to)
            return change_request(case, request, _reset(case, request, ordered))
        case DeadlinesMoved():
            return {"deadlines_moved": True, **_postponed(case, event)}
        case ReturnDateMoved():
            return _return_moved(case, event)
        case RequestClosedOnRecord():
            return _ended(case, event, Stage.CLOSED)
        case RequestWithdrawn():
            return _ended(case, event, Stage.WITHDRAWN)
        case RequestUrged():
            return urged(case, event)
        case OfficerReplaced():
            return {"officer": event.officer}
        case ConsultationSuspended():
            stopped = change_every_clock(case, lambda _, c: c.hold(Hold.SUSPENSION, event.at))
            return {"stage": CaseStage.SUSPENDED, "suspended_at": event.at, **stopped}
        case ConsultationResumed():
            return {"stage": CaseStage.OPEN, "suspended_at": None, **_resumed(case, event)}
        case CalendarChanged():
            return adopt(case, event)
        case LatenessCorrected():
            return correct(case, event)
        case ConsultationConcluded():
            return {
                "stage": CaseStage.CONCLUDED,
                "closed_at": event.at,
                "archive_at": event.archive_at,
            }
        case ConsultationCancelled():
            return {"stage": CaseStage.CANCELLED, "closed_at": event.at}
        case ConsultationReopened():
            return reopened(case, event)
        case RepliesKeptFromOthers():
            return kept(case, event)
        case RepliesLetToOthers():
            return let(case, event)
        case _:
            assert_never(event)


def _postponed(case: Consultation, event: DeadlinesMoved) -> Changes:
    postponed = Postponed(at=event.at, to=event.to)
    requests = (case.requests[each.agency] for each in event.moved)
    return put_requests(case, *(r.model_copy(update=_reset(case, r, postponed)) for r in requests))


def _return_moved(case: Consultation, event: ReturnDateMoved) -> Changes:
    """Every clock is bound by the later day; where that gives time back, it reminds anew."""
    assert case.procedure is not None  # noqa: S101 -- there was a date to move
    later = ReturnMoved(at=event.at, to=event.return_on)

    def free(calendar: WorkCalendar, clock: Clock) -> Clock:
        return clock.moved(calendar, later) if clock.bound else clock

    moved = {each.agency for each in event.moved}
    anew: Changes = {"clock_from": event.at, "reminders": 0}
    freed = (change_clocks(case, request, free) for request in case.unsettled)
    return {
        "procedure": case.procedure.model_copy(update={"return_on": event.return_on}),
        **put_requests(
            case, *(r.model_copy(update=anew if r.agency.code in moved else {}) for r in freed)
        ),
    }


def _reset(case: Consultation, request: Request, move: Ordered | Postponed) -> Changes:
    """A day set anew: what reminds and warns begins anew, what was late stays on record."""
    moved = request.clock.moved(case.calendar_of(request.agency), move)
    late = moved.due_at <= move.at
    return {
        "clock": moved,
        "clock_from": move.at,
        "reminders": 0,
        "overdue": request.overdue and late,
    }


def _ended(
    case: Consultation, event: RequestClosedOnRecord | RequestWithdrawn, stage: Stage
) -> Changes:
    ended = {"stage": stage, "settled_at": event.at, "review": None}
    return change_request(case, case.requests[event.agency], ended)


def _resumed(case: Consultation, event: ConsultationResumed) -> Changes:
    def release(calendar: WorkCalendar, clock: Clock) -> Clock:
        return clock.release(calendar, Hold.SUSPENSION, event.at)

    return change_every_clock(case, release)
