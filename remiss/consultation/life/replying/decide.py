"""A reply submitted and signed: whether it is taken now, and which draft it answers."""

from typing import assert_never

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import duplicates, request_of
from remiss.consultation.life.replying.messages import (
    ReplyDrafted,
    ReplyingCommand,
    ReplyReceived,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.signatory import check_signatory, may_sign
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.values import AgencyCode, QuestionId, Reply, Role


def decide(case: Consultation, command: ReplyingCommand) -> tuple[Event, ...]:
    match command:
        case SubmitReply():
            return submit(case, command)
        case SignReply():
            return sign(case, command)
        case _:
            assert_never(command)


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
    check_signatory(request, command)
    if request.drafted is None:
        raise Refusal("nothing_to_sign")
    if command.reply_sha256 != request.drafted.sha256():
        raise Refusal("another_text_to_sign")
    return (_received(case, request, command, request.drafted),)


def _may_reply(case: Consultation, agency: AgencyCode) -> Request:
    """The request, when a reply to it is taken now: in time, late, or after its outcome."""
    request = request_of(case, agency)
    match case.stage:
        case CaseStage.CANCELLED:
            raise Refusal("consultation_cancelled")
        case CaseStage.ARCHIVED if case.archive_at:
            raise Refusal("consultation_archived", archived_at=case.archive_at)
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
            raise Refusal("reply_under_review", review_due_at=request.review_due_at)
        case Stage.ASSESSING:
            raise Refusal("request_not_awaiting", stage=request.stage)
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
    days_late = request.clock.days_late(case.calendar_of(request.agency), command.at)
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
