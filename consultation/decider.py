"""The decider: `decide` says what happens, `evolve` what that changes."""

from typing import assert_never

from consultation import alarms, answering, authority, closing, opening
from consultation.commands import (
    Acknowledge,
    AddAgency,
    Assign,
    Cancel,
    Command,
    Conclude,
    ContestReturn,
    Open,
    RecordAssessment,
    ReviewReply,
    SignReply,
    SubmitReply,
    TimePassed,
    WithdrawAgency,
)
from consultation.events import Event
from consultation.labels import CASE_STAGES, local_time
from consultation.refusals import Refusal
from consultation.state import CaseStage, Consultation, State, Unopened

STILL_POSSIBLE_AFTER_CLOSE = (SubmitReply, SignReply, RecordAssessment, TimePassed)


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
    if state.stage is not CaseStage.OPEN and not isinstance(command, STILL_POSSIBLE_AFTER_CLOSE):
        raise _over(state)
    return _decide(state, command)


def _over(case: Consultation) -> Refusal:
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
        case Acknowledge():
            return answering.acknowledge(case, command)
        case Assign():
            return answering.assign(case, command)
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
        case WithdrawAgency():
            return closing.withdraw(case, command)
        case Cancel():
            return closing.cancel(case, command)
        case Conclude():
            return closing.conclude(case, command)
        case TimePassed():
            return alarms.time_passed(case, command)
        case _:
            assert_never(command)
