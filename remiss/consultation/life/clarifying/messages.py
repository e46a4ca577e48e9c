"""A question to the drafter and its answer; more time asked for, granted or refused."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, RequestEventBase, TimedEventBase
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    ClarificationGround,
    NamedPaper,
    Person,
    QuestionId,
    Sentence,
    Sha256,
    added_later,
)


class AskClarification(CommandBase):
    """Ask the drafter for a document or an explanation; the clock stops until the answer."""

    kind: Literal["ask_clarification"] = "ask_clarification"
    agency: AgencyCode
    ground: ClarificationGround
    question: QuestionId | None = None
    text: Sentence
    papers: tuple[NamedPaper, ...] = added_later(
        (), max_length=20, description="What is missing, on the ground of missing papers."
    )


class AnswerClarification(CommandBase):
    """Give what the agency asked for; its clock runs on."""

    kind: Literal["answer_clarification"] = "answer_clarification"
    agency: AgencyCode
    text: Sentence
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)
    files: tuple[AttachedFile, ...] = added_later(default=(), max_length=20)
    only_for_asker: bool = added_later(
        default=False, description="Nobody else that is asked reads it."
    )


class EndClarification(CommandBase):
    """As the Office, let the agency's clock run on where the drafter leaves its question open."""

    kind: Literal["end_clarification"] = "end_clarification"
    agency: AgencyCode
    reasons: Sentence


class RequestExtension(CommandBase):
    """Ask for more time, once, before the deadline: to the end of the day `to`."""

    kind: Literal["request_extension"] = "request_extension"
    agency: AgencyCode
    to: date
    reason: Sentence


class DecideExtension(CommandBase):
    """Grant more time, to `to` or the day asked for, or refuse it with reasons."""

    kind: Literal["decide_extension"] = "decide_extension"
    agency: AgencyCode
    granted: bool
    to: date | None = None
    reasons: Sentence | None = None


class ClarificationAsked(RequestEventBase):
    """The clock stops until the drafter answers.

    `repeated`: asked before on the same ground; `last_day`: on the day the reply was due.
    """

    kind: Literal["clarification_asked"] = "clarification_asked"
    ordinal: int
    ground: ClarificationGround
    question: QuestionId | None
    text: Sentence
    by: Person
    repeated: bool
    last_day: bool
    answer_due_at: AwareDatetime
    papers: tuple[NamedPaper, ...] = added_later(())


class ClarificationAnswered(RequestEventBase):
    """The clock runs on with the working time that was left.

    `shared`: every agency asked reads it, so that none answers on a misprint another found.
    """

    kind: Literal["clarification_answered"] = "clarification_answered"
    ordinal: int
    text: Sentence
    attachments: tuple[Sha256, ...] = ()
    files: tuple[AttachedFile, ...] = added_later(default=(), max_length=20)
    by: Person
    days_late: int
    due_at: AwareDatetime
    shared: bool = added_later(default=False)


class ExtensionRequested(RequestEventBase):
    """`grants_itself`: what nobody decides by `decide_by` is granted, as it was asked in time."""

    kind: Literal["extension_requested"] = "extension_requested"
    to: date
    reason: Sentence
    by: Person
    decide_by: AwareDatetime
    grants_itself: bool = added_later(default=True)


class ExtensionGranted(RequestEventBase):
    """`fell_due_at` is set where the officer said nothing in time."""

    kind: Literal["extension_granted"] = "extension_granted"
    to: date
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None
    due_before: AwareDatetime
    due_at: AwareDatetime


class ExtensionRefused(RequestEventBase):
    kind: Literal["extension_refused"] = "extension_refused"
    by: Person
    reasons: Sentence


class ExtensionLapsed(TimedEventBase):
    """Asked for in the last hours and decided by nobody: the deadline stays as it is.

    So it does where it lies beyond the day asked for by then; `due_at` says so.
    """

    kind: Literal["extension_lapsed"] = "extension_lapsed"
    to: date
    due_at: AwareDatetime | None = added_later(None)


class ClarificationEnded(RequestEventBase):
    """The Office let the clock run on without an answer; nothing is said in the drafter's name."""

    kind: Literal["clarification_ended"] = "clarification_ended"
    ordinal: int
    by: Person
    reasons: Sentence
    days_late: int = Field(description="By which the drafter's answer was overdue.")
    due_at: AwareDatetime


ClarifyingCommand = (
    AskClarification | AnswerClarification | EndClarification | RequestExtension | DecideExtension
)
ClarifyingEvent = (
    ClarificationAsked
    | ClarificationAnswered
    | ExtensionRequested
    | ExtensionGranted
    | ExtensionRefused
    | ExtensionLapsed
    | ClarificationEnded
)
