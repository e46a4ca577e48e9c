"""A question an agency says is another's, the ruling on it, and what follows outside."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Referral
from remiss.consultation.life.message import CommandBase, RequestEventBase, TimedEventBase
from remiss.consultation.life.reviewing.messages import Reviewer
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    Declined,
    Directory,
    DocumentNumber,
    FollowUpOutcome,
    Mandate,
    NamedBody,
    Person,
    QuestionId,
    Sentence,
    Value,
    added_later,
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


class ConfirmReferral(CommandBase):
    """Say that words of a reply are meant as a decline; that opens the ruling on it."""

    kind: Literal["confirm_referral"] = "confirm_referral"
    agency: AgencyCode
    declined: Declined
    reasons: Sentence | None = Field(
        default=None, description="None: the words of the reply speak for themselves."
    )
    directory: Directory = Field(description="The field and agency named, as registered now.")


class RecordFollowUp(CommandBase):
    """Say what was done about a question that is for a body outside the registry."""

    kind: Literal["follow_up"] = "follow_up"
    agency: AgencyCode
    question: QuestionId
    outcome: FollowUpOutcome
    text: Sentence = Field(description="To whom it was reported, what was answered, or why not.")
    document: DocumentNumber | None = None


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
    referral: Referral | None = added_later(
        None, description="The words of a reply that `by` confirmed to be meant so."
    )


class DeclineConfirmed(RequestEventBase):
    """The question leaves this agency; without a person, because nobody settled it in time."""

    kind: Literal["decline_confirmed"] = "decline_confirmed"
    question: QuestionId
    to: AgencyCode | None
    body: NamedBody | None = added_later(None)
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


class FollowUpOpened(RequestEventBase):
    """The question is for nobody that can be asked: the drafter says what becomes of it.

    `own`: it was passed back to the drafting agency itself, and is no body's outside the registry.
    """

    kind: Literal["follow_up_opened"] = "follow_up_opened"
    question: QuestionId
    body: NamedBody
    own: bool = added_later(default=False)
    due_at: AwareDatetime


class FollowUpReminded(TimedEventBase):
    """Nobody said in time what becomes of it, or no answer came."""

    kind: Literal["follow_up_reminded"] = "follow_up_reminded"
    question: QuestionId
    body: NamedBody
    reported: bool


class FollowUpRecorded(RequestEventBase):
    """`answer_by`: when the officer is reminded of an answer still awaited."""

    kind: Literal["follow_up_recorded"] = "follow_up_recorded"
    question: QuestionId
    body: NamedBody
    outcome: FollowUpOutcome
    text: Sentence
    document: DocumentNumber | None = None
    by: Person
    answer_by: AwareDatetime | None = None


DecliningCommand = DeclineQuestions | ConfirmReferral | RecordFollowUp | RuleOnDecline
FollowUpEvent = FollowUpOpened | FollowUpReminded | FollowUpRecorded
DecliningEvent = QuestionsDeclined | DeclineConfirmed | DeclineRefused | FollowUpEvent
