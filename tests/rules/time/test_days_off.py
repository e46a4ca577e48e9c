"""Days recorded beside the package of holidays: each is exactly one of off and worked."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import (
    CalendarOverride,
    DayKind,
    DayName,
    RecordedOverride,
    RecordOverrides,
    asked_the_same,
    in_force,
)
from remiss.consultation.time.open_days import WEEKEND
from remiss.consultation.time.overlay import overridden
from remiss.consultation.time.override_checks import check_keeper, check_overrides
from remiss.consultation.values import Person
from tests.given.case import AUDITOR, CALENDAR, FINANCE, OFFICE, OFFICER, SUPERVISOR, head

THURSDAY, SATURDAY, HOLIDAY = date(2026, 3, 12), date(2026, 3, 14), date(2026, 4, 30)
TODAY = date(2026, 3, 2)
OFF, WORKED = DayKind.DAY_OFF, DayKind.WORKING_DAY


def day(on: date, kind: DayKind, name: str = "Hoán đổi") -> CalendarOverride:
    return CalendarOverride(date=on, kind=kind, name=DayName(vi=name, en=name))


def record(override: CalendarOverride, ordinal: int = 1) -> RecordedOverride:
    return RecordedOverride(
        override=override,
        ordinal=ordinal,
        legal_basis="Thông báo 1/TB-VP",
        reason="Hoán đổi",
        by=Person(id="thinh", name="Trần Thịnh"),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        command_id="thinh:1",
    )


def refused(*overrides: CalendarOverride, calendar: WorkCalendar = CALENDAR) -> str | None:
    """The code with which the days are refused, if they are."""
    try:
        check_overrides(calendar, overrides, TODAY)
    except Refusal as refusal:
        return refusal.code
    return None


def test_a_day_off_is_off_by_its_name() -> None:
    """A deadline that skips it can say why."""
    name = overridden(CALENDAR, [day(THURSDAY, OFF, "Bão số 3")]).skipped(THURSDAY)

    assert name is not None
    assert name.vi == "Bão số 3"


def test_a_weekend_or_a_holiday_may_be_worked() -> None:
    """A make-up Saturday counts, and so does a holiday that was moved away."""
    calendar = overridden(CALENDAR, [day(SATURDAY, WORKED), day(HOLIDAY, WORKED)])

    assert calendar.skipped(SATURDAY) is None
    assert calendar.skipped(HOLIDAY) is None
    assert calendar.skipped(date(2026, 3, 15)) == WEEKEND


@for_all(st.sampled_from((THURSDAY, SATURDAY, HOLIDAY, date(2026, 5, 9))), st.lists(st.booleans()))
def test_the_latest_record_of_a_day_counts_and_no_other(on: date, kinds: list[bool]) -> None:
    """Off and worked exclude each other, however often a day is recorded."""
    recorded = [record(day(on, OFF if off else WORKED), n) for n, off in enumerate(kinds, start=1)]

    calendar = overridden(CALENDAR, [r.override for r in in_force(reversed(recorded))])

    assert not calendar.days_off.keys() & calendar.working_weekends.keys()
    if kinds:
        assert (calendar.skipped(on) is not None) == kinds[-1]
    else:
        assert calendar == CALENDAR


def test_the_version_names_both_calendars() -> None:
    """The one beneath, and a digest of the days laid over it, in whatever order."""
    days = [day(THURSDAY, OFF), day(SATURDAY, WORKED)]

    one, other = overridden(CALENDAR, days), overridden(CALENDAR, reversed(days))

    assert one == other
    assert one.version.startswith(f"{CALENDAR.version}-overrides-2-")
    assert one.version != overridden(CALENDAR, [day(THURSDAY, OFF, "Bão"), days[1]]).version


def test_days_beyond_its_years_leave_a_calendar_as_it_is() -> None:
    """Their record waits for the calendar of those years."""
    assert overridden(CALENDAR, [day(date(2031, 1, 5), OFF)]) == CALENDAR


@pytest.mark.parametrize(
    ("code", "days"),
    [
        (None, [day(THURSDAY, OFF), day(SATURDAY, WORKED)]),
        (None, [day(date(2026, 2, 25), OFF)]),
        (None, [day(HOLIDAY, OFF, "Ngày Giải phóng miền Nam")]),
        ("day_named_twice", [day(THURSDAY, OFF), day(THURSDAY, WORKED)]),
        ("day_unknown_to_calendar", [day(date(2028, 1, 3), OFF)]),
        ("past_day_made_working", [day(date(2026, 2, 28), WORKED)]),
        ("override_changes_nothing", [day(THURSDAY, WORKED)]),
        ("override_changes_nothing", [day(HOLIDAY, OFF, "Giải phóng")]),
    ],
)
def test_what_may_be_recorded(code: str | None, days: list[CalendarOverride]) -> None:
    """A past day may have been off and cannot become worked; what is so already is not said."""
    assert refused(*days) == code


def test_what_is_on_record_may_be_taken_back() -> None:
    """By another record: the day is as it was, and both records remain."""
    storm = overridden(CALENDAR, [day(THURSDAY, OFF)])

    assert refused(day(THURSDAY, WORKED), calendar=storm) is None
    assert refused(day(THURSDAY, OFF), calendar=storm) == "override_changes_nothing"


def test_only_the_office_keeps_the_calendar() -> None:
    """It announces days off in the province; nobody else records one."""
    check_keeper(OFFICE)
    for other in (OFFICER, SUPERVISOR, AUDITOR, head(FINANCE)):
        with pytest.raises(Refusal, match="not_permitted"):
            check_keeper(other)


def test_one_key_is_one_change() -> None:
    """The same days for the same reason in any order; anything else is another change."""
    days = (day(THURSDAY, OFF), day(SATURDAY, WORKED))
    asked = RecordOverrides(
        id="thinh:1",
        actor=OFFICE,
        at=datetime(2026, 3, 2, tzinfo=UTC),
        overrides=days,
        legal_basis="Thông báo 1/TB-VP",
        reason="Hoán đổi",
    )

    assert asked_the_same(asked, [record(each) for each in reversed(days)])
    assert not asked_the_same(asked, [record(days[0])])
    assert not asked_the_same(
        asked.model_copy(update={"reason": "Khác"}), [record(each) for each in days]
    )
