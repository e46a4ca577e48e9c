"""What the rounds of a drafting agency take, month by month."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.pages.scorecards.costs_page import round_costs_page
from portal.render import show
from portal.routes.scorecards.period_query import PeriodQuery
from portal.routes.scorecards.scorecards_routes import DRAFTERS, check_theirs
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.monthly_figures import monthly_figures, twelve_months
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.reference.evaluation import evaluation_rules

router = APIRouter()


@router.get("/scorecards/drafters/{agency}/costs", dependencies=[DRAFTERS])
async def round_costs(
    visit: Visitor, agency: AgencyCode, query: Annotated[PeriodQuery, Query()]
) -> Response:
    """Rounds and agencies per draft and whether they fall, time held, steps, an estimate."""
    check_theirs(visit, Card.DRAFTERS, agency)
    period, ledger = query.chosen, visit.has.ledger
    found = await figures_by_agency(ledger, Card.DRAFTERS, agency, period.counted)
    page = round_costs_page(
        agency,
        visit.has.registry.name_of(agency),
        query.typed,
        found.get(agency) or Counter(),
        await monthly_figures(ledger, Card.DRAFTERS, agency, *twelve_months(period.last)),
        evaluation_rules().round_cost_on(period.last),
    )
    return show(visit, page, query.status)
