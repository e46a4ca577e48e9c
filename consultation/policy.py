"""Policies: how long, how often reminded, who is told next, and what silence means. Data only."""

from enum import IntEnum, StrEnum

from pydantic import Field, model_validator

from consultation.assessment import Thresholds
from consultation.calendar import WorkSpan
from consultation.values import Bilingual, DraftKind, Urgency, Value


class EscalationLevel(IntEnum):
    """The rungs of the ladder, lowest first."""

    NONE = 0
    OFFICIAL = 1
    HEAD = 2
    OFFICE = 3
    CHAIRMAN = 4


class SilenceOutcome(StrEnum):
    """What the case does when the ladder is spent; neither is ever agreement given."""

    DEEMED_AGREED = "deemed_agreed"
    ON_RECORD = "on_record"


class Rung(Value):
    """One step of the ladder, `after` the deadline."""

    level: EscalationLevel
    after: WorkSpan


class SilenceRule(Value):
    """Silence is recorded `after` the deadline, but `grace` after the last notice at the soonest.

    The grace keeps a service that was down from recording silence in one breath with the
    notices it failed to send.
    """

    outcome: SilenceOutcome
    after: WorkSpan
    grace: WorkSpan
    legal_basis: str


class Policy(Value):
    """The rules in force when a case opens; copied into its opening event."""

    id: str
    version: int = Field(ge=1)
    title: Bilingual
    kinds: tuple[DraftKind, ...] = Field(default=(), description="Empty: every kind.")
    urgency: Urgency = Urgency.NORMAL
    reply_within: WorkSpan
    reminders: tuple[WorkSpan, ...] = Field(description="Before the deadline, earliest first.")
    ladder: tuple[Rung, ...]
    silence: SilenceRule
    review_within: WorkSpan = Field(description="The officer's time to decide on a flagged reply.")
    correct_within: WorkSpan = Field(
        description="The least time an agency has to correct a returned reply."
    )
    return_ladder: tuple[EscalationLevel, ...] = Field(
        default=(), description="Who learns of the first, second, third ... return; then the last."
    )
    clarity: Thresholds = Field(
        default=Thresholds(), description="How sure the rubric must be to act without a person."
    )
    late_replies_for: WorkSpan = Field(
        description="How long a concluded case still takes late replies."
    )
    outage_after: WorkSpan = Field(
        default=WorkSpan(hours=1),
        description="Something due and recorded later than this means that the service was away; "
        "as much is given on top of the time lost.",
    )
    legal_basis: str

    @model_validator(mode="after")
    def _ladder_rises(self) -> "Policy":
        for levels in ([rung.level for rung in self.ladder], list(self.return_ladder)):
            if levels != sorted(set(levels)):
                message = f"policy {self.id}: a ladder must rise, each level once; got {levels}"
                raise ValueError(message)
        return self

    def return_level(self, returns: int) -> EscalationLevel:
        """Whom the policy tells of so many returns."""
        if not self.return_ladder or returns == 0:
            return EscalationLevel.NONE
        return self.return_ladder[min(returns, len(self.return_ladder)) - 1]
