"""How working days spread: counts by band, and where the quarters of them lie."""

from typing import Any

from pydantic import Field

from remiss.consultation.values import Value
from remiss.consultation.views.scores.answer_days import EVERY_BAND, quartiles
from remiss.ledger.reads.scorecards.comment_figures import Figures

Band = str


class Distribution(Value):
    """Counts by band of working days, the shortest first; never a mean alone."""

    counts: dict[Band, int] = Field(description="`0`, `1` … `10`, `11-15`, `16-20`, `21+`.")
    total: int
    quarter: Band | None = Field(description="The band by which a quarter of them is reached.")
    median: Band | None
    three_quarters: Band | None

    @classmethod
    def of(cls, named: str, figures: Figures) -> "Distribution":
        """Of the figures of that name and band."""
        counts = {band: figures[f"{named}_{band}"] for band in EVERY_BAND}
        return cls(counts=counts, total=sum(counts.values()), **quartiles(counts)._asdict())


_SOME = (0, 1, 2, 3, 2, 1, 1, 0, 0, 0, 0, 1, 0, 0)
DAYS: dict[str, Any] = {
    "counts": dict(zip(EVERY_BAND, _SOME, strict=True)),
    "total": 11,
    "quarter": "2",
    "median": "3",
    "three_quarters": "5",
}
