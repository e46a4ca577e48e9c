"""Recorded parts of days and territories laid over a calendar, and what a running case takes up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.days_off import (
    CalendarOverride,
    DayKind,
    DayName,
    RecordedOverride,
    in_force,
)
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.time.overlay import (
    differing_days,
    hours_of,
    kept_as_it_was,
    localized,
    overridden,
)
from remiss.consultation.time.override_checks import check_overrides
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Person
from tests.given.case import CALENDAR, both, hanoi

THURSDAY, FRIDAY, SATURDAY = date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 14)
TODAY = date(2026, 3, 2)
OFF, WORKED = DayKind.DAY_OFF, DayKind.WORKING_DAY
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
COMMUNE = "H99.32"
NAMES = {COMMUNE: both("xã Tân Lập")}


def day(on: date, kind: DayKind = OFF, **more: Any) -> CalendarOverride:
    name = DayName(vi="Bão số 3", en="Storm 3")
    return CalendarOverride(date=on, kind=kind, name=name, **more)


def record(override: CalendarOverride, ordinal: int = 1) -> RecordedOverride:
    return RecordedOverride(
        override=override,
        ordinal=ordinal,
        legal_basis="Công điện số 05/CĐ-UBND",
        reason="Bão",
        by=Person(id="thinh", name="Trần Thịnh"),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        command_id=f"thinh:{ordinal}",
    )


def laid(*overrides: CalendarOverride, over: WorkCalendar = CALENDAR) -> WorkCalendar:
    """The calendar with these recorded one after the other."""
    records = in_force(record(each, n) for n, each in enumerate(overrides, start=1))
    return localized(overridden(over, (r.override for r in records)), records, NAMES)


def refused(*overrides: CalendarOverride, calendar: WorkCalendar = CALENDAR) -> str | None:
    try:
        check_overrides(calendar, overrides, TODAY)
    except Refusal as refusal:
        return refusal.code
    return None


def test_a_record_of_a_whole_day_is_written_as_it_always_was() -> None:
    """Nothing of parts or territories stands in it, nor in a calendar without them."""
    assert set(day(THURSDAY).model_dump(mode="json")) == {"date", "kind", "name"}
    stored = laid(day(THURSDAY), day(SATURDAY, WORKED)).model_dump(mode="json")
    assert set(stored) == {
        "version",
        "first",
        "last",
        "utc_offset_minutes",
        "sessions",
        "days_off",
        "working_weekends",
    }
    assert laid(day(THURSDAY), day(SATURDAY, WORKED)).version == "test-overrides-2-2df138782bc3"


def test_a_part_says_what_the_other_part_is() -> None:
    """Off in the afternoon, or worked in the morning, is one and the same day."""
    afternoon_off = laid(day(THURSDAY, part=AFTERNOON))
    morning_worked = laid(day(SATURDAY, WORKED, part=MORNING))

    assert afternoon_off.closing(THURSDAY) == hanoi("2026-03-12", "11:30")
    assert morning_worked.closing(SATURDAY) == hanoi("2026-03-14", "11:30")
    assert morning_worked.skipped(date(2026, 3, 15)) is not None


def test_of_one_day_the_latest_record_counts_for_each_territory_alone() -> None:
    """A commune's storm neither takes the place of the province's day nor gives way to it."""
    both_off = laid(day(THURSDAY, territory=COMMUNE), day(FRIDAY))
    taken_back = laid(day(THURSDAY, territory=COMMUNE), day(THURSDAY, WORKED, territory=COMMUNE))
    province_too = laid(day(THURSDAY, territory=COMMUNE), day(THURSDAY), day(THURSDAY, WORKED))

    assert within(both_off, COMMUNE).skipped(THURSDAY) is not None
    assert both_off.skipped(THURSDAY) is None
    assert taken_back == CALENDAR
    assert within(province_too, COMMUNE).skipped(THURSDAY) is not None
    assert province_too.skipped(THURSDAY) is None


def test_days_of_other_territories_leave_calendar_and_version_alone() -> None:
    """Who has no agency there is not told."""
    assert laid(day(THURSDAY, territory="H99.31")) == CALENDAR
    assert laid(day(THURSDAY, territory=COMMUNE)).version.startswith("test-local-1-")


@pytest.mark.parametrize(
    ("code", "override"),
    [
        (None, day(THURSDAY, part=AFTERNOON)),
        (None, day(SATURDAY, WORKED, part=MORNING)),
        (None, day(date(2026, 2, 26), part=AFTERNOON)),
        (None, day(THURSDAY, territory=COMMUNE)),
        (None, day(THURSDAY, part=MORNING, territory=COMMUNE)),
        ("part_says_otherwise", day(SATURDAY, OFF, part=AFTERNOON)),
        ("part_says_otherwise", day(THURSDAY, WORKED, part=MORNING)),
        ("past_day_made_working", day(date(2026, 2, 28), WORKED, part=MORNING)),
        ("override_changes_nothing", day(SATURDAY, territory=COMMUNE)),
        ("override_changes_nothing", day(THURSDAY, WORKED, territory=COMMUNE)),
        ("override_changes_nothing", day(SATURDAY, WORKED, territory=COMMUNE)),
    ],
)
def test_what_may_be_recorded_of_parts_and_territories(
    code: str | None, override: CalendarOverride
) -> None:
    """A day off opens nothing, a working day closes nothing; a commune works with its province."""
    assert refused(override) == code


def test_a_day_may_be_off_here_in_the_morning_and_there_in_the_afternoon() -> None:
    """One announcement names each territory once a day."""
    assert refused(day(THURSDAY, territory=COMMUNE), day(THURSDAY, territory="H99.31")) is None
    twice = day(THURSDAY, territory=COMMUNE), day(THURSDAY, part=MORNING, territory=COMMUNE)
    assert refused(*twice) == "day_named_twice"


# What a running case takes up


def test_a_past_day_does_not_become_a_working_day_for_a_case_that_ran() -> None:
    """Nor does a past afternoon; what lies ahead is taken up, and what was off is off."""
    past, ahead = date(2026, 2, 28), date(2026, 3, 7)
    corrected = laid(day(past, WORKED), day(ahead, WORKED), day(date(2026, 2, 26), part=AFTERNOON))

    taken = kept_as_it_was(corrected, CALENDAR, TODAY)

    assert taken.skipped(past) == CALENDAR.skipped(past)
    assert taken.skipped(ahead) is None
    assert taken.closing(date(2026, 2, 26)) == hanoi("2026-02-26", "11:30")
    assert taken.version.startswith(f"{corrected.version}-kept-1-")
    assert kept_as_it_was(corrected, corrected, TODAY) is corrected


def test_only_days_that_can_matter_to_a_case_differ() -> None:
    """Those from its opening on, in years both know, by date, part and territory."""
    changed = laid(day(THURSDAY, part=MORNING), day(FRIDAY, territory=COMMUNE), day(TODAY))

    assert differing_days(changed, CALENDAR, TODAY) == (TODAY, THURSDAY, FRIDAY)
    assert differing_days(changed, CALENDAR, THURSDAY) == (THURSDAY, FRIDAY)
    assert differing_days(CALENDAR, CALENDAR.model_copy(update={"version": "x"}), TODAY) == ()


DAYS = st.dates(date(2026, 2, 23), date(2026, 3, 31))
OVERRIDES = st.lists(
    st.builds(
        day,
        DAYS,
        st.sampled_from(DayKind),
        part=st.none() | st.sampled_from(DayPart),
        territory=st.none() | st.just(COMMUNE),
    ),
    max_size=8,
)
MOMENTS = st.integers(0, 14 * 24 * 60).map(
    lambda minutes: hanoi("2026-03-02", "00:00") + timedelta(minutes=minutes)
)


@for_all(OVERRIDES, OVERRIDES, MOMENTS, MOMENTS, st.integers(1, 5))
def test_no_calendar_taken_up_makes_anybody_later(
    before: list[CalendarOverride],
    more: list[CalendarOverride],
    start: datetime,
    at: datetime,
    days: int,
) -> None:
    """Whatever is recorded or corrected: at the moment of the change, and at any before it."""
    start, at = min(start, at), max(start, at)
    followed = laid(*before)
    allowed = [each for each in more if _may_change(each, followed, at.date())]
    calendar = kept_as_it_was(laid(*before, *allowed), followed, at.date())
    own, new = within(followed, COMMUNE), within(calendar, COMMUNE)
    clock = Clock.start(own, start, WorkSpan(days=days))

    after = clock.under(new, at)

    assert after.days_late(new, at) <= clock.days_late(own, at)
    assert after.due_at >= min(clock.due_at, new.add(at, WorkSpan(days=1)))


def _may_change(override: CalendarOverride, followed: WorkCalendar, today: date) -> bool:
    """Anything of the province, as a correction might; of a territory, what may be recorded."""
    if override.territory is None or override.date >= today:
        return True
    return override.kind is OFF and refused(override, calendar=followed) is None


@for_all(OVERRIDES, OVERRIDES)
def test_nothing_past_opens(before: list[CalendarOverride], more: list[CalendarOverride]) -> None:
    """Of the days that passed, whatever was off for the province stays off."""
    today = date(2026, 3, 10)
    followed = laid(*before)

    taken = kept_as_it_was(laid(*before, *more), followed, today)

    for n in range((today - CALENDAR.first).days):
        passed = CALENDAR.first + timedelta(days=n)
        assert hours_of(taken, passed) <= hours_of(followed, passed)
