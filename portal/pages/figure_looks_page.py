"""Who looked at the visitor's figures: each look, the last first."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from remiss.ledger.reads.scorecards.figure_looks import FigureLook
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, day_and_time, label, local_date, say, text

LOOKS = "/figure-looks"
COLUMNS = ("at", "reader", "figures", "reason")


class FigureLooksPage(Page):
    template: ClassVar[str] = "figure-looks.html"
    here: ClassVar[str] = LOOKS

    table: Table | None
    """None: nobody looked yet."""
    paging: Paging


def figure_looks_page(
    found: Iterable[FigureLook], registry: Registry, paging: Paging
) -> FigureLooksPage:
    """The page of these looks."""
    heads = tuple(ColumnHead(name=text(f"portal.looks.column.{name}")) for name in COLUMNS)
    rows = tuple(tuple(_row(look, registry)) for look in found)
    return FigureLooksPage(
        title=text("portal.looks.title"),
        table=Table(heads=heads, rows=rows) if rows else None,
        paging=paging,
    )


def _row(look: FigureLook, registry: Registry) -> Iterator[Cell]:
    agency = registry.agency(look.agency) if look.agency else None
    known = [look.reader.name, label(look.role), agency.name if agency else look.agency]
    yield Cell(text=day_and_time(look.at))
    yield Cell(text=say("portal.looks.reader", known=[each for each in known if each]))
    yield Cell(text=_figures(look))
    named = look.inspection is not None
    yield Cell(
        text=say("portal.looks.inspection", number=look.inspection, reason=look.reason)
        if named
        else "",
        empty=not named,
    )


def _figures(look: FigureLook) -> Bilingual:
    figures = text(f"portal.looks.figures.{look.figures.value}")
    if look.since is None and look.until is None:
        return figures
    since = local_date(look.since) if look.since else text("portal.looks.from_the_beginning")
    until = local_date(look.until) if look.until else text("portal.looks.to_the_present")
    return say("portal.looks.period", figures=figures, since=since, until=until)
