"""An agency reads what became of its comments, and objects once."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Request as HttpRequest
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import GivenForm
from portal.pages.comments.objection_page import PAGE as TURNED
from portal.pages.comments.objection_page import TURN, objection_page
from portal.pages.requests.own_comments_page import own_comments_page
from portal.present_cases import at_present
from portal.render import show
from portal.routes.life.act_form import ActForm
from portal.routes.requests_routes import PAGE, Ordinal
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import ObjectToDisposition
from remiss.consultation.values import AgencyCode
from remiss.sending.bodies.commenting import ObjectionBody
from remiss.views.seen_case import SeenCase

router = APIRouter()
COMMENTS = f"{PAGE}/comments"
PageNumber = Annotated[int, Query(ge=1, le=1000)]


@router.get(COMMENTS, dependencies=[does("read_request")])
async def show_own_comments(
    visit: Visitor,
    seen: Seen,
    agency: AgencyCode,
    ordinal: Ordinal = None,
    page: PageNumber = 1,
) -> Response:
    """Each comment in the words of its agency, by what became of it."""
    found = await at_present(visit, seen)
    return show(visit, own_comments_page(found, seen.request(agency, ordinal), page))


@router.get(f"{COMMENTS}/objection", dependencies=[does("object")])
async def show_objection(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Which answers are not accepted, and why."""
    return await _objecting(visit, seen, agency).shown(http, objection_page)


@router.post(f"{COMMENTS}/objection", dependencies=[does("object")])
async def object_once(
    http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Once for each comment; the officer then answers it again, for good."""
    act = _objecting(visit, seen, agency)

    def turned(form: GivenForm) -> None:
        if form.do.startswith(TURN):
            turned_to = {TURNED: (form.do.removeprefix(TURN),)}
            form.shown = form.shown.changed(values={**form.values, **turned_to})
            form.do = "turn"

    return await act.given(
        http,
        objection_page,
        lambda form: act.command(ObjectToDisposition, form, **dict(form.body(ObjectionBody))),
        turned,
    )


def _objecting(visit: Visit, seen: SeenCase, agency: AgencyCode) -> ActForm:
    return ActForm(visit, seen, agency, "objection", below=("comments",), labels="portal.objection")
