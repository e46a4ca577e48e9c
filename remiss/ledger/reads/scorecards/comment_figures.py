"""Figures as they are summed, and those of comments, of who makes and who disposes of them."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import Field

from remiss.consultation.values import Value

Share = Annotated[float, Field(ge=0, le=1)]
Figures = Counter[str]
"""Sums by the names `consultation.views.scores` gives them; one that is absent is 0."""


def ratio(part: int, whole: int) -> float | None:
    """Rounded to two decimals, halves up; None with nothing to divide by."""
    exact = Decimal(part) / Decimal(whole) if whole else None
    return None if exact is None else float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


class Commenting(Value):
    """What became of comments, counted where they were first disposed of."""

    disposed: int
    adopted: int
    adopted_in_part: int
    adopted_later: int
    kept: int
    objected: int = Field(description="Comments whose disposition the agency objected to.")
    adopted_rate: Share | None = Field(
        description="`adopted` and `adopted_in_part` by the four outcomes together."
    )

    @classmethod
    def of(cls, figures: Figures) -> "Commenting":
        outcomes = {kind: figures[kind] for kind in OUTCOMES}
        adopted = figures["adopted"] + figures["adopted_in_part"]
        return cls(
            disposed=figures["comments"],
            objected=figures["objected"],
            adopted_rate=ratio(adopted, sum(outcomes.values())),
            **outcomes,
        )


OUTCOMES = ("adopted", "adopted_in_part", "adopted_later", "kept")
COMMENTS: dict[str, Any] = {
    "disposed": 6,
    "adopted": 3,
    "adopted_in_part": 1,
    "adopted_later": 0,
    "kept": 2,
    "objected": 1,
    "adopted_rate": 0.67,
}
