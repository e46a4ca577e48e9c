"""The decider: `decide` says what happens. Each chapter decides on the commands of its own."""

from collections.abc import Iterator
from typing import assert_never

from remiss.consultation.life.clarifying import decide as clarifying
from remiss.consultation.life.commands import (
    Acknowledge,
    AdoptCalendar,
    AmendDraft,
    Assign,
    Cancel,
    ClarifyingCommand,
    Command,
    CommentingCommand,
    Contribute,
    CorrectReply,
    DecliningCommand,
    DelegateSignature,
    EndLost,
    EnterReply,
    ExplainWordings,
    Forward,
    InsideCommand,
    InvolveColleague,
    KeepFromOthers,
    LadderCommand,
    LetOthersRead,
    Open,
    OpeningCommand,
    PassOn,
    RecordAssessment,
    RecordFinalText,
    RecordFollowUp,
    RecordReplyLetter,
    Reopen,
    ReplaceDraftFile,
    ReplaceOfficer,
    ReplyingCommand,
    Resume,
    ReviewingCommand,
    SendBackDraft,
    SignReply,
    SteeringCommand,
    SubmitReply,
    TimePassed,
    UseLateReply,
)
from remiss.consultation.life.commenting import decide as commenting
from remiss.consultation.life.declining import decide as declining
from remiss.consultation.life.events import Event
from remiss.consultation.life.inside import decide as inside
from remiss.consultation.life.ladder import decide as ladder
from remiss.consultation.life.message import CommandBase
from remiss.consultation.life.opening import decide as opening
from remiss.consultation.life.replying import decide as replying
from remiss.consultation.life.reviewing import decide as reviewing
from remiss.consultation.life.steering import decide as steering
from remiss.consultation.permission import check_command
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, State, Unopened
from remiss.consultation.values import Question, number_questions

_AT_ANY_TIME = (SubmitReply, SignReply, RecordAssessment, TimePassed)
_AFTER_CLOSE = (
    *_AT_ANY_TIME,
    PassOn,
    SendBackDraft,
    EnterReply,
    RecordReplyLetter,
    UseLateReply,
    RecordFollowUp,
    KeepFromOthers,
    LetOthersRead,
)
_WHILE_SUSPENDED = (
    *_AFTER_CLOSE,
    CorrectReply,
    Acknowledge,
    Assign,
    Forward,
    DelegateSignature,
    InvolveColleague,
    Contribute,
    ReplaceOfficer,
    ReplaceDraftFile,
    AdoptCalendar,
    Resume,
    Cancel,
    EndLost,
)
_REPLIES = frozenset({"reply", "sign"})
"""What a case without any run refuses in its own chapter, where it is looked at again by name."""
STILL_POSSIBLE: dict[CaseStage, tuple[type[CommandBase], ...]] = {
    CaseStage.SUSPENDED: _WHILE_SUSPENDED,
    CaseStage.CONCLUDED: (
        *(*_AFTER_CLOSE, AdoptCalendar, EndLost, Reopen),
        *(RecordFinalText, ExplainWordings),
    ),
    CaseStage.CANCELLED: (*_AT_ANY_TIME, Reopen),
    CaseStage.ARCHIVED: (*_AT_ANY_TIME, Reopen),
}
"""What may still be done in a case that does not run. Whether a reply is taken, replying says."""


def decide(state: State, command: Command) -> tuple[Event, ...]:
    """The events `command` leads to; empty when there is nothing to do.

    Raises:
        Refusal: the rules do not allow it; nothing happened.
    """
    try:
        return _decided(state, command)
    except Refusal as refusal:
        refusal.number_questions(number_questions(_questions(state, command)))
        raise


def _questions(state: State, command: Command) -> Iterator[Question]:
    """Those of the case, or of the command that would open or amend it, in their order."""
    if not isinstance(state, Unopened):
        yield from state.questions
    if isinstance(command, Open):
        yield from command.questions
    if isinstance(command, AmendDraft):
        yield from command.changed


def _decided(state: State, command: Command) -> tuple[Event, ...]:
    check_command(state, command)
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
        return Refusal("consultation_archived", archived_at=case.archive_at)
    return Refusal("consultation_closed", stage=case.stage)


def why_not_now(case: Consultation, name: str) -> Refusal | None:
    """Why a case that does not run takes no command of this name; None: its chapter decides."""
    possible = STILL_POSSIBLE.get(case.stage)
    if possible is None:
        return None
    left = {each.model_fields["kind"].default for each in possible}
    return _over(case) if name not in left or (case.is_over and name in _REPLIES) else None


def _decide(  # noqa: C901, PLR0911 -- nine chapters
    case: Consultation, command: Command
) -> tuple[Event, ...]:
    if isinstance(command, OpeningCommand):
        return opening.decide(case, command)
    if isinstance(command, InsideCommand):
        return inside.decide(case, command)
    if isinstance(command, ClarifyingCommand):
        return clarifying.decide(case, command)
    if isinstance(command, DecliningCommand):
        return declining.decide(case, command)
    if isinstance(command, ReplyingCommand):
        return replying.decide(case, command)
    if isinstance(command, ReviewingCommand):
        return reviewing.decide(case, command)
    if isinstance(command, CommentingCommand):
        return commenting.decide(case, command)
    if isinstance(command, LadderCommand):
        return ladder.decide(case, command)
    if isinstance(command, SteeringCommand):
        return steering.decide(case, command)
    assert_never(command)
