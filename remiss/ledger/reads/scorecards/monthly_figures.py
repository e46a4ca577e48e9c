"""Figures month by month, for a trend."""

import json
from collections import Counter
from datetime import date

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.statements import SQL


def twelve_months(day: date) -> tuple[date, date]:
    """From the first day of the month eleven before that of `day`, until before the month after."""
    number = _number(day) + 1
    end = date(number // 12, number % 12 + 1, 1)
    return end.replace(year=end.year - 1), end


async def monthly_figures(
    source: Reader, card: Card, subject: AgencyCode | None, first: date, end: date
) -> dict[date, Figures]:
    """Of one agency or of all, by the first day of each month from `first` until before `end`."""
    rows = await source.fetch(SQL["scorecard_months"], card, subject, first, end)
    known = {row["since"]: Counter(json.loads(row["figures"])) for row in rows}
    months = ((n // 12, n % 12 + 1) for n in range(_number(first), _number(end)))
    return {day: known.get(day, Counter()) for day in (date(y, m, 1) for y, m in months)}


def _number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1
