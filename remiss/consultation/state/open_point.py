"""What an agency has put back to the drafting side: a clarification, an extension, a decline."""

from datetime import date, datetime

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Referral
from remiss.consultation.life.events import Reviewer
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.time.clock import Clock
from remiss.consultation.values import (
    Agency,
    AttachedFile,
    ClarificationGround,
    Declined,
    NamedPaper,
    Person,
    QuestionId,
    Sha256,
    Value,
    added_later,
)
from remiss.consultation.values.stages import Stage
from remiss.texts import Bilingual


class Clarification(Value):
    """What an agency asked the drafter; the drafter's own clock runs until the answer."""

    ordinal: int
    ground: ClarificationGround
    question: QuestionId | None
    text: str
    by: Person
    asked_at: AwareDatetime
    papers: tuple[NamedPaper, ...] = added_later(())
    repeated: bool
    last_day: bool
    answer: Clock
    reminders: int = 0
    level: EscalationLevel = EscalationLevel.NONE
    stage_before: Stage
    answered_text: str | None = None
    attachments: tuple[Sha256, ...] = ()
    files: tuple[AttachedFile, ...] = added_later(default=())
    answered_by: Person | None = None
    closed_at: AwareDatetime | None = Field(
        default=None, description="Answered, ended, or overtaken by the agency's reply."
    )
    shared: bool = added_later(
        default=False, description="Read by every agency asked, once it is answered."
    )
    ended_by: Person | None = added_later(None, description="Of the Office, without an answer.")
    ended_because: str | None = added_later(None)


def decision_time(until: datetime, due_at: datetime) -> datetime:
    """Until when more time is granted or refused: before the deadline that it would move."""
    return min(until, due_at)


class Extension(Value):
    """More time, asked for once; `decide` runs until it is granted or refused."""

    to: date
    reason: str
    by: Person
    asked_at: AwareDatetime
    decide: Clock
    grants_itself: bool = added_later(
        default=True, description="Where nobody decides: asked early enough for somebody to."
    )
    granted: bool | None = None
    decided_by: Person | None = None
    reasons: str | None = None

    def decide_by(self, due_at: datetime) -> datetime:
        """Until when it is granted or refused, of a deadline at `due_at`."""
        until = self.decide.due_at
        return decision_time(until, due_at) if self.grants_itself else until


class Decline(Value):
    """A question an agency says is not its own, until somebody settles it."""

    declined: Declined
    profile: Agency | None = Field(
        description="The agency named, as the registry knows it; None for a body outside it."
    )
    reasons: str
    by: Person
    asked_at: AwareDatetime
    before: Reviewer
    settle: Clock
    confirmed: bool | None = None
    decided_by: Person | None = None
    settled_at: AwareDatetime | None = None
    ruling: str | None = None
    referral: Referral | None = added_later(
        None, description="The words of a reply that were confirmed to be meant so."
    )

    @property
    def whose(self) -> Bilingual:
        """The name of the agency or the body."""
        name = self.declined.whose
        return self.profile.name if self.profile else Bilingual(vi=name, en=name)
