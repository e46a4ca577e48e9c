"""Periods and their keys; what a sheet and its amendments say together."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import (
    Amendment,
    KeptSheet,
    Sheet,
    SheetLine,
    amended,
    changes_between,
)
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod, periods_over

NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)
PEOPLE = ("", "stc.huong.bui", "stc.an.vu")
FIGURES = st.dictionaries(
    st.sampled_from(("late", "in_time", "requests")), st.integers(1, 9), min_size=1
)


def _lines(figures: Mapping[str, dict[str, int]]) -> tuple[SheetLine, ...]:
    return tuple(
        SheetLine(card=Card.AGENCIES, agency="H99.04", person=who, name=who, figures=found)
        for who, found in sorted(figures.items())
    )


LINES = st.dictionaries(st.sampled_from(PEOPLE), FIGURES).map(_lines)


@pytest.mark.parametrize(
    ("key", "first", "last", "name"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "tháng 2 năm 2026"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "tháng 12 năm 2026"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
    ],
)
def test_a_key_names_its_days(key: str, first: date, last: date, name: str) -> None:
    """Each length has its own kind of key, and back."""
    period = SheetPeriod.of_key(key)
    assert (period.key, period.first, period.last, period.name.vi) == (key, first, last, name)


@pytest.mark.parametrize("key", ["2026-13", "2026-Q5", "2026-H3", "26", "2026-1", "2026-Q", ""])
def test_what_is_no_key(key: str) -> None:
    """It is refused, whatever it resembles."""
    with pytest.raises(ValueError, match=f"^{key}$"):
        SheetPeriod.of_key(key)


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.sampled_from(Length))
def test_every_day_lies_in_one_period_of_each_length(day: date, length: Length) -> None:
    """And the next begins the day after the last."""
    period = SheetPeriod.around(day, length)
    assert period.first <= day <= period.last
    assert period.next.first == period.last + timedelta(days=1)


def test_what_is_over_has_ended_before_today() -> None:
    """On the last day of a year nothing of it has; on the day after, all four have."""
    since = date(2026, 11, 20)
    assert [p.key for p in periods_over(since, date(2026, 12, 31))] == ["2026-11"]
    assert [p.key for p in periods_over(since, date(2027, 1, 1))] == [
        "2026-11",
        "2026-12",
        "2026-Q4",
        "2026-H2",
        "2026",
    ]


@given(LINES, LINES)
def test_the_changes_lead_from_one_count_to_the_other(
    before: tuple[SheetLine, ...], now: tuple[SheetLine, ...]
) -> None:
    """All of them, and none that is no change."""
    changes = changes_between(before, now)
    assert all(each.before != each.after for each in changes)
    assert amended(before, changes) == now


def test_a_later_amendment_goes_on_from_the_one_before() -> None:
    """The sheet itself says what it said."""
    first, second, third = (_lines({"": {"late": n}}) for n in (3, 2, 4))
    sheet = Sheet(number=1, period="2026-11", made_at=NOON, counted_at=NOON, names={}, lines=first)
    amendments = tuple(
        Amendment(
            number=number,
            period="2026-11",
            made_at=NOON,
            counted_at=NOON,
            names={},
            changes=changes_between(before, after),
        )
        for number, (before, after) in enumerate([(first, second), (second, third)], start=2)
    )
    kept = KeptSheet(sheet=sheet, amendments=amendments)
    assert kept.lines == third
    assert [(each.before, each.after) for each in kept.changes] == [(3, 2), (2, 4)]
    assert kept.sheet.lines == first
