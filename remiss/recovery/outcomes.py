"""Outcomes of a recovery, case by case, in words for the operator."""

from enum import StrEnum

from remiss.consultation.state import CaseStage
from remiss.consultation.values import Value
from remiss.texts import Bilingual, say, stack

OVER = frozenset({CaseStage.CANCELLED, CaseStage.ARCHIVED})
"""The stages from which a case does not go on."""


class Fate(StrEnum):
    """What was found of a case, or done about it."""

    STARTED = "started"
    LIVING = "living"
    OVER = "over"
    WHOLE = "whole"
    WRITTEN = "written"
    LOST = "lost"
    STUCK = "stuck"


class CaseOutcome(Value):
    """What became of one case; `message` says what a person has to do about it."""

    fate: Fate
    consultation: str
    events: int = 0
    message: Bilingual | None = None


class Summary(Value):
    """What became of all cases, and of what lies beside them."""

    outcomes: tuple[CaseOutcome, ...]
    notes: tuple[Bilingual, ...] = ()
    failures: tuple[Bilingual, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether nothing is left to do but what a note asks for."""
        return not self.failures and not any(o.fate is Fate.STUCK for o in self.outcomes)

    @property
    def to_see_to(self) -> Bilingual:
        """Every case and thing a person has to see to."""
        named = [
            Bilingual(
                vi=f"{o.consultation}: {o.message.vi}", en=f"{o.consultation}: {o.message.en}"
            )
            for o in self.outcomes
            if o.message
        ]
        return stack([*named, *self.notes, *self.failures])

    def count(self, fate: Fate) -> int:
        """How many cases met it."""
        return sum(outcome.fate is fate for outcome in self.outcomes)

    @property
    def events(self) -> int:
        return sum(outcome.events for outcome in self.outcomes)


def say_recovered(summary: Summary, *, dry_run: bool) -> Bilingual:
    """The result of `remiss recover` in one line."""
    return say(
        "recovery.recovered_dry_run" if dry_run else "recovery.recovered",
        **{str(fate): summary.count(fate) for fate in Fate},
    )


def say_reconciled(summary: Summary, *, dry_run: bool) -> Bilingual:
    """The result of `remiss reconcile` in one line."""
    return say(
        "recovery.reconciled_dry_run" if dry_run else "recovery.reconciled",
        events=summary.events,
        **{str(fate): summary.count(fate) for fate in Fate},
    )
