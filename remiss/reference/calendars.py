"""Working calendars of Viet Nam: the `holidays` package, our corrections, what the Office recorded.

Opening hours are a default; an agency's working regulation (nội quy, quy chế làm việc) may differ.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import date, time
from functools import cache
from importlib.metadata import version

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import DayKind, RecordedOverride, in_force
from remiss.consultation.time.open_hours import Session
from remiss.consultation.time.overlay import localized, overridden
from remiss.consultation.values import AgencyCode
from remiss.reference.corrections import load_corrections
from remiss.reference.registry import load_registry
from remiss.texts import Bilingual, text

SESSIONS = (
    Session(opens=time(7, 30), closes=time(11, 30)),
    Session(opens=time(13), closes=time(17)),
)
MAKE_UP_DAY = text("reference.calendar.make_up_day")

YEARS_AHEAD = 4
"""How far ahead a case may reach; a year back serves reminders that look behind a New Year."""


def calendar_in_force(
    recorded: Iterable[RecordedOverride],
    year: int,
    since: int | None = None,
    territories: Collection[AgencyCode] = (),
) -> WorkCalendar:
    """The calendar in force in `year`, for a case opened in the year `since` or now.

    Of what is off in one territory alone it holds what concerns `territories`.
    """
    first = min(year, since or year) - 1
    records = in_force(recorded)
    plain = working_calendar(first, year + YEARS_AHEAD)
    names = {code: load_registry().territory(code) for code in territories}
    return localized(overridden(plain, (each.override for each in records)), records, names)


@cache
def working_calendar(first_year: int, last_year: int) -> WorkCalendar:
    """Every day off and working weekend from 1 January `first_year` to 31 December `last_year`.

    Its version names the release it comes from, the years and a digest of the days.

    Raises:
        ValueError: the years run backwards.
    """
    if first_year > last_year:
        message = f"the calendar would run backwards: {first_year} to {last_year}"
        raise ValueError(message)
    days_off = _days_off(range(first_year, last_year + 1))
    working_weekends = dict.fromkeys(_working_weekends(first_year, last_year), MAKE_UP_DAY)
    days_off, working_weekends = _corrected(days_off, working_weekends, first_year, last_year)
    return WorkCalendar(
        version=_version(first_year, last_year, days_off, working_weekends),
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
        sessions=SESSIONS,
        days_off=days_off,
        working_weekends=working_weekends,
    )


def _holidays(years: range, language: str) -> HolidayBase:
    return country_holidays("VN", years=years, language=language)


def _days_off(years: range) -> dict[date, Bilingual]:
    vi, en = _holidays(years, "vi"), _holidays(years, "en_US")
    return {day: Bilingual(vi=vi[day], en=en[day]) for day in sorted(vi)}


def _working_weekends(first_year: int, last_year: int) -> list[date]:
    years = range(first_year, last_year + 1)
    return sorted(day for day in _holidays(years, "vi").weekend_workdays if day.year in years)


def _corrected(
    off: dict[date, Bilingual], worked: dict[date, Bilingual], first_year: int, last_year: int
) -> tuple[dict[date, Bilingual], dict[date, Bilingual]]:
    """The days of the package as our corrections have them, in order."""
    for each in load_corrections().corrections:
        if first_year <= each.date.year <= last_year:
            off.pop(each.date, None)
            worked.pop(each.date, None)
            days = off if each.kind is DayKind.DAY_OFF else worked
            days[each.date] = Bilingual(vi=each.name.vi, en=each.name.en)
    return dict(sorted(off.items())), dict(sorted(worked.items()))


def _version(
    first_year: int, last_year: int, days_off: dict[date, Bilingual], working: Iterable[date]
) -> str:
    days = [[day.isoformat(), name.vi, name.en] for day, name in days_off.items()]
    said = json.dumps([days, [day.isoformat() for day in working]], ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    return f"vn-holidays-{version('holidays')}-{first_year}-{last_year}-{digest}"
