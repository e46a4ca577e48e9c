"""The page of one card: an agency's, its divisions' and people's, the province's, one's own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.pages.scorecards.explanation_page import ExplainedFigures
from portal.pages.scorecards.figure_cells import (
    card_path,
    figure_cell,
    figure_cells,
    figure_words,
    heads,
    measure_name,
    spread_words,
)
from portal.pages.scorecards.periods import ChosenPeriod
from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead, Table, TableKind
from portal.parts.tabs import Tab
from portal.pictures.bars import Bars, bars_of
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.measures import MEASURES, SPREADS, Kind, Measure
from remiss.texts import Bilingual, Text, text

TREND: Mapping[Card, tuple[str, ...]] = {
    Card.AGENCIES: ("requests", "in_time", "clear", "silent"),
    Card.DRAFTERS: ("consultations", "rounds", "recipients", "not_ours"),
}
"""What is followed month by month."""
PARTS: Mapping[Card, tuple[tuple[str, str], ...]] = {
    Card.AGENCIES: (("a", "in_time"), ("p", "late"), ("off", "silent")),
    Card.DRAFTERS: (("a", "consultations"),),
}
"""What the bars of a month are made of, by their look."""


class LookKey(Value):
    """What a look stands for."""

    look: str
    name: Bilingual


class PeopleTable(Value):
    """The parts of a card, under their heading."""

    id: str
    heading: Bilingual
    table: Table


class InspectionAsked(Value):
    """What an inspector names before figures of people are shown."""

    kept: tuple[tuple[Text, Text], ...]
    """The period, as the address has it."""
    inspection: Text
    reason: Text
    lacks: bool
    """One of the two was not given, or says nothing."""


class CardPage(Page):
    """All figures of one card."""

    template: ClassVar[str] = "scorecards/card.html"
    here: ClassVar[str] = SCORECARDS_OF

    up: Text | None
    """The list it stands in."""
    address: Text
    period: Bilingual
    periods: tuple[Tab, ...]
    first: Text
    last: Text
    head: Text | None
    """Who heads the agency, by the list of people."""
    figures: Table
    days: Bars | None
    days_said: Bilingual
    days_table: Table
    days_name: Bilingual
    trend: Bars | None
    trend_key: tuple[LookKey, ...]
    trend_table: Table | None
    people: tuple[PeopleTable, ...]
    asked: InspectionAsked | None
    """In the place of people, where they are not shown."""
    explained: ExplainedFigures | None = None
    """Of an agency asked."""
    tasks: Text | None = None
    """Where the tasks of the period's year are, of an agency asked and for who may read them."""
    costs: Text | None = None
    """Where it is what rounds take, of a drafting agency."""
    mistaken: bool = False
    """The days that were typed cannot be read."""


def figures_table(
    card: Card, figures: Figures, agency: AgencyCode | None, query: dict[str, str]
) -> Table:
    """A row for each measure, which leads to its cases."""
    behind = card_path(card, agency, "behind") if agency else None
    rows = tuple(
        (
            Cell(text=measure_name(card, each.name)),
            figure_cell(each, figures, behind, query),
            _whole(each, figures, behind, query),
        )
        for each in MEASURES[card]
    )
    return Table(heads=_named("measure", "figure", "whole"), rows=rows)


def _whole(measured: Measure, figures: Figures, behind: str | None, query: dict[str, str]) -> Cell:
    """What a rate is out of, which leads to these cases."""
    among = measured.among(figures)
    if measured.kind is Kind.COUNT:
        return Cell(empty=True)
    path = with_query(behind, {**query, "figure": f"{measured.name}-of"}) if behind else None
    return Cell(text=str(among), path=path if among else None)


def days_table(
    card: Card, figures: Figures, agency: AgencyCode | None, query: dict[str, str]
) -> Table:
    """How many fell in each band, which leads to its cases."""
    spread = SPREADS[card]
    rows = []
    for band, count in spread.counts(figures).items():
        if not count:
            continue
        asked = {**query, "figure": f"{spread.figures}_{band}"}
        behind = card_path(card, agency, "behind") if agency else None
        path = with_query(behind, asked) if behind else None
        rows.append((Cell(text=band), Cell(text=str(count), path=path)))
    return Table(heads=_named("days", "count"), rows=tuple(rows))


def days_bars(card: Card, figures: Figures) -> Bars | None:
    """The same as a picture."""
    counts = SPREADS[card].counts(figures)
    return bars_of({band.replace("-", "…")[:3]: [("a", n)] for band, n in counts.items()})


def trend_bars(card: Card, months: Mapping[date, Figures]) -> Bars | None:
    """A bar for each month."""
    return bars_of(
        {
            f"{month:%m}": [(look, figures[name]) for look, name in PARTS[card]]
            for month, figures in months.items()
        }
    )


def trend_key(card: Card) -> tuple[LookKey, ...]:
    """What its parts stand for."""
    return tuple(
        LookKey(look=look, name=text(f"portal.scorecards.key.{name}")) for look, name in PARTS[card]
    )


def trend_table(card: Card, months: Mapping[date, Figures]) -> Table | None:
    """The months in numbers."""
    shown = [each for each in MEASURES[card] if each.name in TREND[card]]
    named = [ColumnHead(name=measure_name(card, each.name), numeric=True) for each in shown]
    rows = tuple(
        (Cell(text=f"{month:%m/%Y}"), *(Cell(text=figure_words(each, found)) for each in shown))
        for month, found in months.items()
    )
    month = ColumnHead(name=text("portal.scorecards.column.month"))
    return Table(kind=TableKind.SCROLL, heads=(month, *named), rows=rows) if rows else None


def people_table(
    id_: str, card: Card, rows: Iterable[tuple[Bilingual | Text, Figures, str | None]],
    behind: str, query: dict[str, str],
) -> PeopleTable | None:  # fmt: skip
    """A row for each person or division, in the order of their names; its person's id leads on."""
    shown = tuple(
        (
            Cell(text=name),
            *figure_cells(
                card, figures, behind if person else None, {**query, "person": person or ""}
            ),
        )
        for name, figures, person in rows
    )
    if not shown:
        return None
    first = ColumnHead(name=text(f"portal.scorecards.column.{id_}"))
    table = Table(kind=TableKind.SCROLL, heads=(first, *heads(card)), rows=shown)
    return PeopleTable(id=id_, heading=text(f"portal.scorecards.{id_}"), table=table)


def card_page(  # noqa: PLR0913 -- whose, what, when: the parts of one page
    title: Bilingual,
    card: Card,
    figures: Figures,
    agency: AgencyCode | None,
    period: ChosenPeriod,
    address: str,
    *,
    up: str | None = None,
    head: str | None = None,
    months: Mapping[date, Figures] | None = None,
    people: Sequence[PeopleTable | None] = (),
    asked: InspectionAsked | None = None,
    mistaken: bool = False,
) -> CardPage:
    """The page of these figures."""
    query = period.query
    return CardPage(
        title=title,
        up=up,
        address=address,
        period=period.name,
        periods=period.tabs(address, {}),
        first=period.typed[0],
        last=period.typed[1],
        head=head,
        figures=figures_table(card, figures, agency, query),
        days=days_bars(card, figures),
        days_said=spread_words(SPREADS[card].counts(figures)),
        days_table=days_table(card, figures, agency, query),
        days_name=measure_name(card, SPREADS[card].name),
        trend=trend_bars(card, months or {}),
        trend_key=trend_key(card),
        trend_table=trend_table(card, months or {}),
        people=tuple(each for each in people if each),
        asked=asked,
        mistaken=mistaken,
    )


def _named(first: str, *numbers: str) -> tuple[ColumnHead, ...]:
    named = [ColumnHead(name=text(f"portal.scorecards.column.{first}"))]
    heads_ = (text(f"portal.scorecards.column.{name}") for name in numbers)
    return (*named, *(ColumnHead(name=each, numeric=True) for each in heads_))
