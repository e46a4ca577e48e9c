"""The rows of a sheet: agencies with their figures, by name, and what figures are called."""

from collections import Counter
from typing import NamedTuple

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import agency_sums
from remiss.consultation.views.sheets.sheet import KeptSheet
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.measures import MEASURES, SPREADS
from remiss.texts import Bilingual, label, say, text, texts

VERDICTS = {f"verdict_{verdict}": verdict for verdict in Verdict}


class AgencyRow(NamedTuple):
    """One agency, and its figures as sheet and amendments together have them."""

    code: AgencyCode
    name: Bilingual
    figures: Figures


def agency_rows(kept: KeptSheet, card: Card) -> list[AgencyRow]:
    """The agencies of a card, in the order of their codes."""
    names = kept.names
    return [
        AgencyRow(code, names.get(code, Bilingual(vi=code, en=code)), figures)
        for code, figures in agency_sums(kept.lines, card).items()
    ]


def total(rows: list[AgencyRow]) -> Figures:
    """Of all of them together."""
    figures: Figures = Counter()
    for row in rows:
        figures.update(row.figures)
    return figures


def measure_name(card: Card, name: str) -> Bilingual:
    """What people call a measure."""
    return text(f"portal.scorecards.{card}.{name}")


def figure_name(card: Card, figure: str) -> Bilingual:
    """What a single figure is called: as its measure or its band, else as the formulas name it."""
    spread, _, days = figure.rpartition("_")
    if spread == SPREADS[card].figures:
        return say(f"portal.scorecards.{card}.band", days=days)
    if figure in VERDICTS:
        return say("sheet.verdict", verdict=label(VERDICTS[figure]))
    for each in MEASURES[card]:
        if each.figures == (figure,):
            return measure_name(card, each.name)
    named = texts(f"sheet.figure.{card}")
    return named.get(figure, Bilingual(vi=figure, en=figure))
