"""Moments, days and lengths of time as official letters write them."""

from datetime import date, datetime, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7))
"""The one offset of the whole country, all year."""


def local_time(at: datetime) -> str:
    """The time of day and date as official letters write them, in Viet Nam's time."""
    return at.astimezone(VIET_NAM).strftime("%H:%M %d/%m/%Y")


def local_date(day: date) -> str:
    """A date as official letters write it; of a moment, the day it falls on in Viet Nam."""
    if isinstance(day, datetime):
        day = day.astimezone(VIET_NAM)
    return day.strftime("%d/%m/%Y")


def hours(length: timedelta) -> str:
    """A length of working time as hours and minutes, 4:30 for four and a half hours."""
    whole, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{whole}:{minutes:02}"
