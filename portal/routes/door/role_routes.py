"""The role one acts in: what somebody with several of them chooses, to be seen on every page."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from portal.declared import FOR_SIGNED_IN
from portal.door.own_path import own_path
from portal.door.signed_out import SEE_OTHER
from portal.pages.role_page import role_page
from portal.render import show
from portal.routes.door.sign_in_routes import Then, read_few
from portal.visit import Visitor
from remiss.ledger.portal.sessions import act_as
from remiss.problems.problem import Problem

router = APIRouter()
Opens = Annotated[str, Query(max_length=200)]
"""Roles, by comma."""


@router.get("/role", dependencies=[FOR_SIGNED_IN])
async def show_roles(visit: Visitor, then: Then = None, opens: Opens = "") -> Response:
    """The roles the person holds, the one they act in, and which opens what they asked for."""
    page = role_page(visit.actor, visit.held, own_path(then), frozenset(opens.split(",")))
    return show(visit, page)


@router.post("/role", dependencies=[FOR_SIGNED_IN])
async def choose(request: Request, visit: Visitor) -> Response:
    """From now on they act in another.

    Raises:
        Problem: `role_not_held`.
    """
    typed = await read_few(request)
    held = {actor.role.value: actor.role for actor in visit.held}
    chosen = held.get(typed.get("role", ""))
    if chosen is None:
        raise Problem("role_not_held", held=sorted(held))
    await act_as(visit.has.portal, visit.session, chosen)
    return RedirectResponse(own_path(typed.get("next")), SEE_OTHER)
