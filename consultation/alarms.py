"""What time itself does to a case: reminders, lateness, the ladder, silence, lapsed reviews."""

from collections.abc import Iterator
from enum import StrEnum
from typing import assert_never

from pydantic import AwareDatetime

from consultation.calendar import WorkCalendar
from consultation.commands import TimePassed
from consultation.events import (
    Basis,
    ConsultationArchived,
    Event,
    OutageRecorded,
    ReminderSent,
    ReplyAccepted,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
)
from consultation.evolving import evolve_case
from consultation.policy import EscalationLevel, Policy, Rung
from consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from consultation.values import AgencyCode, Value


class Step(StrEnum):
    """What an alarm does when it rings."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    SILENCE = "silence"
    REVIEW_LAPSE = "review_lapse"
    ARCHIVE = "archive"


class Alarm(Value):
    """The next thing time will do; `agency` is None for the case as a whole."""

    at: AwareDatetime
    step: Step
    agency: AgencyCode | None = None
    ordinal: int = 0
    level: EscalationLevel = EscalationLevel.NONE


def next_alarm(request: Request, policy: Policy, calendar: WorkCalendar) -> Alarm | None:
    """The next alarm of one request, or None when time can change nothing about it."""
    if request.stage is Stage.IN_REVIEW and request.review_due_at:
        return Alarm(at=request.review_due_at, step=Step.REVIEW_LAPSE, agency=request.agency.code)
    if request.stage in WITH_AGENCY:
        return _ladder_alarm(request, policy, calendar)
    return None


def case_alarm(case: Consultation) -> Alarm | None:
    """The alarm of the case as a whole: when it stops taking late replies."""
    if case.stage is CaseStage.CONCLUDED and case.archive_at:
        return Alarm(at=case.archive_at, step=Step.ARCHIVE)
    return None


def alarms(case: Consultation) -> tuple[Alarm, ...]:
    """The pending alarms of the case, soonest first."""
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
        event = _ring(case, pending[0], command)
        case = evolve_case(case, event)
        yield event


def _ladder_alarm(request: Request, policy: Policy, calendar: WorkCalendar) -> Alarm:
    agency, due = request.agency.code, request.due_at
    if not request.overdue:
        for ordinal, before in enumerate(policy.reminders, start=1):
            at = calendar.subtract(due, before)
            if ordinal > request.reminders and at > request.clock_from:
                return Alarm(at=at, step=Step.REMINDER, agency=agency, ordinal=ordinal)
        return Alarm(at=due, step=Step.OVERDUE, agency=agency)
    if rung := _next_rung(request, policy):
        at = calendar.add(due, rung.after)
        return Alarm(at=at, step=Step.ESCALATION, agency=agency, level=rung.level)
    silent_at = calendar.add(due, policy.silence.after)
    if request.last_notice_at:
        silent_at = max(silent_at, calendar.add(request.last_notice_at, policy.silence.grace))
    return Alarm(at=silent_at, step=Step.SILENCE, agency=agency)


def _next_rung(request: Request, policy: Policy) -> Rung | None:
    return next((rung for rung in policy.ladder if rung.level > request.level), None)


def _ring(case: Consultation, alarm: Alarm, command: TimePassed) -> Event:
    if alarm.agency is None:
        return ConsultationArchived(at=command.at, fell_due_at=alarm.at)
    return _ring_request(case, case.requests[alarm.agency], alarm, command)


def _ring_request(case: Consultation, request: Request, alarm: Alarm, command: TimePassed) -> Event:
    agency, at, fell_due_at = request.agency.code, command.at, alarm.at
    match alarm.step:
        case Step.REMINDER:
            return ReminderSent(
                agency=agency, at=at, fell_due_at=fell_due_at, ordinal=alarm.ordinal
            )
        case Step.OVERDUE:
            return RequestOverdue(agency=agency, at=at, fell_due_at=fell_due_at)
        case Step.ESCALATION:
            return RequestEscalated(
                agency=agency, at=at, fell_due_at=fell_due_at, level=alarm.level
            )
        case Step.SILENCE:
            return SilenceRecorded(
                agency=agency,
                at=at,
                fell_due_at=fell_due_at,
                outcome=case.policy.silence.outcome,
                legal_basis=case.policy.silence.legal_basis,
            )
        case Step.REVIEW_LAPSE:
            return ReplyAccepted(
                agency=agency,
                at=at,
                fell_due_at=fell_due_at,
                number=request.replies[-1].number,
                basis=Basis.REVIEW_LAPSED,
            )
        case Step.ARCHIVE:
            message = "only a case is archived, not a request"
            raise AssertionError(message)
        case _:
            assert_never(alarm.step)
