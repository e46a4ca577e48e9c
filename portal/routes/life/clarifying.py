"""What an agency asks of the drafting side: to make something clear, or for more time."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form
from portal.page import Page
from portal.pages.requests.act_pages import (
    PAPER_ROWS,
    AskPage,
    MoreTimePage,
    day_options,
    ground_options,
    of_act,
    question_options,
)
from portal.present_cases import PresentCase
from portal.routes.life.act_form import ActForm
from portal.routes.requests_routes import PAGE
from portal.visit import Visit, Visitor
from remiss.consultation import state
from remiss.consultation.life.commands import AskClarification, RequestExtension
from remiss.consultation.values import AgencyCode
from remiss.sending.bodies.clarifying import ClarificationBody, ExtensionBody
from remiss.views.seen_case import SeenCase

router = APIRouter()


@router.get(f"{PAGE}/ask", dependencies=[does("ask_clarification")])
async def show_ask(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """On which ground, about what."""
    return await ActForm(visit, seen, agency, "ask").shown(http, _asking)


@router.post(f"{PAGE}/ask", dependencies=[does("ask_clarification")])
async def ask(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """The agency's clock stands still until the answer."""
    act = ActForm(visit, seen, agency, "ask")
    return await act.given(
        http,
        _asking,
        lambda form: act.command(AskClarification, form, **dict(form.body(ClarificationBody))),
    )


@router.get(f"{PAGE}/more-time", dependencies=[does("request_extension")])
async def show_more_time(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Until which day, and why."""
    return await _for_time(visit, seen, agency).shown(http, _more_time)


@router.post(f"{PAGE}/more-time", dependencies=[does("request_extension")])
async def ask_for_time(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Once, before the deadline; the clock runs until somebody grants it."""
    act = _for_time(visit, seen, agency)
    return await act.given(
        http,
        _more_time,
        lambda form: act.command(RequestExtension, form, **dict(form.body(ExtensionBody))),
    )


def _for_time(visit: Visit, seen: SeenCase, agency: AgencyCode) -> ActForm:
    return ActForm(visit, seen, agency, "more-time", labels="portal.more_time")


def _asking(found: PresentCase, request: state.Request, form: Form) -> Page:
    return AskPage(
        grounds=ground_options(),
        questions=question_options(found.seen.case, request),
        paper_rows=form.rows("papers", PAPER_ROWS),
        **of_act(found, request, "ask", form),
    )


def _more_time(found: PresentCase, request: state.Request, form: Form) -> Page:
    days = day_options(found.seen.case, request)
    return MoreTimePage(days=days, **of_act(found, request, "more-time", form))
