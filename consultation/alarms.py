"""What time itself does to a case: reminders, lateness, ladders, silence, lapsed decisions."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from pydantic import AwareDatetime

from consultation.asking import asked_instead
from consultation.calendar import WorkCalendar
from consultation.changing import with_least
from consultation.clock import Hold
from consultation.commands import TimePassed
from consultation.events import (
    Basis,
    ConsultationArchived,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    DrafterReminded,
    Event,
    ExtensionGranted,
    OutageRecorded,
    ReminderSent,
    ReplyAccepted,
    RequestEscalated,
    RequestOverdue,
    Reviewer,
    SilenceRecorded,
)
from consultation.evolving import evolve_case
from consultation.policy import EscalationLevel, Policy, Rung
from consultation.state import (
    WITH_AGENCY,
    CaseStage,
    Clarification,
    Consultation,
    Decline,
    Request,
    Stage,
)
from consultation.values import AgencyCode, QuestionId, Value


class Step(StrEnum):
    """What an alarm does when it rings; at the same moment the first named rings first."""

    REVIEW_LAPSE = "review_lapse"
    EXTENSION_LAPSE = "extension_lapse"
    DECLINE_LAPSE = "decline_lapse"
    DRAFTER_REMINDER = "drafter_reminder"
    DRAFTER_ESCALATION = "drafter_escalation"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    SILENCE = "silence"
    ARCHIVE = "archive"


ORDER = {step: place for place, step in enumerate(Step)}


class Alarm(Value):
    """The next thing time will do; `agency` is None for the case as a whole."""

    at: AwareDatetime
    step: Step
    agency: AgencyCode | None = None
    ordinal: int = 0
    level: EscalationLevel = EscalationLevel.NONE
    question: QuestionId | None = None


def next_alarm(request: Request, policy: Policy, calendar: WorkCalendar) -> Alarm | None:
    """The next alarm of one request, or None when time can change nothing about it."""
    return min(
        _pending(request, policy, calendar),
        key=lambda alarm: (alarm.at, ORDER[alarm.step]),
        default=None,
    )


def case_alarm(case: Consultation) -> Alarm | None:
    """The alarm of the case as a whole: when it stops taking late replies."""
    if case.stage is CaseStage.CONCLUDED and case.archive_at:
        return Alarm(at=case.archive_at, step=Step.ARCHIVE)
    return None


def alarms(case: Consultation) -> tuple[Alarm, ...]:
    """The pending alarms of the case, soonest first; a suspended case has none."""
    pending = [next_alarm(r, case.policy, case.calendar) for r in case.open_requests]
    pending.append(case_alarm(case))
    return tuple(
        sorted((a for a in pending if a), key=lambda alarm: (alarm.at, alarm.agency or ""))
    )


def time_passed(case: Consultation, command: TimePassed) -> tuple[Event, ...]:
    """Everything that fell due by `command.at`, in the order it fell due.

    Where the service was away, that is recorded first, and the clocks are given back the time:
    an agency is never blamed for an outage, nor sent the whole ladder in one breath.
    """
    outage = _outage(case, command)
    if outage is None:
        return tuple(_ring_all(case, command))
    return (outage, *_ring_all(evolve_case(case, outage), command))


def _outage(case: Consultation, command: TimePassed) -> OutageRecorded | None:
    """What should have rung long ago shows since when nothing ran."""
    missed = next((alarm for alarm in alarms(case) if alarm.agency), None)
    if missed is None or case.calendar.add(missed.at, case.policy.outage_after) >= command.at:
        return None
    again = case.calendar.add(command.at, case.policy.outage_after)
    given_back = case.calendar.time_between(missed.at, again)
    return OutageRecorded(at=command.at, since=missed.at, given_back=given_back)


def _ring_all(case: Consultation, command: TimePassed) -> Iterator[Event]:
    while (pending := alarms(case)) and pending[0].at <= command.at:
        for event in _ring(case, pending[0], command):
            case = evolve_case(case, event)
            yield event


# What is pending in one request


def _pending(request: Request, policy: Policy, calendar: WorkCalendar) -> Iterator[Alarm]:
    agency = request.agency.code
    if request.settled:
        return
    if request.stage is Stage.IN_REVIEW and request.review:
        yield Alarm(at=request.review.due_at, step=Step.REVIEW_LAPSE, agency=agency)
    if (asked := request.clarification) and policy.clarification:
        yield from _drafter_alarm(agency, asked, policy, calendar)
    if wanted := request.extension_pending:
        at = min(wanted.decide.due_at, request.due_at)
        yield Alarm(at=at, step=Step.EXTENSION_LAPSE, agency=agency)
    for decline in request.pending_declines:
        yield Alarm(
            at=decline.settle.due_at,
            step=Step.DECLINE_LAPSE,
            agency=agency,
            question=decline.declined.question,
        )
    if request.stage in WITH_AGENCY:
        yield _ladder_alarm(request, policy, calendar)


def _drafter_alarm(
    agency: AgencyCode, asked: Clarification, policy: Policy, calendar: WorkCalendar
) -> Iterator[Alarm]:
    """The drafter's own reminders and ladder; once it is spent, only an answer helps."""
    rules, due = policy.clarification, asked.answer.due_at
    assert rules is not None  # noqa: S101 -- the caller looked
    for ordinal, before in enumerate(rules.reminders, start=1):
        at = calendar.subtract(due, before)
        if ordinal > asked.reminders and at > asked.asked_at:
            yield Alarm(at=at, step=Step.DRAFTER_REMINDER, agency=agency, ordinal=ordinal)
            return
    if rung := _next_rung(rules.ladder, asked.level):
        at = calendar.add(due, rung.after)
        yield Alarm(at=at, step=Step.DRAFTER_ESCALATION, agency=agency, level=rung.level)


def _ladder_alarm(request: Request, policy: Policy, calendar: WorkCalendar) -> Alarm:
    agency, due = request.agency.code, request.due_at
    if not request.overdue:
        for ordinal, before in enumerate(policy.reminders, start=1):
            at = calendar.subtract(due, before)
            if ordinal > request.reminders and at > request.clock_from:
                return Alarm(at=at, step=Step.REMINDER, agency=agency, ordinal=ordinal)
        return Alarm(at=due, step=Step.OVERDUE, agency=agency)
    if rung := _next_rung(policy.ladder, request.level):
        at = calendar.add(due, rung.after)
        return Alarm(at=at, step=Step.ESCALATION, agency=agency, level=rung.level)
    return Alarm(at=_silent_at(request, policy, calendar), step=Step.SILENCE, agency=agency)


def _silent_at(request: Request, policy: Policy, calendar: WorkCalendar) -> AwareDatetime:
    """Once the ladder is spent, the last notice is old enough, and nothing is left to rule on."""
    moments = [calendar.add(request.due_at, policy.silence.after)]
    if request.last_notice_at:
        moments.append(calendar.add(request.last_notice_at, policy.silence.grace))
    moments += [decline.settle.due_at for decline in request.pending_declines]
    return max(moments)


def _next_rung(ladder: tuple[Rung, ...], level: EscalationLevel) -> Rung | None:
    return next((rung for rung in ladder if rung.level > level), None)


# What an alarm does when it rings


def _ring(case: Consultation, alarm: Alarm, command: TimePassed) -> tuple[Event, ...]:
    if alarm.agency is None:
        return (ConsultationArchived(at=command.at, fell_due_at=alarm.at),)
    return RINGS[alarm.step](case, case.requests[alarm.agency], alarm, command)


Ring = Callable[[Consultation, Request, Alarm, TimePassed], tuple[Event, ...]]


def _reminder(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        ReminderSent(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            ordinal=alarm.ordinal,
        ),
    )


def _overdue(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (RequestOverdue(agency=request.agency.code, at=command.at, fell_due_at=alarm.at),)


def _escalation(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        RequestEscalated(
            agency=request.agency.code, at=command.at, fell_due_at=alarm.at, level=alarm.level
        ),
    )


def _silence(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        SilenceRecorded(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            outcome=case.policy.silence.outcome,
            legal_basis=case.policy.silence.legal_basis,
            notices=request.notices,
        ),
    )


def _review_lapse(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        ReplyAccepted(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            number=request.replies[-1].number,
            basis=Basis.REVIEW_LAPSED,
        ),
    )


def _extension_lapse(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    """The officer said nothing: the time asked for, which is within the cap, is granted."""
    wanted = request.extension_pending
    assert wanted is not None  # noqa: S101 -- its alarm rang
    return (
        ExtensionGranted(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            to=wanted.to,
            due_before=request.due_at,
            due_at=case.calendar.end_of(wanted.to),
        ),
    )


def _decline_lapse(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    """Nobody ruled: the question moves as the registry allows, unless that closes a circle."""
    decline = next(d for d in request.pending_declines if d.declined.question == alarm.question)
    if decline.before is Reviewer.OFFICE:
        return (_stays(case, request, decline, alarm, command),)
    confirmed = DeclineConfirmed(
        agency=request.agency.code,
        at=command.at,
        fell_due_at=alarm.at,
        question=decline.declined.question,
        to=decline.declined.to,
    )
    return (confirmed, *asked_instead(case, decline, command.at))


def _stays(
    case: Consultation, request: Request, decline: Decline, alarm: Alarm, command: TimePassed
) -> DeclineRefused:
    clock = request.clock.release(case.calendar, Hold.DECLINE, command.at)
    return DeclineRefused(
        agency=request.agency.code,
        at=command.at,
        fell_due_at=alarm.at,
        question=decline.declined.question,
        due_at=with_least(case, clock, command.at).due_at,
    )


def _drafter_reminder(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        DrafterReminded(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            ordinal=alarm.ordinal,
        ),
    )


def _drafter_escalation(
    _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        DrafterEscalated(
            agency=request.agency.code, at=command.at, fell_due_at=alarm.at, level=alarm.level
        ),
    )


RINGS: dict[Step, Ring] = {
    Step.REMINDER: _reminder,
    Step.OVERDUE: _overdue,
    Step.ESCALATION: _escalation,
    Step.SILENCE: _silence,
    Step.REVIEW_LAPSE: _review_lapse,
    Step.EXTENSION_LAPSE: _extension_lapse,
    Step.DECLINE_LAPSE: _decline_lapse,
    Step.DRAFTER_REMINDER: _drafter_reminder,
    Step.DRAFTER_ESCALATION: _drafter_escalation,
}
