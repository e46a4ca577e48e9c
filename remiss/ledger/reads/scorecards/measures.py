"""What a scorecard shows: each measure by the sums it adds up, and those it stands among."""

from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.views.scores.answer_days import EVERY_BAND
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import OUTCOMES, Figures

LEAST = 5
"""Of fewer no rate is said."""


class Kind(StrEnum):
    """What a measure is: a count, a part of a whole, or so many for each."""

    COUNT = "count"
    SHARE = "share"
    EACH = "each"


class Measure(NamedTuple):
    """The sum of `figures`, and of `whole` what they stand among."""

    name: str
    figures: tuple[str, ...]
    whole: tuple[str, ...] = ()
    kind: Kind = Kind.COUNT

    def amount(self, figures: Figures) -> int:
        return sum(figures[name] for name in self.figures)

    def among(self, figures: Figures) -> int:
        return sum(figures[name] for name in self.whole)

    def enough(self, figures: Figures) -> bool:
        """Whether a rate is said of it."""
        return self.among(figures) >= LEAST


class Spread(NamedTuple):
    """Working days in bands, as the figures of that name have them."""

    name: str
    figures: str

    def counts(self, figures: Figures) -> dict[str, int]:
        return {band: figures[f"{self.figures}_{band}"] for band in EVERY_BAND}


CLEAR = ("verdict_clear", "found_clear")
UNCLEAR = ("verdict_vague", "verdict_evasive", "verdict_buck_passing")
ADOPTED = ("adopted", "adopted_in_part")


def _share(name: str, figures: tuple[str, ...], whole: tuple[str, ...]) -> Measure:
    return Measure(name, figures, whole, Kind.SHARE)


def _each(name: str, figure: str, whole: str) -> Measure:
    return Measure(name, (figure,), (whole,), Kind.EACH)


def _count(*figures: str) -> Measure:
    return Measure(figures[0], figures)


MEASURES: dict[Card, tuple[Measure, ...]] = {
    Card.AGENCIES: (
        _count("requests"),
        _share("in_time", ("in_time",), ("in_time", "late", "silent")),
        _share("clear", CLEAR, CLEAR + UNCLEAR),
        _count("returns_standing"),
        _count("contests_upheld"),
        _count("silent"),
        _share("worded", ("worded",), ("wanting",)),
        _share("adopted", ADOPTED, OUTCOMES),
    ),
    Card.DRAFTERS: (
        _count("consultations"),
        _each("rounds", "rounds", "consultations"),
        _each("recipients", "recipients", "consultations"),
        _share("not_ours", ("not_ours",), ("replies",)),
        _count("overrides"),
        _share("urgent", ("urgent",), ("consultations",)),
        _share("last_hour", ("last_hour",), ("consultations",)),
        _each("days_given", "days_given", "days_by_policy"),
        _share("to_communes", ("to_communes",), ("requests",)),
        _count("contests_upheld"),
        _count("reviews_lapsed"),
        _share("adopted", ADOPTED, OUTCOMES),
    ),
}
ON_THE_CARD_ALONE = frozenset({"overrides", "reviews_lapsed", "contests_upheld"})
LISTED = {
    Card.AGENCIES: MEASURES[Card.AGENCIES],
    Card.DRAFTERS: tuple(
        each for each in MEASURES[Card.DRAFTERS] if each.name not in ON_THE_CARD_ALONE
    ),
}
"""What a list has a column for: it must fit a sheet of paper."""
OVERDUE = _share("overdue", ("late", "silent"), ("in_time", "late", "silent"))
"""What the rule counts by which heads are named."""
COSTS = (
    _each("steps", "steps", "rounds"),
    _each("minutes_asked", "minutes_asked", "rounds"),
    _each("minutes_deciding", "minutes_deciding", "rounds"),
)
"""What rounds take of people: in a table of its own."""
SPREADS = {
    Card.AGENCIES: Spread("days_to_answer", "answered"),
    Card.DRAFTERS: Spread("days_to_conclude", "concluded"),
}


def measure(card: Card, name: str) -> Measure | None:
    """The measure of that name; also what one is out of, `in_time-of`, and a band, `answered_3`."""
    besides = (OVERDUE,) if card is Card.AGENCIES else COSTS
    known = {each.name: each for each in (*MEASURES[card], *besides)}
    spread = SPREADS[card].figures
    bands = {
        f"{spread}_{band}": Measure(f"{spread}_{band}", (f"{spread}_{band}",))
        for band in EVERY_BAND
    }
    wholes = {f"{each.name}-of": Measure(f"{each.name}-of", each.whole) for each in known.values()}
    return {**known, **wholes, **bands}.get(name)
