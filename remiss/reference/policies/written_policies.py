"""Policies as they are written: days to reply by kind and urgency, reminders, ladder, silence."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from remiss.consultation.policy import (
    ClarificationRules,
    EscalationLevel,
    Policy,
    Rung,
    SilenceOutcome,
    SilenceRule,
)
from remiss.consultation.values import DraftKind, Urgency, Value
from remiss.texts import say

NOTE = "For those who keep the file; no case carries it, and no letter prints it."


def _level(written: object) -> object:
    """Rungs are written by name, for people."""
    names = {level.name.lower(): level for level in EscalationLevel if level}
    if str(written) not in names:
        raise ValueError(f"{say('reference.policy.level').both()}: {', '.join(names)}")
    return names[str(written)]


WrittenLevel = Annotated[EscalationLevel, BeforeValidator(_level)]


class WrittenRung(Rung):
    """A rung as it is written: its level by name."""

    level: WrittenLevel


class WrittenClarification(ClarificationRules):
    """The rules of clarification as they are written."""

    ladder: tuple[WrittenRung, ...] = ()


class WrittenSilence(SilenceRule):
    """The rule of silence as it is written: agreement is deemed by a law that is named."""

    note: str = Field(default="", description=NOTE)

    @model_validator(mode="after")
    def _names_its_law(self) -> Self:
        if self.outcome is SilenceOutcome.DEEMED_AGREED and not self.legal_basis.strip():
            raise ValueError(say("reference.policy.silence_without_law").both())
        return self


class WrittenPolicy(Policy):
    """A policy as it is written, with the day from which this version holds."""

    in_force_from: date
    in_force_until: date | None = Field(
        default=None, description="The last day, if nothing succeeds."
    )
    note: str = Field(default="", description=NOTE)
    clarification: WrittenClarification | None = None
    ladder: tuple[WrittenRung, ...]
    return_ladder: tuple[WrittenLevel, ...]
    silence: WrittenSilence

    def plain(self) -> Policy:
        """The rules alone, as a case carries them."""
        written = self.model_dump(
            exclude={
                "in_force_from": True,
                "in_force_until": True,
                "note": True,
                "silence": {"note": True},
            }
        )
        return Policy.model_validate(written)


class PolicyFile(Value):
    """Every policy, and every version of it; examples are checked alike, and never in force."""

    common: dict[str, object] = Field(default_factory=dict)
    policies: tuple[WrittenPolicy, ...]
    to_fill: tuple[DraftKind, ...] = Field(
        default=(), description="Kinds that no case opens with until a policy is written for them."
    )
    examples: tuple[WrittenPolicy, ...] = ()


def stands(policy: WrittenPolicy, policies: Iterable[WrittenPolicy], day: date) -> bool:
    """Whether `policy` is the version of its id in force on `day`."""
    begun = [p.in_force_from for p in policies if p.id == policy.id and p.in_force_from <= day]
    over = policy.in_force_until is not None and policy.in_force_until < day
    return bool(begun) and policy.in_force_from == max(begun) and not over


def chosen_at(
    policies: Sequence[Policy], standing: Sequence[int], kind: DraftKind, urgency: Urgency
) -> int | None:
    """The policy made for this kind and urgency, else the default of the urgency."""
    of_urgency = [n for n in standing if policies[n].urgency is urgency]
    made = [n for n in of_urgency if kind in policies[n].kinds]
    return next(iter(made or [n for n in of_urgency if not policies[n].kinds]), None)
