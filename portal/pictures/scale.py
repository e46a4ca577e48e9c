"""Where moments lie between two days, in per cent of the way: what every picture places by."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from remiss.texts import VIET_NAM

ONE_DAY = timedelta(days=1)


class Scale(NamedTuple):
    """From the beginning of the first day to the end of the last."""

    first: date
    last: date

    def place(self, at: datetime) -> float:
        """How far along a moment lies; what lies outside is drawn at the edge."""
        passed = at - _midnight(self.first)
        return round(min(max(passed / self._length, 0.0), 1.0) * 100, 1)

    def day(self, day: date) -> float:
        """How far along a day begins."""
        return self.place(_midnight(day))

    @property
    def width_of_day(self) -> float:
        """How wide one day is."""
        return round(ONE_DAY / self._length * 100, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Each day of it."""
        return tuple(self.first + ONE_DAY * n for n in range((self.last - self.first).days + 1))

    @property
    def _length(self) -> timedelta:
        return _midnight(self.last + ONE_DAY) - _midnight(self.first)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIET_NAM)
