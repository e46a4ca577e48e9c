"""Outliers of a published indicator, and which inspection they can be drawn in."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from portal.declared import does
from portal.pages.inspections.inspection_page import inspection_path
from portal.pages.inspections.outliers_page import OUTLIERS, InspectionLink, outliers_page
from portal.pages.scorecards.periods import period_typed
from portal.parts.paging import with_query
from portal.render import show
from portal.routes.cases_routes import Blank
from portal.visit import Visit, Visitor
from remiss.consultation.inspecting.outliers import Indicator
from remiss.consultation.values import Value
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.pages import Wanted
from remiss.problems.problem import Problem
from remiss.sending.inspections import inspections
from remiss.views.outliers import read_indicator

router = APIRouter()
NEWEST = 5
"""Inspections offered to draw in."""
USUAL = "agencies.overdue"


class IndicatorQuery(Value):
    """Which indicator, `agencies.overdue`; over which days; from which distance on."""

    by: Annotated[str | None, Field(max_length=60), Blank] = None
    from_: Annotated[str | None, Field(alias="from", max_length=40)] = None
    to: Annotated[str | None, Field(max_length=40)] = None
    threshold: Annotated[int, Field(ge=1, le=100)] = 3

    def kept_in(self, path: str) -> str:
        """The path with the indicator, where one is named."""
        if self.by is None:
            return path
        period = period_typed(self.from_, self.to).chosen
        return with_query(path, {"by": self.by, **period.query, "threshold": str(self.threshold)})


class ChosenIndicator(NamedTuple):
    """The indicator with its figures; `mistaken`: else of the quarter, for days nobody reads."""

    indicator: Indicator
    mistaken: bool


@router.get(OUTLIERS, dependencies=[does("inspect")])
async def show_outliers(visit: Visitor, query: Annotated[IndicatorQuery, Query()]) -> Response:
    """The distribution, the farthest first."""
    chosen = await chosen_indicator(visit, query)
    newest = await inspections(visit.has.ledger, visit.actor, Wanted(None, NEWEST))
    asked = query if query.by else query.model_copy(update={"by": USUAL})
    links = tuple(
        InspectionLink(
            name=each.decision,
            path=asked.kept_in(inspection_path(each.inspection, "samples", "new")),
        )
        for each in newest.items
    )
    page = outliers_page(chosen.indicator, links, mistaken=chosen.mistaken)
    return show(visit, page, 422 if chosen.mistaken else 200)


async def chosen_indicator(visit: Visit, query: IndicatorQuery) -> ChosenIndicator:
    """What the address names, counted now.

    Raises:
        Problem: `no_such_indicator`.
    """
    card, _, figure = (query.by or USUAL).partition(".")
    if card not in set(Card) or not figure:
        raise Problem("no_such_indicator")
    typed = period_typed(query.from_, query.to)
    asked = Indicator(
        card=Card(card),
        figure=figure,
        first=typed.chosen.first,
        last=typed.chosen.last,
        threshold=query.threshold,
        counted=(),
    )
    found = await read_indicator(visit.has.ledger, visit.actor, asked, visit.has.registry)
    return ChosenIndicator(found, typed.mistaken)
