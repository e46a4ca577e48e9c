"""Scorecards of the province: all its agencies together, whom a rule names, and bodies apart."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.scorecards.card_page import card_page
from portal.pages.scorecards.figure_cells import SCORECARDS, measure_name
from portal.pages.scorecards.named_page import NamedPage, Naming
from portal.pages.scorecards.periods import ChosenPeriod
from portal.pages.scorecards.quarters import quarter_named, quarter_within
from portal.render import show
from portal.routes.scorecards.period_query import PeriodQuery
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.visibility import recused_for
from remiss.documents.period_sheet.overdue_letter import OverdueList, overdue_docx
from remiss.documents.period_sheet.sheet_csv import as_csv
from remiss.files.formats.file_types import DOCX
from remiss.ledger.reads.scorecards.head_explanations import head_explanations
from remiss.ledger.reads.scorecards.measures import MEASURES
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.reference.evaluation import evaluation_rules
from remiss.texts import say, text
from remiss.views.home_affairs import letterhead_of_home_affairs
from remiss.views.overdue_heads import named_heads, overdue_heads

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
    own = recused_for(visit.actor)
    apart = registry.apart | {own}
    ours = {code: figures for code, figures in found.items() if code not in apart}
    names = registry.names
    naming, rules = Naming(ours, names, visit.has.people, period), evaluation_rules()
    overdue, commended = rules.overdue_on(period.last), rules.commendation_on(period.last)
    explained = await head_explanations(visit.has.ledger, period.first, period.last)
    heads = named_heads(overdue, ours.items(), explained, registry, visit.has.people)
    lists = [naming.overdue(overdue, heads)] if overdue else []
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
        stands_back=own is not None,
        letter=_letter_of(visit, period),
        mistaken=query.typed.mistaken,
    )
    return show(visit, page, query.status)


@router.get("/scorecards/named/{quarter}/letter", dependencies=[does("read_sheet_letter")])
async def overdue_letter(visit: Visitor, quarter: str) -> Response:
    """Heads habitually overdue in a quarter, to the Chairman, a draft for signature."""
    asked, has = quarter_named(quarter), visit.has
    days = (asked.first, asked.last)
    rule, heads = await overdue_heads(has.ledger, has.registry, has.people, *days)
    found = OverdueList(quarter=asked, rule=rule, heads=heads, made_at=datetime.now(UTC))
    content = await asyncio.to_thread(overdue_docx, found, letterhead_of_home_affairs(has.registry))
    name = say("overdue_letter.subject", period=asked.name).vi
    return download(content, f"{name}.docx", DOCX)


def _letter_of(visit: Visit, period: ChosenPeriod) -> str | None:
    """Where the letter is, of a whole quarter and for whoever may download it."""
    quarter = quarter_within(period)
    may = visit.actor.role in AUTHORITY["read_sheet_letter"].roles
    return f"{SCORECARDS}/named/{quarter.key}/letter" if quarter and may else None


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
