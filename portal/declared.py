"""Who an address is for: each says so where it is written, and says it once.

`dependencies=[does("sign")]`: whoever may, by the table of authority, in this case and its request
to the agency of the address; what they see of the case is `Seen`. `dependencies=[FOR_SIGNED_IN]`:
whoever is signed in. `dependencies=[FOR_ANYONE]`: everybody. Without one the portal does not start.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from portal.parts.over import OVER, over
from portal.visit import OtherRoleNeeded, Remembered, Visit, Visitor
from remiss.consultation.authority import AUTHORITY, About
from remiss.consultation.permission import permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, Role
from remiss.serving.address_action import AddressAction, case_named
from remiss.views.seen_case import SeenCase, see

SEEN = "remiss.seen_case"
SIGNED_IN, ANYONE = "(signed in)", "(anyone)"


class PageAction(AddressAction):
    """What a page or a form does; whoever may not is told so before anything of it runs."""

    async def __call__(self, request: Request, visit: Visitor) -> None:  # type: ignore[override]
        """Let the visitor do it.

        Raises:
            Refusal: `consultation_not_found` or `request_not_found` of what they may not know of;
                `not_permitted` or `not_the_officer_in_charge`, which name who may.
            OtherRoleNeeded: they may in another role they hold.
            Problem: `being_recorded`, `ledger_unavailable`.
        """
        await super().__call__(request)
        try:
            seen = await self._seen_by(visit.actor, request, visit)
        except Refusal:
            if others := [role async for role in self._other_roles(request, visit)]:
                raise OtherRoleNeeded(visit, others) from None
            raise
        request.scope[SEEN] = seen
        request.scope[OVER] = over(seen, self.name) if seen else ()

    async def _seen_by(self, actor: Actor, request: Request, visit: Visit) -> SeenCase | None:
        """The case as the actor may see it for this; None where it is about no case."""
        if AUTHORITY[self.name].about is About.PROVINCE:
            permit_role(actor, self.name)
            return None
        named = request.path_params
        case, agency = case_named(named["case"]), named.get("agency")
        return await see(visit.has.ledger, actor, case, self.name, agency)

    async def _other_roles(self, request: Request, visit: Visit) -> AsyncIterator[Role]:
        """The roles the person does not act in now, and in which they may."""
        for actor in visit.held:
            if actor.role == visit.actor.role:
                continue
            with suppress(Refusal):
                await self._seen_by(actor, request, visit)
                yield actor.role


@dataclass(frozen=True)
class OpenTo:
    """Nothing of a case: whoever is signed in, or everybody."""

    name: str

    async def __call__(self) -> None:
        """Let everybody in whom the route itself asks for nothing."""


class OpenToSignedIn(OpenTo):
    """Whoever is signed in."""

    async def __call__(self, visit: Visitor) -> None:  # type: ignore[override]
        """Let them in; nobody else comes so far."""


class OpenToRemembered(OpenTo):
    """Whoever is signed in, also in a device of theirs that was left idle."""

    async def __call__(self, visit: Remembered) -> None:  # type: ignore[override]
        """Let them in; nobody else comes so far."""


def does(action: str) -> Any:
    """What the address does, as a row of `remiss.consultation.authority`.

    Raises:
        LookupError: there is no such row.
    """
    return Depends(PageAction(action))


FOR_SIGNED_IN: Final[Any] = Depends(OpenToSignedIn(SIGNED_IN))
FOR_REMEMBERED: Final[Any] = Depends(OpenToRemembered(SIGNED_IN))
FOR_ANYONE: Final[Any] = Depends(OpenTo(ANYONE))


async def seen_case(request: Request) -> SeenCase:
    """The case of the address, as the visitor may see it for what the address does.

    Raises:
        LookupError: the address names no action about a case.
    """
    seen: SeenCase | None = request.scope.get(SEEN)
    if seen is None:
        raise LookupError(f"{request.scope['route'].path} names no action about a case")
    return seen


Seen = Annotated[SeenCase, Depends(seen_case)]


def actions_of(routes: Sequence[BaseRoute]) -> dict[str, str]:
    """What each address does, or whom it is for, by its method and path.

    Raises:
        LookupError: one does not say, or says it twice, or does something in a case it never names.
    """
    found: dict[str, str] = {}
    for route in routes:
        names = list(_declared(route))
        if len(names) != 1:
            raise LookupError(f"{getattr(route, 'path', route)} says {len(names)} times who may")
        _check_names_case(names[0], getattr(route, "path", ""))
        for method in getattr(route, "methods", None) or ():
            found[f"{method} {getattr(route, 'path', '')}"] = names[0]
    return found


def _check_names_case(action: str, path: str) -> None:
    of_a_case = action in AUTHORITY and AUTHORITY[action].about is not About.PROVINCE
    if of_a_case and "{case}" not in path:
        raise LookupError(f"{path} does something in a case, and names none: {{case}}")


def _declared(route: BaseRoute) -> Iterator[str]:
    for depends in route.dependencies if isinstance(route, APIRoute) else ():
        if isinstance(depends.dependency, PageAction | OpenTo):
            yield depends.dependency.name
