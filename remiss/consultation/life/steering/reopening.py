"""Mở lại hồ sơ: a case that was concluded or cancelled goes on, within the policy's time.

What was settled stays settled. Nobody's time ran while the case was over: who has no outcome gets
what was left, and an agency that has the next move a least time.
docs/decisions/0047-a-case-is-reopened.md
"""

from datetime import datetime

from remiss.consultation.life.changes import (
    Changes,
    change_clocks,
    change_drafters_clocks,
    put_requests,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.life.steering.end_messages import ConsultationReopened, Reopen
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import (
    WITH_AGENCY,
    CaseStage,
    Consultation,
    Reopening,
    Request,
)
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold, Reopened
from remiss.consultation.time.span import WorkSpan


def reopen(case: Consultation, command: Reopen) -> tuple[Event, ...]:
    """Two who reopen at once do it once: for the second the case is open already."""
    if case.closed_at is None:
        raise Refusal("case_not_over")
    if case.policy.reopen_within is None:
        raise Refusal("reopening_not_foreseen")
    until = case.drafters_calendar.add(case.closed_at, case.policy.reopen_within)
    if command.at > until:
        raise Refusal("reopening_too_late", until=until)
    after = run_on(case, command.at)
    return (
        ConsultationReopened(
            at=command.at,
            reason=command.reason,
            by=command.actor.person,
            stage=case.stage,
            closed_at=case.closed_at,
            moved=tuple(
                DeadlineMoved(
                    agency=code, due_before=case.requests[code].due_at, due_at=request.due_at
                )
                for code, request in after.items()
            ),
        ),
    )


def reopened(case: Consultation, event: ConsultationReopened) -> Changes:
    """The case as it goes on; that it was over stays on record."""
    was = Reopening(
        stage=event.stage,
        closed_at=event.closed_at,
        at=event.at,
        by=event.by,
        reason=event.reason,
    )

    def free(calendar: WorkCalendar, clock: Clock) -> Clock:
        return _freed(calendar, clock, event.closed_at, event.at)

    return {
        "stage": CaseStage.OPEN,
        "closed_at": None,
        "archive_at": None,
        "suspended_at": None,
        "reopenings": (*case.reopenings, was),
        **put_requests(case, *run_on(case, event.at).values()),
        **change_drafters_clocks(case, free),
    }


def run_on(case: Consultation, at: datetime) -> dict[str, Request]:
    """The requests without an outcome, with the time they have from `at` on."""
    since = case.closed_at or at
    waiting = (request for request in case.requests.values() if not request.settled)
    return {request.agency.code: _runs_on(case, request, since, at) for request in waiting}


def _runs_on(case: Consultation, request: Request, since: datetime, at: datetime) -> Request:
    def free(calendar: WorkCalendar, clock: Clock) -> Clock:
        return _freed(calendar, clock, since, at)

    changed = change_clocks(case, request, free)
    if request.stage not in WITH_AGENCY:
        return changed
    calendar, least = case.calendar_of(request.agency), case.policy.correct_within
    clock = _freed(calendar, request.clock, since, at, least)
    begins_anew = {"overdue": False, "level": EscalationLevel.NONE} if clock.due_at > at else {}
    return changed.model_copy(
        update={"clock": clock, "clock_from": at, "reminders": 0, **begins_anew}
    )


def _freed(
    calendar: WorkCalendar,
    clock: Clock,
    since: datetime,
    at: datetime,
    least: WorkSpan | None = None,
) -> Clock:
    """The clock as it runs on; whoever else held it holds it still."""
    others = tuple(hold for hold in clock.holds if hold is not Hold.SUSPENSION)
    stopped = clock.held_since or since
    freed = clock.model_copy(
        update={"holds": others, "held_since": at if others else None, "held_by": others}
    )
    return freed.moved(calendar, Reopened(since=stopped, at=at, least=least))
