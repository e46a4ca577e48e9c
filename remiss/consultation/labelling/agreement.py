"""How far people agree who each chose one category for the same things.

Fleiss' kappa (J. L. Fleiss, Psychological Bulletin 76, 1971): the share of pairs of people who
agree, beyond what chance would give, of what was left beyond chance. 1: always; 0: as by chance.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from math import sqrt
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Category = TypeVar("Category", bound=Hashable)
Range: TypeAlias = tuple[float, float]
NINETY_FIVE = 1.96


class Closeness(StrEnum):
    """A kappa in plain words, after Landis and Koch (Biometrics 33, 1977)."""

    UNTOLD = "untold"
    POOR = "poor"
    WEAK = "weak"
    MODERATE = "moderate"
    GOOD = "good"
    VERY_GOOD = "very_good"


BANDS = {
    0.8: Closeness.VERY_GOOD,
    0.6: Closeness.GOOD,
    0.4: Closeness.MODERATE,
    0.2: Closeness.WEAK,
}


class CategoryAgreement(NamedTuple, Generic[Category]):
    """One category: how often it was chosen, and how far people agree on it against the rest."""

    category: Category
    chosen: int
    kappa: float | None


class Agreement(NamedTuple, Generic[Category]):
    """Agreement on a number of things; `kappa` is None where everybody always chose the same.

    `pairs` is the share of pairs of people who agree; None of no things.
    """

    things: int
    identical: int
    pairs: float | None
    kappa: float | None
    kappa_range: Range | None
    categories: tuple[CategoryAgreement[Category], ...]


class _Sums(NamedTuple):
    """Of some things: how many, the ordered pairs who agree, how often each category was chosen."""

    things: int
    pairs: int
    chosen: Counter[Hashable]

    @property
    def agreeing(self) -> float | None:
        """The share of pairs who agree."""
        choices = self.chosen.total()
        return self.pairs / (choices * (choices / self.things - 1)) if choices else None

    def without(self, part: "_Sums") -> "_Sums":
        left = self.chosen - part.chosen
        return _Sums(self.things - part.things, self.pairs - part.pairs, left)


def agreement(
    groups: Sequence[Sequence[Sequence[Category]]], categories: Iterable[Category]
) -> Agreement[Category]:
    """The agreement on things that come in groups, each with what every person chose for it.

    The questions of one reply are a group: they are not independent, and the range knows it.
    """
    ratings = [rating for group in groups for rating in group]
    return Agreement(
        things=len(ratings),
        identical=sum(len(set(rating)) == 1 for rating in ratings),
        pairs=_sums(ratings).agreeing,
        kappa=fleiss_kappa(ratings),
        kappa_range=_range(groups),
        categories=tuple(_one_category(ratings, category) for category in categories),
    )


def fleiss_kappa(ratings: Sequence[Sequence[Hashable]]) -> float | None:
    """The kappa of equally many choices, two at least, for each thing.

    None where it has no meaning: no things, or one category chosen throughout.

    Raises:
        ValueError: not equally many choices for each thing, or fewer than two.
    """
    sizes = {len(rating) for rating in ratings}
    if len(sizes) > 1 or sizes & {0, 1}:
        raise ValueError("kappa needs equally many choices for each thing, and two at least")
    return _kappa(_sums(ratings))


def closeness(kappa: float | None) -> Closeness:
    """What a kappa says, in plain words."""
    if kappa is None:
        return Closeness.UNTOLD
    return next((word for least, word in BANDS.items() if kappa >= least), Closeness.POOR)


def share_interval(count: int, size: int) -> Range:
    """Wilson's interval for a share, at 95 %."""
    seen, z = count / size, NINETY_FIVE
    middle = seen + z * z / (2 * size)
    spread = z * sqrt(seen * (1 - seen) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _one_category(
    ratings: Sequence[Sequence[Category]], category: Category
) -> CategoryAgreement[Category]:
    """One category against all others together, which is Fleiss' kappa of a category."""
    against = [[choice == category for choice in rating] for rating in ratings]
    return CategoryAgreement(category, sum(map(sum, against)), fleiss_kappa(against))


def _sums(ratings: Sequence[Sequence[Hashable]]) -> _Sums:
    counted = [Counter(rating) for rating in ratings]
    pairs = sum(n * (n - 1) for one in counted for n in one.values())
    return _Sums(len(ratings), pairs, sum(counted, Counter()))


def _kappa(sums: _Sums) -> float | None:
    seen, choices = sums.agreeing, sums.chosen.total()
    if seen is None or len(sums.chosen) == 1:  # where there is no choice there is no chance either
        return None
    by_chance = sum((n / choices) ** 2 for n in sums.chosen.values())
    return (seen - by_chance) / (1 - by_chance)


def _range(groups: Sequence[Sequence[Sequence[Hashable]]]) -> Range | None:
    """Where kappa may lie, at 95 %: by leaving out each group once (jackknife).

    None where that shows nothing: one group, or the same kappa whichever is left out.
    """
    parts = [_sums(group) for group in groups]
    whole = _sums([rating for group in groups for rating in group])
    kappa = _kappa(whole)
    left = [value for part in parts if (value := _kappa(whole.without(part))) is not None]
    if kappa is None or len(left) < len(parts) or len(parts) < 2:  # noqa: PLR2004
        return None
    mean = sum(left) / len(left)
    error = sqrt((len(left) - 1) / len(left) * sum((value - mean) ** 2 for value in left))
    if not error:
        return None
    return max(-1.0, kappa - NINETY_FIVE * error), min(1.0, kappa + NINETY_FIVE * error)
