"""Figures added up: on whose scorecard, for whom, on which day."""

from collections import Counter
from enum import StrEnum
from typing import Any, NamedTuple

from remiss.consultation.views.scores.counted_event import CountedPerson

LISTED = "listed"
"""The figure that says that something was counted at all, if only a zero."""


class Card(StrEnum):
    """Which scorecards there are; agreement is what people made of a rule's flags."""

    AGENCIES = "agencies"
    DRAFTERS = "drafters"
    RULES = "rules"
    AGREEMENT = "agreement"


class CardLine(NamedTuple):
    """Whose figures: an agency, or a rubric; of it a person, or a rule; and the day they count."""

    card: Card
    subject: str
    part: str
    name: str
    day: str


class CardTally:
    """Amounts by entry and figure."""

    def __init__(self) -> None:
        self._amounts: dict[CardLine, Counter[str]] = {}

    def add(self, entry: CardLine, figure: str, amount: int = 1) -> None:
        """Count something, and that something was counted."""
        figures = self._amounts.setdefault(entry, Counter())
        figures[LISTED] += 1
        if amount:
            figures[figure] += amount

    def listed(self, entry: CardLine) -> None:
        """Something happened that no figure counts."""
        self._amounts.setdefault(entry, Counter())[LISTED] += 1

    @property
    def marks(self) -> list[dict[str, Any]]:
        """All of it in a fixed order, as JSON."""
        return [
            {**entry._asdict(), "figures": dict(sorted(amounts.items()))}
            for entry, amounts in sorted(self._amounts.items())
        ]


NOBODY = CountedPerson("", "")
"""Whose a figure is while nobody in an agency was named: its own alone."""


def of_official(agency: str, official: CountedPerson, day: str) -> CardLine:
    """The entry of one official of an agency asked; all of them together are the agency's."""
    return CardLine(Card.AGENCIES, agency, official.id, official.name, day)


def of_person(agency: str, person: CountedPerson, day: str) -> CardLine:
    """The entry of one person of a drafting agency."""
    return CardLine(Card.DRAFTERS, agency, person.id, person.name, day)
