"""Scorecards: lists of peers, one agency's card, one's own."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import FOR_SIGNED_IN, does
from portal.pages.scorecards.card_page import CardPage, InspectionAsked, card_page
from portal.pages.scorecards.divisions import tables_of_people
from portal.pages.scorecards.figure_cells import SCORECARDS, card_path
from portal.pages.scorecards.peer_groups import PeerGroup, peer_group
from portal.pages.scorecards.peers_page import PeersPage, order_asked, ordered, peers_table
from portal.pages.scorecards.periods import ChosenPeriod
from portal.parts.paging import one_page, with_query
from portal.parts.tabs import Tab
from portal.render import show
from portal.routes.scorecards.explanation_routes import explained_figures
from portal.routes.scorecards.period_query import PeersQuery, PeriodQuery
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY, Scorecard
from remiss.consultation.inspection_named import InspectionNamed, reads_people
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, Role
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.monthly_figures import monthly_figures, twelve_months
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.problems.problem import Problem
from remiss.texts import label, say, text
from remiss.views.personal_figures import Looking, own_figures, personal_figures

router = APIRouter()
OF = {Card.AGENCIES: Scorecard.AGENCIES, Card.DRAFTERS: Scorecard.DRAFTERS}
AGENCIES = does("read_scorecards_of_agencies")
DRAFTERS = does("read_scorecards_of_drafters")


@router.get("/scorecards/agencies", dependencies=[AGENCIES])
async def agencies_asked(visit: Visitor, query: Annotated[PeersQuery, Query()]) -> Response:
    """How agencies answer, beside their peers."""
    return show(visit, await _peers(visit, Card.AGENCIES, query), query.status)


@router.get("/scorecards/drafters", dependencies=[DRAFTERS])
async def drafting_agencies(visit: Visitor, query: Annotated[PeersQuery, Query()]) -> Response:
    """How agencies consult, beside their peers."""
    return show(visit, await _peers(visit, Card.DRAFTERS, query), query.status)


@router.get("/scorecards/agencies/{agency}", dependencies=[AGENCIES])
async def agency_asked(
    visit: Visitor, agency: AgencyCode, query: Annotated[PeriodQuery, Query()]
) -> Response:
    """How one agency answers, each of its divisions and people."""
    page, figures = await _card(visit, Card.AGENCIES, agency, query)
    explained = await explained_figures(visit, agency, figures, query.chosen)
    more = {"explained": explained, "tasks": _tasks_of(visit, query.chosen, {"agency": agency})}
    return show(visit, page.model_copy(update=more), query.status)


@router.get("/scorecards/drafters/{agency}", dependencies=[DRAFTERS])
async def drafting_agency(
    visit: Visitor, agency: AgencyCode, query: Annotated[PeriodQuery, Query()]
) -> Response:
    """How one agency consults, each of its divisions and people."""
    page, _ = await _card(visit, Card.DRAFTERS, agency, query)
    costs = with_query(card_path(Card.DRAFTERS, agency, "costs"), query.chosen.query)
    return show(visit, page.model_copy(update={"costs": costs}), query.status)


@router.get("/scorecards/mine", dependencies=[FOR_SIGNED_IN])
async def own_card(visit: Visitor, query: Annotated[PeriodQuery, Query()]) -> Response:
    """One's own figures: as who answers, or as who drafts."""
    card = Card.DRAFTERS if visit.actor.role in DRAFTING else Card.AGENCIES
    period = query.chosen
    found = await own_figures(visit.has.ledger, visit.actor, OF[card], period.counted)
    title, path = text("portal.scorecards.own"), f"{SCORECARDS}/mine"
    figures = found.figures if found else Counter()
    page = card_page(title, card, figures, None, period, path, mistaken=query.typed.mistaken)
    tasks = _tasks_of(visit, period, {"person": visit.actor.id})
    return show(visit, page.model_copy(update={"tasks": tasks}), query.status)


def _tasks_of(visit: Visit, period: ChosenPeriod, whose: dict[str, str]) -> str | None:
    may = visit.actor.role in AUTHORITY["read_task_list"].roles
    return with_query(f"/tasks-of-year/{period.last.year}", whose) if may else None


DRAFTING = frozenset({Role.OFFICER, Role.SUPERVISOR})


async def _peers(visit: Visit, card: Card, query: PeersQuery) -> PeersPage:
    registry, period = visit.has.registry, query.chosen
    scope = scorecard_scope(visit.actor, OF[card])
    found = await figures_by_agency(visit.has.ledger, card, scope, period.counted)
    groups = {code: peer_group(code, registry) for code in found}
    present = [group for group in PeerGroup if group in groups.values()]
    group = query.group or next(iter(present), PeerGroup.DEPARTMENTS)
    order = order_asked(query.sort, card)
    path = f"{SCORECARDS}/{card}"
    kept = {**period.query, "group": group.value}
    of_group = {code: figures for code, figures in found.items() if groups[code] is group}
    every = ordered(of_group, card, order)
    rows, pages = one_page(every, path, {**kept, **order.query}, query.cursor)
    names = registry.names
    return PeersPage(
        title=text(f"portal.scorecards.{card}.title"),
        address=path,
        cards=tuple(_cards(visit, card, period)),
        groups=tuple(
            Tab(
                name=label(each),
                path=with_query(path, {**period.query, "group": each.value, **order.query}),
                here=each is group,
            )
            for each in present
        ),
        period=say(
            "portal.scorecards.counted", period=period.name, count=len(every), group=label(group)
        ),
        periods=period.tabs(path, {"group": group.value, **order.query}),
        first=period.typed[0],
        last=period.typed[1],
        kept=tuple({"group": group.value, **order.query}.items()),
        table=peers_table(card, rows, names, path, kept, period),
        paging=pages,
        apart=_apart(visit, period),
        mistaken=query.typed.mistaken,
        behind=bool(visit.has.ledger.behind),
    )


def _cards(visit: Visit, here: Card, period: ChosenPeriod) -> list[Tab]:
    """The lists the visitor may read."""
    role = visit.actor.role
    lists = [
        Tab(
            name=text(f"portal.scorecards.{card}.title"),
            path=with_query(f"{SCORECARDS}/{card}", period.query),
            here=card is here,
        )
        for card, scorecard in OF.items()
        if role in AUTHORITY[f"read_scorecards_of_{scorecard}"].roles
    ]
    if role in AUTHORITY["read_scorecard_of_province"].roles:
        lists += [
            Tab(name=text(key), path=with_query(f"{SCORECARDS}/{path}", period.query), here=False)
            for key, path in OF_THE_PROVINCE
        ]
    return lists


OF_THE_PROVINCE = (
    ("portal.scorecards.province_agencies", "province"),
    ("portal.scorecards.province_drafters", "province/drafters"),
    ("portal.scorecards.named.title", "named"),
)


async def _card(
    visit: Visit, card: Card, agency: AgencyCode, query: PeriodQuery
) -> tuple[CardPage, Figures]:
    """The page of an agency's card, and the agency's own figures on it."""
    check_theirs(visit, card, agency)
    period, ledger = query.chosen, visit.has.ledger
    named, asked = _named_or_asked(visit, query)
    looking = Looking(visit.actor, ledger, visit.has.portal, named)
    people = await personal_figures(looking, OF[card], agency, period.counted)
    found = await figures_by_agency(ledger, card, agency, period.counted)
    figures = found.get(agency) or Counter()
    months = await monthly_figures(ledger, card, agency, *twelve_months(period.last))
    tables = tables_of_people(card, agency, people or (), visit.has.people, query.kept)
    head = visit.has.people.head_of(agency)
    title = say(f"portal.scorecards.{card}.of", agency=visit.has.registry.name_of(agency))
    page = card_page(
        title,
        card,
        figures,
        agency,
        period,
        card_path(card, agency),
        up=with_query(f"{SCORECARDS}/{card}", period.query),
        head=head.name if head else None,
        months=months,
        people=tables,
        asked=asked,
        mistaken=query.typed.mistaken,
    )
    return page, figures


def _named_or_asked(
    visit: Visit, query: PeriodQuery
) -> tuple[InspectionNamed | None, InspectionAsked | None]:
    """The inspection that is named, or what is asked of an inspector who names none."""
    lacks, named = False, None
    try:
        named = query.named
    except Refusal:
        lacks = True
    if reads_people(visit.actor, named):
        return named, None
    return None, InspectionAsked(
        kept=tuple(query.chosen.query.items()),
        inspection=(query.inspection or "").replace("\x00", ""),
        reason=(query.reason or "").replace("\x00", ""),
        lacks=lacks,
    )


def _apart(visit: Visit, period: ChosenPeriod) -> str | None:
    """Where bodies apart are exported, for whoever may read them."""
    may = visit.actor.role in AUTHORITY["read_scorecard_of_province"].roles
    known = may and visit.has.registry.apart
    return with_query(f"{SCORECARDS}/apart.csv", period.query) if known else None


def check_theirs(visit: Visit, card: Card, agency: AgencyCode) -> None:
    """What is not theirs does not exist for them."""
    if scorecard_scope(visit.actor, OF[card]) not in {None, agency}:
        raise Problem("not_found")
