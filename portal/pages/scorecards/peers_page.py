"""The page of peers: the same figures of agencies alike, in whichever order; nobody is ranked."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.pages.scorecards.figure_cells import card_path, figure_cells, heads
from portal.pages.scorecards.periods import ChosenPeriod
from portal.parts.paging import Paging, with_query
from portal.parts.table import Cell, ColumnHead, SortLink, Table, TableKind
from portal.parts.tabs import Tab
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.measures import LISTED, MEASURES, Kind, Measure
from remiss.texts import Bilingual, Text, say, text

BY_CODE = "code"


class PeersPage(Page):
    """Agencies of one group."""

    template: ClassVar[str] = "scorecards.html"
    here: ClassVar[str] = SCORECARDS_OF

    address: Text
    cards: tuple[Tab, ...]
    groups: tuple[Tab, ...]
    period: Bilingual
    periods: tuple[Tab, ...]
    first: Text
    last: Text
    kept: tuple[tuple[str, Text], ...]
    """What else the form of the period keeps in the address."""
    table: Table | None
    paging: Paging
    apart: Text | None
    """Where the bodies apart from the administration are exported; None: there are none."""
    mistaken: bool
    """The days that were typed cannot be read."""
    behind: bool


class Order(NamedTuple):
    """By which measure, and whether the least comes first."""

    by: str = BY_CODE
    up: bool = True

    @property
    def query(self) -> dict[str, str]:
        return {"sort": self.by if self.up else f"-{self.by}"}


def order_asked(typed: str | None, card: Card) -> Order:
    """As the address has it: `in_time`, `-in_time`; by code where it names no measure."""
    by = (typed or "").removeprefix("-")
    known = {each.name for each in MEASURES[card]}
    return Order(by, up=not (typed or "").startswith("-")) if by in known else Order()


def ordered(
    found: Mapping[AgencyCode, Figures], card: Card, order: Order
) -> list[tuple[AgencyCode, Figures]]:
    """In that order; those with too few for a rate come last, whichever way."""
    rows = sorted(found.items())
    chosen = next((each for each in MEASURES[card] if each.name == order.by), None)
    if chosen is None:
        return rows
    enough = [row for row in rows if chosen.kind is Kind.COUNT or chosen.enough(row[1])]
    few = [row for row in rows if row not in enough]
    return sorted(enough, key=lambda row: _value(chosen, row[1]), reverse=not order.up) + few


def _value(measured: Measure, figures: Figures) -> float:
    amount = measured.amount(figures)
    return amount if measured.kind is Kind.COUNT else amount / measured.among(figures)


def peers_table(
    card: Card,
    rows: Iterable[tuple[AgencyCode, Figures]],
    names: Mapping[AgencyCode, Bilingual],
    address: str,
    query: dict[str, str],
    period: ChosenPeriod,
) -> Table | None:
    """A row for each agency; None without any."""
    shown = tuple(
        (
            Cell(
                text=say("portal.scorecards.agency", code=code, name=names.get(code, _code(code))),
                path=with_query(card_path(card, code), period.query),
            ),
            *figure_cells(card, figures, card_path(card, code, "behind"), period.query),
        )
        for code, figures in rows
    )
    if not shown:
        return None
    first = ColumnHead(name=text("portal.scorecards.column.agency"))
    columns = [first, *_sorted_heads(card, address, query)]
    return Table(kind=TableKind.SCROLL, heads=tuple(columns), rows=shown)


def _sorted_heads(card: Card, address: str, query: dict[str, str]) -> Iterable[ColumnHead]:
    for place, head in enumerate(heads(card)):
        if place == len(LISTED[card]):
            yield head
            continue
        by = LISTED[card][place].name
        links = tuple(
            SortLink(path=with_query(address, {**query, **order.query}), up=order.up)
            for order in (Order(by, up=True), Order(by, up=False))
        )
        yield head.model_copy(update={"sorts": links})


def _code(code: AgencyCode) -> Bilingual:
    return Bilingual(vi=code, en=code)
