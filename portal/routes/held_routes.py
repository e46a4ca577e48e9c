"""Who held a request, and a case: from when to when, person by person."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import Seen, does
from portal.pages.held_page import HELD, case_held_page, request_held_page
from portal.present_cases import at_present
from portal.render import show
from portal.routes.case_routes import PAGE as CASE
from portal.routes.requests_routes import PAGE as REQUEST
from portal.routes.requests_routes import Ordinal
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode

router = APIRouter()
PageNumber = Annotated[int, Query(ge=1, le=1000)]


@router.get(f"{CASE}/{HELD}", dependencies=[does("read_case")])
async def show_case_held(visit: Visitor, seen: Seen, page: PageNumber = 1) -> Response:
    """Of every request one may read; its totals add up."""
    return show(visit, case_held_page(await at_present(visit, seen), page))


@router.get(f"{REQUEST}/{HELD}", dependencies=[does("read_request")])
async def show_request_held(
    visit: Visitor,
    seen: Seen,
    agency: AgencyCode,
    ordinal: Ordinal = None,
    page: PageNumber = 1,
) -> Response:
    """Stretch by stretch; the desks within the agency for itself and for inspectors."""
    found = await at_present(visit, seen)
    return show(visit, request_held_page(found, seen.request(agency, ordinal), page))
