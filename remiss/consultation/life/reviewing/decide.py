"""The decision on a reply: by the rubric, by whoever reviews it, on a contest, by the Office."""

from typing import Any, assert_never

from remiss.consultation.clarity.assessment import Action, Assessment
from remiss.consultation.life.declining.referral import awaits_person
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of, unsettled
from remiss.consultation.life.reviewing.evolve import after_return
from remiss.consultation.life.reviewing.messages import (
    Basis,
    ContestReturn,
    Decision,
    LayBeforeHead,
    RecordAssessment,
    ReplyAccepted,
    ReplyFlagged,
    ReplyLaidBeforeHead,
    ReplyReturned,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    ReviewingCommand,
    ReviewReply,
    ReviewTakenOver,
    TakeOver,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CONTESTS_TRACED, HONEST_NOT_HIT
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.values import AgencyCode, Role


def decide(case: Consultation, command: ReviewingCommand) -> tuple[Event, ...]:
    match command:
        case RecordAssessment():
            return record_assessment(case, command)
        case ReviewReply():
            return review(case, command)
        case ContestReturn():
            return contest(case, command)
        case TakeOver():
            return take_over(case, command)
        case LayBeforeHead():
            return lay_before_head(case, command)
        case _:
            assert_never(command)


def record_assessment(case: Consultation, command: RecordAssessment) -> tuple[Event, ...]:
    """Accept, flag or return the reply just received; an old finding changes nothing.

    Nor does one that comes after the end: whoever cancelled saw the reply as it was then.
    """
    if case.rules >= HONEST_NOT_HIT and case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}:
        return ()
    request = request_of(case, command.agency)
    if request.stage is not Stage.ASSESSING or command.reply_number != len(request.replies):
        return ()
    received = request.replies[-1]
    outdated = bool(received.outdated or case.replaced_file(received.reply.draft_sha256))
    action = action_on(case, command.assessment, outdated=outdated)
    action = Action.FLAG if received.corrects else action
    if received.reply.is_beyond_precedent and action is not Action.ACCEPT:
        return (_laid_before_head(case, request, command, assessment=command.assessment),)
    match action:
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
                    review_due_at=case.until(command.at, case.policy.review_within),
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


def lay_before_head(case: Consultation, command: LayBeforeHead) -> tuple[Event, ...]:
    """An officer does not judge what has no precedent, and says why it has none."""
    request = _in_review(case, command.agency)
    if request.reviewer is not Reviewer.OFFICER:
        raise Refusal("before_another_reviewer", reviewer=request.reviewer)
    by = command.actor.person
    return (_laid_before_head(case, request, command, by=by, reasons=command.reasons),)


def _laid_before_head(
    case: Consultation,
    request: Request,
    command: RecordAssessment | LayBeforeHead,
    **facts: Any,
) -> ReplyLaidBeforeHead:
    return ReplyLaidBeforeHead(
        agency=command.agency,
        at=command.at,
        number=request.replies[-1].number,
        review_due_at=case.until(command.at, case.policy.review_within),
        **facts,
    )


def action_on(case: Consultation, assessment: Assessment, *, outdated: bool) -> Action:
    """Whether an answer to an old version, or a wrong file, will do is for a person to say.

    So it is with one that sends a question away.
    """
    action = assessment.action(case.policy.clarity)
    for_a_person = outdated or awaits_person(case, assessment)
    return Action.FLAG if for_a_person and action is Action.ACCEPT else action


def review(case: Consultation, command: ReviewReply) -> tuple[Event, ...]:
    """Accept or return a flagged or contested reply; who it lies before decides."""
    request = _under_review(case, command)
    number, by = request.replies[-1].number, command.actor.person
    basis = Basis.OFFICE if request.reviewer is Reviewer.OFFICE else Basis.REVIEW
    traced = case.rules >= CONTESTS_TRACED
    if command.decision is Decision.ACCEPT:
        return (
            ReplyAccepted(
                agency=command.agency,
                at=command.at,
                number=number,
                basis=basis,
                by=by,
                reasons=command.reasons,
                upheld=request.contested_itself if traced else request.contested,
            ),
        )
    if command.reasons is None:
        raise Refusal("reasons_needed")
    returned = _returned(
        case,
        request,
        command,
        number=number,
        basis=basis,
        by=by,
        reasons=command.reasons,
        named_before=command.named_before,
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
            review_due_at=case.until(command.at, case.policy.review_within),
        ),
    )


def _in_review(case: Consultation, agency: AgencyCode) -> Request:
    request = request_of(case, agency)
    if request.stage is not Stage.IN_REVIEW:
        raise Refusal("nothing_to_review", agency=request.agency.name)
    return request


def _under_review(case: Consultation, command: ReviewReply) -> Request:
    request = _in_review(case, command.agency)
    by_office = command.actor.role is Role.OFFICE
    before_head = request.reviewer is Reviewer.HEAD
    if by_office != (request.reviewer is Reviewer.OFFICE):
        raise Refusal("before_another_reviewer", reviewer=request.reviewer)
    if before_head and command.actor.role is not Role.SUPERVISOR:
        raise Refusal("before_another_reviewer", reviewer=request.reviewer)
    if by_office and command.actor.agency == command.agency:
        raise Refusal("judge_in_own_case", agency=request.agency.name)
    return request


def _return_risen(
    case: Consultation, request: Request, returned: ReplyReturned
) -> tuple[ReturnEscalated, ...]:
    """Repeated returns of one request rise; refusing a contest is no new return."""
    returns = request.returns + (not request.contested)
    level = case.policy.return_level(returns)
    if level <= request.return_level or request.outside:
        return ()
    return (ReturnEscalated(agency=returned.agency, at=returned.at, level=level, returns=returns),)


def take_over(case: Consultation, command: TakeOver) -> tuple[Event, ...]:
    """The Office decides on what waits for the officer, within the officer's time, from now."""
    request = unsettled(case, command.agency)
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
            review_due_at=case.until(command.at, case.policy.review_within),
        ),
    )


def _waits_for_officer(request: Request) -> bool:
    declined = any(d.before is Reviewer.OFFICER for d in request.pending_declines)
    reviewed = request.stage is Stage.IN_REVIEW and request.reviewer is Reviewer.OFFICER
    return declined or reviewed
