"""What an agency says to the ladder: why its reply is not given yet."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form
from portal.page import Page
from portal.pages.requests.act_pages import DelayReasonPage, of_act
from portal.present_cases import PresentCase
from portal.routes.life.act_form import ActForm
from portal.routes.requests_routes import PAGE
from portal.visit import Visitor
from remiss.consultation import state
from remiss.consultation.life.commands import GiveDelayReason
from remiss.consultation.values import AgencyCode
from remiss.sending.bodies.ladder import DelayReasonBody

router = APIRouter()


@router.get(f"{PAGE}/delay-reason", dependencies=[does("give_delay_reason")])
async def show_delay_reason(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Why the reply is not given yet."""
    return await ActForm(visit, seen, agency, "delay-reason").shown(http, _page)


@router.post(f"{PAGE}/delay-reason", dependencies=[does("give_delay_reason")])
async def give_delay_reason(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """The overdue list prints the last one said; it neither moves the deadline nor excuses it."""
    act = ActForm(visit, seen, agency, "delay-reason")
    return await act.given(
        http,
        _page,
        lambda form: act.command(GiveDelayReason, form, **dict(form.body(DelayReasonBody))),
    )


def _page(found: PresentCase, request: state.Request, form: Form) -> Page:
    return DelayReasonPage(**of_act(found, request, "delay-reason", form))
