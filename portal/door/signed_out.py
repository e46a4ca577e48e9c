"""What becomes of a request whose session is over, or whose person must prove themselves first."""

from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from portal.addresses import WORK
from portal.anyone import Anyone
from portal.door.own_path import own_path
from portal.forms.posted import is_form
from portal.forms.unsigned_forms import hold_unreceived, keep_unproved, keep_unsigned
from portal.visit import VISIT, OtherRoleNeeded, ProofNeeded, SignedOut
from remiss.problems.problem import Problem

SEE_OTHER = 303
SAFE = frozenset({"GET", "HEAD"})


async def sent_away(request: Request, error: Exception) -> Response:
    """To the sign-in page, and back to the page asked for afterwards; a form is kept first."""
    if is_form(request) and isinstance(error, SignedOut):
        kept = await keep_unsigned(request, error.ended)
        if kept is not None:
            return kept
    return _to(request.scope, "/sign-in")


async def sent_to_prove(request: Request, error: Exception) -> Response:
    """To where the person proves who they are, and back to the form as it was sent."""
    if is_form(request) and isinstance(error, ProofNeeded):
        visit = error.visit

        def lead(back: str) -> Response:
            query = urlencode({"next": own_path(visit.to(back))})
            return RedirectResponse(visit.to(f"/prove?{query}"), SEE_OTHER)

        kept = await keep_unproved(request, visit, lead)
        if kept is not None:
            return kept
    return _to(request.scope, "/prove")


async def sent_to_choose(request: Request, error: Exception) -> Response:
    """To the roles of the person, of which another opens the page; back to it, and to the form."""
    if not isinstance(error, OtherRoleNeeded):
        raise error
    visit, opens = error.visit, ",".join(error.roles)

    def lead(back: str) -> Response:
        query = urlencode({"next": own_path(visit.to(back)), "opens": opens})
        return RedirectResponse(visit.to(f"/role?{query}"), SEE_OTHER)

    kept = None if request.method in SAFE else await keep_unproved(request, visit, lead)
    return kept or lead(visit.here)


async def held_form(request: Request, problem: Problem) -> Response | None:
    """The form as it was sent, where the ledger is away before anybody could say whose it is."""
    if request.method in SAFE or problem.code != "ledger_unavailable" or VISIT in request.scope:
        return None
    return await hold_unreceived(request, problem)


def _to(scope: Scope, path: str) -> Response:
    visitor = Anyone.asking(scope)
    then = visitor.to(visitor.here) if scope["method"] in SAFE else visitor.to(WORK)
    query = urlencode({"next": own_path(then)})
    return RedirectResponse(visitor.to(f"{path}?{query}"), SEE_OTHER)
