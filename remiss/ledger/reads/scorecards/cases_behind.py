"""The cases behind a figure, a page at a time: whatever was counted can be looked at."""

from datetime import date
from typing import NamedTuple

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.measures import Measure
from remiss.ledger.reads.scorecards.period import ONE_DAY, Period
from remiss.ledger.statements import SQL


class CountedIn(NamedTuple):
    """One case, and what of it counted: about which agency, how much, on which days."""

    consultation: str
    agency: str
    """Asked; empty where it is about the case itself."""
    subject: str
    amount: int
    first: date
    last: date

    @property
    def cursor(self) -> str:
        return f"{self.consultation}:{self.agency}"


async def cases_behind(  # noqa: PLR0913 -- whose, what, when, and which page
    source: Reader,
    card: Card,
    subject: AgencyCode,
    measured: Measure,
    period: Period,
    *,
    person: str | None = None,
    after: str | None = None,
    at_most: int,
) -> list[CountedIn]:
    """What `measured` adds up, of one agency or one person of it, by case; amounts sum to it.

    Raises:
        Problem: `period_reversed`.
    """
    period.spans()
    first, last = period.from_ or date.min, period.to + ONE_DAY if period.to else date.max
    case, _, agency = (after or ":").partition(":")
    rows = await source.fetch(
        SQL[f"counted_of_{card}"],
        subject, person, list(measured.figures), first, last, case, agency, at_most,
    )  # fmt: skip
    return [CountedIn(*row.values()) for row in rows]
