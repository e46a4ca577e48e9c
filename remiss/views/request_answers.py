"""What callers read of one request: everything said in it, as far as they may see it."""

from datetime import date

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import NoticeGiven, Override, Reviewer
from remiss.consultation.relevance import Match
from remiss.consultation.state import (
    Circulation,
    DelayReason,
    Delegation,
    Forwarded,
    Involvement,
    KeptReplies,
    PendingCorrection,
    PersonAt,
    ReceivedReply,
)
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    ClarificationGround,
    FieldCode,
    NamedPaper,
    Outside,
    Person,
    Question,
    QuestionId,
    Reply,
    ReplyCorrection,
    Sha256,
    Value,
)
from remiss.consultation.views.current_desk import CurrentDesk
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.rows import RequestRow
from remiss.texts import Bilingual
from remiss.views.comment_detail import CommentDetail


class ClarificationDetail(Value):
    """What the agency asked the drafter, and the answer; both None while it is awaited."""

    ordinal: int
    ground: ClarificationGround
    question: QuestionId | None
    text: str
    papers: tuple[NamedPaper, ...] = Field(description="What is missing, and by which rule.")
    by: Person
    asked_at: AwareDatetime
    repeated: bool = Field(description="Asked before on the same ground.")
    last_day: bool = Field(description="Asked on the day the reply was due.")
    answer_due_at: AwareDatetime
    answer: str | None
    attachments: tuple[Sha256, ...]
    files: tuple[AttachedFile, ...] = Field(description="The same by name, size and type.")
    answered_by: Person | None
    closed_at: AwareDatetime | None = Field(
        description="Answered, ended, or overtaken by the agency's reply."
    )
    shared: bool = Field(description="Whether every agency asked reads the answer.")
    ended_by: Person | None = Field(description="Of the Office, which ended it unanswered.")
    ended_because: str | None


class SharedClarification(Value):
    """What the drafter made clear to another agency, for all that are asked; not who asked."""

    question: QuestionId | None
    text: str = Field(description="What it asked.")
    answer: str
    attachments: tuple[Sha256, ...]
    files: tuple[AttachedFile, ...] = Field(description="The same by name, size and type.")
    answered_at: AwareDatetime


class ExtensionDetail(Value):
    """More time, as asked for and decided; `granted` without a person: nobody decided in time."""

    to: date
    reason: str
    by: Person
    asked_at: AwareDatetime
    decide_by: AwareDatetime
    granted: bool | None
    decided_by: Person | None
    reasons: str | None


class DeclineDetail(Value):
    """A question the agency says is another's; `confirmed` is None until that is settled."""

    question: QuestionId
    field: FieldCode
    to: AgencyCode | None = Field(description="None: a body outside the registry.")
    to_name: Bilingual
    rule: str | None = Field(description="What it relies on, where it names such a body.")
    referral: str | None = Field(description="The words of a reply confirmed to be meant so.")
    reasons: str
    by: Person
    asked_at: AwareDatetime
    before: Reviewer
    settle_by: AwareDatetime
    confirmed: bool | None
    decided_by: Person | None = Field(description="None: the registry, or nobody in time.")
    settled_at: AwareDatetime | None
    ruling: str | None


class ProposedDecline(Value):
    """A question the last reply sends away in words: nothing moves before a person confirms it."""

    question: QuestionId
    field: FieldCode
    span: str = Field(description="Verbatim from the reply.")
    named: str | None = Field(description="The body as the reply names it.")
    to: AgencyCode | None = Field(description="The agency of the registry that name means.")
    to_name: Bilingual | None


class Contribution(Value):
    """What a colleague wrote for the reply."""

    by: Person
    at: AwareDatetime
    text: str


class SentBack(Value):
    """A prepared reply the head would not sign."""

    by: Person
    at: AwareDatetime
    reply_sha256: Sha256
    reasons: str


class Inside(Value):
    """What an agency does before it signs; for itself and for inspectors."""

    delegation: Delegation | None
    involved: tuple[Involvement, ...]
    contributions: tuple[Contribution, ...]
    sent_back: tuple[SentBack, ...]
    desk: CurrentDesk | None = Field(description="On whose desk it lies now, and what for.")
    circulation: Circulation | None = Field(
        description="The desks the prepared reply passes, and when it was at each."
    )


class CorrectionDetail(Value):
    """A signed correction before the officer; accepted once `review_due_at` has passed."""

    corrects: ReplyCorrection
    reply: Reply
    signatory: Person
    delegated_by: Person | None
    received_at: AwareDatetime
    review_due_at: AwareDatetime
    assessment: Assessment | None = Field(
        description="What a machine reads in it, for whoever decides; it is never returned for it."
    )

    @classmethod
    def of(cls, pending: PendingCorrection, assessment: Assessment | None) -> "CorrectionDetail":
        return cls(
            corrects=pending.corrects,
            reply=pending.reply,
            signatory=pending.signatory,
            delegated_by=pending.delegated_by,
            received_at=pending.received_at,
            review_due_at=pending.clock.due_at,
            assessment=assessment,
        )


class RequestDetail(Value):
    """One request with everything said in it."""

    row: RequestRow
    ordinal: int = Field(description="Of the agency's requests in the case, counted from 1.")
    agency: Bilingual
    holder: Bilingual = Field(description="Who has the next move.")
    questions: tuple[Question, ...]
    owed: tuple[QuestionId, ...] = Field(description="Those that wait for the agency's answer.")
    silent_on: tuple[QuestionId, ...] = Field(
        description="Questions marked difficult on which the agency has given no opinion yet."
    )
    matches: tuple[Match, ...] = Field(description="Why each question concerns the agency.")
    outside: Outside | None = Field(
        description="Of a body outside the registry: where it is written to, and on what basis."
    )
    override: Override | None
    acknowledged: PersonAt | None
    official: Person | None
    deputy: Person | None
    forwarded: Forwarded | None = Field(
        description="To whom its clerk passed it on; for the agency and inspectors."
    )
    clarification_due_at: AwareDatetime | None
    review_due_at: AwareDatetime | None
    clarifications: tuple[ClarificationDetail, ...]
    extension: ExtensionDetail | None
    declines: tuple[DeclineDetail, ...]
    proposed_declines: tuple[ProposedDecline, ...] = Field(
        description="Sent away in the words of the last reply; confirm, or decide on the reply."
    )
    replies: tuple[ReceivedReply, ...]
    correction: CorrectionDetail | None = Field(
        description="What would take the place of a reply that stands until it is decided on."
    )
    kept_from_others: KeptReplies | None = Field(
        description="Why no other agency asked reads the replies once the case is concluded."
    )
    comments: tuple[CommentDetail, ...]
    notices: tuple[NoticeGiven, ...] = Field(description="Reminders and reports so far.")
    overdue_list: Bilingual | None = Field(
        description="On which morning's overdue list it stands unless a reply is received, and how "
        "to say why; None while the agency has not the next move."
    )
    delay_reason: DelayReason | None = Field(
        description="Why the reply is not given yet; the last one said. It excuses no lateness."
    )
    unsigned: Reply | None = Field(description="A reply prepared and not signed: the agency's own.")
    unsigned_corrects: ReplyCorrection | None = Field(
        description="The reply whose place it would take, and why."
    )
    unsigned_sha256: Sha256 | None = Field(description="Of that text; signing it names this.")
    inside: Inside | None = Field(
        description="None to who is neither of the agency nor an inspector."
    )
    as_of: AsOf | None = Field(
        default=None,
        description="Which instant this speaks of, where a request was asked for as it stood; in a "
        "case the case says so.",
    )
