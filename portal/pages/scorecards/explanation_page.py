"""What heads explained of a quarter's figures, and the page on which they do."""

from collections.abc import Iterable
from typing import ClassVar

from portal.forms import Form
from portal.navigation import SCORECARDS_OF
from portal.page import Page
from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.head_explanations import HeadExplanation
from remiss.texts import Bilingual, Text, day_and_time, say


class GivenExplanation(Value):
    """One of them, as a page lists it."""

    quarter: Bilingual
    who: Bilingual
    words: Text


class ExplainedFigures(Value):
    """What a card says of explanations."""

    rule: Bilingual | None
    """That the rule of overdue heads names this agency for the period."""
    given: tuple[GivenExplanation, ...]
    path: Text | None
    """Where the visitor explains; None: they do not, or the period is no quarter."""
    hint: bool
    """They may, once they choose a quarter."""


class ExplanationPage(Page):
    """A quarter of an agency, for its head to explain."""

    template: ClassVar[str] = "scorecards/explanation.html"
    here: ClassVar[str] = SCORECARDS_OF

    up: Text
    card: Bilingual
    rule: Bilingual | None
    counted: Bilingual
    behind: Text
    given: tuple[GivenExplanation, ...]
    form: Form


def given_explanations(found: Iterable[HeadExplanation]) -> tuple[GivenExplanation, ...]:
    """As pages list them."""
    return tuple(
        GivenExplanation(
            quarter=each.quarter.name,
            who=say(
                "portal.scorecards.explanation.who", name=each.by.name, at=day_and_time(each.at)
            ),
            words=each.words,
        )
        for each in found
    )
