"""From acknowledging a request to the decision on its reply."""

from datetime import datetime, timedelta

from consultation.assessment import Action
from consultation.commands import (
    Acknowledge,
    Assign,
    ContestReturn,
    Decision,
    RecordAssessment,
    ReviewReply,
    SignReply,
    SubmitReply,
)
from consultation.events import (
    Basis,
    Event,
    OfficialAssigned,
    ReplyAccepted,
    ReplyDrafted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
    RequestAcknowledged,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from consultation.labels import REVIEWERS, STAGES, local_time
from consultation.opening import duplicates
from consultation.refusals import Refusal
from consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from consultation.values import AgencyCode, Reply, Role


def request_of(case: Consultation, agency: AgencyCode) -> Request:
    """The request to `agency`.

    Raises:
        Refusal: `request_not_found`.
    """
    if agency not in case.requests:
        raise Refusal("request_not_found")
    return case.requests[agency]


def acknowledge(case: Consultation, command: Acknowledge) -> tuple[Event, ...]:
    request = _with_agency(case, command.agency)
    if request.acknowledged:
        at = local_time(request.acknowledged.at)
        raise Refusal("already_acknowledged", acknowledged_at=at)
    by = command.actor.person
    return (RequestAcknowledged(agency=command.agency, at=command.at, by=by),)


def assign(case: Consultation, command: Assign) -> tuple[Event, ...]:
    _with_agency(case, command.agency)
    return (
        OfficialAssigned(
            agency=command.agency,
            at=command.at,
            official=command.official,
            by=command.actor.person,
        ),
    )


def submit(case: Consultation, command: SubmitReply) -> tuple[Event, ...]:
    """A head's reply counts at once; an official's waits for a head's signature."""
    request = _may_reply(case, command.agency)
    _check_reply(case, request, command.reply)
    if command.actor.role is Role.AGENCY_HEAD:
        return (_received(case, request, command, command.reply),)
    by = command.actor.person
    return (ReplyDrafted(agency=command.agency, at=command.at, reply=command.reply, by=by),)


def sign(case: Consultation, command: SignReply) -> tuple[Event, ...]:
    request = _may_reply(case, command.agency)
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
    match command.assessment.action(case.policy.clarity):
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
            returned = ReplyReturned(
                agency=command.agency,
                at=command.at,
                number=command.reply_number,
                basis=Basis.RUBRIC,
                assessment=command.assessment,
                due_at=_due_after_return(case, request, command),
            )
            return (returned, *_return_risen(case, request, returned))


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
    returned = ReplyReturned(
        agency=command.agency,
        at=command.at,
        number=number,
        basis=basis,
        by=by,
        reasons=command.reasons,
        due_at=_due_after_return(case, request, command),
    )
    return (returned, *_return_risen(case, request, returned))


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


def _with_agency(case: Consultation, agency: AgencyCode) -> Request:
    request = request_of(case, agency)
    if request.stage not in WITH_AGENCY:
        raise Refusal("request_not_awaiting", stage=STAGES[request.stage])
    return request


def _may_reply(case: Consultation, agency: AgencyCode) -> Request:
    """The request, when a reply to it is taken now: in time, late, or after silence."""
    request = request_of(case, agency)
    match case.stage:
        case CaseStage.CANCELLED:
            raise Refusal("consultation_cancelled")
        case CaseStage.ARCHIVED if case.archive_at:
            raise Refusal("consultation_archived", archived_at=local_time(case.archive_at))
        case _:
            pass
    match request.stage:
        case Stage.WITHDRAWN:
            raise Refusal("request_withdrawn")
        case Stage.ANSWERED:
            raise Refusal("already_answered")
        case Stage.IN_REVIEW if request.review_due_at:
            until = local_time(request.review_due_at)
            raise Refusal("reply_under_review", review_due_at=until)
        case Stage.ASSESSING:
            raise Refusal("request_not_awaiting", stage=STAGES[request.stage])
        case _:
            return request


def _check_reply(case: Consultation, request: Request, reply: Reply) -> None:
    if reply.draft_sha256 != case.draft.sha256:
        raise Refusal(
            "reply_to_another_draft", given=reply.draft_sha256[:12], current=case.draft.sha256[:12]
        )
    asked = set(request.question_ids)
    answered = [answer.question for answer in reply.answers]
    if unasked := [question for question in answered if question not in asked]:
        raise Refusal("answers_to_unasked_questions", questions=unasked, asked=sorted(asked))
    if twice := duplicates(answered):
        raise Refusal("question_answered_twice", questions=twice)


def _received(
    case: Consultation, request: Request, command: SubmitReply | SignReply, reply: Reply
) -> ReplyReceived:
    days_late = request.days_late + case.calendar.days_late(request.due_at, command.at)
    return ReplyReceived(
        agency=command.agency,
        at=command.at,
        number=len(request.replies) + 1,
        reply=reply,
        signatory=command.actor.person,
        late=days_late > 0,
        days_late=days_late,
    )


def _due_after_return(
    case: Consultation, request: Request, command: RecordAssessment | ReviewReply
) -> datetime:
    """The working time left when the reply came in; the first time, the policy's least at least.

    Were the least given every time, an empty reply a day would hold the ladder off for ever.
    """
    resumed = case.calendar.add_time(command.at, request.clock_left or timedelta())
    if request.returns and not request.contested:
        return resumed
    return max(resumed, case.calendar.add(command.at, case.policy.correct_within))
