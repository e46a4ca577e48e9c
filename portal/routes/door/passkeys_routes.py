"""The passkeys of the person signed in: those they have, another, one less."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from portal.declared import FOR_SIGNED_IN
from portal.door.keyholder import FreshHolder, drop_passkey, site_of
from portal.door.signed_out import SEE_OTHER
from portal.pages.passkeys_page import LONGEST_NAME, News, passkeys_page
from portal.render import show
from portal.routes.door.sign_in_routes import read_few
from portal.visit import Fresh, Visit
from remiss.ledger.portal.passkeys import list_passkeys
from remiss.strict.characters import misplaced

router = APIRouter()
Told = Annotated[News | None, Query()]


@router.get("/passkeys", dependencies=[FOR_SIGNED_IN])
async def show_passkeys(request: Request, visit: Fresh, told: Told = None) -> Response:
    """Those the person has, for whoever has just proved who they are."""
    held = await list_passkeys(visit.has.portal, visit.actor.id)
    return show(visit, passkeys_page(held, told, usable=site_of(request) is not None))


@router.post("/passkeys/challenge", dependencies=[FOR_SIGNED_IN])
async def ask_to_add(holder: FreshHolder) -> Response:
    """What the browser is to make, as JSON."""
    return Response(await holder.asked_to_add(), media_type="application/json")


@router.post("/passkeys", dependencies=[FOR_SIGNED_IN])
async def add(request: Request, holder: FreshHolder) -> Response:
    """Keep what the browser made."""
    typed = await read_few(request)
    name = typed.get("name", "").strip()
    if len(name) > LONGEST_NAME or misplaced(name, one_line=True):
        return _back(holder.visit, News.NAME)
    added = await holder.added(typed.get("credential", ""), name)
    return _back(holder.visit, News.ADDED if added else News.REFUSED)


@router.post("/passkeys/remove", dependencies=[FOR_SIGNED_IN])
async def remove(request: Request, visit: Fresh) -> Response:
    """Let go of one; nothing proves anything with it from now on.

    Raises:
        Problem: `not_found`.
    """
    await drop_passkey(visit, (await read_few(request)).get("passkey", ""))
    return _back(visit, News.REMOVED)


def _back(visit: Visit, news: News) -> Response:
    return RedirectResponse(visit.to(f"/passkeys?told={news.value}"), SEE_OTHER)
