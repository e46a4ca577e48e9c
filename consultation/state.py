"""What a consultation is, between events."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from consultation.assessment import Assessment
from consultation.calendar import WorkCalendar
from consultation.events import Basis, Override, Reviewer
from consultation.policy import EscalationLevel, Policy, SilenceOutcome
from consultation.relevance import Match
from consultation.values import (
    Agency,
    AgencyCode,
    Directory,
    Draft,
    Person,
    Question,
    Reply,
    Value,
)


class Stage(StrEnum):
    """Where one request stands."""

    AWAITING = "awaiting_reply"
    ASSESSING = "assessing"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    ANSWERED = "answered"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


SETTLED = frozenset({Stage.ANSWERED, Stage.SILENT, Stage.WITHDRAWN})
WITH_AGENCY = frozenset({Stage.AWAITING, Stage.RETURNED})


class CaseStage(StrEnum):
    """Where the whole case stands."""

    OPEN = "open"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class PersonAt(Value):
    """Who did something to a request, and when."""

    person: Person
    at: AwareDatetime


class ReceivedReply(Value):
    """One reply as it was received, and what became of it."""

    number: int
    reply: Reply
    signatory: Person
    received_at: AwareDatetime
    late: bool
    days_late: int
    assessment: Assessment | None = None
    basis: Basis | None = None
    decided_by: Person | None = None
    reasons: str | None = None


class Request(Value):
    """What one agency is asked in one round.

    The clock runs while the request is with the agency. While someone else holds it,
    `clock_left` keeps the working time that was left.
    """

    agency: Agency
    round: int
    matches: tuple[Match, ...]
    override: Override | None
    sent_at: AwareDatetime
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    clock_from: AwareDatetime
    clock_left: timedelta | None = None
    stage: Stage = Stage.AWAITING
    acknowledged: PersonAt | None = None
    official: Person | None = None
    drafted: Reply | None = None
    replies: tuple[ReceivedReply, ...] = ()
    returns: int = Field(default=0, description="Returns that stand: no contest upset them.")
    return_level: EscalationLevel = EscalationLevel.NONE
    contested: bool = False
    reviewer: Reviewer = Reviewer.OFFICER
    reminders: int = Field(default=0, description="Sent before the current deadline.")
    overdue: bool = False
    level: EscalationLevel = EscalationLevel.NONE
    last_notice_at: AwareDatetime | None = None
    review_due_at: AwareDatetime | None = None
    silence: SilenceOutcome | None = None
    settled_at: AwareDatetime | None = None

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED

    def without_decided_texts(self) -> "Request":
        """The same request without the words of replies that are decided: no rule needs them."""
        replies = tuple(
            received.model_copy(update={"reply": received.reply.without_texts()})
            if received.basis or self.stage is Stage.SILENT
            else received
            for received in self.replies
        )
        return self.model_copy(update={"replies": replies})

    @property
    def days_late(self) -> int:
        """Working days late incurred so far by replies; a return excuses none of them."""
        return self.replies[-1].days_late if self.replies else 0

    @property
    def question_ids(self) -> tuple[str, ...]:
        return tuple(match.question for match in self.matches)


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
    """A case: a draft, its questions, the agencies asked."""

    kind: Literal["consultation"] = "consultation"
    version: int
    id: str
    stage: CaseStage = CaseStage.OPEN
    drafting_agency: Agency
    officer: Person
    draft: Draft
    questions: tuple[Question, ...]
    directory: Directory
    policy: Policy
    calendar: WorkCalendar
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    archive_at: AwareDatetime | None = None
    outages: tuple[Outage, ...] = ()
    requests: dict[AgencyCode, Request] = Field(default_factory=dict)

    def questions_of(self, request: Request) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if q.id in request.question_ids)

    def without_decided_texts(self) -> "Consultation":
        """What a running case has to carry on: everything but words that lie in the ledger."""
        requests = {code: r.without_decided_texts() for code, r in self.requests.items()}
        return self.model_copy(update={"requests": requests})

    @property
    def level(self) -> EscalationLevel:
        """How high the case has risen, for silence or for repeated returns."""
        levels = (max(r.level, r.return_level) for r in self.open_requests)
        return max(levels, default=EscalationLevel.NONE)

    @property
    def open_requests(self) -> tuple[Request, ...]:
        if self.stage is not CaseStage.OPEN:
            return ()
        return tuple(request for request in self.requests.values() if not request.settled)


State = Annotated[Unopened | Consultation, Field(discriminator="kind")]
