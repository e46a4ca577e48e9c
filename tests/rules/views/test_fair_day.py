"""The nearest day on which an agency has room for one reply more."""

from datetime import timedelta

from remiss.consultation.views.fair_day import MOST_A_DAY, fair_day
from tests.given.case import MONDAY, opening

CALENDAR = opening().calendar
DUE = MONDAY + timedelta(days=4)
"""A Friday."""


def test_a_day_with_room_is_the_day_itself() -> None:
    """As long as not too many others are due then."""
    day = CALENDAR.local(DUE).date()
    assert fair_day(CALENDAR, DUE, {}) == day
    assert fair_day(CALENDAR, DUE, {day: MOST_A_DAY - 1}) == day


def test_a_crowded_day_leads_to_the_next_working_one() -> None:
    """Over the weekend, and on from a Monday that is crowded as well."""
    friday = CALENDAR.local(DUE).date()
    monday = friday + timedelta(days=3)
    crowded = {friday: MOST_A_DAY}
    assert fair_day(CALENDAR, DUE, crowded) == monday
    crowded[monday] = MOST_A_DAY
    assert fair_day(CALENDAR, DUE, crowded) == monday + timedelta(days=1)
