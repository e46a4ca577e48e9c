"""How people sign in here: by picking a person, on one machine; else by the provider."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum, auto
from secrets import token_urlsafe
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from starlette.responses import Response

from portal.addresses import PORTAL
from portal.door.own_path import in_language_of
from portal.door.session_rules import NAME, SessionRules
from remiss.identity.rates import Limit, address_of
from remiss.identity.trust import Trust, trust
from remiss.ledger.portal.sessions import (
    Arrival,
    PortalSession,
    begin_session,
    find_session,
    fingerprint,
    forget_sessions,
    last_role,
    prove_session,
)
from remiss.problems.problem import Problem
from remiss.reference.people_file import ListedPerson
from remiss.serving.services import Services
from remiss.settings import Settings


class WayIn(Enum):
    """What the sign-in page offers."""

    PERSON = auto()
    """Anybody of the demo, by picking them: nothing leaves this machine."""
    PROVIDER = auto()
    """The provider of the settings, which sends people back with a code."""
    NONE = auto()
    """An issuer that only gives tokens to programs, or a provider that does not know the portal."""

    @classmethod
    def of(cls, settings: Settings) -> "WayIn":
        """As the settings say."""
        match trust(settings):
            case Trust.DEVELOPMENT:
                return cls.PERSON
            case Trust.PROVIDER if settings.oidc_client_id:
                return cls.PROVIDER
            case _:
                return cls.NONE


@dataclass(frozen=True)
class Doorway:
    """What the routes of signing in and out work with; `app.state.doorway` holds it."""

    way: WayIn
    rules: SessionRules
    public_url: str | None

    def address_of(self, request: Request, path: str) -> str:
        """The whole address of a page of ours, as the provider sends people to it."""
        base = self.public_url or str(request.base_url.replace(path=""))
        return f"{base.rstrip('/')}{PORTAL}{path}"

    @classmethod
    def of(cls, settings: Settings) -> "Doorway":
        """As the settings say."""
        return cls(WayIn.of(settings), SessionRules.of(settings), settings.public_url)


def picked(
    people: Sequence[ListedPerson], person: str, *, remembered: bool = False
) -> Arrival | None:
    """The person picked, if they are one of these."""
    found = next((each for each in people if each.id == person), None)
    if found is None:
        return None
    now = datetime.now(UTC)
    return Arrival(found.actors, found.id, proved_at=now, remembered=remembered)


def services(request: Request) -> Services:
    """The services of this process."""
    found: Services = request.app.state.services
    return found


def doorway(request: Request) -> Doorway:
    """How people sign in here."""
    found: Doorway = request.app.state.doorway
    return found


async def presented_session(request: Request) -> PortalSession | None:
    """The session whose key this browser shows, living or ended."""
    key = request.cookies.get(doorway(request).rules.cookie)
    return await find_session(services(request).portal, key) if key else None


def count_attempt(request: Request) -> None:
    """Count what proves nobody yet, by where it comes from.

    Raises:
        Problem: `too_many_requests`.
    """
    if "cookie" in request.headers:  # without one, `UnknownLimit` has counted it
        count(request, request.app.state.limits.unknown, address_of(request.scope.get("client")))


def count(request: Request, limit: Limit, caller: str) -> None:
    """Count a request, and tell whoever sent it where they stand.

    Raises:
        Problem: `too_many_requests`.
    """
    taken = limit.take(caller)
    request.scope["remiss.headers"].update(taken.headers)
    if not taken.allowed:
        raise Problem("too_many_requests", headers=taken.headers)


Has = Annotated[Services, Depends(services)]
AtDoor = Annotated[Doorway, Depends(doorway)]


async def sign_in(request: Request, answer: Response, arrival: Arrival) -> None:
    """Begin a session whose key lies in the answer alone; the one this browser had ends with it.

    Whoever holds several roles acts in the one of last time; who has none such, chooses first.
    """
    has, rules = services(request), doorway(request).rules
    last = await last_role(has.portal, arrival.held[0].id)
    if last in {actor.role for actor in arrival.held}:
        arrival = replace(arrival, role=last)
    elif len(arrival.held) > 1:
        then = answer.headers["location"]
        answer.headers["location"] = in_language_of(then, f"/role?{urlencode({'next': then})}")
    now, key = datetime.now(UTC), token_urlsafe(32)
    former = request.cookies.get(rules.cookie)
    await forget_sessions(has.portal, now)
    await begin_session(
        has.portal,
        arrival,
        key,
        now=now,
        whole=rules.whole,
        instead_of=fingerprint(former) if former else None,
    )
    lay_key(rules, answer, key, remembered=arrival.remembered)


async def prove(
    request: Request, answer: Response, session: PortalSession, arrival: Arrival
) -> bool:
    """Have the session's person be one who has just proved who they are, under another key.

    False where it was somebody else, or the session is over.
    """
    has, rules = services(request), doorway(request).rules
    key, person = token_urlsafe(32), arrival.held[0].id
    times = (arrival.proved_at, datetime.now(UTC))
    if not await prove_session(has.portal, session.id, key, person, *times):
        return False
    lay_key(rules, answer, key, remembered=session.remembered)
    return True


def lay_key(rules: SessionRules, answer: Response, key: str, *, remembered: bool) -> None:
    """Into the browser: until it is closed, or in a remembered device as long as it is good."""
    rules.give(answer, NAME, key, int(rules.whole.total_seconds()) if remembered else None)
