"""Signing in: the page, the way to the provider, and the way back from it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from portal.declared import FOR_ANYONE
from portal.door.own_path import LONGEST, own_path
from portal.door.provider_journey import RETURN, come_back, set_out, turned_away
from portal.door.signed_out import SEE_OTHER
from portal.door.signing_in import AtDoor, Has, WayIn, count_attempt, picked, sign_in
from portal.pages.sign_in_page import groups_of, sign_in_page
from portal.render import show
from portal.visit import Passerby
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, text

MOST_FIELDS = 4
LONGEST_CODE = 4096
NOTICES = frozenset({"signed_out", "refused", "not_placed", "too_late", "passkey_refused"})
router = APIRouter()

Then = Annotated[str | None, Query(alias="next", max_length=LONGEST)]
Told = Annotated[str | None, Query(max_length=20)]
FromProvider = Annotated[str | None, Query(max_length=LONGEST_CODE)]


@router.get("/sign-in", dependencies=[FOR_ANYONE])
async def show_sign_in(
    has: Has, door: AtDoor, passerby: Passerby, then: Then = None, told: Told = None
) -> Response:
    """The page for whoever is not signed in, or wants to be somebody else."""
    people = has.people.all if door.way is WayIn.PERSON else ()
    page = sign_in_page(
        groups_of(people, has.registry),
        door.rules,
        own_path(then),
        by_provider=door.way is WayIn.PROVIDER,
        notice=notice_of(told),
    )
    return show(passerby, page)


@router.post("/sign-in", dependencies=[FOR_ANYONE])
async def begin(request: Request, has: Has, door: AtDoor) -> Response:
    """Who was picked is signed in; otherwise the way to the provider begins.

    Raises:
        Problem: `not_found`, where nobody can sign in so; `too_many_requests`.
    """
    count_attempt(request)
    typed = await read_few(request)
    then, remembered = own_path(typed.get("next")), "remember" in typed
    if door.way is WayIn.PROVIDER:
        return await set_out(request, then, remembered=remembered)
    people = has.people.all if door.way is WayIn.PERSON else ()
    arrival = picked(people, typed.get("person", ""), remembered=remembered)
    if arrival is None:
        raise Problem("not_found")
    answer = RedirectResponse(then, SEE_OTHER)
    await sign_in(request, answer, arrival)
    return answer


@router.get(RETURN, dependencies=[FOR_ANYONE])
async def end(request: Request, state: FromProvider = None, code: FromProvider = None) -> Response:
    """The provider sends people here, with a code or without.

    Raises:
        Problem: `not_found`, `identity_provider_unavailable`, `too_many_requests`.
    """
    count_attempt(request)
    if state is None:
        return turned_away("refused", None)
    return await come_back(request, state, code)


def notice_of(told: str | None) -> Bilingual | None:
    """What happened just before, as an address says it."""
    return text(f"portal.sign_in.{told}") if told in NOTICES else None


async def read_few(request: Request) -> dict[str, str]:
    """The few short fields of a form that holds nothing of a person's work."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        return {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
