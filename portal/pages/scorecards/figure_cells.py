"""Figures in a table: as counted, with a rate where there are enough, and where they lead."""

from collections.abc import Iterator

from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.answer_days import quartiles
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures, ratio
from remiss.ledger.reads.scorecards.measures import LEAST, LISTED, SPREADS, Kind, Measure
from remiss.texts import Bilingual, say, text

SCORECARDS = "/scorecards"


def card_path(card: Card, agency: AgencyCode, *more: str) -> str:
    """The card of an agency, or a page below it."""
    return "/".join((SCORECARDS, card, agency, *more))


def heads(card: Card) -> list[ColumnHead]:
    """A column for each measure, and one for the spread."""
    named = [ColumnHead(name=measure_name(card, each.name), numeric=True) for each in LISTED[card]]
    return [*named, ColumnHead(name=measure_name(card, SPREADS[card].name))]


def measure_name(card: Card, name: str) -> Bilingual:
    """What people call a measure, or one band of the spread: `answered_3`."""
    if name.endswith("-of"):
        return say("portal.scorecards.whole", measure=measure_name(card, name.removesuffix("-of")))
    spread, _, days = name.rpartition("_")
    if spread == SPREADS[card].figures:
        return say(f"portal.scorecards.{card}.band", days=days)
    return text(f"portal.scorecards.{card}.{name}")


def figure_cells(
    card: Card, figures: Figures, behind: str | None, query: dict[str, str]
) -> Iterator[Cell]:
    """Each column of a list; `behind` is the page of the cases, to which figures lead."""
    for each in LISTED[card]:
        yield figure_cell(each, figures, behind, query)
    yield Cell(text=spread_words(SPREADS[card].counts(figures)))


def figure_cell(
    measured: Measure, figures: Figures, behind: str | None, query: dict[str, str]
) -> Cell:
    """One measure, which leads to what it counts, else to what it is none of."""
    path = None
    if behind and (measured.amount(figures) or measured.among(figures)):
        counted = measured.name if measured.amount(figures) else f"{measured.name}-of"
        path = with_query(behind, {**query, "figure": counted})
    return Cell(text=figure_words(measured, figures), path=path)


def figure_words(measured: Measure, figures: Figures) -> Bilingual:
    """27/30 (90 %); 3/3 (chưa đủ 5); 7."""
    amount, among = measured.amount(figures), measured.among(figures)
    if measured.kind is Kind.COUNT:
        return _plain(str(amount))
    said = {"part": str(amount), "whole": str(among)}
    if not measured.enough(figures):
        return say("portal.scorecards.too_few", **said) if among else _plain("0")
    rate = ratio(amount, among) or 0.0
    if measured.kind is Kind.EACH:
        vi = f"{rate:.2f}".replace(".", ",")
        return say("portal.scorecards.each", **said, rate=Bilingual(vi=vi, en=f"{rate:.2f}"))
    return say("portal.scorecards.share", **said, rate=str(round(rate * 100)))


def spread_words(counts: dict[str, int]) -> Bilingual:
    """Median and quarters, by the bands they lie in."""
    quarters = quartiles(counts)
    total = sum(counts.values())
    if total < LEAST:
        return say("portal.scorecards.spread_few", count=str(total)) if total else _plain("–")
    said = {"quarter": quarters.quarter, "median": quarters.median, "most": quarters.three_quarters}
    return say("portal.scorecards.spread", **said)


def _plain(said: str) -> Bilingual:
    return Bilingual(vi=said, en=said)
