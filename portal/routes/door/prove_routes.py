"""Proving anew who one is: before one signs, and in a remembered device that was left idle."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from portal.declared import FOR_REMEMBERED
from portal.door.keyholder import RememberedHolder, has_passkey
from portal.door.own_path import own_path
from portal.door.provider_journey import set_out
from portal.door.signed_out import SEE_OTHER
from portal.door.signing_in import AtDoor, WayIn, picked, presented_session, prove
from portal.pages.sign_in_page import groups_of, sign_in_page
from portal.render import show
from portal.routes.door.sign_in_routes import Then, Told, notice_of, read_few
from portal.visit import Remembered
from remiss.ledger.portal.sessions import Arrival
from remiss.problems.problem import Problem
from remiss.reference.people_file import ListedPerson

router = APIRouter()


@router.get("/prove", dependencies=[FOR_REMEMBERED])
async def show_prove(
    request: Request, visit: Remembered, door: AtDoor, then: Then = None, told: Told = None
) -> Response:
    """The page on which the person who is signed in, and nobody else, proves who they are."""
    page = sign_in_page(
        groups_of(_self(visit, door.way), visit.has.registry),
        door.rules,
        own_path(then),
        by_provider=door.way is WayIn.PROVIDER,
        notice=notice_of(told),
        anew=True,
    )
    by_passkey = await has_passkey(request, visit)
    return show(visit, page.model_copy(update={"by_passkey": by_passkey}))


@router.post("/prove", dependencies=[FOR_REMEMBERED])
async def prove_anew(request: Request, visit: Remembered, door: AtDoor) -> Response:
    """On with what they wanted to do, once they have.

    Raises:
        Problem: `not_found`, for another person.
    """
    typed = await read_few(request)
    then = own_path(typed.get("next"))
    if door.way is WayIn.PROVIDER:
        return await set_out(request, then, proves=visit.session)
    arrival = picked(_self(visit, door.way), typed.get("person", ""))
    session, answer = await presented_session(request), RedirectResponse(then, SEE_OTHER)
    if arrival is None or session is None or not await prove(request, answer, session, arrival):
        raise Problem("not_found")
    return answer


@router.post("/prove/passkey/challenge", dependencies=[FOR_REMEMBERED])
async def ask_to_prove(holder: RememberedHolder) -> Response:
    """What the browser is to sign with one of the person's passkeys, as JSON."""
    return Response(await holder.asked_to_prove(), media_type="application/json")


@router.post("/prove/passkey", dependencies=[FOR_REMEMBERED])
async def prove_by_passkey(request: Request, holder: RememberedHolder) -> Response:
    """On with what they wanted to do, once they have; else back, beside the other way."""
    typed = await read_few(request)
    then = own_path(typed.get("next"))
    answer = RedirectResponse(then, SEE_OTHER)
    if await holder.proved(typed.get("credential", "")) and await _kept(request, answer):
        return answer
    query = urlencode({"told": "passkey_refused", "next": then})
    return RedirectResponse(holder.visit.to(f"/prove?{query}"), SEE_OTHER)


async def _kept(request: Request, answer: Response) -> bool:
    """Whether the session of this browser has it that its person proved who they are now."""
    session = await presented_session(request)
    if session is None:
        return False
    arrival = Arrival(session.held, session.subject, proved_at=datetime.now(UTC))
    return await prove(request, answer, session, arrival)


def _self(visit: Remembered, way: WayIn) -> tuple[ListedPerson, ...]:
    if way is not WayIn.PERSON:
        return ()
    return tuple(person for person in visit.has.people.all if person.id == visit.actor.id)
