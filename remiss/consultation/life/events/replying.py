"""A reply, the decisions on it, and what became of its comments."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events.base import RequestEventBase, Reviewer
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import (
    CommentId,
    DispositionKind,
    LateUse,
    Person,
    QuestionId,
    Reply,
    Sentence,
    Value,
)


class ReplyReceived(RequestEventBase):
    """`outdated` are the questions whose text changed after the version the reply answers."""

    kind: Literal["reply_received"] = "reply_received"
    number: int
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    version: int = Field(default=1, description="Of the draft the reply answers.")
    outdated: tuple[QuestionId, ...] = ()
    late: bool
    days_late: int = Field(description="Working days begun after the deadline; 0 in time.")


class Basis(StrEnum):
    """On whose decision a reply was accepted or returned; `review` is the drafter's."""

    RUBRIC = "rubric"
    REVIEW = "review"
    OFFICE = "office"
    REVIEW_LAPSED = "review_lapsed"


class ReplyAccepted(RequestEventBase):
    """`review_lapsed`: the reviewer let the time pass, which is on the reviewer's record.

    `upheld`: the agency's contest was right. The return then leaves the agency's score and counts
    against whatever made it.
    """

    kind: Literal["reply_accepted"] = "reply_accepted"
    number: int
    basis: Basis
    assessment: Assessment | None = None
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None
    upheld: bool = False


class ReplyFlagged(RequestEventBase):
    kind: Literal["reply_flagged"] = "reply_flagged"
    number: int
    assessment: Assessment
    review_due_at: AwareDatetime


class ReplyReturned(RequestEventBase):
    kind: Literal["reply_returned"] = "reply_returned"
    number: int
    basis: Basis
    assessment: Assessment | None = None
    by: Person | None = None
    reasons: Sentence | None = None
    due_at: AwareDatetime


class ReturnContested(RequestEventBase):
    kind: Literal["return_contested"] = "return_contested"
    number: int
    reasons: Sentence
    by: Person
    before: Reviewer = Reviewer.OFFICER
    review_due_at: AwareDatetime


class ReturnEscalated(RequestEventBase):
    """Repeated returns rise: the named official, the head, the Office."""

    kind: Literal["return_escalated"] = "return_escalated"
    level: EscalationLevel
    returns: int


class ReviewTakenOver(RequestEventBase):
    """The Office decides in the officer's place."""

    kind: Literal["review_taken_over"] = "review_taken_over"
    reasons: Sentence
    by: Person
    review_due_at: AwareDatetime


class LateReplyUsed(RequestEventBase):
    kind: Literal["late_reply_used"] = "late_reply_used"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    number: int
    use: LateUse
    explanation: Sentence
    by: Person


class Disposed(Value):
    """What became of one comment."""

    comment: CommentId
    kind: DispositionKind
    explanation: Sentence | None = None


class CommentsDisposed(RequestEventBase):
    """The agency may object until `object_until`, but for what it objected to before."""

    kind: Literal["comments_disposed"] = "comments_disposed"
    dispositions: tuple[Disposed, ...]
    by: Person
    object_until: AwareDatetime | None


class DispositionObjected(RequestEventBase):
    kind: Literal["disposition_objected"] = "disposition_objected"
    comments: tuple[CommentId, ...]
    reasons: Sentence
    by: Person
