"""What people change in a running case: the Office steps in, an officer is replaced, all stops."""

from remiss.consultation.authority import DRAFTERS
from remiss.consultation.life.commands import (
    AdoptCalendar,
    CloseOnRecord,
    OrderDeadline,
    ReplaceOfficer,
    Resume,
    Suspend,
    TakeOver,
)
from remiss.consultation.life.events import (
    CalendarChanged,
    ConsultationResumed,
    ConsultationSuspended,
    DeadlineOrdered,
    Event,
    OfficerReplaced,
    RequestClosedOnRecord,
    Reviewer,
    ReviewTakenOver,
)
from remiss.consultation.life.evolving import deadlines_under
from remiss.consultation.life.replying.decide import request_of
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.telling.labels import STAGES, local_time
from remiss.consultation.time.clock import Ordered


def take_over(case: Consultation, command: TakeOver) -> tuple[Event, ...]:
    """The Office decides on what waits for the officer, within the officer's time, from now."""
    request = _unsettled(case, command)
    if not _waits_for_officer(request):
        raise Refusal("nothing_to_take_over", agency=request.agency.name)
    if command.actor.agency == command.agency:
        raise Refusal("judge_in_own_case", agency=request.agency.name)
    return (
        ReviewTakenOver(
            agency=command.agency,
            at=command.at,
            reasons=command.reasons,
            by=command.actor.person,
            review_due_at=case.calendar.add(command.at, case.policy.review_within),
        ),
    )


def order_deadline(case: Consultation, command: OrderDeadline) -> tuple[Event, ...]:
    request = _unsettled(case, command)
    if command.to < case.calendar.local(command.at).date():
        raise Refusal("ordered_day_has_passed", now=local_time(command.at))
    moved = request.clock.moved(case.calendar, Ordered(at=command.at, to=command.to))
    if moved.due_at <= command.at:
        raise Refusal("ordered_day_has_passed", now=local_time(command.at))
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


def close_on_record(case: Consultation, command: CloseOnRecord) -> tuple[Event, ...]:
    request = _unsettled(case, command)
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
    """Follow the calendar from now on; each deadline it moves is named. The same one: nothing."""
    if command.calendar.version == case.calendar.version:
        return ()
    return (
        CalendarChanged(
            at=command.at,
            calendar=command.calendar,
            previous=case.calendar.version,
            reason=command.reason,
            by=command.by,
            moved=deadlines_under(case, command.calendar, command.at),
        ),
    )


def _unsettled(case: Consultation, command: TakeOver | OrderDeadline | CloseOnRecord) -> Request:
    request = request_of(case, command.agency)
    if request.settled:
        raise Refusal("request_settled", agency=request.agency.name, stage=STAGES[request.stage])
    return request


def _waits_for_officer(request: Request) -> bool:
    declined = any(d.before is Reviewer.OFFICER for d in request.pending_declines)
    reviewed = request.stage is Stage.IN_REVIEW and request.reviewer is Reviewer.OFFICER
    return declined or reviewed
