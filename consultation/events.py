"""What happened in a consultation. Past tense; `at` is when the workflow learnt of it.

An event that time brought about also says when it fell due: a service that was down records
late, and says so.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from consultation.assessment import Assessment
from consultation.calendar import WorkCalendar
from consultation.policy import EscalationLevel, Policy, SilenceOutcome
from consultation.relevance import Match
from consultation.values import (
    Actor,
    Agency,
    AgencyCode,
    Directory,
    Draft,
    Person,
    Question,
    Reply,
    Sentence,
    Value,
)


class EventBase(Value):
    """Something that happened, and when."""

    at: AwareDatetime


class RequestEventBase(EventBase):
    """Something that happened to one agency's request."""

    agency: AgencyCode


class TimedEventBase(RequestEventBase):
    """Something time brought about; `fell_due_at` is when it should have been recorded."""

    fell_due_at: AwareDatetime


class ConsultationOpened(EventBase):
    kind: Literal["consultation_opened"] = "consultation_opened"
    consultation: str
    drafting_agency: Agency
    officer: Person
    draft: Draft
    questions: tuple[Question, ...]
    directory: Directory
    policy: Policy
    calendar: WorkCalendar


class Override(Value):
    """A supervisor's reason for asking an agency no question concerns."""

    reason: Sentence
    by: Person


class RequestSent(RequestEventBase):
    kind: Literal["request_sent"] = "request_sent"
    round: int = 1
    profile: Agency
    matches: tuple[Match, ...]
    override: Override | None = None
    due_at: AwareDatetime


class RequestAcknowledged(RequestEventBase):
    kind: Literal["request_acknowledged"] = "request_acknowledged"
    by: Person


class OfficialAssigned(RequestEventBase):
    kind: Literal["official_assigned"] = "official_assigned"
    official: Person
    by: Person


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person


class ReplyReceived(RequestEventBase):
    kind: Literal["reply_received"] = "reply_received"
    number: int
    reply: Reply
    signatory: Person
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


class Reviewer(StrEnum):
    """Before whom a flagged or contested reply lies."""

    OFFICER = "officer"
    OFFICE = "office"


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


class ReminderSent(TimedEventBase):
    kind: Literal["reminder_sent"] = "reminder_sent"
    ordinal: int = Field(description="1 for the first reminder before this deadline.")


class RequestOverdue(TimedEventBase):
    kind: Literal["request_overdue"] = "request_overdue"


class RequestEscalated(TimedEventBase):
    kind: Literal["request_escalated"] = "request_escalated"
    level: EscalationLevel


class SilenceRecorded(TimedEventBase):
    """The ladder is spent. Never a reply, and never agreement given."""

    kind: Literal["silence_recorded"] = "silence_recorded"
    outcome: SilenceOutcome
    legal_basis: str


class RequestWithdrawn(RequestEventBase):
    kind: Literal["request_withdrawn"] = "request_withdrawn"
    reason: Sentence
    by: Person


class OutageRecorded(EventBase):
    """The service was away from `since`, when something fell due, to `at`.

    Nobody could reply or review meanwhile: every clock then running is given back that working
    time, and as much again as it takes to call it an outage, since it may have begun earlier.
    """

    kind: Literal["outage_recorded"] = "outage_recorded"
    since: AwareDatetime
    given_back: timedelta


class ConsultationConcluded(EventBase):
    """`archive_at`: until then a late reply is still taken."""

    kind: Literal["consultation_concluded"] = "consultation_concluded"
    by: Person
    archive_at: AwareDatetime


class ConsultationCancelled(EventBase):
    kind: Literal["consultation_cancelled"] = "consultation_cancelled"
    by: Person
    reason: Sentence


class ConsultationArchived(EventBase):
    kind: Literal["consultation_archived"] = "consultation_archived"
    fell_due_at: AwareDatetime


Event = Annotated[
    ConsultationOpened
    | RequestSent
    | RequestAcknowledged
    | OfficialAssigned
    | ReplyDrafted
    | ReplyReceived
    | ReplyAccepted
    | ReplyFlagged
    | ReplyReturned
    | ReturnContested
    | ReturnEscalated
    | ReminderSent
    | RequestOverdue
    | RequestEscalated
    | SilenceRecorded
    | RequestWithdrawn
    | OutageRecorded
    | ConsultationConcluded
    | ConsultationCancelled
    | ConsultationArchived,
    Field(discriminator="kind"),
]


class RecordedEvent(Value):
    """An event in its place: which stream, which version, on whose command."""

    consultation: str
    version: int = Field(ge=1)
    command_id: str
    actor: Actor
    event: Event
