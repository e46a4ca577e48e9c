"""Signing out: the session ends on the server, and what the machine kept of it goes."""

from datetime import UTC, datetime

import structlog
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from portal.anyone import Anyone
from portal.declared import FOR_ANYONE, FOR_REMEMBERED
from portal.door.provider_journey import answering, flow_of
from portal.door.same_origin import BACK_CHANNEL
from portal.door.session_rules import NAME
from portal.door.signed_out import SEE_OTHER
from portal.door.signing_in import AtDoor, Has, count_attempt, doorway
from portal.pages.sign_out_page import sign_out_page
from portal.render import show
from portal.routes.door.sign_in_routes import read_few
from portal.visit import Remembered
from remiss.identity.signing_keys import KeysUnavailableError
from remiss.identity.verifier import InvalidToken
from remiss.ledger.portal.sessions import (
    end_provider_sessions,
    end_session,
    end_sessions_of,
    sessions_of,
)

router = APIRouter()
CLEARED = '"cache", "storage"'
BAD_REQUEST = 400
log = structlog.get_logger()


@router.get("/sign-out", dependencies=[FOR_REMEMBERED])
async def before_signing_out(visit: Remembered, door: AtDoor) -> Response:
    """What stays of what was typed, and what does not; and where else they are signed in."""
    now, idle = datetime.now(UTC), door.rules.idle
    sessions = await sessions_of(visit.has.portal, visit.actor.id, now, idle)
    return show(visit, sign_out_page(sessions, visit.session))


@router.post("/sign-out", dependencies=[FOR_REMEMBERED])
async def sign_out(request: Request, visit: Remembered) -> Response:
    """In this browser; and at the provider, which has a session of its own."""
    await end_session(visit.has.portal, visit.session, datetime.now(UTC))
    return await _gone(request)


@router.post("/sign-out/everywhere", dependencies=[FOR_REMEMBERED])
async def sign_out_everywhere(request: Request, visit: Remembered) -> Response:
    """In every browser: a machine that was lost, or left signed in."""
    await end_sessions_of(visit.has.portal, visit.actor.id, datetime.now(UTC))
    return await _gone(request)


@router.post(BACK_CHANNEL, dependencies=[FOR_ANYONE])
async def end_by_provider(request: Request, has: Has) -> Response:
    """The provider says, over its signature, that a session of its own is over.

    Raises:
        Problem: `not_found`, `identity_provider_unavailable`, `too_many_requests`.
    """
    count_attempt(request)
    flow = flow_of(request)
    typed = await read_few(request)
    try:
        async with answering():
            ended = await flow.ended(typed.get("logout_token", ""))
    except InvalidToken as error:
        log.warning("logout_token_refused", reason=str(error))
        return Response(status_code=BAD_REQUEST)
    now = datetime.now(UTC)
    how_many = await end_provider_sessions(has.portal, ended.subject, ended.provider_session, now)
    log.info("sessions_ended_by_provider", sessions=how_many)
    return Response()


async def _gone(request: Request) -> Response:
    answer = RedirectResponse(await _farewell(request), SEE_OTHER, {"Clear-Site-Data": CLEARED})
    doorway(request).rules.take(answer, NAME)
    return answer


async def _farewell(request: Request) -> str:
    """The provider's page, where it has one and can be asked for it; else our own."""
    has, door = request.app.state.services, doorway(request)
    if has.code_flow is not None:
        try:
            there = await has.code_flow.farewell(door.address_of(request, "/sign-in"))
        except KeysUnavailableError:
            there = None
        if there is not None:
            return str(there)
    return Anyone.asking(request.scope).to("/sign-in?told=signed_out")
