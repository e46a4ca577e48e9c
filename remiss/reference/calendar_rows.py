"""The working calendar of one year as rows for people."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import RecordedOverride, in_force, whose_day
from remiss.consultation.time.open_days import SATURDAY
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.values import AgencyCode
from remiss.reference.calendars import calendar_in_force
from remiss.reference.corrections import document_behind
from remiss.reference.registry import load_registry
from remiss.texts import Bilingual, label, local_date, local_time, say, text

OFF, WORKED = text("reference.calendar.off"), text("reference.calendar.worked")

Row = tuple[str, str, str, str]
"""The day, what it is, its name, and whose record says so."""


def calendar_rows(
    recorded: tuple[RecordedOverride, ...], this_year: int, year: int
) -> tuple[str, tuple[Row, ...]]:
    """The version in force, and each day of `year` that is off, or worked at a weekend.

    Days of single territories stand behind those of the province. Records that a later one took
    the place of stand below the day they were about.
    """
    calendar = calendar_in_force(recorded, this_year, year)
    days = [*_of_the_province(calendar), *_of_territories(recorded)]
    chosen = sorted((d for d in days if d.date.year == year), key=lambda d: (d.date, d.place or ""))
    return calendar.version, tuple(row for day in chosen for row in _rows(day, recorded))


class _Row(NamedTuple):
    """A day to show: what it is, its name, and the territory it is for, if only one."""

    date: date
    kind: Bilingual
    name: Bilingual
    place: AgencyCode | None = None


def _of_the_province(calendar: WorkCalendar) -> Iterator[_Row]:
    halves = calendar.half_days
    yield from (_Row(day, OFF, name) for day, name in calendar.days_off.items())
    for day, name in calendar.working_weekends.items():
        if day not in halves:
            yield _Row(day, WORKED, name)
    for day, half in halves.items():
        worked = day.weekday() >= SATURDAY
        yield _Row(day, _half_worked(half.off) if worked else _half(half.off), half.reason)


def _of_territories(recorded: tuple[RecordedOverride, ...]) -> Iterator[_Row]:
    for each in in_force(recorded):
        override = each.override
        if override.territory and override.closes:
            kind = _half(override.off) if override.off else OFF
            place = load_registry().territory(override.territory)
            kind = say("reference.calendar.local", kind=kind, place=place)
            yield _Row(override.date, kind, override.name, override.territory)


def _half(off: DayPart) -> Bilingual:
    return say("reference.calendar.half_off", part=label(off))


def _half_worked(off: DayPart) -> Bilingual:
    return say("reference.calendar.half_worked", part=label(off.other))


def _rows(day: _Row, recorded: Iterable[RecordedOverride]) -> Iterator[Row]:
    about = (r for r in recorded if whose_day(r.override) == (day.date, day.place))
    records = sorted(about, key=lambda each: each.ordinal)
    basis = _said(records[-1]) if records else document_behind(day.date, day.name.vi) or ""
    yield local_date(day.date), day.kind.both(), day.name.both(), basis
    for each in records[:-1]:
        yield "", "", f"({each.override.name.both()})", _said(each)


def _said(recorded: RecordedOverride) -> str:
    return (
        f"{recorded.legal_basis}; {recorded.reason} ({recorded.by.name}, {local_time(recorded.at)})"
    )
