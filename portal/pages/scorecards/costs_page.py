"""What rounds cost, month by month: rounds and agencies a draft, time held, steps, an estimate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.pages.scorecards.figure_cells import card_path, figure_words, measure_name
from portal.pages.scorecards.periods import ChosenPeriod, PeriodTyped
from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead, Table, TableKind
from portal.parts.tabs import Tab
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures, ratio
from remiss.ledger.reads.scorecards.effort import MINUTES
from remiss.ledger.reads.scorecards.measures import COSTS, LEAST, MEASURES, Measure
from remiss.reference.evaluation import RoundCost
from remiss.texts import Bilingual, Text, say, text

PER_DRAFT = tuple(each for each in MEASURES[Card.DRAFTERS] if each.name in {"rounds", "recipients"})
HELD = {"minutes_asked", "minutes_deciding"}


class RoundCostsPage(Page):
    """The table, how the two rates per draft moved, and how the estimate is made."""

    template: ClassVar[str] = "scorecards/costs.html"
    here: ClassVar[str] = SCORECARDS_OF

    up: Text
    address: Text
    period: Bilingual
    periods: tuple[Tab, ...]
    first: Text
    last: Text
    table: Table
    moved: tuple[Bilingual, ...]
    how: tuple[Bilingual, ...]
    mistaken: bool


def round_costs_page(
    agency: AgencyCode,
    name: Bilingual,
    period: PeriodTyped,
    figures: Figures,
    months: Mapping[date, Figures],
    estimate: RoundCost | None,
) -> RoundCostsPage:
    """Of twelve months and of the period, whose figures open their cases."""
    chosen = period.chosen
    address = card_path(Card.DRAFTERS, agency, "costs")
    return RoundCostsPage(
        title=say("portal.scorecards.costs.of", agency=name),
        up=with_query(card_path(Card.DRAFTERS, agency), chosen.query),
        address=address,
        period=chosen.name,
        periods=chosen.tabs(address, {}),
        first=chosen.typed[0],
        last=chosen.typed[1],
        table=_table(agency, chosen, figures, months, estimate),
        moved=tuple(_moved(months)),
        how=tuple(_how(estimate)),
        mistaken=period.mistaken,
    )


def _table(
    agency: AgencyCode,
    period: ChosenPeriod,
    figures: Figures,
    months: Mapping[date, Figures],
    estimate: RoundCost | None,
) -> Table:
    named = [measure_name(Card.DRAFTERS, each.name) for each in (*PER_DRAFT, *COSTS)]
    if estimate:
        named += [text(f"portal.scorecards.costs.{name}") for name in _estimates(estimate)]
    behind = card_path(Card.DRAFTERS, agency, "behind")
    rows = [
        (Cell(text=f"{month:%m/%Y}"), *_cells(found, estimate)) for month, found in months.items()
    ]
    rows.append((Cell(text=period.name), *_cells(figures, estimate, behind, period.query)))
    heads = (ColumnHead(name=text("portal.scorecards.column.month")), *map(_number, named))
    return Table(kind=TableKind.SCROLL, heads=heads, rows=tuple(rows))


def _number(name: Bilingual) -> ColumnHead:
    return ColumnHead(name=name, numeric=True)


def _estimates(estimate: RoundCost) -> list[str]:
    return ["hours", "dong"] if estimate.dong_per_hour else ["hours"]


def _cells(
    figures: Figures,
    estimate: RoundCost | None,
    behind: str | None = None,
    query: dict[str, str] | None = None,
) -> Iterator[Cell]:
    for each in (*PER_DRAFT, *COSTS):
        path = with_query(behind, {**(query or {}), "figure": each.name}) if behind else None
        yield Cell(text=_words(each, figures), path=path if each.amount(figures) else None)
    if estimate:
        hours = estimate.hours(figures["steps"])
        yield Cell(text=_decimal(hours))
        if estimate.dong_per_hour:
            yield Cell(text=_decimal(hours * estimate.dong_per_hour, 0))


def _words(measured: Measure, figures: Figures) -> Bilingual:
    """As any rate; time in minutes, which are counted, and in hours a round."""
    if measured.name not in HELD or not measured.among(figures):
        return figure_words(measured, figures)
    minutes, rounds = measured.amount(figures), measured.among(figures)
    said = {"minutes": str(minutes), "rounds": str(rounds)}
    if rounds < LEAST:
        return say("portal.scorecards.costs.few", **said)
    each = _decimal(ratio(minutes, MINUTES * rounds) or 0.0, 2)
    return say("portal.scorecards.costs.held", **said, each=each)


def _moved(months: Mapping[date, Figures]) -> Iterator[Bilingual]:
    """The older half of the months beside the newer, of each rate per draft."""
    every = list(months.values())
    half = len(every) // 2
    older, newer = _sum(every[:half]), _sum(every[half:])
    for each in PER_DRAFT:
        name = measure_name(Card.DRAFTERS, each.name)
        if not (each.enough(older) and each.enough(newer)):
            yield say("portal.scorecards.costs.too_few", measure=name)
            continue
        rates = [each.amount(of) / each.among(of) for of in (older, newer)]
        way = "fell" if rates[1] < rates[0] else "rose" if rates[1] > rates[0] else "stayed"
        yield say(
            f"portal.scorecards.costs.{way}",
            measure=name,
            before=_decimal(rates[0], 2),
            after=_decimal(rates[1], 2),
        )


def _sum(found: Iterable[Figures]) -> Figures:
    whole: Figures = Counter()
    for each in found:
        whole.update(each)
    return whole


def _how(estimate: RoundCost | None) -> Iterator[Bilingual]:
    yield text("portal.scorecards.costs.known")
    if estimate:
        yield say("portal.scorecards.costs.estimate", minutes=str(estimate.minutes_per_step))
        price = estimate.dong_per_hour
        if price:
            yield say("portal.scorecards.costs.price", dong=str(price))
        else:
            yield text("portal.scorecards.costs.no_price")


def _decimal(number: float, places: int = 1) -> Bilingual:
    said = f"{number:.{places}f}"
    return Bilingual(vi=said.replace(".", ","), en=said)
