"""Findings in a reply, the decision on it, a contest, and before whom it lies."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import AgencyCode, Person, QuestionId, Sentence, added_later


class Reviewer(StrEnum):
    """Before whom a flagged or contested reply lies."""

    OFFICER = "officer"
    HEAD = "head"
    """Of the drafting agency: what has no precedent is not an officer's to judge."""
    OFFICE = "office"


class Basis(StrEnum):
    """On whose decision a reply was accepted or returned; `review` is the drafter's."""

    RUBRIC = "rubric"
    REVIEW = "review"
    OFFICE = "office"
    REVIEW_LAPSED = "review_lapsed"


class Decision(StrEnum):
    """A person's decision on a flagged or contested reply."""

    ACCEPT = "accept"
    RETURN = "return"


def assessment_id(agency: AgencyCode, reply_number: int) -> str:
    """The id of the command that records what was found in a reply: one for each reply."""
    return f"{agency}:assessment:{reply_number}"


class RecordAssessment(CommandBase):
    """Record what the assessor found in the reply just received."""

    kind: Literal["record_assessment"] = "record_assessment"
    agency: AgencyCode
    reply_number: int
    assessment: Assessment


class ReviewReply(CommandBase):
    """Decide on a flagged or contested reply."""

    kind: Literal["review"] = "review"
    agency: AgencyCode
    decision: Decision
    reasons: Sentence | None = None
    named_before: bool = added_later(
        default=False, description="A return that names only what an earlier one named already."
    )


class ContestReturn(CommandBase):
    """Dispute a return made by the rubric; a person then decides."""

    kind: Literal["contest"] = "contest"
    agency: AgencyCode
    reasons: Sentence


class TakeOver(CommandBase):
    """As the Office, decide in the officer's place on a reply or a decline that waits."""

    kind: Literal["take_over"] = "take_over"
    agency: AgencyCode
    reasons: Sentence


class LayBeforeHead(CommandBase):
    """Lay a flagged reply before the head of the drafting agency: a proposal without precedent."""

    kind: Literal["lay_before_head"] = "lay_before_head"
    agency: AgencyCode
    reasons: Sentence


class ReplyLaidBeforeHead(RequestEventBase):
    """A proposal beyond precedent: the head decides, and it counts against nobody.

    `by` is the officer who says so; None where the agency itself does.
    """

    kind: Literal["reply_laid_before_head"] = "reply_laid_before_head"
    number: int
    assessment: Assessment | None = None
    by: Person | None = None
    reasons: Sentence | None = None
    review_due_at: AwareDatetime


class ReplyAccepted(RequestEventBase):
    """`review_lapsed`: the reviewer let the time pass, which is on the reviewer's record.

    `upheld`: the agency's contest was right. The return then leaves the agency's score and counts
    against whatever made it. A contest whose reply was corrected meanwhile is decided by nobody.
    """

    kind: Literal["reply_accepted"] = "reply_accepted"
    number: int
    basis: Basis
    assessment: Assessment | None = None
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None
    upheld: bool = False
    left_open: tuple[QuestionId, ...] = added_later(
        (), description="Sent away in its words, on which nobody decided: not answered."
    )


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
    named_before: bool = added_later(
        default=False, description="It names only what an earlier return named already."
    )
    due_at: AwareDatetime


class ReturnContested(RequestEventBase):
    kind: Literal["return_contested"] = "return_contested"
    number: int
    reasons: Sentence
    by: Person
    before: Reviewer = Reviewer.OFFICER
    review_due_at: AwareDatetime


class ReviewTakenOver(RequestEventBase):
    """The Office decides in the officer's place."""

    kind: Literal["review_taken_over"] = "review_taken_over"
    reasons: Sentence
    by: Person
    review_due_at: AwareDatetime


class ReturnEscalated(RequestEventBase):
    """Repeated returns rise: the named official, the head, the Office."""

    kind: Literal["return_escalated"] = "return_escalated"
    level: EscalationLevel
    returns: int


ReviewingCommand = RecordAssessment | ReviewReply | ContestReturn | TakeOver | LayBeforeHead
ReviewingEvent = (
    ReplyAccepted
    | ReplyFlagged
    | ReplyLaidBeforeHead
    | ReplyReturned
    | ReturnContested
    | ReviewTakenOver
    | ReturnEscalated
)
