"""The days a scorecard counts."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, NamedTuple

from pydantic import Field

from remiss.consultation.values import Value
from remiss.problems.problem import Problem
from remiss.texts import VIET_NAM

ONE_DAY = timedelta(days=1)
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class Spans(NamedTuple):
    """A period in whole months, and the days before and after them; each until before its end."""

    first_month: date
    end_month: date
    first_day: date
    end_day: date
    first_day_after: date
    end_day_after: date


class Period(Value):
    """Days in Viet Nam, both inclusive; None: no bound."""

    from_: Day | None = Field(
        default=None, alias="from", description="Từ ngày (giờ Việt Nam). / First day counted."
    )
    to: Day | None = Field(default=None, description="Đến hết ngày. / Last day counted.")

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """From when, and until just before when.

        Raises:
            Problem: `period_reversed`.
        """
        self._check()
        start = _midnight(self.from_) if self.from_ else None
        return start, _midnight(self.to + ONE_DAY) if self.to else None

    def spans(self) -> Spans:
        """The same days, as sums are kept of them.

        Raises:
            Problem: `period_reversed`.
        """
        self._check()
        return spans_between(self.from_ or date.min, self.to + ONE_DAY if self.to else date.max)

    def _check(self) -> None:
        if self.from_ and self.to and self.from_ > self.to:
            raise Problem("period_reversed")


def spans_between(start: date, end: date) -> Spans:
    """The days from `start` until before `end`."""
    last = end if end == date.max else end.replace(day=1)
    first = start if start.day == 1 else _next_month(start)
    if first >= last:
        return Spans(start, start, start, end, end, end)
    return Spans(first, last, start, first, last, end)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIET_NAM)
