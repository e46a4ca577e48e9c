"""The lengths of time written in a policy, each with its place, made comparable."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from remiss.consultation.policy import Policy
from remiss.consultation.time.span import WorkSpan

HOURS_A_DAY, WORKING_DAYS_A_WEEK, DAYS_A_WEEK = 8, 5, 7
Place = tuple[int | str, ...]


class Span(NamedTuple):
    """A length of time, and where it is written."""

    place: Place
    span: WorkSpan

    @property
    def hours(self) -> int:
        """Working hours; of calendar days, those of five in seven."""
        days = self.span.days + self.span.calendar_days * WORKING_DAYS_A_WEEK // DAYS_A_WEEK
        return days * HOURS_A_DAY + self.span.hours


def spans(at: Place, policy: Policy) -> Iterator[Span]:
    """Every length of time in a policy."""
    yield from _spans_in(at, policy)


def _spans_in(at: Place, value: Any) -> Iterator[Span]:
    if isinstance(value, WorkSpan):
        yield Span(at, value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans_in((*at, index), item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _spans_in((*at, name), getattr(value, name))
