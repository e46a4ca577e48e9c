"""The cases behind a figure: of an agency asked, of a drafting agency, of one of its people."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.pages.scorecards.behind_page import BehindPage, behind_table
from portal.pages.scorecards.figure_cells import card_path, measure_name
from portal.parts.paging import ROWS, paging, with_query
from portal.render import show
from portal.routes.scorecards.period_query import BehindQuery
from portal.routes.scorecards.scorecards_routes import (
    AGENCIES,
    DRAFTERS,
    OF,
    check_theirs,
)
from portal.visit import Visit, Visitor
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.cases_behind import cases_behind
from remiss.ledger.reads.scorecards.measures import measure
from remiss.problems.problem import Problem
from remiss.texts import say
from remiss.views.personal_figures import Looking, open_to_one

router = APIRouter()


@router.get("/scorecards/agencies/{agency}/behind", dependencies=[AGENCIES])
async def behind_agency(
    visit: Visitor, agency: AgencyCode, query: Annotated[BehindQuery, Query()]
) -> Response:
    """The cases behind a figure of an agency asked."""
    return show(visit, await _behind(visit, Card.AGENCIES, agency, query))


@router.get("/scorecards/drafters/{agency}/behind", dependencies=[DRAFTERS])
async def behind_drafter(
    visit: Visitor, agency: AgencyCode, query: Annotated[BehindQuery, Query()]
) -> Response:
    """The cases behind a figure of a drafting agency."""
    return show(visit, await _behind(visit, Card.DRAFTERS, agency, query))


async def _behind(visit: Visit, card: Card, agency: AgencyCode, query: BehindQuery) -> BehindPage:
    check_theirs(visit, card, agency)
    measured = measure(card, query.figure)
    if measured is None:
        raise Problem("not_found")
    period = query.chosen
    if query.person:
        looking = Looking(visit.actor, visit.has.ledger, visit.has.portal, query.named)
        await open_to_one(looking, OF[card], agency, query.person, period.counted)
    found = await cases_behind(
        visit.has.ledger,
        card,
        agency,
        measured,
        period.counted,
        person=query.person or None,
        after=query.cursor,
        at_most=ROWS + 1,
    )
    path = card_path(card, agency, "behind")
    filters = {**query.kept, "figure": query.figure, "person": query.person}
    following = found[ROWS - 1].cursor if len(found) > ROWS else None
    return BehindPage(
        title=say("portal.scorecards.behind", agency=visit.has.registry.name_of(agency)),
        up=with_query(card_path(card, agency), query.kept),
        measure=measure_name(card, query.figure),
        period=period.name,
        table=behind_table(found[:ROWS]),
        paging=paging(path, filters, query.cursor, following),
    )
