"""What happened in a consultation. Past tense; `at` is when the workflow learnt of it.

An event that time brought about also says when it fell due: a service that was down records
late, and says so.
"""

from datetime import date, timedelta
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
    ClarificationGround,
    CommentId,
    Declined,
    Directory,
    DispositionKind,
    Draft,
    LateUse,
    Mandate,
    Person,
    Question,
    QuestionId,
    Reply,
    Sentence,
    Sha256,
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


class Reviewer(StrEnum):
    """Before whom a flagged or contested reply lies."""

    OFFICER = "officer"
    OFFICE = "office"


class NoticeGiven(Value):
    """A reminder or report that was sent to or about an agency, and when."""

    kind: Literal["reminder", "overdue", "escalation"]
    at: AwareDatetime
    level: EscalationLevel = EscalationLevel.NONE


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


class RequestWidened(RequestEventBase):
    """An open request now asks more, or asks it anew: a full deadline from here on.

    `matches` are the questions added or changed; `days_late` what was late until now.
    """

    kind: Literal["request_widened"] = "request_widened"
    round: int
    matches: tuple[Match, ...]
    days_late: int
    due_at: AwareDatetime


class RequestAcknowledged(RequestEventBase):
    kind: Literal["request_acknowledged"] = "request_acknowledged"
    by: Person


class OfficialAssigned(RequestEventBase):
    kind: Literal["official_assigned"] = "official_assigned"
    official: Person
    deputy: Person | None = Field(default=None, description="Stands in for the official.")
    by: Person


class SignatureDelegated(RequestEventBase):
    """Until `until` that person may sign in the head's place (nghỉ phép, ủy quyền)."""

    kind: Literal["signature_delegated"] = "signature_delegated"
    to: Person
    since: AwareDatetime
    until: AwareDatetime
    reason: Sentence
    by: Person


class ColleagueInvolved(RequestEventBase):
    """A part of the reply was given to a colleague of the same agency."""

    kind: Literal["colleague_involved"] = "colleague_involved"
    colleague: Person
    part: Sentence
    by: Person


class ContributionGiven(RequestEventBase):
    """A colleague gave their part; what it says stays inside the agency."""

    kind: Literal["contribution_given"] = "contribution_given"
    text: Sentence
    by: Person


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


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person


class DraftSentBack(RequestEventBase):
    """The head sent a prepared reply back to be written again."""

    kind: Literal["draft_sent_back"] = "draft_sent_back"
    reply_sha256: Sha256
    reasons: Sentence
    by: Person


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


class DeadlineOrdered(RequestEventBase):
    kind: Literal["deadline_ordered"] = "deadline_ordered"
    to: date
    reasons: Sentence
    by: Person
    due_before: AwareDatetime
    due_at: AwareDatetime


class RequestClosedOnRecord(RequestEventBase):
    """The Office ended the request as it stands. No reply, and never agreement given."""

    kind: Literal["request_closed_on_record"] = "request_closed_on_record"
    reasons: Sentence
    by: Person


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
    notices: tuple[NoticeGiven, ...] = Field(
        default=(), description="The reminders and reports that went before."
    )


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


class DraftAmended(EventBase):
    """A new version of the draft opens a round for the questions that changed."""

    kind: Literal["draft_amended"] = "draft_amended"
    round: int
    draft: Draft
    changed: tuple[Question, ...]
    directory: Directory
    by: Person


class OfficerReplaced(EventBase):
    kind: Literal["officer_replaced"] = "officer_replaced"
    officer: Person
    previous: Person
    reason: Sentence
    by: Person


class ConsultationSuspended(EventBase):
    """Every clock stands still until the case is resumed."""

    kind: Literal["consultation_suspended"] = "consultation_suspended"
    reason: Sentence
    by: Person


class ConsultationResumed(EventBase):
    kind: Literal["consultation_resumed"] = "consultation_resumed"
    reason: Sentence
    by: Person


class DeadlineMoved(Value):
    """A deadline before and after the calendar changed."""

    agency: AgencyCode
    due_before: AwareDatetime
    due_at: AwareDatetime


class CalendarChanged(EventBase):
    """A holiday or a swap was recorded; open deadlines follow the new calendar."""

    kind: Literal["calendar_changed"] = "calendar_changed"
    calendar: WorkCalendar
    previous: str
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


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
    | DraftAmended
    | RequestSent
    | RequestWidened
    | RequestAcknowledged
    | OfficialAssigned
    | SignatureDelegated
    | ColleagueInvolved
    | ContributionGiven
    | ClarificationAsked
    | ClarificationAnswered
    | DrafterReminded
    | DrafterEscalated
    | ExtensionRequested
    | ExtensionGranted
    | ExtensionRefused
    | QuestionsDeclined
    | DeclineConfirmed
    | DeclineRefused
    | ReplyDrafted
    | DraftSentBack
    | ReplyReceived
    | ReplyAccepted
    | ReplyFlagged
    | ReplyReturned
    | ReturnContested
    | ReviewTakenOver
    | ReturnEscalated
    | ReminderSent
    | RequestOverdue
    | RequestEscalated
    | SilenceRecorded
    | DeadlineOrdered
    | RequestClosedOnRecord
    | RequestWithdrawn
    | LateReplyUsed
    | CommentsDisposed
    | DispositionObjected
    | OutageRecorded
    | CalendarChanged
    | OfficerReplaced
    | ConsultationSuspended
    | ConsultationResumed
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
