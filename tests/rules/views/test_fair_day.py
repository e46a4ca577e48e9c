"""The nearest day on which an agency has room for one reply more."""

from datetime import timedelta

from remiss.consultation.views.fair_day import MOST_A_DAY, fair_day
from tests.given.case import MONDAY, opening

CALENDAR = opening().calendar
DUE = MONDAY + timedelta(days=4)
"""A Friday."""


def test_a_day_with_room_is_the_day_itself() -> None:
    """As long as not too many others are due then."""
    others = [DUE] * (MOST_A_DAY - 1)
    assert fair_day(CALENDAR, DUE, others) == CALENDAR.local(DUE).date()


def test_a_crowded_day_leads_to_the_next_working_one() -> None:
    """Over the weekend, and on from a Monday that is crowded as well."""
    monday = DUE + timedelta(days=3)
    crowded = [DUE] * MOST_A_DAY
    assert fair_day(CALENDAR, DUE, crowded) == CALENDAR.local(monday).date()
    crowded += [monday] * MOST_A_DAY
    assert fair_day(CALENDAR, DUE, crowded) == CALENDAR.local(monday + timedelta(days=1)).date()
