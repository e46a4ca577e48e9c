"""What stops or stretches an agency's time: a question to the drafter, and more time asked for."""

from datetime import date, datetime
from typing import assert_never

from remiss.consultation.life.clarifying.messages import (
    AnswerClarification,
    AskClarification,
    ClarificationAnswered,
    ClarificationAsked,
    ClarificationEnded,
    ClarifyingCommand,
    DecideExtension,
    EndClarification,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    RequestExtension,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of, with_agency
from remiss.consultation.life.return_date_bound import check_day
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CLARIFIED_FOR_ALL, HONEST_NOT_HIT
from remiss.consultation.state import Clarification, Consultation, Request
from remiss.consultation.state.open_point import decision_time
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.moves import Extended, Hold
from remiss.consultation.values import AgencyCode


def decide(case: Consultation, command: ClarifyingCommand) -> tuple[Event, ...]:
    match command:
        case AskClarification():
            return ask_clarification(case, command)
        case AnswerClarification():
            return answer_clarification(case, command)
        case EndClarification():
            return end_clarification(case, command)
        case RequestExtension():
            return request_extension(case, command)
        case DecideExtension():
            return decide_extension(case, command)
        case _:
            assert_never(command)


def ask_clarification(case: Consultation, command: AskClarification) -> tuple[Event, ...]:
    """The clock stops. That it was asked before, or on the last day, is on record."""
    request = with_agency(case, command.agency)
    rules = case.policy.clarification
    if rules is None:
        raise Refusal("clarification_not_foreseen")
    if len(request.clarifications) >= rules.at_most:
        raise Refusal("clarifications_spent", at_most=rules.at_most)
    _before_deadline(request, command.at)
    if command.question is not None and command.question not in request.owed:
        raise Refusal("question_not_owed", question=command.question, owed=list(request.owed))
    return (
        ClarificationAsked(
            agency=command.agency,
            at=command.at,
            ordinal=len(request.clarifications) + 1,
            ground=command.ground,
            question=command.question,
            text=command.text,
            by=command.actor.person,
            repeated=_asked_before(request, command),
            last_day=case.calendar_of(request.agency).effective_day(command.at)
            >= case.calendar.local(request.due_at).date(),
            answer_due_at=case.until(command.at, rules.answer_within),
            papers=command.papers,
        ),
    )


def answer_clarification(case: Consultation, command: AnswerClarification) -> tuple[Event, ...]:
    """The clock runs on, with the working time that was left."""
    request, asked = _left_open(case, command.agency)
    clock = request.clock.release(case.calendar_of(request.agency), Hold.CLARIFICATION, command.at)
    return (
        ClarificationAnswered(
            agency=command.agency,
            at=command.at,
            ordinal=asked.ordinal,
            text=command.text,
            attachments=command.attachments,
            files=command.files,
            shared=case.rules >= CLARIFIED_FOR_ALL and not command.only_for_asker,
            by=command.actor.person,
            days_late=asked.answer.days_late(case.drafters_calendar, command.at),
            due_at=clock.due_at,
        ),
    )


def end_clarification(case: Consultation, command: EndClarification) -> tuple[Event, ...]:
    """Once the drafter's own time is over: the agency answers on what it has."""
    request, asked = _left_open(case, command.agency)
    if command.at <= asked.answer.due_at:
        raise Refusal("answer_not_overdue", due_at=asked.answer.due_at)
    clock = request.clock.release(case.calendar_of(request.agency), Hold.CLARIFICATION, command.at)
    return (
        ClarificationEnded(
            agency=command.agency,
            at=command.at,
            ordinal=asked.ordinal,
            by=command.actor.person,
            reasons=command.reasons,
            days_late=asked.answer.days_late(case.drafters_calendar, command.at),
            due_at=clock.due_at,
        ),
    )


def request_extension(case: Consultation, command: RequestExtension) -> tuple[Event, ...]:
    """Once, before the deadline, with a reason and a day within the cap."""
    request = with_agency(case, command.agency)
    rules = case.policy.extension
    if rules is None:
        raise Refusal("extension_not_foreseen")
    if request.extension is not None:
        raise Refusal("extension_asked_before")
    _before_deadline(request, command.at)
    check_day(case.procedure, command.to)
    calendar = case.calendar_of(request.agency)
    latest = calendar.add(request.due_at, rules.at_most)
    if _ends_before(calendar, command.to, request.due_at):
        raise Refusal("extension_to_no_later", due_at=request.due_at)
    if _ends_after(calendar, command.to, latest):
        raise Refusal("extension_beyond_cap", latest=calendar.local(latest).date())
    until = case.until(command.at, rules.decide_within)
    in_time = until <= request.due_at or case.rules < HONEST_NOT_HIT
    return (
        ExtensionRequested(
            agency=command.agency,
            at=command.at,
            to=command.to,
            reason=command.reason,
            by=command.actor.person,
            decide_by=decision_time(until, request.due_at) if in_time else until,
            grants_itself=in_time,
        ),
    )


def decide_extension(case: Consultation, command: DecideExtension) -> tuple[Event, ...]:
    """Grant the day asked for, or an earlier one; refuse with reasons."""
    request = request_of(case, command.agency)
    wanted, by = request.extension_pending, command.actor.person
    if wanted is None or request.settled:
        raise Refusal("no_extension_to_decide", agency=request.agency.name)
    if not command.granted:
        if command.reasons is None:
            raise Refusal("reasons_needed_to_refuse")
        return (
            ExtensionRefused(agency=command.agency, at=command.at, by=by, reasons=command.reasons),
        )
    to, calendar = command.to or wanted.to, case.calendar_of(request.agency)
    if to > wanted.to or _ends_before(calendar, to, request.due_at):
        raise Refusal("extension_outside_request", due_at=request.due_at, wanted=wanted.to)
    return (
        ExtensionGranted(
            agency=command.agency,
            at=command.at,
            to=to,
            by=by,
            reasons=command.reasons,
            due_before=request.due_at,
            due_at=request.clock.moved(calendar, Extended(at=command.at, to=to)).due_at,
        ),
    )


def _left_open(case: Consultation, agency: AgencyCode) -> tuple[Request, Clarification]:
    """The request whose clock a clarification stops now, and that clarification.

    Raises:
        Refusal: `nothing_to_clarify`.
    """
    request = request_of(case, agency)
    asked = request.clarification
    if asked is None or request.settled:
        raise Refusal("nothing_to_clarify", agency=request.agency.name)
    return request, asked


def _before_deadline(request: Request, at: datetime) -> None:
    if at > request.due_at:
        raise Refusal("deadline_has_passed", due_at=request.due_at)


def _ends_before(calendar: WorkCalendar, day: date, at: datetime) -> bool:
    """Whether `day` is over by `at`; a day no calendar knows is compared as a day."""
    due = calendar.local(at).date()
    return day < due or (day == due and calendar.end_of(day) <= at)


def _ends_after(calendar: WorkCalendar, day: date, at: datetime) -> bool:
    return day > calendar.local(at).date() or calendar.end_of(day) > at


def _asked_before(request: Request, command: AskClarification) -> bool:
    asked = {(earlier.ground, earlier.question) for earlier in request.clarifications}
    return (command.ground, command.question) in asked
