"""The quarters heads explain and letters list, by the key an address names."""

from portal.pages.scorecards.periods import ChosenPeriod, today
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.problems.problem import Problem


def quarter_named(key: str) -> SheetPeriod:
    """The quarter of a key such as `2026-Q4`.

    Raises:
        Problem: `not_found`: it is none, or has not begun.
    """
    try:
        quarter = SheetPeriod.of_key(key)
    except ValueError:
        raise Problem("not_found") from None
    if quarter.length is not Length.QUARTER or quarter.first > today():
        raise Problem("not_found")
    return quarter


def quarter_within(period: ChosenPeriod) -> SheetPeriod | None:
    """The quarter a period is; None: it is none, or has not begun."""
    quarter = SheetPeriod.around(period.last, Length.QUARTER)
    whole = (quarter.first, quarter.last) == (period.first, period.last)
    return quarter if whole and quarter.first <= today() else None
