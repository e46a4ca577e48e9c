"""Working days between two days, counted so that anyone can count them again from a calendar."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_days import SATURDAY
from remiss.consultation.time.open_hours import DayPart
from remiss.texts import VIET_NAM

ONE_DAY = timedelta(days=1)
NOON = "12:00"
LAST_HOUR = timedelta(hours=1)
Stop = tuple[str, str | None]
"""The day on which clocks were stopped, and the day on which they ran on; None: not yet."""
Pause = tuple[int, int | None]
"""The same in minutes since 1970."""


class CountedDays(NamedTuple):
    """What scorecards keep of a calendar: weekdays off, weekend days worked, when offices close.

    A day of which a part is off counts as a working day; `halves` says which part that is, and
    `sessions` when offices open and close, for whoever counts minutes.
    """

    off: Sequence[str]
    worked: Sequence[str]
    closes: str
    sessions: Sequence[tuple[str, str]] = ()
    halves: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, calendar: WorkCalendar, first: date) -> "CountedDays":
        """Those from the day `first` on."""
        off = [d for d in calendar.days_off if d >= first and d.weekday() < SATURDAY]
        worked = [d for d in calendar.working_weekends if d >= first]
        closes = calendar.sessions[-1].closes.isoformat("minutes")
        halves = [(d.isoformat(), h.off.value) for d, h in sorted(calendar.half_days.items())]
        return cls(
            [*map(date.isoformat, sorted(off))],
            [*map(date.isoformat, sorted(worked))],
            closes,
            [(_clock(each.opens), _clock(each.closes)) for each in calendar.sessions],
            [half for half in halves if half[0] >= first.isoformat()],
        )

    def effective(self, at: datetime) -> str:
        """The working day on which what came at `at` counts: after closing, the next one."""
        local = at.astimezone(VIET_NAM)
        day = local.date()
        if local.time().replace(second=0, microsecond=0) > time.fromisoformat(self.closes):
            day += ONE_DAY
        while not self._works(day):
            day += ONE_DAY
        return day.isoformat()

    def between(self, after: str, up_to: str, stops: Iterable[Stop] = ()) -> int:
        """Working days after the first and up to the second, without those in a stop.

        A stop takes the days after the one it began on, up to the one it ended on.
        """
        day, last, count = date.fromisoformat(after) + ONE_DAY, date.fromisoformat(up_to), 0
        stopped = [(begun, ended or up_to) for begun, ended in stops]
        while day <= last:
            iso = day.isoformat()
            count += self._works(day) and not any(a < iso <= b for a, b in stopped)
            day += ONE_DAY
        return count

    def minutes(self, since: int, until: int, pauses: Iterable[Pause] = ()) -> int:
        """Minutes in which offices were open between two minutes, without those in a pause."""
        known = [*pauses]
        day, last, total = _day(since), _day(until), 0
        while day <= last:
            for opens, closes in self._open_on(day):
                total += _unpaused(
                    max(since, _minute(day, opens)), min(until, _minute(day, closes)), known
                )
            day += ONE_DAY
        return total

    def _open_on(self, day: date) -> Iterable[tuple[str, str]]:
        if not self._works(day):
            return ()
        off = dict(self.halves).get(day.isoformat())
        if off is None:
            return self.sessions
        morning = off == DayPart.MORNING
        return [each for each in self.sessions if (each[0] < NOON) is not morning]

    def _works(self, day: date) -> bool:
        if day.isoformat() in self.off:
            return False
        return day.weekday() < SATURDAY or day.isoformat() in self.worked


def _clock(at: time) -> str:
    return at.isoformat("minutes")


def _day(minute: int) -> date:
    return datetime.fromtimestamp(minute * 60, VIET_NAM).date()


def _minute(day: date, clock: str) -> int:
    at = datetime.combine(day, time.fromisoformat(clock), VIET_NAM)
    return int(at.timestamp()) // 60


def _unpaused(since: int, until: int, pauses: Iterable[Pause]) -> int:
    """Minutes between the two that lie in no pause; pauses may overlap."""
    left, at = 0, since
    for begun, ended in sorted(pauses, key=lambda pause: pause[0]):
        left += max(0, min(begun, until) - at)
        at = max(at, until if ended is None else ended)
    return left + max(0, until - at)


def in_last_hour(calendar: WorkCalendar, at: datetime) -> bool:
    """Whether a working day has no more than an hour left."""
    day = calendar.local(at).date()
    if calendar.skipped(day) is not None:
        return False
    closing = calendar.closing(day)
    return closing - LAST_HOUR <= at <= closing
