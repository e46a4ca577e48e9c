"""A length of time as a policy gives it."""

from typing import Self

from pydantic import Field, model_validator

from remiss.consultation.values import Value, added_later
from remiss.texts import say


class WorkSpan(Value):
    """A length of time: working days and then working hours, or days as the calendar counts them.

    Calendar days end at closing time of the last one; where that is a day off, of the next
    working day (Bộ luật Dân sự 2015, Điều 148 khoản 5: from memory, to be checked by who keeps
    the policies).
    """

    days: int = Field(default=0, ge=0, le=250)
    hours: int = Field(default=0, ge=0, le=2_000)
    calendar_days: int = added_later(0, ge=0, le=365)

    @model_validator(mode="after")
    def _counts_one_way(self) -> Self:
        if self.calendar_days and (self.days or self.hours):
            raise ValueError(say("span.two_ways").both())
        return self

    @property
    def by_calendar(self) -> bool:
        """Whether nights and days off count."""
        return bool(self.calendar_days)
