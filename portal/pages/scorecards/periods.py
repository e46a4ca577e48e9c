"""The period of a scorecard, as the address has it: days, and months, quarters, years to choose."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from portal.parts.paging import with_query
from portal.parts.tabs import Tab
from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.period import Period
from remiss.texts import VIET_NAM, Bilingual, local_date, say

MONTHS_OF_A_QUARTER = 3


class PeriodTyped(NamedTuple):
    """The period asked for, or the quarter we are in where none can be read of what was typed."""

    chosen: "ChosenPeriod"
    mistaken: bool


def period_typed(first: str | None, last: str | None) -> PeriodTyped:
    """Days as people here write them, or as the service does; blank: none."""
    try:
        chosen = period_chosen(_day(first), _day(last), today())
        _ = chosen.counted
    except ValueError:
        return PeriodTyped(quarter_of(today()), mistaken=True)
    if chosen.first > chosen.last:
        return PeriodTyped(quarter_of(today()), mistaken=True)
    return PeriodTyped(chosen, mistaken=False)


def _day(typed: str | None) -> date | None:
    if not typed or not typed.strip():
        return None
    form = "%d/%m/%Y" if "/" in typed else "%Y-%m-%d"
    return datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007 -- a day alone


class ChosenPeriod(Value):
    """First and last day, both counted."""

    first: date
    last: date

    @property
    def counted(self) -> Period:
        return Period.model_validate({"from": self.first, "to": self.last})

    @property
    def query(self) -> dict[str, str]:
        """As it stands in the address."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    @property
    def name(self) -> Bilingual:
        """The quarter or the year where it is one, else its days."""
        for named in (quarter_of(self.last), year_of(self.last), month_of(self.last)):
            if named == self:
                return _called(named)
        days = {"first": local_date(self.first), "last": local_date(self.last)}
        return say("portal.scorecards.days", **days)

    @property
    def typed(self) -> tuple[str, str]:
        """As its fields have it."""
        return f"{self.first:%d/%m/%Y}", f"{self.last:%d/%m/%Y}"

    def tabs(self, path: str, query: dict[str, str]) -> tuple[Tab, ...]:
        """Periods to choose beside this one."""
        return tuple(
            Tab(
                name=_called(each),
                path=with_query(path, {**query, **each.query}),
                here=each == self,
            )
            for each in _to_choose(today())
        )


def period_chosen(first: date | None, last: date | None, present: date) -> ChosenPeriod:
    """What was asked for; without it, the quarter we are in."""
    quarter = quarter_of(present)
    if first is None and last is None:
        return quarter
    end = last or present
    return ChosenPeriod(first=first or end.replace(month=1, day=1), last=end)


def month_of(day: date) -> ChosenPeriod:
    return ChosenPeriod(first=day.replace(day=1), last=_end_of(day, 1))


def quarter_of(day: date) -> ChosenPeriod:
    first = day.replace(
        month=(day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1, day=1
    )
    return ChosenPeriod(first=first, last=_end_of(first, MONTHS_OF_A_QUARTER))


def year_of(day: date) -> ChosenPeriod:
    return ChosenPeriod(first=day.replace(month=1, day=1), last=day.replace(month=12, day=31))


def _to_choose(present: date) -> Iterator[ChosenPeriod]:
    quarter = quarter_of(present)
    yield month_of(present)
    yield quarter
    yield quarter_of(quarter.first - timedelta(days=1))
    yield year_of(present)


def _called(period: ChosenPeriod) -> Bilingual:
    year, month = period.last.year, period.last.month
    if period == year_of(period.last):
        return say("portal.scorecards.year", year=str(year))
    if period == quarter_of(period.last):
        return say("portal.scorecards.quarter", number=ROMAN[month // 3 - 1], year=str(year))
    return say("portal.scorecards.month", month=f"{month:02}", year=str(year))


ROMAN = ("I", "II", "III", "IV")


def _end_of(day: date, months: int) -> date:
    """The last day of the month that many months on, this one the first."""
    number = day.month - 1 + months
    following = date(day.year + number // 12, number % 12 + 1, 1)
    return following - timedelta(days=1)


def today() -> date:
    """The day it is in Viet Nam."""
    return datetime.now(VIET_NAM).date()
