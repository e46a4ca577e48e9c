"""Working calendars of Viet Nam: the `holidays` package, and what an administrator recorded.

Opening hours are a default; an agency's working regulation (nội quy, quy chế làm việc) may differ.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from importlib.metadata import version

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from remiss.consultation.time.calendar import Session, WorkCalendar
from remiss.consultation.time.days_off import RecordedOverride, in_force, overridden
from remiss.texts import Bilingual, text

SESSIONS = (
    Session(opens=time(7, 30), closes=time(11, 30)),
    Session(opens=time(13), closes=time(17)),
)
MAKE_UP_DAY = text("reference.calendar.make_up_day")

YEARS_AHEAD = 4
"""How far ahead a case may reach; a year back serves reminders that look behind a New Year."""


def calendar_in_force(
    recorded: Iterable[RecordedOverride], year: int, since: int | None = None
) -> WorkCalendar:
    """The calendar in force in `year`, for a case opened in the year `since` or now."""
    first = min(year, since or year) - 1
    return overridden(working_calendar(first, year + YEARS_AHEAD), in_force(recorded))


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


def _version(
    first_year: int, last_year: int, days_off: dict[date, Bilingual], working: Iterable[date]
) -> str:
    days = [[day.isoformat(), name.vi, name.en] for day, name in days_off.items()]
    said = json.dumps([days, [day.isoformat() for day in working]], ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    return f"vn-holidays-{version('holidays')}-{first_year}-{last_year}-{digest}"
