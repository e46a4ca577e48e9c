"""The decider: `decide` says what happens, `evolve` what that changes."""

from typing import assert_never

from remiss.consultation import authority
from remiss.consultation.life.clarifying import decide as clarifying
from remiss.consultation.life.commands import (
    Acknowledge,
    AddAgency,
    AdoptCalendar,
    AmendDraft,
    AnswerClarification,
    AskClarification,
    Assign,
    Cancel,
    CloseOnRecord,
    Command,
    Conclude,
    ContestReturn,
    Contribute,
    DecideExtension,
    DeclineQuestions,
    DelegateSignature,
    DisposeComments,
    InvolveColleague,
    ObjectToDisposition,
    Open,
    OrderDeadline,
    RecordAssessment,
    ReplaceOfficer,
    RequestExtension,
    Resume,
    ReviewReply,
    RuleOnDecline,
    SendBackDraft,
    SignReply,
    SubmitReply,
    Suspend,
    TakeOver,
    TimePassed,
    UseLateReply,
    WithdrawAgency,
)
from remiss.consultation.life.commenting import decide as disposing
from remiss.consultation.life.declining import decide as declining
from remiss.consultation.life.events import Event
from remiss.consultation.life.inside import decide as assigning
from remiss.consultation.life.ladder import decide as ringing
from remiss.consultation.life.opening import amendment as amending
from remiss.consultation.life.opening import decide as opening
from remiss.consultation.life.replying import decide as answering
from remiss.consultation.life.steering import closing
from remiss.consultation.life.steering import decide as steering
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, State, Unopened
from remiss.consultation.telling.labels import CASE_STAGES, local_time

_AT_ANY_TIME = (SubmitReply, SignReply, RecordAssessment, TimePassed)
_AFTER_CLOSE = (*_AT_ANY_TIME, UseLateReply)
_WHILE_SUSPENDED = (
    *_AFTER_CLOSE,
    Acknowledge,
    Assign,
    DelegateSignature,
    InvolveColleague,
    Contribute,
    SendBackDraft,
    ReplaceOfficer,
    AdoptCalendar,
    Resume,
    Cancel,
)
STILL_POSSIBLE: dict[CaseStage, tuple[type, ...]] = {
    CaseStage.SUSPENDED: _WHILE_SUSPENDED,
    CaseStage.CONCLUDED: (*_AFTER_CLOSE, AdoptCalendar),
    CaseStage.CANCELLED: _AT_ANY_TIME,
    CaseStage.ARCHIVED: _AT_ANY_TIME,
}
"""What may still be done in a case that does not run. Whether a reply is taken, answering says."""


def decide(state: State, command: Command) -> tuple[Event, ...]:
    """The events `command` leads to; empty when there is nothing to do.

    Raises:
        Refusal: the rules do not allow it; nothing happened.
    """
    authority.check(state, command)
    if isinstance(state, Unopened):
        if not isinstance(command, Open):
            raise Refusal("consultation_not_found")
        return opening.open_consultation(command)
    possible = STILL_POSSIBLE.get(state.stage)
    if possible is not None and not isinstance(command, possible):
        raise _over(state)
    return _decide(state, command)


def _over(case: Consultation) -> Refusal:
    if case.stage is CaseStage.SUSPENDED:
        return Refusal("consultation_suspended")
    if case.stage is CaseStage.CANCELLED:
        return Refusal("consultation_cancelled")
    if case.stage is CaseStage.ARCHIVED and case.archive_at:
        return Refusal("consultation_archived", archived_at=local_time(case.archive_at))
    return Refusal("consultation_closed", stage=CASE_STAGES[case.stage])


def _decide(  # noqa: C901, PLR0911, PLR0912 -- one arm for each command
    case: Consultation, command: Command
) -> tuple[Event, ...]:
    match command:
        case Open():
            raise Refusal("already_opened")
        case AddAgency():
            return opening.add_agency(case, command)
        case AmendDraft():
            return amending.amend(case, command)
        case Acknowledge():
            return assigning.acknowledge(case, command)
        case Assign():
            return assigning.assign(case, command)
        case DelegateSignature():
            return assigning.delegate(case, command)
        case InvolveColleague():
            return assigning.involve(case, command)
        case Contribute():
            return assigning.contribute(case, command)
        case SendBackDraft():
            return assigning.send_back(case, command)
        case AskClarification():
            return clarifying.ask_clarification(case, command)
        case AnswerClarification():
            return clarifying.answer_clarification(case, command)
        case RequestExtension():
            return clarifying.request_extension(case, command)
        case DecideExtension():
            return clarifying.decide_extension(case, command)
        case DeclineQuestions():
            return declining.decline(case, command)
        case RuleOnDecline():
            return declining.rule_on(case, command)
        case SubmitReply():
            return answering.submit(case, command)
        case SignReply():
            return answering.sign(case, command)
        case RecordAssessment():
            return answering.record_assessment(case, command)
        case ReviewReply():
            return answering.review(case, command)
        case ContestReturn():
            return answering.contest(case, command)
        case TakeOver():
            return steering.take_over(case, command)
        case OrderDeadline():
            return steering.order_deadline(case, command)
        case CloseOnRecord():
            return steering.close_on_record(case, command)
        case ReplaceOfficer():
            return steering.replace_officer(case, command)
        case Suspend():
            return steering.suspend(case, command)
        case Resume():
            return steering.resume(case, command)
        case AdoptCalendar():
            return steering.adopt_calendar(case, command)
        case UseLateReply():
            return disposing.use_late_reply(case, command)
        case DisposeComments():
            return disposing.dispose(case, command)
        case ObjectToDisposition():
            return disposing.object_to(case, command)
        case WithdrawAgency():
            return closing.withdraw(case, command)
        case Cancel():
            return closing.cancel(case, command)
        case Conclude():
            return closing.conclude(case, command)
        case TimePassed():
            return ringing.time_passed(case, command)
        case _:
            assert_never(command)
