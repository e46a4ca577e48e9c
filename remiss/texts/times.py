"""Moments, days and lengths of time as letters and screens write them."""

from datetime import date, datetime, timedelta, timezone

from remiss.texts.bilingual import Bilingual
from remiss.texts.catalogue import say, texts

VIET_NAM = timezone(timedelta(hours=7))
"""The one offset of the whole country, all year."""


WEEKDAYS = tuple(texts("weekday").values())

ZERO_BEFORE_DAY, ZERO_BEFORE_MONTH = 10, 3
"""Numbers below these are written with a zero before them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""


def local_time(at: datetime) -> str:
    """The time of day and the date, for a narrow column or a short line: 17:00 09/3/2026."""
    return f"{at.astimezone(VIET_NAM):%H:%M} {local_date(at)}"


def day_and_time(at: datetime) -> Bilingual:
    """A moment in a sentence of a screen: 17:00 thứ Sáu 27/11/2026, 17:00 Friday 27/11/2026."""
    here = at.astimezone(VIET_NAM)
    facts = {"time": f"{here:%H:%M}", "date": local_date(at)}
    return say("moment", weekday=WEEKDAYS[here.weekday()], **facts)


def local_date(day: date) -> str:
    """09/3/2026, as official letters write it; of a moment, the day it falls on in Viet Nam."""
    return "/".join(day_month_year(day))


def day_month_year(day: date) -> tuple[str, str, str]:
    """Day and month with a zero before them where they could be altered by hand."""
    if isinstance(day, datetime):
        day = day.astimezone(VIET_NAM)
    return (
        f"{day.day:02}" if day.day < ZERO_BEFORE_DAY else str(day.day),
        f"{day.month:02}" if day.month < ZERO_BEFORE_MONTH else str(day.month),
        str(day.year),
    )


def hours(length: timedelta) -> str:
    """A length of working time as hours and minutes, 4:30 for four and a half hours."""
    whole, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{whole}:{minutes:02}"
