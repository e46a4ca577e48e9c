"""What people change in a running case: the Office steps in, an officer is replaced, all stops."""

from datetime import datetime
from typing import assert_never

from remiss.consultation.authority import DRAFTERS
from remiss.consultation.life.events import Event
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.life.preconditions import unsettled
from remiss.consultation.life.return_date_bound import check_day
from remiss.consultation.life.steering.adoption import deadlines_under
from remiss.consultation.life.steering.calendar_messages import AdoptCalendar, CalendarChanged
from remiss.consultation.life.steering.closing import cancel, conclude, end_lost, withdraw
from remiss.consultation.life.steering.corrected_lateness import lateness_under
from remiss.consultation.life.steering.end_messages import Reopen
from remiss.consultation.life.steering.messages import (
    Cancel,
    CloseOnRecord,
    Conclude,
    ConsultationResumed,
    ConsultationSuspended,
    DeadlineOrdered,
    DeadlinesMoved,
    EndLost,
    EndOutside,
    MoveDeadlines,
    MoveReturnDate,
    OfficerReplaced,
    OrderDeadline,
    ReplaceOfficer,
    RequestClosedOnRecord,
    Resume,
    ReturnDateMoved,
    SteeringCommand,
    Suspend,
    WithdrawAgency,
)
from remiss.consultation.life.steering.reading import keep_from_others, let_others_read
from remiss.consultation.life.steering.reading_messages import KeepFromOthers, LetOthersRead
from remiss.consultation.life.steering.reopening import reopen
from remiss.consultation.life.steering.urging import urge
from remiss.consultation.life.steering.urging_messages import Urge
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import HONEST_NOT_HIT
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.time.moves import Ordered, Postponed, ReturnMoved


def decide(  # noqa: C901, PLR0911, PLR0912 -- one arm for each command
    case: Consultation, command: SteeringCommand
) -> tuple[Event, ...]:
    match command:
        case OrderDeadline():
            return order_deadline(case, command)
        case MoveDeadlines():
            return move_deadlines(case, command)
        case MoveReturnDate():
            return move_return_date(case, command)
        case CloseOnRecord():
            return close_on_record(case, command)
        case EndOutside():
            return end_outside(case, command)
        case ReplaceOfficer():
            return replace_officer(case, command)
        case Suspend():
            return suspend(case, command)
        case Resume():
            return resume(case, command)
        case AdoptCalendar():
            return adopt_calendar(case, command)
        case WithdrawAgency():
            return withdraw(case, command)
        case Cancel():
            return cancel(case, command)
        case EndLost():
            return end_lost(case, command)
        case Conclude():
            return conclude(case, command)
        case Urge():
            return urge(case, command)
        case Reopen():
            return reopen(case, command)
        case KeepFromOthers():
            return keep_from_others(case, command)
        case LetOthersRead():
            return let_others_read(case, command)
        case _:
            assert_never(command)


def order_deadline(case: Consultation, command: OrderDeadline) -> tuple[Event, ...]:
    request = unsettled(case, command.agency)
    check_day(case.procedure, command.to)
    if command.to < case.calendar.local(command.at).date():
        raise Refusal("ordered_day_has_passed", now=command.at)
    calendar = case.calendar_of(request.agency)
    moved = request.clock.moved(calendar, Ordered(at=command.at, to=command.to))
    if moved.due_at <= command.at:
        raise Refusal("ordered_day_has_passed", now=command.at)
    return (
        DeadlineOrdered(
            agency=command.agency,
            at=command.at,
            to=command.to,
            reasons=command.reasons,
            by=command.actor.person,
            due_before=request.due_at,
            due_at=moved.due_at,
        ),
    )


def move_deadlines(case: Consultation, command: MoveDeadlines) -> tuple[Event, ...]:
    """Once, and never to an earlier day for anybody, nor for whom somebody keeps waiting."""
    if case.deadlines_moved:
        raise Refusal("deadlines_moved_before")
    check_day(case.procedure, command.to)
    postponed = Postponed(at=command.at, to=command.to)
    moved = tuple(
        DeadlineMoved(
            agency=request.agency.code,
            due_before=request.due_at,
            due_at=request.clock.moved(case.calendar_of(request.agency), postponed).due_at,
        )
        for request in case.open_requests
        if case.calendar.local(_due_once_free(case, request, command.at)).date() < command.to
    )
    if not moved or command.to < case.calendar.local(command.at).date():
        raise Refusal("no_deadline_to_move", to=command.to)
    return (
        DeadlinesMoved(
            at=command.at,
            to=command.to,
            reason=command.reason,
            by=command.actor.person,
            moved=moved,
        ),
    )


def _due_once_free(case: Consultation, request: Request, at: datetime) -> datetime:
    """The deadline if whoever holds the request let go of it at `at`."""
    calendar, clock = case.calendar_of(request.agency), request.clock
    for hold in clock.holds:
        clock = clock.release(calendar, hold, at)
    return clock.due_at


def move_return_date(case: Consultation, command: MoveReturnDate) -> tuple[Event, ...]:
    """To a later day, and one that is still to come: the applicant is told no other."""
    if case.procedure is None:
        raise Refusal("no_return_date")
    before, today = case.procedure.return_on, case.calendar.local(command.at).date()
    if command.return_on <= max(before, today):
        raise Refusal("return_date_not_later", before=before)
    later = ReturnMoved(at=command.at, to=command.return_on)
    deadlines = (
        DeadlineMoved(
            agency=request.agency.code,
            due_before=request.due_at,
            due_at=request.clock.moved(case.calendar_of(request.agency), later).due_at,
        )
        for request in case.unsettled
    )
    return (
        ReturnDateMoved(
            at=command.at,
            return_on=command.return_on,
            before=before,
            reason=command.reason,
            by=command.actor.person,
            moved=tuple(each for each in deadlines if each.due_at != each.due_before),
        ),
    )


def end_outside(case: Consultation, command: EndOutside) -> tuple[Event, ...]:
    """Nothing rings against a body outside the registry: who drafts ends what it leaves open."""
    request = unsettled(case, command.agency)
    if not request.outside:
        raise Refusal("not_outside", agency=request.agency.name)
    if command.at < request.due_at:
        raise Refusal("outside_has_time", body=request.agency.name, due_at=request.due_at)
    return close_on_record(case, command)


def close_on_record(case: Consultation, command: CloseOnRecord | EndOutside) -> tuple[Event, ...]:
    request = unsettled(case, command.agency)
    if request.stage in {Stage.ASSESSING, Stage.IN_REVIEW}:
        raise Refusal("reply_awaits_decision", agency=request.agency.name)
    return (
        RequestClosedOnRecord(
            agency=command.agency,
            at=command.at,
            reasons=command.reasons,
            by=command.actor.person,
        ),
    )


def replace_officer(case: Consultation, command: ReplaceOfficer) -> tuple[Event, ...]:
    """The new officer is of the drafting agency; anyone else could not even see the case."""
    profile, drafting = command.profile, case.drafting_agency
    if profile and (profile.agency != drafting.code or profile.role not in DRAFTERS):
        raise Refusal("officer_of_another_agency", officer=profile.name, agency=drafting.name)
    if command.officer.id == case.officer.id:
        raise Refusal("officer_in_charge_already", officer=case.officer.name)
    return (
        OfficerReplaced(
            at=command.at,
            officer=command.officer,
            previous=case.officer,
            reason=command.reason,
            by=command.actor.person,
            unlisted=command.unlisted,
        ),
    )


def suspend(case: Consultation, command: Suspend) -> tuple[Event, ...]:
    del case
    by = command.actor.person
    return (ConsultationSuspended(at=command.at, reason=command.reason, by=by),)


def resume(case: Consultation, command: Resume) -> tuple[Event, ...]:
    if case.stage is not CaseStage.SUSPENDED:
        raise Refusal("not_suspended")
    by = command.actor.person
    return (ConsultationResumed(at=command.at, reason=command.reason, by=by),)


def adopt_calendar(case: Consultation, command: AdoptCalendar) -> tuple[Event, ...]:
    """Follow the calendar from now on; each deadline it moves is named. The same one: nothing.

    What was late on record is less late where the new calendar says so.
    """
    if command.calendar.version == case.calendar.version:
        return ()
    changed = CalendarChanged(
        at=command.at,
        calendar=command.calendar,
        previous=case.calendar.version,
        reason=command.reason,
        by=command.by,
        moved=deadlines_under(case, command.calendar, command.at),
    )
    if case.rules < HONEST_NOT_HIT:
        return (changed,)
    return (changed, *lateness_under(case, command.calendar, command.at))
