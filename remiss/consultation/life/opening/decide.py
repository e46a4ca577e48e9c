"""Opening a consultation and asking agencies: only those directly concerned."""

from collections.abc import Iterator
from typing import assert_never

from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.amendment import amend
from remiss.consultation.life.opening.messages import (
    AddAgency,
    AmendDraft,
    AskOutside,
    ConsultationOpened,
    LetterRecorded,
    Open,
    OpeningCommand,
    Override,
    RecordLetter,
    ReplaceDraftFile,
    RequestSent,
)
from remiss.consultation.life.opening.outside import asked_outside
from remiss.consultation.life.opening.replaced_file import replace_file
from remiss.consultation.life.opening.urgent_grade import approval_in
from remiss.consultation.life.preconditions import duplicates, request_of
from remiss.consultation.life.return_date_bound import check_day, check_procedure
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import Match, matches
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.state.consultation import reply_bound
from remiss.consultation.time.first_clock import first_clock
from remiss.consultation.time.local_calendar import within
from remiss.consultation.values import Agency, OutsideBody, Role


def decide(case: Consultation, command: OpeningCommand) -> tuple[Event, ...]:
    match command:
        case Open():
            raise Refusal("already_opened")
        case AddAgency():
            return add_agency(case, command)
        case AskOutside():
            return ask_outside(case, command)
        case AmendDraft():
            return amend(case, command)
        case ReplaceDraftFile():
            return replace_file(case, command)
        case RecordLetter():
            return record_letter(case, command)
        case _:
            assert_never(command)


def record_letter(case: Consultation, command: RecordLetter) -> tuple[Event, ...]:
    """Whatever became of the request since: its letter went out."""
    request_of(case, command.agency)
    today = case.calendar.local(command.at).date()
    if command.signed_on > today:
        raise Refusal("letter_not_signed_yet", now=today)
    return (
        LetterRecorded(
            at=command.at,
            agency=command.agency,
            number=command.number,
            signed_on=command.signed_on,
            by=command.actor.person,
        ),
    )


def open_consultation(command: Open) -> tuple[Event, ...]:
    _check_questions(command)
    agencies = _agencies_asked(command)
    check_procedure(command)
    _check_task(command)
    _check_later(command)
    _check_must_ask(command)
    sent = (
        *(_request(command, agency, command) for agency in agencies),
        *_outside(command, command, *command.outside),
    )
    asked = {match.question for request in sent for match in request.matches if match.mandate}
    if missing := [q.id for q in command.questions if q.id not in asked]:
        raise Refusal("question_without_agency", questions=missing)
    opened = ConsultationOpened(
        at=command.at,
        consultation=command.consultation,
        drafting_agency=command.drafting_agency,
        officer=command.asked_by or command.actor.person,
        draft=command.draft,
        questions=command.questions,
        procedure=command.procedure,
        directory=command.directory,
        policy=command.policy,
        calendar=command.calendar,
        rules=command.rules,
        vice_chairmen=command.vice_chairmen,
        urgency_approval=approval_in(command),
        task=command.task,
    )
    return (opened, *sent)


def add_agency(case: Consultation, command: AddAgency) -> tuple[Event, ...]:
    agency = command.profile
    request = case.requests.get(agency.code)
    if request and request.stage not in {Stage.WITHDRAWN, Stage.TRANSFERRED}:
        raise Refusal("agency_already_asked", agency=agency.name)
    if agency.code == case.drafting_agency.code:
        raise Refusal("drafting_agency_asked", agency=agency.name)
    return (_request(case, agency, command),)


def ask_outside(case: Consultation, command: AskOutside) -> tuple[Event, ...]:
    return tuple(_outside(case, command, command.body))


def _check_questions(command: Open) -> None:
    if not command.questions:
        raise Refusal("no_question")
    if repeated := duplicates(question.id for question in command.questions):
        raise Refusal("duplicate_question", questions=repeated)
    for question in command.questions:
        if question.field not in command.directory.fields:
            raise Refusal("unknown_field", question=question.id, field=question.field)


def _agencies_asked(command: Open) -> tuple[Agency, ...]:
    if not (command.agencies or command.outside):
        raise Refusal("no_agency")
    if repeated := duplicates(command.agencies):
        raise Refusal("duplicate_agency", agencies=command.directory.names(repeated))
    agencies = []
    for code in command.agencies:
        agency = command.directory.agency(code)
        if agency is None:
            raise Refusal("unknown_agency", agency=code)
        if code == command.drafting_agency.code:
            raise Refusal("drafting_agency_asked", agency=agency.name)
        agencies.append(agency)
    return tuple(agencies)


def _check_task(command: Open) -> None:
    """It may be overdue already: that is for the record, not for a refusal."""
    task = command.task
    if task is None or task.given_on is None:
        return
    today = command.calendar.local(command.at).date()
    if task.given_on > today:
        raise Refusal("task_not_given_yet", now=today)
    if task.due_on < task.given_on:
        raise Refusal("task_due_before_given", given_on=task.given_on)


def _check_later(command: Open) -> None:
    """The drafting side may give more time than the policy, never less."""
    if command.reply_by is None:
        return
    check_day(command.procedure, command.reply_by)
    due_at = command.calendar.add(command.at, command.policy.reply_within)
    if command.calendar.local(due_at).date() >= command.reply_by:
        raise Refusal("reply_by_not_later", due_at=due_at)


def _check_must_ask(command: Open) -> None:
    """No command of before carries such a list, so that none of them is refused by it."""
    known = {*command.agencies, command.drafting_agency.code}
    if missing := [code for code in command.policy.must_ask if code not in known]:
        raise Refusal(
            "agency_must_be_asked",
            agencies=command.directory.names(missing),
            basis=command.policy.printed_basis or command.policy.legal_basis,
        )


def _request(case: Consultation | Open, agency: Agency, command: Open | AddAgency) -> RequestSent:
    concerned = matches(agency, case.questions, case.draft.territories)
    override = None if concerned else _override(agency, command)
    return _sent(case, command, agency, concerned or _unmatched(case), override)


def _outside(
    case: Consultation | Open, command: Open | AskOutside, *bodies: OutsideBody
) -> Iterator[RequestSent]:
    for profile, asked in asked_outside(case, bodies):
        yield _sent(case, command, profile, asked)


def _sent(
    case: Consultation | Open,
    command: Open | AddAgency | AskOutside,
    agency: Agency,
    asked: tuple[Match, ...],
    override: Override | None = None,
) -> RequestSent:
    reply_by = command.reply_by if isinstance(command, Open) else None
    return RequestSent(
        at=command.at,
        agency=agency.code,
        round=case.round if isinstance(case, Consultation) else 1,
        profile=agency,
        matches=asked,
        override=override,
        reply_by=reply_by,
        due_at=first_clock(
            within(case.calendar, agency.lies_in),
            command.at,
            case.policy.reply_within,
            reply_by,
            reply_bound(case.procedure, case.policy),
        ).due_at,
    )


def _unmatched(case: Consultation | Open) -> tuple[Match, ...]:
    return tuple(Match(question=question.id, mandate=None) for question in case.questions)


def _override(agency: Agency, command: Open | AddAgency) -> Override:
    if command.override_reason is None or command.actor.role is not Role.SUPERVISOR:
        raise Refusal("agency_not_concerned", agency=agency.name)
    return Override(reason=command.override_reason, by=command.actor.person)
