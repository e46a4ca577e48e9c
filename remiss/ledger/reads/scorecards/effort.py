"""What rounds take of people: steps, and the working time requests lay with either side."""

from typing import Any

from pydantic import Field

from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.comment_figures import Figures, ratio

MINUTES = 60
"""Of an hour."""


class Effort(Value):
    """What the rounds opened in the period took, of what the ledger knows; no hour of work."""

    steps: int = Field(description="What people did about its requests, each an event.")
    steps_per_round: float | None = Field(description="`steps` by `burden.rounds`.")
    minutes_asked: int = Field(description="Working minutes its requests lay with agencies asked.")
    hours_asked_per_round: float | None = Field(description="In hours, by `burden.rounds`.")
    minutes_deciding: int = Field(
        description="Working minutes they lay with whoever drafts or the Office, to decide."
    )
    hours_deciding_per_round: float | None = Field(description="In hours, by `burden.rounds`.")

    @classmethod
    def of(cls, figures: Figures) -> "Effort":
        rounds = figures["rounds"]
        asked, deciding = figures["minutes_asked"], figures["minutes_deciding"]
        return cls(
            steps=figures["steps"],
            steps_per_round=ratio(figures["steps"], rounds),
            minutes_asked=asked,
            hours_asked_per_round=ratio(asked, MINUTES * rounds),
            minutes_deciding=deciding,
            hours_deciding_per_round=ratio(deciding, MINUTES * rounds),
        )


EFFORT: dict[str, Any] = {
    "steps": 42,
    "steps_per_round": 8.4,
    "minutes_asked": 14400,
    "hours_asked_per_round": 48.0,
    "minutes_deciding": 3600,
    "hours_deciding_per_round": 12.0,
}
