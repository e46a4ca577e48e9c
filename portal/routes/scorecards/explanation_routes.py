"""A head explains the figures of a quarter, for the record."""

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from portal.declared import does
from portal.forms import Form, Place, open_form, read_form
from portal.forms.outcome import end_form, lead_to_outcome
from portal.pages.scorecards.explanation_page import (
    ExplainedFigures,
    ExplanationPage,
    given_explanations,
)
from portal.pages.scorecards.figure_cells import card_path
from portal.pages.scorecards.periods import ChosenPeriod
from portal.pages.scorecards.quarters import quarter_named, quarter_within
from portal.parts.paging import with_query
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.values import AgencyCode, Sentence, Value
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.period_sheet.overdue_letter import rule_words
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.head_explanations import head_explanations, record_explanation
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.problems.problem import Problem
from remiss.reference.evaluation import evaluation_rules
from remiss.texts import Bilingual, say
from remiss.views.overdue_heads import OVERDUE, overdue_of

router = APIRouter()
ADDRESS = "/scorecards/agencies/{agency}/explanations/{quarter}"
EXPLAINS = "explain_figures"


class ExplanationBody(Value):
    """What is explained."""

    words: Sentence


@router.get(ADDRESS, dependencies=[does(EXPLAINS)])
async def show_explanation(
    request: Request, visit: Visitor, agency: AgencyCode, quarter: str
) -> Response:
    """The count, what was explained before, and the form."""
    asked = _own_quarter(visit, agency, quarter)
    form = await open_form(request, visit, _place(visit, agency, asked))
    return show(visit, await _page(visit, agency, asked, form))


@router.post(ADDRESS, dependencies=[does(EXPLAINS)])
async def explain(request: Request, visit: Visitor, agency: AgencyCode, quarter: str) -> Response:
    """Put on record, beside what was said before; the same form twice is once."""
    asked = _own_quarter(visit, agency, quarter)
    form = await read_form(request, visit, _place(visit, agency, asked))
    page = await _page(visit, agency, asked, form.shown)

    async def send() -> Response:
        words = form.body(ExplanationBody).words
        key = f"{visit.actor.id}:{form.key}"
        await record_explanation(visit.has.portal, visit.actor, agency, asked, words, key)
        await end_form(visit, form)
        return lead_to_outcome(visit, form.key, _card_of(agency, asked), EXPLAINS)

    return await form.answer(lambda shown: page.model_copy(update={"form": shown}), send)


async def explained_figures(
    visit: Visit, agency: AgencyCode, figures: Figures, period: ChosenPeriod
) -> ExplainedFigures:
    """What the card of an agency asked says of explanations for a period."""
    found = await head_explanations(visit.has.ledger, period.first, period.last, agency)
    role, quarter = visit.actor.role, quarter_within(period)
    may = role in AUTHORITY[EXPLAINS].roles and visit.actor.agency == agency
    return ExplainedFigures(
        rule=_rule_for(visit, agency, figures, period),
        given=given_explanations(found),
        path=_address(agency, quarter) if may and quarter else None,
        hint=may,
    )


def _own_quarter(visit: Visit, agency: AgencyCode, key: str) -> SheetPeriod:
    """Another agency's is not there for them."""
    if visit.actor.agency != agency:
        raise Problem("not_found")
    return quarter_named(key)


def _place(visit: Visit, agency: AgencyCode, quarter: SheetPeriod) -> Place:
    title = say("portal.scorecards.explanation.title", period=quarter.name)
    return Place.of(visit, _address(agency, quarter), title, "portal.scorecards.explanation")


def _address(agency: AgencyCode, quarter: SheetPeriod) -> str:
    return f"{card_path(Card.AGENCIES, agency)}/explanations/{quarter.key}"


def _card_of(agency: AgencyCode, quarter: SheetPeriod) -> str:
    period = ChosenPeriod(first=quarter.first, last=quarter.last)
    return with_query(card_path(Card.AGENCIES, agency), period.query)


async def _page(
    visit: Visit, agency: AgencyCode, quarter: SheetPeriod, form: Form
) -> ExplanationPage:
    period = ChosenPeriod(first=quarter.first, last=quarter.last)
    ledger = visit.has.ledger
    found = await figures_by_agency(ledger, Card.AGENCIES, agency, period.counted)
    figures = found.get(agency) or Counter()
    overdue, among = overdue_of(figures)
    given = await head_explanations(ledger, quarter.first, quarter.last, agency)
    name = visit.has.registry.name_of(agency)
    query = {**period.query, "figure": OVERDUE}
    return ExplanationPage(
        title=form.place.title,
        up=_card_of(agency, quarter),
        card=say("portal.scorecards.agencies.of", agency=name),
        rule=_rule_for(visit, agency, figures, period),
        counted=say(
            "portal.scorecards.explanation.counted", overdue=str(overdue), among=str(among)
        ),
        behind=with_query(card_path(Card.AGENCIES, agency, "behind"), query),
        given=given_explanations(given),
        form=form,
    )


def _rule_for(
    visit: Visit, agency: AgencyCode, figures: Figures, period: ChosenPeriod
) -> Bilingual | None:
    """The rule in words, where it names this agency's head for the period."""
    rule = evaluation_rules().overdue_on(period.last)
    overdue, among = overdue_of(figures)
    if rule is None or agency in visit.has.registry.apart:
        return None
    if not rule.applies(overdue=overdue, among=among):
        return None
    return say("portal.scorecards.explanation.rule", rule=rule_words(rule))
