"""The working calendar of one year as rows for people."""

from collections.abc import Iterable, Iterator
from datetime import date

from remiss.consultation.time.days_off import RecordedOverride
from remiss.reference.calendars import calendar_in_force
from remiss.texts import Bilingual, local_date, local_time, text

OFF, WORKED = text("reference.calendar.off"), text("reference.calendar.worked")

Row = tuple[str, str, str, str]
"""The day, what it is, its name, and whose record says so."""


def calendar_rows(
    recorded: tuple[RecordedOverride, ...], this_year: int, year: int
) -> tuple[str, tuple[Row, ...]]:
    """The version in force, and each day of `year` that is off, or worked at a weekend.

    Records that a later one took the place of stand below the day they were about.
    """
    calendar = calendar_in_force(recorded, this_year, year)
    days = [(day, OFF, name) for day, name in calendar.days_off.items()]
    days += [(day, WORKED, name) for day, name in calendar.working_weekends.items()]
    about = {day: [r for r in recorded if r.override.date == day] for day, _, _ in days}
    chosen = sorted((d for d in days if d[0].year == year), key=lambda d: d[0])
    return calendar.version, tuple(row for d in chosen for row in _rows(*d, about[d[0]]))


def _rows(
    day: date, kind: Bilingual, name: Bilingual, about: Iterable[RecordedOverride]
) -> Iterator[Row]:
    records = sorted(about, key=lambda each: each.ordinal)
    yield local_date(day), kind.both(), name.both(), _said(records[-1]) if records else ""
    for each in records[:-1]:
        yield "", "", f"({each.override.name.both()})", _said(each)


def _said(recorded: RecordedOverride) -> str:
    return (
        f"{recorded.legal_basis}; {recorded.reason} ({recorded.by.name}, {local_time(recorded.at)})"
    )
