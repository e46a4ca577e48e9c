"""A question that is another's: its agency says so, and whose it is."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form
from portal.page import Page
from portal.pages.requests.act_pages import (
    NotOursPage,
    agency_options,
    likely_fields,
    of_act,
    question_options,
)
from portal.present_cases import PresentCase
from portal.routes.life.act_form import ActForm, PageOf
from portal.routes.requests_routes import PAGE
from portal.visit import Visit, Visitor
from remiss.consultation import state
from remiss.consultation.values import AgencyCode
from remiss.sending.bodies.declining import DeclineBody
from remiss.sending.caller_command import declining

router = APIRouter()


@router.get(f"{PAGE}/not-ours", dependencies=[does("decline")])
async def show_not_ours(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Which question, and whose it is."""
    return await ActForm(visit, seen, agency, "not-ours").shown(http, _not_ours(visit))


@router.post(f"{PAGE}/not-ours", dependencies=[does("decline")])
async def decline(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """The clock stands still until somebody rules on it; what the registry contradicts stays."""
    act = ActForm(visit, seen, agency, "not-ours")
    return await act.given(
        http,
        _not_ours(visit),
        lambda form: declining(
            visit.actor, form.key, agency, form.body(DeclineBody), visit.has.registry
        ),
    )


def _not_ours(visit: Visit) -> PageOf:
    def page(found: PresentCase, request: state.Request, form: Form) -> Page:
        registry, case = visit.has.registry, found.seen.case
        proposed = [
            proposal
            for question in case.owed_by(request)
            for proposal in visit.has.field_index.propose(question.text)
        ]
        return NotOursPage(
            questions=question_options(case, request),
            fields=likely_fields(registry, proposed, form, "declined.0"),
            agencies=agency_options(registry, request.agency.code),
            **of_act(found, request, "not-ours", form),
        )

    return page
