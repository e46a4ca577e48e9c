"""Days the package of holidays lacks, shipped with their documents; and what cases make of them."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.days_off import CalendarOverride, DayKind, DayName, RecordedOverride
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.time.overlay import differing_days, kept_as_it_was
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Person
from remiss.reference.calendar_rows import calendar_rows
from remiss.reference.calendars import calendar_in_force, working_calendar
from remiss.reference.corrections import document_behind, load_corrections, why_days_changed
from remiss.reference.yaml_file import ReferenceDataError
from remiss.texts import Bilingual
from tests.given.case import hanoi

OFF, WORKED = date(2026, 1, 2), date(2026, 1, 10)
DOCUMENT = "Văn bản số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
TODAY = date(2026, 11, 30)


def before_the_corrections() -> WorkCalendar:
    """The calendar of a case that opened before they were shipped."""
    calendar = working_calendar(2024, 2029)
    return calendar.model_copy(
        update={
            "version": "package",
            "days_off": _but(calendar.days_off, OFF),
            "working_weekends": _but(calendar.working_weekends, WORKED),
        }
    )


def _but(days: dict[date, Bilingual], left_out: date) -> dict[date, Bilingual]:
    return {day: name for day, name in days.items() if day != left_out}


def recorded(*overrides: CalendarOverride) -> tuple[RecordedOverride, ...]:
    return tuple(
        RecordedOverride(
            override=override,
            ordinal=ordinal,
            legal_basis="Công điện số 05/CĐ-UBND",
            reason="Bão số 3",
            by=Person(id="thinh", name="Trần Thịnh"),
            at=datetime(2026, 11, 20, tzinfo=hanoi("2026-11-20").tzinfo),
            command_id="thinh:1",
        )
        for ordinal, override in enumerate(overrides, start=1)
    )


def storm(day: date, **more: object) -> CalendarOverride:
    name = DayName(vi="Nghỉ do bão", en="Closed by a storm")
    return CalendarOverride.model_validate(
        {"date": day, "kind": DayKind.DAY_OFF, "name": name, **more}
    )


def test_the_new_year_of_2026_was_swapped() -> None:
    """Friday 02/01 off, Saturday 10/01 worked, by a document anyone can look up."""
    calendar = calendar_in_force((), 2026)

    assert calendar.skipped(OFF) is not None
    assert calendar.skipped(WORKED) is None
    for day in (OFF, WORKED):
        assert document_behind(day, "") == DOCUMENT
    assert calendar.add(hanoi("2025-12-31"), WorkSpan(days=1)) == hanoi("2026-01-05", "17:00")


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2029, 11, 24), date(2029, 11, 26)])
def test_the_day_of_culture_rests_on_its_resolution(day: date) -> None:
    """Also the day in lieu of it: by the National Assembly's resolution that grants the day."""
    name = working_calendar(2026, 2029).days_off[day].vi

    assert "Nghị quyết số 28/2026/QH16" in (document_behind(day, name) or "")


def test_what_is_shipped_says_where_and_when_it_was_looked_at() -> None:
    """For who keeps the file; nobody else reads it."""
    file = load_corrections()

    for each in (*file.corrections, *file.documents):
        assert each.source.startswith("http")
        assert each.looked <= TODAY


def test_a_correction_written_twice_is_refused(tmp_path: Path) -> None:
    """By file, and with what to do."""
    entry = (
        "  - {date: 2026-01-02, kind: day_off, name: {vi: a, en: a}, legal_basis: b,"
        " source: http://c, state: checked, looked: 2026-11-30}\n"
    )
    path = tmp_path / "calendar.yaml"
    path.write_text(f"corrections:\n{entry}{entry}", encoding="utf-8")

    with pytest.raises(ReferenceDataError, match="02/01/2026"):
        load_corrections(path)


def test_the_offices_record_wins_over_a_correction() -> None:
    """Whatever we ship, the province says what its days are."""
    worked = storm(OFF, kind=DayKind.WORKING_DAY)

    assert calendar_in_force(recorded(worked), 2026).skipped(OFF) is None


# What running cases make of a correction


def test_a_case_of_last_winter_gains_the_day_off_and_owes_nothing_for_the_day_worked() -> None:
    """The Saturday has passed: nobody told its agencies, so it stays off for them."""
    followed = before_the_corrections()
    corrected = calendar_in_force((), 2026, 2025)

    taken = kept_as_it_was(corrected, followed, TODAY)

    assert differing_days(taken, followed, date(2025, 12, 20)) == (OFF,)
    assert taken.skipped(WORKED) is not None
    assert why_days_changed((OFF,)) == [f"Ngày nghỉ (thay cho ngày 10/01/2026) ({DOCUMENT})"]


@pytest.mark.parametrize("start", [hanoi("2025-12-29"), hanoi("2026-01-05"), hanoi("2026-01-09")])
def test_nobody_is_later_for_it(start: datetime) -> None:
    """Not at any moment, for a deadline around New Year that is still open."""
    followed, at = before_the_corrections(), hanoi("2026-11-30", "09:00")
    taken = kept_as_it_was(calendar_in_force((), 2026, 2025), followed, TODAY)
    clock = Clock.start(followed, start, WorkSpan(days=3))

    after = clock.under(taken, at)

    for seen in (hanoi("2026-01-12"), hanoi("2026-01-20"), at):
        assert after.days_late(taken, seen) <= clock.days_late(followed, seen)


def test_a_case_opened_since_has_nothing_to_follow() -> None:
    """Days before its opening do not concern it."""
    followed = before_the_corrections()

    taken = kept_as_it_was(calendar_in_force((), 2026, 2025), followed, TODAY)

    assert differing_days(taken, followed, date(2026, 2, 1)) == ()


# As people read it


def kinds(rows: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    return {row[1].split(" / ")[0]: row[0] for row in rows if row[0] in {"09/9/2026", "12/12/2026"}}


def test_rows_tell_half_days_and_territories_apart() -> None:
    """A Saturday worked in the morning is said to be worked; a commune's day is the commune's."""
    saturday = storm(date(2026, 12, 12), kind=DayKind.WORKING_DAY, part=DayPart.MORNING)
    september = date(2026, 9, 9)
    records = recorded(
        saturday,
        storm(september, part=DayPart.AFTERNOON),
        storm(september, territory="H99.32"),
    )

    _, rows = calendar_rows(records, 2026, 2026)

    assert kinds(rows) == {
        "nghỉ buổi chiều": "09/9/2026",
        "nghỉ tại xã Tân Lập": "09/9/2026",
        "làm việc buổi sáng": "12/12/2026",
    }
