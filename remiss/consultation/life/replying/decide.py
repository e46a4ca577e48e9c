"""A reply submitted and signed: whether it is taken now."""

from typing import assert_never

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.replying.correction import (
    correct,
    rule_on_correction,
    sign_correction,
)
from remiss.consultation.life.replying.entry import confirm, enter
from remiss.consultation.life.replying.messages import (
    ConfirmEntry,
    CorrectReply,
    EnterReply,
    ReplyDrafted,
    ReplyingCommand,
    RuleOnCorrection,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.signatory import check_signatory, may_sign
from remiss.consultation.life.replying.taken_reply import check_reply, received
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.values import AgencyCode


def decide(case: Consultation, command: ReplyingCommand) -> tuple[Event, ...]:
    match command:
        case SubmitReply():
            return submit(case, command)
        case SignReply():
            return sign(case, command)
        case CorrectReply():
            return correct(case, command)
        case RuleOnCorrection():
            return rule_on_correction(case, command)
        case EnterReply():
            return enter(case, _may_reply(case, command.agency), command)
        case ConfirmEntry():
            return confirm(case, command)
        case _:
            assert_never(command)


def submit(case: Consultation, command: SubmitReply) -> tuple[Event, ...]:
    """The reply of whoever may sign counts at once; another's waits for a signature."""
    request = _may_reply(case, command.agency)
    check_reply(case, request, command.reply)
    if may_sign(request, command.actor, command.at):
        return (received(case, request, command, command.reply),)
    by = command.actor.person
    return (ReplyDrafted(agency=command.agency, at=command.at, reply=command.reply, by=by),)


def sign(case: Consultation, command: SignReply) -> tuple[Event, ...]:
    prepared = request_of(case, command.agency)
    if prepared.drafted and prepared.drafted_corrects:
        return sign_correction(case, command, prepared.drafted_corrects, prepared.drafted)
    request = _may_reply(case, command.agency)
    check_signatory(request, command)
    if request.drafted is None:
        raise Refusal("nothing_to_sign")
    if command.reply_sha256 != request.drafted.sha256():
        raise Refusal("another_text_to_sign")
    return (received(case, request, command, request.drafted),)


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
