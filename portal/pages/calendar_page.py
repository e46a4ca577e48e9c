"""The page of the working calendar: the days of a year that are not what their weekday says."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from portal.navigation import CALENDAR
from portal.page import Page
from portal.parts.days import name_day
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from remiss.consultation.values import Value
from remiss.texts import Bilingual, Text, label, say, text
from remiss.views.calendar.calendar_answers import CalendarAnswer, LocalDayOff, NamedDay

COLUMNS = ("day", "kind", "name", "basis")


class CalendarPage(Page):
    """One year of the calendar in force."""

    template: ClassVar[str] = "calendar.html"
    here: ClassVar[str] = CALENDAR

    hours: Bilingual
    version: Text
    years: tuple[Tab, ...]
    table: Table | None
    """None for a year without any such day."""


class _Known(Value):
    day: NamedDay
    kind: Bilingual


def calendar_page(calendar: CalendarAnswer, hours: Bilingual, year: int) -> CalendarPage:
    """The page of a year within the calendar; of one outside it, of the nearest."""
    year = min(max(year, calendar.first.year), calendar.last.year)
    days = sorted(_known(calendar), key=lambda each: each.day.date)
    rows = tuple(_row(each) for each in days if each.day.date.year == year)
    heads = tuple(ColumnHead(name=text(f"portal.calendar.column.{name}")) for name in COLUMNS)
    return CalendarPage(
        title=say("portal.calendar.title", year=year),
        hours=hours,
        version=calendar.version,
        years=tuple(_years(calendar.first, calendar.last, year)),
        table=Table(heads=heads, rows=rows) if rows else None,
    )


def _years(first: date, last: date, chosen: int) -> Iterator[Tab]:
    for year in range(first.year, last.year + 1):
        name = Bilingual(vi=str(year), en=str(year))
        yield Tab(name=name, path=f"{CALENDAR}?year={year}", here=year == chosen)


def _known(calendar: CalendarAnswer) -> Iterator[_Known]:
    for day in calendar.days_off:
        yield _Known(day=day, kind=text("portal.calendar.off"))
    for day in calendar.working_weekends:
        yield _Known(day=day, kind=text("portal.calendar.worked"))
    for day in calendar.half_days:
        yield _Known(day=day, kind=_off(day))
    for local in calendar.local_days:
        yield _Known(day=local, kind=_locally(local))


def _off(day: NamedDay) -> Bilingual:
    if day.off is None:
        return text("portal.calendar.off")
    return say("portal.calendar.half", part=label(day.off))


def _locally(day: LocalDayOff) -> Bilingual:
    return say("portal.calendar.local", kind=_off(day), place=day.place)


def _row(each: _Known) -> tuple[Cell, ...]:
    basis = each.day.legal_basis or ""
    return (
        Cell(text=name_day(each.day.date)),
        Cell(text=each.kind),
        Cell(text=each.day.name),
        Cell(text=basis, empty=not basis),
    )
