"""Working calendars of Viet Nam."""

from datetime import date, datetime, timedelta, timezone

import pytest

from consultation.calendar import WEEKEND, WorkSpan
from reference.calendars import working_calendar

HANOI = timezone(timedelta(hours=7))


def test_tet_is_off_by_name_in_both_languages() -> None:
    """The first day of the lunar year 2026 is 17 February."""
    name = working_calendar(2026, 2026).skipped(date(2026, 2, 17))

    assert name is not None
    assert (name.vi, name.en) == ("Tết Nguyên Đán", "Lunar New Year")


def test_a_make_up_saturday_is_a_working_day() -> None:
    """Saturday 22 August 2026 is worked for Monday 31 August, which is off."""
    calendar = working_calendar(2026, 2026)

    assert calendar.skipped(date(2026, 8, 22)) is None
    assert calendar.skipped(date(2026, 8, 31)) not in (None, WEEKEND)
    assert calendar.skipped(date(2026, 8, 29)) == WEEKEND


def test_a_substituted_day_off_counts_as_off() -> None:
    """The Hùng Kings' day 2026 falls on a Sunday; Monday is off instead."""
    name = working_calendar(2026, 2026).skipped(date(2026, 4, 27))

    assert name is not None
    assert "nghỉ bù" in name.vi


def test_a_deadline_runs_across_the_new_year() -> None:
    """Several years are one calendar."""
    calendar = working_calendar(2026, 2027)

    due = calendar.add(datetime(2026, 12, 31, 9, tzinfo=HANOI), WorkSpan(days=1))

    assert due == datetime(2027, 1, 4, 17, tzinfo=HANOI)


def test_only_the_years_asked_for_are_known() -> None:
    """No holiday spills in from a neighbouring year."""
    calendar = working_calendar(2027, 2028)

    assert {day.year for day in calendar.days_off} == {2027, 2028}
    assert (calendar.first, calendar.last) == (date(2027, 1, 1), date(2028, 12, 31))


def test_the_version_names_release_years_and_days() -> None:
    """Two calendars of one version are equal; other years are another version."""
    one, same = working_calendar(2026, 2027), working_calendar(2026, 2027)

    assert one == same
    assert one.version.startswith("vn-holidays-")
    assert "-2026-2027-" in one.version
    assert one.version != working_calendar(2026, 2028).version


def test_years_must_run_forward() -> None:
    """A calendar that ends before it begins is refused."""
    with pytest.raises(ValueError, match="backwards"):
        working_calendar(2027, 2026)
