"""A reply submitted and signed: whether it is taken now."""

from typing import assert_never

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.replying.correction import (
    correct,
    rule_on_correction,
    sign_correction,
)
from remiss.consultation.life.replying.desks import way_of
from remiss.consultation.life.replying.entry import confirm, enter
from remiss.consultation.life.replying.issued_reply import record_reply_letter
from remiss.consultation.life.replying.messages import (
    ConfirmEntry,
    CorrectReply,
    EnterReply,
    RecordReplyLetter,
    ReplyingCommand,
    RuleOnCorrection,
    SignReply,
    SubmitReply,
)
from remiss.consultation.life.replying.signatory import check_signatory, may_sign
from remiss.consultation.life.replying.taken_reply import check_reply, prepared, received
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.values import AgencyCode


def decide(  # noqa: PLR0911 -- one arm for each command
    case: Consultation, command: ReplyingCommand
) -> tuple[Event, ...]:
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
        case RecordReplyLetter():
            return record_reply_letter(case, command)
        case _:
            assert_never(command)


def submit(case: Consultation, command: SubmitReply) -> tuple[Event, ...]:
    """The reply of whoever may sign counts at once; another's waits for a signature."""
    request = _may_reply(case, command.agency)
    check_reply(case, request, command.reply)
    way = way_of(case, request, command)
    if may_sign(request, command.actor, command.at, way):
        return (received(case, request, command, command.reply),)
    return (prepared(command, way),)


def sign(case: Consultation, command: SignReply) -> tuple[Event, ...]:
    asked = request_of(case, command.agency)
    if asked.drafted and asked.drafted_corrects:
        return sign_correction(case, command, asked.drafted_corrects, asked.drafted)
    request = _may_reply(case, command.agency)
    if request.drafted is None:
        raise Refusal("nothing_to_sign")
    check_signatory(request, command)
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
