"""Outliers: value, distribution, distance, in whole fractions."""

from datetime import date
from fractions import Fraction

from remiss.consultation.inspecting.outliers import Counted, Indicator, distribution
from remiss.consultation.views.scores.tally import Card
from remiss.texts import Bilingual


def indicator(*amounts: int, among: int = 10, threshold: int = 3) -> Indicator:
    counted = [
        Counted(
            agency=f"H99.{number:02}", name=Bilingual(vi="Sở", en="Dept"), amount=n, among=among
        )
        for number, n in enumerate(amounts, start=1)
    ]
    return Indicator(
        card=Card.AGENCIES,
        figure="overdue",
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        threshold=threshold,
        counted=tuple(counted),
    )


def test_the_distance_is_in_median_deviations() -> None:
    """1, 2, 3, 4, 9 of 10: the median is 3/10, the median deviation 1/10."""
    found = distribution(indicator(1, 2, 3, 4, 9))
    assert found
    assert (found.median, found.spread) == (Fraction(3, 10), Fraction(1, 10))
    first = found.standings[0]
    assert (first.counted.agency, first.stands_out) == ("H99.05", True)
    assert first.distance == Fraction(6)
    assert [each.distance for each in found.standings] == [6, -2, -1, 1, 0]
    assert found.outliers == ("H99.05",)


def test_the_threshold_says_from_which_distance_on() -> None:
    """On both sides: who is far better is looked at as well."""
    found = distribution(indicator(1, 2, 3, 4, 9, threshold=2))
    assert found
    assert found.outliers == ("H99.01", "H99.05")


def test_where_most_are_alike_whoever_differs_stands_out() -> None:
    """There is no distance to say then."""
    found = distribution(indicator(0, 0, 0, 0, 1))
    assert found
    assert found.spread == 0
    assert found.outliers == ("H99.05",)
    assert found.standings[0].distance is None


def test_between_two_in_the_middle_lies_the_median() -> None:
    """And of none there is no distribution."""
    found = distribution(indicator(1, 2, 4, 9))
    assert found
    assert found.median == Fraction(3, 10)
    assert distribution(indicator()) is None
