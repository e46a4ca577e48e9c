"""Policies: how long, how often reminded, who is told next, and what silence means. Data only."""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from remiss.consultation.clarity.assessment import Thresholds
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AgencyCode, DraftKind, Urgency, Value, added_later
from remiss.consultation.values.kept_once import kept_once
from remiss.texts import Bilingual, say, text

POSITION_ABSENT = ("missing_position", "unanswered_question")


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
    printed_basis: str = added_later(
        "",
        description="The basis as a letter cites it, in full; empty: letters cite none.",
    )


def rising(levels: Sequence[EscalationLevel]) -> None:
    """Refuse a ladder that does not rise.

    Raises:
        ValueError: it names a level twice, or a lower one after a higher.
    """
    if list(levels) != sorted(set(levels)):
        names = ", ".join(level.name.lower() for level in levels)
        raise ValueError(say("policy.ladder_does_not_rise", names=names).both())


class ClarificationRules(Value):
    """What an agency may ask the drafter, and how the drafter is held to an answer.

    The head of the ladder is the head of the drafting agency: the delay is the drafter's.
    """

    at_most: int = Field(ge=0, le=10, description="How often one agency may stop its clock so.")
    answer_within: WorkSpan
    reminders: tuple[WorkSpan, ...] = ()
    ladder: tuple[Rung, ...] = ()

    @model_validator(mode="after")
    def _rises(self) -> "ClarificationRules":
        rising([rung.level for rung in self.ladder])
        return self


class ExtensionRules(Value):
    """How much more time may be asked for, once; an officer who says nothing grants it."""

    at_most: WorkSpan = Field(description="After the deadline, at the most.")
    decide_within: WorkSpan


class DeclineRules(Value):
    """How long the officer has to settle whether a question is not the agency's own."""

    settle_within: WorkSpan
    follow_up_within: WorkSpan = added_later(
        WorkSpan(days=3),
        description="The officer's time to say what becomes of a question that is for a body "
        "outside the registry.",
    )
    answer_within: WorkSpan = added_later(
        WorkSpan(days=15),
        description="How long after reporting it the officer is reminded that no answer came.",
    )


class CommentRules(Value):
    """Every comment is disposed of before the case concludes; its agency may object once."""

    object_within: WorkSpan


class Demand(Value):
    """What a reply must hold by a rule that can be named; without one its absence only flags."""

    absence: Literal["reasons_missing", "wording_missing"]
    basis: str = Field(min_length=1, description="The rule: document and article.")


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
    vice_chairman_after: WorkSpan | None = added_later(
        None,
        description="How long after the deadline the Vice-Chairman in charge of the field is told, "
        "between the Office and the Chairman; None: not at all.",
    )
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
    return_from_prose: bool = added_later(
        default=False,
        description="Whether a machine returns for what it read in prose. Off: it flags, and a "
        "person decides. What would justify switching it on, docs/flags.md says.",
    )
    demands: tuple[Demand, ...] = added_later(
        (), description="What else a reply must hold, and the rule that says so."
    )
    must_ask: tuple[AgencyCode, ...] = added_later(
        (), description="Whom the law says to ask; but for the one that drafts."
    )
    late_replies_for: WorkSpan = Field(
        description="How long a concluded case still takes late replies."
    )
    reopen_within: WorkSpan | None = added_later(
        WorkSpan(days=30),
        description="How long a case that was concluded or cancelled can be reopened; None: never.",
    )
    outage_after: WorkSpan = Field(
        default=WorkSpan(hours=1),
        description="Something due and recorded later than this means that the service was away; "
        "as much is given on top of the time lost.",
    )
    clarification: ClarificationRules | None = Field(
        default=None, description="None: the policy allows none (so policies before it said)."
    )
    extension: ExtensionRules | None = None
    decline: DeclineRules | None = None
    comments: CommentRules | None = None
    legal_basis: str
    printed_basis: str = added_later(
        "",
        description="The basis as a letter cites it, in full; empty: letters cite none.",
    )

    @model_validator(mode="after")
    def _ladders_rise(self) -> "Policy":
        rising([rung.level for rung in self.ladder])
        rising(self.return_ladder)
        return self

    @model_validator(mode="after")
    def _deemed_agreement_has_a_law(self) -> "Policy":
        if self.silence.outcome is SilenceOutcome.DEEMED_AGREED and not self.silence.legal_basis:
            raise ValueError(text("policy.deemed_agreement_without_law").both())
        return self

    @property
    def bases(self) -> dict[str, str]:
        """The rule that demands it, by the rule of the rubric that finds it absent.

        A position on every question is the duty the policy itself rests on.
        """
        demanded = {demand.absence: demand.basis for demand in self.demands}
        return dict.fromkeys(POSITION_ABSENT, self.printed_basis or self.legal_basis) | demanded

    def return_level(self, returns: int) -> EscalationLevel:
        """Whom the policy tells of so many returns."""
        if not self.return_ladder or returns == 0:
            return EscalationLevel.NONE
        return self.return_ladder[min(returns, len(self.return_ladder)) - 1]


SharedPolicy = Annotated[
    Policy, AfterValidator(partial(kept_once, name=lambda policy: (policy.id, policy.version)))
]
"""Of a message or a state: equal ones are one value."""
