"""What an agency asks in return: clarification, more time, another agency for a question."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events.base import RequestEventBase, Reviewer, TimedEventBase
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    ClarificationGround,
    Declined,
    Mandate,
    Person,
    QuestionId,
    Sentence,
    Sha256,
    Value,
)


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


class ClarificationAnswered(RequestEventBase):
    """The clock runs on with the working time that was left."""

    kind: Literal["clarification_answered"] = "clarification_answered"
    ordinal: int
    text: Sentence
    attachments: tuple[Sha256, ...] = ()
    by: Person
    days_late: int
    due_at: AwareDatetime


class DrafterReminded(TimedEventBase):
    kind: Literal["drafter_reminded"] = "drafter_reminded"
    ordinal: int


class DrafterEscalated(TimedEventBase):
    """The drafter left an agency's question unanswered."""

    kind: Literal["drafter_escalated"] = "drafter_escalated"
    level: EscalationLevel


class ExtensionRequested(RequestEventBase):
    kind: Literal["extension_requested"] = "extension_requested"
    to: date
    reason: Sentence
    by: Person
    decide_by: AwareDatetime


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


class DeclineRebutted(Value):
    """A question declined that the registry says is the agency's, or not the other's."""

    declined: Declined
    mandate: Mandate | None = Field(
        description="The agency's own that covers the field; None: the agency named has none."
    )


class QuestionsDeclined(RequestEventBase):
    """Not ours: what the registry contradicts is settled at once, the rest lies before a person."""

    kind: Literal["questions_declined"] = "questions_declined"
    declined: tuple[Declined, ...]
    contradicted: tuple[DeclineRebutted, ...] = ()
    profiles: tuple[Agency, ...] = Field(description="The agencies named, as the registry knows.")
    reasons: Sentence
    by: Person
    before: Reviewer
    settle_by: AwareDatetime | None


class DeclineConfirmed(RequestEventBase):
    """The question leaves this agency; without a person, because nobody settled it in time."""

    kind: Literal["decline_confirmed"] = "decline_confirmed"
    question: QuestionId
    to: AgencyCode
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None


class DeclineRefused(RequestEventBase):
    """The question stays with the agency; `fell_due_at`: a circle nobody broke in time."""

    kind: Literal["decline_refused"] = "decline_refused"
    question: QuestionId
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None
    due_at: AwareDatetime
