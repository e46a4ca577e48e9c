"""What many cases have in common is one value in a process; what differs never is."""

from datetime import date
from typing import Any

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import Open
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.state import Consultation
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import kept_once
from tests.given.case import CALENDAR, both, opening


def _arrived(**changes: Any) -> Open:
    """An opening as it comes out of a message."""
    return Open.model_validate_json(opening(**changes).model_dump_json())


def test_cases_share_calendar_and_policy() -> None:
    """Two messages that say the same, the cases they lead to, and a case read from its state."""
    first, second = _arrived(), _arrived()
    assert first.calendar is second.calendar
    assert first.policy is second.policy
    case = fold(decide(initial_state(), second), initial_state())
    assert isinstance(case, Consultation)
    assert case.calendar is first.calendar
    again = Consultation.model_validate_json(case.model_dump_json())
    assert again == case
    assert again.calendar is first.calendar
    assert again.policy is first.policy


def test_one_name_for_two_calendars_confuses_nobody() -> None:
    """Equal by every day, not by what they are called; whichever came last is shared."""
    other = CALENDAR.model_copy(update={"days_off": {date(2026, 5, 4): both("Nghỉ bù")}})
    assert other.version == CALENDAR.version
    first, second, third = _arrived(), _arrived(calendar=other), _arrived()
    assert second.calendar == other
    assert third.calendar == first.calendar == CALENDAR
    assert _arrived().calendar is third.calendar


def test_the_order_of_what_is_listed_stays_that_of_the_message() -> None:
    """Equal is not enough: what a replay goes through must not depend on who came before."""
    turned = dict(reversed(CALENDAR.days_off.items()))
    other = CALENDAR.model_copy(update={"days_off": turned})
    assert other == CALENDAR
    assert len(turned) > 1
    _arrived()
    assert list(_arrived(calendar=other).calendar.days_off) == list(turned)
    assert list(_arrived().calendar.days_off) == list(CALENDAR.days_off)


def test_only_so_many_are_kept() -> None:
    """A process that meets ever new calendars keeps the last."""
    kept_once._kept.clear()
    for number in range(kept_once.MOST_KEPT + 10):
        _arrived(calendar=CALENDAR.model_copy(update={"version": f"v{number}"}))
    assert len(kept_once._kept) <= kept_once.MOST_KEPT
    assert isinstance(next(iter(kept_once._kept.values())).value, WorkCalendar)
