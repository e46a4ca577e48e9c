"""Why a deadline is what it is: the rule, what started the clock, each day, each move since."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import assert_never

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Basis
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.time.calendar import Day, WorkCalendar, WorkSpan
from remiss.consultation.time.clock import (
    Clock,
    Extended,
    GivenBack,
    Move,
    Ordered,
    Pause,
    Rederived,
    Returned,
)
from remiss.consultation.values import AgencyCode, Person, QuestionId, Value
from remiss.texts import Bilingual, join, label, local_date, local_time, say, text


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
    days: tuple[Day, ...] = Field(description="Each day counted, or skipped and why.")
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
    policy, calendar = case.policy, case.calendar
    days = calendar.walk(clock.started_at, clock.within.days) if clock.within.days else ()
    moves = tuple(ExplainedMove(move=m, text=_moved(calendar, m)) for m in clock.moves)
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
        text=_paragraph(case, request, duty, clock, days),
    )


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
        if reply.basis is not None and reply.number != last
    )


def _review_started_by(request: Request) -> str:
    return "return_contested" if request.contested else "reply_flagged"


def _was_widened(request: Request, clock: Clock) -> bool:
    return clock is request.clock and clock.started_at != request.sent_at


def _runs(case: Consultation, request: Request, clock: Clock) -> bool:
    return case.stage is CaseStage.OPEN and not request.settled and not clock.held


# In words


def _paragraph(
    case: Consultation, request: Request, duty: Duty, clock: Clock, days: tuple[Day, ...]
) -> Bilingual:
    calendar, basis = case.calendar, case.policy.legal_basis
    return join(
        (
            _rule(case, duty, clock),
            *_skipped(days),
            *(_moved(calendar, move) for move in clock.moves),
            *_late_before(clock),
            *_now_due(clock),
            *_stopped(calendar, request, clock),
            say("explanation.basis", calendar=calendar.version, basis=basis),
        )
    )


def _rule(case: Consultation, duty: Duty, clock: Clock) -> Bilingual:
    policy = case.policy
    return say(
        "explanation.started",
        duty=label(duty),
        started=local_time(clock.started_at),
        counted_from=local_date(case.calendar.effective_day(clock.started_at)),
        within=span_label(clock.within),
        title=policy.title,
        policy=policy.id,
        version=policy.version,
        due=local_time(clock.first_due_at),
    )


def span_label(span: WorkSpan) -> Bilingual:
    """A length of working time in words."""
    parts = {unit: count for unit, count in (("day", span.days), ("hour", span.hours)) if count}
    said = [say(f"span.{unit}{'s' * (n > 1)}", count=n) for unit, n in parts.items()]
    match said:
        case [days, hours]:
            return say("span.days_and_hours", days=days, hours=hours)
        case [only]:
            return only
        case _:
            return text("span.none")


def _skipped(days: tuple[Day, ...]) -> Iterator[Bilingual]:
    """The days that did not count, those with one reason together, in order."""
    by_reason: dict[Bilingual, list[str]] = {}
    for day in days:
        if day.reason is not None:
            by_reason.setdefault(day.reason, []).append(day.date.strftime("%d/%m"))
    if by_reason:
        listed = join((_listed(days, why) for why, days in by_reason.items()), "; ")
        yield say("explanation.skipped", days=listed)


def _listed(days: list[str], why: Bilingual) -> Bilingual:
    listed = ", ".join(days)
    return Bilingual(vi=f"{listed} ({why.vi})", en=f"{listed} ({why.en})")


def _moved(calendar: WorkCalendar, move: Move) -> Bilingual:
    match move:
        case Pause():
            return _paused(calendar, move)
        case Returned():
            return _returned(move)
        case Extended():
            return say("explanation.extended", at=local_time(move.at), to=local_date(move.to))
        case Ordered():
            ordered = say("explanation.ordered", at=local_time(move.at), to=local_date(move.to))
            return join((_paused(calendar, move.paused), ordered)) if move.paused else ordered
        case GivenBack():
            since, until = local_time(move.since), local_time(move.until)
            lost = _working_time(move.working)
            return say("explanation.given_back", since=since, until=until, lost=lost)
        case Rederived():
            at, before = local_time(move.at), local_time(move.due_before)
            return say("explanation.rederived", at=at, calendar=move.calendar, before=before)
        case _:
            assert_never(move)


def _paused(calendar: WorkCalendar, pause: Pause) -> Bilingual:
    return say(
        "explanation.paused",
        since=local_time(pause.since),
        until=local_time(pause.until),
        why=[label(hold) for hold in pause.holds],
        length=_working_time(calendar.time_between(pause.since, pause.until)),
    )


def _returned(returned: Returned) -> Bilingual:
    at = local_time(returned.at)
    if returned.least is None:
        return say("explanation.returned", at=at)
    return say("explanation.returned.least", at=at, least=span_label(returned.least))


def _late_before(clock: Clock) -> Iterator[Bilingual]:
    if clock.late_before:
        yield say("explanation.late_before", late_before=clock.late_before)


def _now_due(clock: Clock) -> Iterator[Bilingual]:
    if clock.moves:
        yield say("explanation.now_due", due=local_time(clock.due_at))


def _stopped(calendar: WorkCalendar, request: Request, clock: Clock) -> Iterator[Bilingual]:
    left = clock.left(calendar)
    if left is not None and not request.settled:
        why = [label(hold) for hold in clock.holds]
        yield say("explanation.stopped", why=why, hours=_working_time(left))


def _working_time(length: timedelta) -> Bilingual:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return say("explanation.working_time", hours=hours, minutes=minutes)
