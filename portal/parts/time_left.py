"""How much working time is left, in words: rounded down, never up."""

from datetime import datetime, timedelta

from remiss.consultation.time.calendar import WorkCalendar
from remiss.texts import Bilingual, join, say, text

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def whole_day(calendar: WorkCalendar) -> timedelta:
    """The working time of a day without a part off."""
    times = ((each.opens, each.closes) for each in calendar.sessions)
    minutes = sum(
        (closes.hour - opens.hour) * 60 + closes.minute - opens.minute for opens, closes in times
    )
    return timedelta(minutes=minutes)


def say_left(
    left: timedelta, day: timedelta = timedelta.max, *, to_the_minute: bool = False
) -> Bilingual:
    """2 ngày 5 giờ, of days that long; minutes where there are no days, or they are asked for."""
    days, rest = divmod(max(left, timedelta()), day)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days and not to_the_minute:
        minutes = 0
    units = (("days", days), ("hours", hours), ("minutes", minutes))
    said = [say(f"portal.time_left.{unit}", count=count) for unit, count in units if count]
    return join(said) if said else text("portal.time_left.none")


def left_today(calendar: WorkCalendar, now: datetime) -> timedelta:
    """The working time until offices close today; zero on a day off."""
    today = calendar.local(now).date()
    if calendar.skipped(today) is not None:
        return timedelta()
    return calendar.time_between(now, calendar.closing(today))
