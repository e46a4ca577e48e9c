"""What a consultation is, between events."""

from collections.abc import Container, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import Basis, NoticeGiven, Override, Reviewer
from remiss.consultation.policy import EscalationLevel, Policy, SilenceOutcome
from remiss.consultation.relevance import Match
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    ClarificationGround,
    CommentId,
    Declined,
    Directory,
    DispositionKind,
    Draft,
    LateUse,
    Person,
    Question,
    QuestionId,
    Reply,
    Sha256,
    Value,
)


class Stage(StrEnum):
    """Where one request stands."""

    AWAITING = "awaiting_reply"
    CLARIFYING = "clarifying"
    ASSESSING = "assessing"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    DECLINING = "declining"
    ANSWERED = "answered"
    SILENT = "silent"
    TRANSFERRED = "transferred"
    CLOSED = "closed_on_record"
    WITHDRAWN = "withdrawn"


SETTLED = frozenset(
    {Stage.ANSWERED, Stage.SILENT, Stage.TRANSFERRED, Stage.CLOSED, Stage.WITHDRAWN}
)
WITH_AGENCY = frozenset({Stage.AWAITING, Stage.RETURNED})
NO_REPLY = frozenset({Stage.SILENT, Stage.CLOSED})
"""Outcomes beside which a reply is still taken, and changes nothing."""


class CaseStage(StrEnum):
    """Where the whole case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Holder(StrEnum):
    """Who has the next move."""

    AGENCY = "agency"
    OFFICER = "officer"
    OFFICE = "office"
    REMISS = "remiss"
    NOBODY = "nobody"


class PersonAt(Value):
    """Who did something to a request, and when."""

    person: Person
    at: AwareDatetime


class UsedLate(Value):
    """How a reply that came after the outcome was used, and who says so."""

    use: LateUse
    explanation: str
    by: Person
    at: AwareDatetime


class ReceivedReply(Value):
    """One reply as it was received, and what became of it."""

    number: int
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    received_at: AwareDatetime
    late: bool
    days_late: int
    version: int = 1
    outdated: tuple[QuestionId, ...] = ()
    answers: tuple[QuestionId, ...] = Field(
        default=(), description="The questions it settles once accepted."
    )
    assessment: Assessment | None = None
    basis: Basis | None = None
    decided_by: Person | None = None
    reasons: str | None = None
    used: UsedLate | None = None


class Delegation(Value):
    """A head's signature, lent to someone for a time."""

    to: Person
    since: AwareDatetime
    until: AwareDatetime
    by: Person


class Involvement(Value):
    """A colleague's part of the reply; `given_at` is None until they gave it."""

    colleague: Person
    part: str
    since: AwareDatetime
    given_at: AwareDatetime | None = None


class Clarification(Value):
    """What an agency asked the drafter; the drafter's own clock runs until the answer."""

    ordinal: int
    ground: ClarificationGround
    question: QuestionId | None
    text: str
    by: Person
    asked_at: AwareDatetime
    repeated: bool
    last_day: bool
    answer: Clock
    reminders: int = 0
    level: EscalationLevel = EscalationLevel.NONE
    stage_before: Stage
    answered_text: str | None = None
    attachments: tuple[Sha256, ...] = ()
    answered_by: Person | None = None
    closed_at: AwareDatetime | None = Field(
        default=None, description="Answered, or overtaken by the agency's reply."
    )


class Extension(Value):
    """More time, asked for once; `decide` runs until it is granted or refused."""

    to: date
    reason: str
    by: Person
    asked_at: AwareDatetime
    decide: Clock
    granted: bool | None = None
    decided_by: Person | None = None
    reasons: str | None = None


class Decline(Value):
    """A question an agency says is not its own, until somebody settles it."""

    declined: Declined
    profile: Agency = Field(description="The agency named, as the registry knows it.")
    reasons: str
    by: Person
    asked_at: AwareDatetime
    before: Reviewer
    settle: Clock
    confirmed: bool | None = None
    decided_by: Person | None = None
    settled_at: AwareDatetime | None = None
    ruling: str | None = None


class Request(Value):
    """What one agency is asked: its questions, its deadline, its stage.

    One clock at a time: it runs while the request is with the agency, and is held while somebody
    else has it. A question leaves it answered, transferred, or with the request's outcome.
    """

    agency: Agency
    ordinal: int = Field(default=1, description="Of this agency's requests in the case.")
    round: int
    matches: tuple[Match, ...]
    override: Override | None
    sent_at: AwareDatetime
    clock: Clock
    clock_from: AwareDatetime = Field(description="When the clock last began to run, or was set.")
    stage: Stage = Stage.AWAITING
    acknowledged: PersonAt | None = None
    official: Person | None = None
    deputy: Person | None = None
    delegation: Delegation | None = None
    involved: tuple[Involvement, ...] = ()
    drafted: Reply | None = None
    replies: tuple[ReceivedReply, ...] = ()
    answered: tuple[QuestionId, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    extension: Extension | None = None
    declines: tuple[Decline, ...] = ()
    returns: int = Field(default=0, description="Returns that stand: no contest upset them.")
    return_level: EscalationLevel = EscalationLevel.NONE
    contested: bool = False
    reviewer: Reviewer = Reviewer.OFFICER
    review: Clock | None = None
    reminders: int = Field(default=0, description="Sent before the current deadline.")
    overdue: bool = False
    level: EscalationLevel = EscalationLevel.NONE
    last_notice_at: AwareDatetime | None = None
    notices: tuple[NoticeGiven, ...] = ()
    silence: SilenceOutcome | None = None
    settled_at: AwareDatetime | None = None

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED

    @property
    def due_at(self) -> AwareDatetime:
        return self.clock.due_at

    @property
    def first_due_at(self) -> AwareDatetime:
        return self.clock.first_due_at

    @property
    def review_due_at(self) -> AwareDatetime | None:
        return self.review.due_at if self.review else None

    @property
    def returned_before(self) -> bool:
        """Whether the least time for correcting was given already; an upset return gave none."""
        return bool(self.returns) and not self.contested

    @property
    def clarification(self) -> Clarification | None:
        """The one that stops the clock now."""
        last = self.clarifications[-1] if self.clarifications else None
        return last if last and last.closed_at is None else None

    @property
    def pending_declines(self) -> tuple[Decline, ...]:
        return tuple(d for d in self.declines if d.confirmed is None)

    @property
    def transferred(self) -> tuple[QuestionId, ...]:
        return tuple(d.declined.question for d in self.declines if d.confirmed)

    @property
    def standing(self) -> tuple[Match, ...]:
        """Why it is asked: the questions that were not found to be another's."""
        gone = self.transferred
        return tuple(match for match in self.matches if match.question not in gone)

    @property
    def question_ids(self) -> tuple[QuestionId, ...]:
        return tuple(match.question for match in self.standing)

    @property
    def owed(self) -> tuple[QuestionId, ...]:
        """The questions it has yet to answer, but for those it declined and nobody ruled on."""
        done = {*self.answered, *(d.declined.question for d in self.pending_declines)}
        return tuple(question for question in self.question_ids if question not in done)

    def came_beside(self, reply: ReceivedReply) -> bool:
        """Whether a reply came when the request had its outcome without one."""
        return self.stage in NO_REPLY and reply.basis is None

    @property
    def extension_pending(self) -> Extension | None:
        return self.extension if self.extension and self.extension.granted is None else None

    @property
    def holder(self) -> Holder:
        """Who has the next move."""
        match self.stage:
            case Stage.AWAITING | Stage.RETURNED:
                return Holder.AGENCY
            case Stage.CLARIFYING:
                return Holder.OFFICER
            case Stage.IN_REVIEW:
                return Holder(self.reviewer.value)
            case Stage.DECLINING:
                return Holder(self.pending_declines[0].before.value)
            case Stage.ASSESSING:
                return Holder.REMISS
            case _:
                return Holder.NOBODY

    def without_decided_texts(self) -> "Request":
        """The same request without the words of replies that are decided: no rule needs them."""
        replies = tuple(
            received.model_copy(update={"reply": received.reply.without_texts()})
            if received.basis or self.stage in NO_REPLY
            else received
            for received in self.replies
        )
        return self.model_copy(update={"replies": replies})


class Disposition(Value):
    """What became of a comment, and why."""

    kind: DispositionKind
    explanation: str | None
    by: Person
    at: AwareDatetime


class Objection(Value):
    """The agency's one objection to what became of its comment."""

    reasons: str
    by: Person
    at: AwareDatetime


class Comment(Value):
    """Something an accepted reply asks for; its words stand in that reply.

    `disposition` is what holds now; an objection sets it aside until the officer disposes again.
    """

    id: CommentId
    agency: AgencyCode
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    round: int
    reply: int
    question: QuestionId | None = Field(description="None: the reply as a whole.")
    disposition: Disposition | None = None
    set_aside: Disposition | None = None
    objection: Objection | None = None
    object_until: AwareDatetime | None = None

    @property
    def open_for_objection(self) -> bool:
        return self.objection is None and self.object_until is not None


class DraftVersion(Value):
    """One version of the draft, numbered as the round it opened."""

    round: int
    draft: Draft
    at: AwareDatetime


class Outage(Value):
    """A time the service was away, which no agency and no officer is charged for."""

    since: AwareDatetime
    until: AwareDatetime
    given_back: timedelta


class Unopened(Value):
    """Nothing has happened yet."""

    kind: Literal["unopened"] = "unopened"
    version: int = 0


class Consultation(Value):
    """A case: a draft, its questions, the agencies asked.

    `requests` holds the present request of each agency, `earlier` those before it.
    """

    kind: Literal["consultation"] = "consultation"
    version: int
    id: str
    stage: CaseStage = CaseStage.OPEN
    drafting_agency: Agency
    officer: Person
    draft: Draft
    versions: tuple[DraftVersion, ...] = ()
    changed_in: dict[QuestionId, int] = Field(
        default_factory=dict, description="The round in which a question was last put anew."
    )
    questions: tuple[Question, ...]
    directory: Directory
    policy: Policy
    calendar: WorkCalendar
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    archive_at: AwareDatetime | None = None
    suspended_at: AwareDatetime | None = None
    outages: tuple[Outage, ...] = ()
    requests: dict[AgencyCode, Request] = Field(default_factory=dict)
    earlier: tuple[Request, ...] = ()
    comments: dict[CommentId, Comment] = Field(default_factory=dict)

    @property
    def round(self) -> int:
        return len(self.versions)

    def questions_of(self, request: Request) -> tuple[Question, ...]:
        """The questions put to the agency, each under the field that makes it the agency's."""
        return self._put(request, request.question_ids)

    def owed_by(self, request: Request) -> tuple[Question, ...]:
        """Those of its questions the agency has yet to answer."""
        return self._put(request, request.owed)

    def _put(self, request: Request, ids: Container[QuestionId]) -> tuple[Question, ...]:
        ruled = {match.question: match.field for match in request.matches if match.field}
        return tuple(
            q.model_copy(update={"field": ruled[q.id]}) if q.id in ruled else q
            for q in self.questions
            if q.id in ids
        )

    @property
    def all_requests(self) -> tuple[Request, ...]:
        return (*self.earlier, *self.requests.values())

    def requests_of(self, agency: AgencyCode) -> tuple[Request, ...]:
        """Every request to `agency`, first to last; `ordinal` counts them from 1."""
        return tuple(r for r in self.all_requests if r.agency.code == agency)

    def comments_of(self, request: Request) -> tuple[Comment, ...]:
        """The comments in the replies to `request`, in the order they came."""
        return tuple(
            comment
            for comment in self.comments.values()
            if (comment.agency, comment.request) == (request.agency.code, request.ordinal)
        )

    def without_decided_texts(self) -> "Consultation":
        """What a running case has to carry on: everything but words that lie in the ledger."""
        requests = {code: r.without_decided_texts() for code, r in self.requests.items()}
        earlier = tuple(request.without_decided_texts() for request in self.earlier)
        return self.model_copy(update={"requests": requests, "earlier": earlier})

    @property
    def level(self) -> EscalationLevel:
        """How high the case has risen, for silence, for repeated returns, or for the drafter."""
        return max(
            (level for r in self.open_requests for level in _levels(r)),
            default=EscalationLevel.NONE,
        )

    @property
    def open_requests(self) -> tuple[Request, ...]:
        """Requests without an outcome in a case that runs."""
        return self.unsettled if self.stage is CaseStage.OPEN else ()

    @property
    def unsettled(self) -> tuple[Request, ...]:
        if self.stage not in {CaseStage.OPEN, CaseStage.SUSPENDED}:
            return ()
        return tuple(request for request in self.requests.values() if not request.settled)

    def waits_for(self, request: Request) -> bool:
        """Whether the case runs, and this present request of it has no outcome yet."""
        return self.stage is CaseStage.OPEN and not request.settled


def _levels(request: Request) -> Iterable[EscalationLevel]:
    yield request.level
    yield request.return_level
    if request.clarification:
        yield request.clarification.level


State = Annotated[Unopened | Consultation, Field(discriminator="kind")]
