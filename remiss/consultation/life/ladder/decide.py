"""What an alarm does when it rings."""

from collections.abc import Callable, Iterator
from typing import Any, assert_never

from remiss.consultation.life.clarifying.messages import ExtensionGranted, ExtensionLapsed
from remiss.consultation.life.declining.decide import moved_on
from remiss.consultation.life.declining.evolve import after_refusal
from remiss.consultation.life.declining.follow_up import next_to_remind, remind
from remiss.consultation.life.declining.messages import DeclineConfirmed, DeclineRefused
from remiss.consultation.life.declining.referral import left_open
from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve_case
from remiss.consultation.life.inside.messages import InternalDeadlinePassed
from remiss.consultation.life.ladder.alarms import Alarm, Step, alarms, next_internal
from remiss.consultation.life.ladder.messages import (
    ConsultationArchived,
    DelayReasonGiven,
    DrafterEscalated,
    DrafterReminded,
    GiveDelayReason,
    LadderCommand,
    ListingForetold,
    OutageRecorded,
    ReminderSent,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
    TimePassed,
    ViceChairmanInformed,
)
from remiss.consultation.life.ladder.vice_chairman import vice_chairmen_of
from remiss.consultation.life.preconditions import unsettled
from remiss.consultation.life.replying.correction import accept, next_to_lapse
from remiss.consultation.life.reviewing.messages import Basis, ReplyAccepted, Reviewer
from remiss.consultation.rule_number import TIME_ASKED_FOR_TAKES_NONE
from remiss.consultation.state import Consultation, Decline, Request

Ring = Callable[[Consultation, Request, Alarm, TimePassed], tuple[Event, ...]]


def decide(case: Consultation, command: LadderCommand) -> tuple[Event, ...]:
    match command:
        case GiveDelayReason():
            return explain(case, command)
        case TimePassed():
            return pass_time(case, command)
        case _:
            assert_never(command)


def explain(case: Consultation, command: GiveDelayReason) -> tuple[Event, ...]:
    """Before and after the deadline, as long as the request has no outcome."""
    unsettled(case, command.agency)
    return (
        DelayReasonGiven(
            agency=command.agency,
            at=command.at,
            reason=command.reason,
            by=command.actor.person,
        ),
    )


def pass_time(case: Consultation, command: TimePassed) -> tuple[Event, ...]:
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


def _ring(case: Consultation, alarm: Alarm, command: TimePassed) -> tuple[Event, ...]:
    if alarm.agency is None:
        return (_of_the_case(case, alarm, command),)
    return RINGS[alarm.step](case, case.requests[alarm.agency], alarm, command)


def _of_the_case(case: Consultation, alarm: Alarm, command: TimePassed) -> Event:
    if alarm.step is Step.FOLLOW_UP and (waiting := next_to_remind(case)):
        return remind(waiting, command.at)
    if alarm.step is Step.CORRECTION_LAPSE and (pending := next_to_lapse(case)):
        lapsed = {"at": command.at, "fell_due_at": alarm.at}
        return accept(case, pending).model_copy(update=lapsed)
    if alarm.step is Step.INTERNAL_DEADLINE and (internal := next_internal(case)):
        request, deadline = internal
        return InternalDeadlinePassed(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            internal_due_at=deadline.due_at,
        )
    return ConsultationArchived(at=command.at, fell_due_at=alarm.at)


def _tells(kind: Callable[..., Event], *facts: str) -> Ring:
    """The alarm is told as it is: an event of `kind`, with these facts of the alarm."""

    def ring(
        _case: Consultation, request: Request, alarm: Alarm, command: TimePassed
    ) -> tuple[Event, ...]:
        told = {fact: getattr(alarm, fact) for fact in facts}
        agency = request.agency.code
        return (kind(agency=agency, at=command.at, fell_due_at=alarm.at, **told),)

    return ring


def _foretells(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        ListingForetold(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            due_at=request.due_at,
            listed_on=case.calendar_of(request.agency).day_after(request.due_at),
        ),
    )


def _tells_the_vice_chairman(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        ViceChairmanInformed(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            vice_chairmen=vice_chairmen_of(case, request),
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
            printed_basis=case.policy.silence.printed_basis,
            notices=request.notices,
        ),
    )


def _review_lapse(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    return (
        ReplyAccepted(
            agency=request.agency.code,
            at=command.at,
            fell_due_at=alarm.at,
            number=request.replies[-1].number,
            basis=Basis.REVIEW_LAPSED,
            left_open=left_open(case, request),
        ),
    )


def _extension_lapse(
    case: Consultation, request: Request, alarm: Alarm, command: TimePassed
) -> tuple[Event, ...]:
    """The officer said nothing: the time asked for, which is within the cap, is granted.

    What was asked for so late that hardly anybody could decide on it is not.
    """
    wanted = request.extension_pending
    assert wanted is not None  # noqa: S101 -- its alarm rang
    rang: dict[str, Any] = {
        "agency": request.agency.code,
        "at": command.at,
        "fell_due_at": alarm.at,
    }
    if not wanted.grants_itself:
        return (ExtensionLapsed(to=wanted.to, **rang),)
    asked_for = case.calendar_of(request.agency).end_of(wanted.to)
    if asked_for <= request.due_at and case.rules >= TIME_ASKED_FOR_TAKES_NONE:
        return (ExtensionLapsed(to=wanted.to, due_at=request.due_at, **rang),)
    return (
        ExtensionGranted(
            **rang,
            to=wanted.to,
            due_before=request.due_at,
            due_at=asked_for,
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
        body=decline.declined.body,
    )
    return (confirmed, *moved_on(case, request, decline, confirmed))


def _stays(
    case: Consultation, request: Request, decline: Decline, alarm: Alarm, command: TimePassed
) -> DeclineRefused:
    return DeclineRefused(
        agency=request.agency.code,
        at=command.at,
        fell_due_at=alarm.at,
        question=decline.declined.question,
        due_at=after_refusal(case, request, command.at).due_at,
    )


RINGS: dict[Step, Ring] = {
    Step.REMINDER: _tells(ReminderSent, "ordinal"),
    Step.LISTING: _foretells,
    Step.OVERDUE: _tells(RequestOverdue),
    Step.ESCALATION: _tells(RequestEscalated, "level"),
    Step.VICE_CHAIRMAN: _tells_the_vice_chairman,
    Step.SILENCE: _silence,
    Step.REVIEW_LAPSE: _review_lapse,
    Step.EXTENSION_LAPSE: _extension_lapse,
    Step.DECLINE_LAPSE: _decline_lapse,
    Step.DRAFTER_REMINDER: _tells(DrafterReminded, "ordinal"),
    Step.DRAFTER_ESCALATION: _tells(DrafterEscalated, "level"),
}
