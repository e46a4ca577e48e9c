"""The published rules by which heads are named."""

from datetime import date
from typing import Any

import pytest

from remiss.reference.evaluation import (
    CommendationRule,
    EvaluationFile,
    OverdueRule,
    evaluation_rules,
)

SINCE: dict[str, Any] = {"version": 1, "in_force_from": date(2026, 1, 1), "legal_basis": "Quy chế"}
LATE = OverdueRule(**SINCE, overdue=3, of=5, percent=20)
WELL = CommendationRule(**SINCE, replies=5, in_time=100, clear=90, returned=0)


@pytest.mark.parametrize(
    ("overdue", "among", "named"),
    [(3, 15, True), (3, 16, False), (2, 5, False), (3, 4, False), (5, 5, True), (0, 0, False)],
)
def test_so_many_of_so_many_are_habitual(overdue: int, among: int, *, named: bool) -> None:
    """At least so many, of at least so many, and at least that share."""
    assert LATE.applies(overdue=overdue, among=among) is named


@pytest.mark.parametrize(
    ("in_time", "among", "clear", "read", "returned", "named"),
    [
        (5, 5, 9, 10, 0, True),
        (4, 4, 4, 4, 0, False),
        (5, 6, 6, 6, 0, False),
        (6, 6, 8, 10, 0, False),
        (6, 6, 6, 6, 1, False),
    ],
)
def test_what_a_commendation_is_proposed_for(
    in_time: int, among: int, clear: int, read: int, returned: int, *, named: bool
) -> None:
    """Enough replies, in time, clear, and no return that stands."""
    said = {"in_time": in_time, "among": among, "clear": clear, "read": read}
    assert WELL.applies(**said, returned=returned) is named


def test_a_period_goes_by_the_rule_of_its_last_day() -> None:
    """The old one until its last day; of two the higher version."""
    old = LATE.model_copy(update={"in_force_until": date(2026, 6, 30)})
    new = LATE.model_copy(update={"version": 2, "in_force_from": date(2026, 7, 1)})
    rules = EvaluationFile(habitually_overdue=(old, new), commendation=(WELL,))
    assert rules.overdue_on(date(2026, 6, 30)) == old
    assert rules.overdue_on(date(2026, 9, 30)) == new
    assert rules.overdue_on(date(2025, 12, 31)) is None
    assert rules.commendation_on(date(2026, 9, 30)) == WELL


def test_the_shipped_rules_hold_today() -> None:
    """Each names where it comes from."""
    rules = evaluation_rules()
    for rule in (rules.overdue_on(date(2026, 12, 31)), rules.commendation_on(date(2026, 12, 31))):
        assert rule
        assert rule.legal_basis
