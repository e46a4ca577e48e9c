"""Why a deadline is what it is: the rule, what started the clock, each day, each move since."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Basis
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.time.calendar import Day, WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Move
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AgencyCode, Person, QuestionId, Value
from remiss.consultation.views.deadline_words import describe_deadline, describe_move
from remiss.texts import Bilingual, label


class Duty(StrEnum):
    """What is due: an agency's reply, or what somebody else owes it."""

    REPLY = "reply"
    REVIEW = "review"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"
    RULING = "ruling"


STARTED_BY = {
    Duty.REPLY: "request_sent",
    Duty.CLARIFICATION: "clarification_asked",
    Duty.EXTENSION: "extension_requested",
    Duty.RULING: "questions_declined",
}


class ReturnedReply(Value):
    """A reply that was returned, on whose decision and why."""

    number: int
    received_at: AwareDatetime
    basis: Basis
    by: Person | None
    reasons: str | None


class ExplainedMove(Value):
    """One move of the deadline, as data and in words."""

    move: Move
    text: Bilingual


class DeadlineExplanation(Value):
    """Everything a deadline rests on. Times are aware; `days` are calendar days in Viet Nam."""

    agency: AgencyCode
    duty: Duty
    question: QuestionId | None = Field(description="The question declined, for a ruling.")
    policy: str
    policy_version: int
    policy_title: Bilingual
    within: WorkSpan
    legal_basis: str
    started_by: str = Field(description="The event that started the clock.")
    started_at: AwareDatetime
    calendar: str = Field(description="The version of the working calendar.")
    days: tuple[Day, ...] = Field(
        description="Each day counted, as a whole or in part, or skipped; and why."
    )
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    moves: tuple[ExplainedMove, ...] = Field(
        description="Pauses, returns, extensions, orders, outages, changes of the calendar."
    )
    returns: tuple[ReturnedReply, ...]
    late_before: int = Field(description="Working days late that no later deadline excuses.")
    clock_running: bool
    working_time_left: timedelta | None = Field(
        description="What was left when the clock stopped; None while it runs."
    )
    text: Bilingual


def explain_deadline(case: Consultation, request: Request) -> DeadlineExplanation:
    """The deadline of the reply, from the policy the case opened with and the calendar it has."""
    return _explain(case, request, Duty.REPLY, request.clock)


def explain_deadlines(case: Consultation, request: Request) -> tuple[DeadlineExplanation, ...]:
    """Every deadline that runs, or stands still, in this request: the agency's and others'."""
    return tuple(_all(case, request))


def _all(case: Consultation, request: Request) -> Iterator[DeadlineExplanation]:
    yield explain_deadline(case, request)
    if request.stage is Stage.IN_REVIEW and request.review:
        yield _explain(case, request, Duty.REVIEW, request.review)
    if asked := request.clarification:
        yield _explain(case, request, Duty.CLARIFICATION, asked.answer)
    if wanted := request.extension_pending:
        yield _explain(case, request, Duty.EXTENSION, wanted.decide)
    for decline in request.pending_declines:
        question = decline.declined.question
        yield _explain(case, request, Duty.RULING, decline.settle, question)


def _explain(
    case: Consultation,
    request: Request,
    duty: Duty,
    clock: Clock,
    question: QuestionId | None = None,
) -> DeadlineExplanation:
    policy = case.policy
    calendar = case.calendar_of(request.agency) if duty is Duty.REPLY else case.drafters_calendar
    days = tuple(_days(calendar, clock))
    moves = tuple(
        ExplainedMove(move=move, text=describe_move(calendar, clock, move)) for move in clock.moves
    )
    started_by = STARTED_BY.get(duty) or _review_started_by(request)
    return DeadlineExplanation(
        agency=request.agency.code,
        duty=duty,
        question=question,
        policy=policy.id,
        policy_version=policy.version,
        policy_title=policy.title,
        within=clock.within,
        legal_basis=policy.legal_basis,
        started_by="request_widened" if _was_widened(request, clock) else started_by,
        started_at=clock.started_at,
        calendar=calendar.version,
        days=days,
        first_due_at=clock.first_due_at,
        due_at=clock.due_at,
        moves=moves,
        returns=_returns(request),
        late_before=clock.late_before,
        clock_running=_runs(case, request, clock),
        working_time_left=clock.left(calendar),
        text=describe_deadline(policy, calendar, request, label(duty), clock, days),
    )


def _days(calendar: WorkCalendar, clock: Clock) -> Iterator[Day]:
    """Those of the time allowed; of a clock that is bound, up to where that cut it."""
    last = calendar.local(clock.first_due_at).date()
    days = calendar.days_of(clock.started_at, clock.within)
    yield from (day for day in days if clock.bound is None or day.date <= last)


def _returns(request: Request) -> tuple[ReturnedReply, ...]:
    answered = request.stage is Stage.ANSWERED
    last = request.replies[-1].number if request.replies and answered else None
    return tuple(
        ReturnedReply(
            number=reply.number,
            received_at=reply.received_at,
            basis=reply.basis,
            by=reply.decided_by,
            reasons=reply.reasons,
        )
        for reply in request.replies
        if reply.basis is not None and reply.number != last and not reply.accepted
    )


def _review_started_by(request: Request) -> str:
    return "return_contested" if request.contested else "reply_flagged"


def _was_widened(request: Request, clock: Clock) -> bool:
    return clock is request.clock and clock.started_at != request.sent_at


def _runs(case: Consultation, request: Request, clock: Clock) -> bool:
    return case.stage is CaseStage.OPEN and not request.settled and not clock.held
