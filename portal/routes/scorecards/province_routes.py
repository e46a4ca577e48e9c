"""Scorecards of the province: all its agencies together, whom a rule names, and bodies apart."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.scorecards.card_page import card_page
from portal.pages.scorecards.figure_cells import SCORECARDS, measure_name
from portal.pages.scorecards.named_page import NamedPage, Naming
from portal.render import show
from portal.routes.scorecards.period_query import PeriodQuery
from portal.safe_headers import download
from portal.visit import Visitor
from remiss.consultation.views.scores.tally import Card
from remiss.documents.period_sheet.sheet_csv import as_csv
from remiss.ledger.reads.scorecards.measures import MEASURES
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.reference.evaluation import evaluation_rules
from remiss.texts import text

router = APIRouter()
PROVINCE = does("read_scorecard_of_province")
Within = Annotated[PeriodQuery, Query()]


@router.get("/scorecards/province", dependencies=[PROVINCE])
async def province_answers(visit: Visitor, query: Within) -> Response:
    """How all agencies of the administration answer, together."""
    return await _sum(visit, Card.AGENCIES, query, f"{SCORECARDS}/province")


@router.get("/scorecards/province/drafters", dependencies=[PROVINCE])
async def province_consults(visit: Visitor, query: Within) -> Response:
    """How all of them consult, together."""
    return await _sum(visit, Card.DRAFTERS, query, f"{SCORECARDS}/province/drafters")


@router.get("/scorecards/named", dependencies=[PROVINCE])
async def named_by_rule(visit: Visitor, query: Within) -> Response:
    """Heads whom a published rule names for the period, with the cases behind it."""
    registry, period = visit.has.registry, query.chosen
    found = await figures_by_agency(visit.has.ledger, Card.AGENCIES, None, period.counted)
    ours = {code: figures for code, figures in found.items() if code not in registry.apart}
    names = {agency.code: agency.name for agency in registry.agencies}
    naming, rules = Naming(ours, names, visit.has.people, period), evaluation_rules()
    overdue, commended = rules.overdue_on(period.last), rules.commendation_on(period.last)
    lists = [naming.overdue(overdue)] if overdue else []
    lists += [naming.commended(commended)] if commended else []
    path = f"{SCORECARDS}/named"
    page = NamedPage(
        title=text("portal.scorecards.named.title"),
        address=path,
        periods=period.tabs(path, {}),
        first=period.typed[0],
        last=period.typed[1],
        period=period.name,
        lists=tuple(lists),
        mistaken=query.typed.mistaken,
    )
    return show(visit, page, query.status)


@router.get("/scorecards/apart.csv", dependencies=[PROVINCE])
async def bodies_apart(visit: Visitor, query: Within) -> Response:
    """Bodies that stand in no list beside agencies, as a table of their own."""
    registry, period = visit.has.registry, query.chosen
    found = await figures_by_agency(visit.has.ledger, Card.AGENCIES, None, period.counted)
    measures = MEASURES[Card.AGENCIES]
    said = [measure_name(Card.AGENCIES, each.name).vi for each in measures]
    whole = text("portal.scorecards.column.whole").vi
    named = [cell for name in said for cell in (name, f"{name}: {whole}")]
    rows: list[list[str | int]] = [[text("portal.scorecards.column.agency").vi, "", *named]]
    for code in sorted(registry.apart & found.keys()):
        body = registry.agency(code)
        numbers = [n for m in measures for n in (m.amount(found[code]), m.among(found[code]))]
        rows.append([code, body.name.vi if body else "", *numbers])
    return download(as_csv(rows), f"khoi-khac-{period.first}-{period.last}.csv", "text/csv")


async def _sum(visit: Visitor, card: Card, query: PeriodQuery, path: str) -> Response:
    """All agencies but the bodies apart; a figure's cases are with each agency."""
    period, apart = query.chosen, visit.has.registry.apart
    found = await figures_by_agency(visit.has.ledger, card, None, period.counted)
    whole = Counter[str]()
    for code, figures in found.items():
        if code not in apart:
            whole.update(figures)
    title = text(f"portal.scorecards.province_{card}")
    up = f"{SCORECARDS}/{card}"
    page = card_page(title, card, whole, None, period, path, up=up, mistaken=query.typed.mistaken)
    return show(visit, page, query.status)
