"""Working calendars of Viet Nam."""

from datetime import date, datetime, timedelta, timezone

import pytest

from remiss.consultation.time.days_off import CalendarOverride, DayKind, DayName, RecordedOverride
from remiss.consultation.time.open_days import WEEKEND
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Person
from remiss.reference.calendar_rows import calendar_rows
from remiss.reference.calendars import calendar_in_force, working_calendar

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


def recorded(day: date, kind: DayKind, ordinal: int = 1) -> RecordedOverride:
    name = DayName(vi="Nghỉ do bão", en="Closed by a storm")
    return RecordedOverride(
        override=CalendarOverride(date=day, kind=kind, name=name),
        ordinal=ordinal,
        legal_basis="Công điện số 05/CĐ-UBND",
        reason="Bão số 3",
        by=Person(id="thinh", name="Trần Thịnh"),
        at=datetime(2026, 11, 20, 9, tzinfo=HANOI),
        command_id=f"thinh:{ordinal}",
    )


STORM = recorded(date(2026, 9, 9), DayKind.DAY_OFF)
TAKEN_BACK = recorded(date(2026, 9, 9), DayKind.WORKING_DAY, 2)


def test_what_is_recorded_lies_over_the_package() -> None:
    """The latest record of a day counts; the version tells the calendars apart."""
    plain = calendar_in_force((), 2026)

    storm, over = calendar_in_force([STORM], 2026), calendar_in_force([STORM, TAKEN_BACK], 2026)

    assert storm.skipped(date(2026, 9, 9)) is not None
    assert over.skipped(date(2026, 9, 9)) is plain.skipped(date(2026, 9, 9)) is None
    assert len({plain.version, storm.version, over.version}) == 3
    assert storm.version.startswith(f"{plain.version}-overrides-1-")


def test_a_case_opened_long_ago_keeps_its_years() -> None:
    """The calendar reaches back before the opening, and years ahead of today."""
    calendar = calendar_in_force((), 2029, since=2026)

    assert (calendar.first, calendar.last) == (date(2025, 1, 1), date(2033, 12, 31))
    assert calendar_in_force((), 2026).first == date(2025, 1, 1)


def test_the_rows_for_people_say_who_recorded_what() -> None:
    """Each day of the year in order; what was taken back stands below the day it was about."""
    version, rows = calendar_rows((STORM, TAKEN_BACK), 2026, 2026)
    (at,) = [n for n, row in enumerate(rows) if row[0] == "09/9/2026"]

    assert version == calendar_in_force([STORM, TAKEN_BACK], 2026).version
    assert rows[at][1] == "làm việc / worked"
    assert rows[at + 1][2] == "(Nghỉ do bão / Closed by a storm)"
    said = "Công điện số 05/CĐ-UBND; Bão số 3 (Trần Thịnh, 09:00 20/11/2026)"
    assert rows[at][3] == rows[at + 1][3] == said
    days = [datetime.strptime(row[0], "%d/%m/%Y").replace(tzinfo=HANOI) for row in rows if row[0]]
    assert days == sorted(days)
    assert {day.year for day in days} == {2026}
