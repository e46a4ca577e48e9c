"""The days a scorecard counts."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field

from remiss.consultation.values import Value
from remiss.problems.problem import Problem
from remiss.texts import VIET_NAM

ONE_DAY = timedelta(days=1)
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


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
        if self.from_ and self.to and self.from_ > self.to:
            raise Problem("period_reversed")
        start = _midnight(self.from_) if self.from_ else None
        return start, _midnight(self.to + ONE_DAY) if self.to else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIET_NAM)
