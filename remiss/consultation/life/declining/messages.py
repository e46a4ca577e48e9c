"""A question an agency says is another's, and the ruling on it."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.life.reviewing.messages import Reviewer
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    Declined,
    Directory,
    Mandate,
    Person,
    QuestionId,
    Sentence,
    Value,
)


class DeclineRebutted(Value):
    """A question declined that the registry says is the agency's, or not the other's."""

    declined: Declined
    mandate: Mandate | None = Field(
        description="The agency's own that covers the field; None: the agency named has none."
    )


class DeclineQuestions(CommandBase):
    """Say of questions that they are another agency's, naming the field and the agency."""

    kind: Literal["decline"] = "decline"
    agency: AgencyCode
    declined: tuple[Declined, ...] = Field(min_length=1, max_length=50)
    reasons: Sentence
    directory: Directory = Field(description="The fields and agencies named, as registered now.")


class RuleOnDecline(CommandBase):
    """Settle whether a declined question is another agency's."""

    kind: Literal["rule_on_decline"] = "rule_on_decline"
    agency: AgencyCode
    question: QuestionId
    confirmed: bool
    reasons: Sentence | None = None


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


DecliningCommand = DeclineQuestions | RuleOnDecline
DecliningEvent = QuestionsDeclined | DeclineConfirmed | DeclineRefused
