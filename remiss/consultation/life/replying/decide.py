"""From a reply to the decision on it."""

from datetime import datetime
from typing import Any

from remiss.consultation.clarity.assessment import Action, Assessment
from remiss.consultation.life.changing import after_return
from remiss.consultation.life.commands import (
    ContestReturn,
    Decision,
    RecordAssessment,
    ReviewReply,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.events import (
    Basis,
    Event,
    ReplyAccepted,
    ReplyDrafted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from remiss.consultation.life.opening.decide import duplicates
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from remiss.consultation.telling.labels import REVIEWERS, STAGES, local_time
from remiss.consultation.values import Actor, AgencyCode, QuestionId, Reply, Role


def request_of(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`.

    Raises:
        Refusal: `request_not_found`.
    """
    if agency not in case.requests:
        raise Refusal("request_not_found")
    return case.requests[agency]


def submit(case: Consultation, command: SubmitReply) -> tuple[Event, ...]:
    """The reply of whoever may sign counts at once; another's waits for a signature."""
    request = _may_reply(case, command.agency)
    _check_reply(case, request, command.reply)
    if may_sign(request, command.actor, command.at):
        return (_received(case, request, command, command.reply),)
    by = command.actor.person
    return (ReplyDrafted(agency=command.agency, at=command.at, reply=command.reply, by=by),)


def sign(case: Consultation, command: SignReply) -> tuple[Event, ...]:
    request = _may_reply(case, command.agency)
    if not may_sign(request, command.actor, command.at):
        raise _not_entitled(request, command)
    if request.drafted is None:
        raise Refusal("nothing_to_sign")
    if command.reply_sha256 != request.drafted.sha256():
        raise Refusal("another_text_to_sign")
    return (_received(case, request, command, request.drafted),)


def record_assessment(case: Consultation, command: RecordAssessment) -> tuple[Event, ...]:
    """Accept, flag or return the reply just received; an old finding changes nothing."""
    request = request_of(case, command.agency)
    if request.stage is not Stage.ASSESSING or command.reply_number != len(request.replies):
        return ()
    outdated = bool(request.replies[-1].outdated)
    match action_on(case, command.assessment, outdated=outdated):
        case Action.ACCEPT:
            return (
                ReplyAccepted(
                    agency=command.agency,
                    at=command.at,
                    number=command.reply_number,
                    basis=Basis.RUBRIC,
                    assessment=command.assessment,
                ),
            )
        case Action.FLAG:
            return (
                ReplyFlagged(
                    agency=command.agency,
                    at=command.at,
                    number=command.reply_number,
                    assessment=command.assessment,
                    review_due_at=case.calendar.add(command.at, case.policy.review_within),
                ),
            )
        case Action.RETURN:
            returned = _returned(
                case,
                request,
                command,
                number=command.reply_number,
                basis=Basis.RUBRIC,
                assessment=command.assessment,
            )
            return (returned, *_return_risen(case, request, returned))


def action_on(case: Consultation, assessment: Assessment, *, outdated: bool) -> Action:
    """Whether an answer to an old version will do is for a person to say, never for the rubric."""
    action = assessment.action(case.policy.clarity)
    return Action.FLAG if outdated and action is Action.ACCEPT else action


def review(case: Consultation, command: ReviewReply) -> tuple[Event, ...]:
    """Accept or return a flagged or contested reply; who it lies before decides."""
    request = _under_review(case, command)
    number, by = request.replies[-1].number, command.actor.person
    basis = Basis.OFFICE if request.reviewer is Reviewer.OFFICE else Basis.REVIEW
    if command.decision is Decision.ACCEPT:
        return (
            ReplyAccepted(
                agency=command.agency,
                at=command.at,
                number=number,
                basis=basis,
                by=by,
                reasons=command.reasons,
                upheld=request.contested,
            ),
        )
    if command.reasons is None:
        raise Refusal("reasons_needed")
    returned = _returned(
        case, request, command, number=number, basis=basis, by=by, reasons=command.reasons
    )
    return (returned, *_return_risen(case, request, returned))


def _returned(
    case: Consultation,
    request: Request,
    command: RecordAssessment | ReviewReply,
    **facts: Any,
) -> ReplyReturned:
    """The return, with the deadline it leads to."""
    returned = ReplyReturned(agency=command.agency, at=command.at, due_at=request.due_at, **facts)
    due_at = after_return(case, request, returned).due_at
    return returned.model_copy(update={"due_at": due_at})


def contest(case: Consultation, command: ContestReturn) -> tuple[Event, ...]:
    """A return by the rubric goes to the officer; one by the officer to the Office, for good."""
    request = request_of(case, command.agency)
    if request.stage is not Stage.RETURNED:
        raise Refusal("nothing_to_contest")
    returned = request.replies[-1]
    if returned.basis is Basis.OFFICE:
        raise Refusal("decided_by_the_office")
    return (
        ReturnContested(
            agency=command.agency,
            at=command.at,
            number=returned.number,
            reasons=command.reasons,
            by=command.actor.person,
            before=Reviewer.OFFICER if returned.basis is Basis.RUBRIC else Reviewer.OFFICE,
            review_due_at=case.calendar.add(command.at, case.policy.review_within),
        ),
    )


def _under_review(case: Consultation, command: ReviewReply) -> Request:
    request = request_of(case, command.agency)
    if request.stage is not Stage.IN_REVIEW:
        raise Refusal("nothing_to_review", agency=request.agency.name)
    by_office = command.actor.role is Role.OFFICE
    if by_office != (request.reviewer is Reviewer.OFFICE):
        raise Refusal("before_another_reviewer", reviewer=REVIEWERS[request.reviewer])
    if by_office and command.actor.agency == command.agency:
        raise Refusal("judge_in_own_case", agency=request.agency.name)
    return request


def _return_risen(
    case: Consultation, request: Request, returned: ReplyReturned
) -> tuple[ReturnEscalated, ...]:
    """Repeated returns of one request rise; refusing a contest is no new return."""
    returns = request.returns + (not request.contested)
    level = case.policy.return_level(returns)
    if level <= request.return_level:
        return ()
    return (ReturnEscalated(agency=returned.agency, at=returned.at, level=level, returns=returns),)


def with_agency(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`, while the next move is the agency's.

    Raises:
        Refusal: `request_not_found`, `request_not_awaiting`.
    """
    request = request_of(case, agency)
    if request.stage not in WITH_AGENCY:
        raise Refusal("request_not_awaiting", stage=STAGES[request.stage])
    return request


def _may_reply(case: Consultation, agency: AgencyCode) -> Request:
    """The request, when a reply to it is taken now: in time, late, or after its outcome."""
    request = request_of(case, agency)
    match case.stage:
        case CaseStage.CANCELLED:
            raise Refusal("consultation_cancelled")
        case CaseStage.ARCHIVED if case.archive_at:
            raise Refusal("consultation_archived", archived_at=local_time(case.archive_at))
        case _:
            pass
    _check_not_done(request)
    return request


def _check_not_done(request: Request) -> None:
    match request.stage:
        case Stage.WITHDRAWN:
            raise Refusal("request_withdrawn")
        case Stage.TRANSFERRED:
            raise Refusal("request_transferred")
        case Stage.DECLINING:
            raise Refusal("decline_awaits_ruling")
        case Stage.ANSWERED:
            raise Refusal("already_answered")
        case Stage.IN_REVIEW if request.review_due_at:
            until = local_time(request.review_due_at)
            raise Refusal("reply_under_review", review_due_at=until)
        case Stage.ASSESSING:
            raise Refusal("request_not_awaiting", stage=STAGES[request.stage])
        case _:
            return


def _version_answered(case: Consultation, reply: Reply) -> int:
    """The version of the draft a reply names, counted from 1."""
    known = {version.draft.sha256: version.round for version in case.versions}
    if reply.draft_sha256 not in known:
        raise Refusal(
            "reply_to_another_draft", given=reply.draft_sha256[:12], current=case.draft.sha256[:12]
        )
    return known[reply.draft_sha256]


def may_sign(request: Request, actor: Actor, at: datetime) -> bool:
    """A head of the agency, or whom a head lent their signature, for as long as they did."""
    if actor.role is Role.AGENCY_HEAD:
        return True
    lent = request.delegation
    return lent is not None and lent.to.id == actor.id and lent.since <= at < lent.until


def _not_entitled(request: Request, command: SignReply) -> Refusal:
    lent = request.delegation
    if lent is None or lent.to.id != command.actor.id:
        return Refusal("signature_not_delegated", agency=request.agency.name)
    since, until = local_time(lent.since), local_time(lent.until)
    return Refusal("signature_delegated_for", since=since, until=until)


def _check_reply(case: Consultation, request: Request, reply: Reply) -> None:
    _version_answered(case, reply)
    asked = set(request.question_ids) - {d.declined.question for d in request.pending_declines}
    answered = [answer.question for answer in reply.answers]
    if unasked := [question for question in answered if question not in asked]:
        raise Refusal("answers_to_unasked_questions", questions=unasked, asked=sorted(asked))
    if twice := duplicates(answered):
        raise Refusal("question_answered_twice", questions=twice)


def _received(
    case: Consultation, request: Request, command: SubmitReply | SignReply, reply: Reply
) -> ReplyReceived:
    days_late = request.clock.days_late(case.calendar, command.at)
    version = _version_answered(case, reply)
    by_head = command.actor.role is Role.AGENCY_HEAD
    return ReplyReceived(
        agency=command.agency,
        at=command.at,
        number=len(request.replies) + 1,
        reply=reply,
        signatory=command.actor.person,
        delegated_by=request.delegation.by if request.delegation and not by_head else None,
        late=days_late > 0,
        days_late=days_late,
        version=version,
        outdated=outdated_in(case, request, reply),
    )


def outdated_in(case: Consultation, request: Request, reply: Reply) -> tuple[QuestionId, ...]:
    """The questions still owed that were put anew after the version `reply` names."""
    version = _version_answered(case, reply)
    return tuple(q for q in request.owed if case.changed_in.get(q, 1) > version)
