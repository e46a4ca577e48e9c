"""Outliers of a published indicator: each agency's value, the distribution, the distance.

The distance of a value is how many median deviations it lies from the median. Computed in whole
fractions, so that whoever counts by hand comes to the same.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import Field

from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.texts import Bilingual


class Counted(Value):
    """What one agency counts: `amount` of `among`, or so many for each of them."""

    agency: AgencyCode
    name: Bilingual
    amount: Annotated[int, Field(ge=0)]
    among: Annotated[int, Field(ge=1)]

    @property
    def value(self) -> Fraction:
        return Fraction(self.amount, self.among)


class Indicator(Value):
    """A figure of the scorecards over days, both inclusive, as it was read.

    `threshold`: from which distance on an agency stands out. Those of which no rate is said are
    left out.
    """

    card: Card
    figure: Annotated[str, Field(min_length=1, max_length=40)]
    first: date
    last: date
    threshold: Annotated[int, Field(ge=1, le=100)] = 3
    counted: tuple[Counted, ...]


class Standing(NamedTuple):
    """One agency in the distribution; no distance where most have one and the same value."""

    counted: Counted
    distance: Fraction | None
    stands_out: bool


class Distribution(NamedTuple):
    """All agencies, the farthest first; `spread` is the median deviation."""

    median: Fraction
    spread: Fraction
    standings: tuple[Standing, ...]

    @property
    def outliers(self) -> tuple[AgencyCode, ...]:
        """The codes of those that stand out, in their order."""
        return tuple(sorted(each.counted.agency for each in self.standings if each.stands_out))


def distribution(indicator: Indicator) -> Distribution | None:
    """How the agencies lie to each other; None without any."""
    if not indicator.counted:
        return None
    median = _median([each.value for each in indicator.counted])
    spread = _median([abs(each.value - median) for each in indicator.counted])
    standings = [_standing(each, median, spread, indicator) for each in indicator.counted]
    return Distribution(median, spread, tuple(sorted(standings, key=_farthest_first)))


def _standing(
    counted: Counted, median: Fraction, spread: Fraction, indicator: Indicator
) -> Standing:
    apart = counted.value - median
    if not spread:
        return Standing(counted, None if apart else Fraction(0), bool(apart))
    distance = apart / spread
    return Standing(counted, distance, abs(distance) >= indicator.threshold)


def _farthest_first(each: Standing) -> tuple[bool, Fraction, AgencyCode]:
    distance = each.distance
    return distance is not None, -abs(distance or Fraction(0)), each.counted.agency


def _median(values: Iterable[Fraction]) -> Fraction:
    ordered: Sequence[Fraction] = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
