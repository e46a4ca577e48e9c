"""A question for a body outside the registry: what the drafter did about it, step by step."""

from pydantic import AwareDatetime

from remiss.consultation.time.clock import Clock
from remiss.consultation.values import (
    ENDS_FOLLOW_UP,
    AgencyCode,
    DocumentNumber,
    FollowUpOutcome,
    NamedBody,
    Person,
    QuestionId,
    Value,
)


class FollowUpStep(Value):
    """One thing done about it."""

    outcome: FollowUpOutcome
    text: str
    document: DocumentNumber | None = None
    by: Person
    at: AwareDatetime


class FollowUp(Value):
    """Opened by a confirmed decline; its clock runs to the next step, and reminds once."""

    agency: AgencyCode
    request: int
    question: QuestionId
    body: NamedBody
    opened_at: AwareDatetime
    clock: Clock
    reminded: bool = False
    steps: tuple[FollowUpStep, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether somebody said what becomes of it."""
        return bool(self.steps)

    @property
    def settled(self) -> bool:
        return bool(self.steps) and self.steps[-1].outcome in ENDS_FOLLOW_UP

    @property
    def awaits_answer(self) -> bool:
        return self.decided and not self.settled
