"""One request of a person who is signed in, in the one role they act in.

Nothing but `Visitor` and `Fresh` leads to a session: a route that asks for neither knows nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated

import structlog
from fastapi import Depends, Request

from portal.addresses import WORK, address
from portal.anyone import Anyone
from portal.door.same_origin import CHANGES_NOTHING
from portal.door.signing_in import count, count_attempt, doorway, presented_session, services
from portal.language import language_of, page_asked
from portal.outcome_line import done_before
from remiss.consultation.values import Actor, Role
from remiss.ledger.portal.sessions import PortalSession, see_session
from remiss.problems.problem import Problem
from remiss.serving.services import Services
from remiss.texts import Bilingual
from remiss.texts.catalogue import Language

VISIT = "remiss.visit"
"""Where a request's scope holds the visit, from when it is known."""
FRESH_FOR = timedelta(minutes=15)
"""How long a person who proved who they are may sign without doing so again."""


@dataclass(frozen=True)
class Visit:
    """Who visits, in which of their roles, and in which language."""

    has: Services
    actor: Actor
    """The role acted in: chosen visibly, recorded in commands."""
    held: tuple[Actor, ...]
    """The person in every role they hold."""
    language: Language
    session: str = field(repr=False)
    """The session's reference, under which forms and drafts are kept."""
    here: str = WORK
    """The page asked for, with its query and without its language; each language shows it."""
    proved_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the person last proved who they are."""
    done: Bilingual | None = None
    """What was done on the way here; the next page says it once."""
    rests: bool = False
    """In a remembered device that was left idle: pages are shown, and nothing is taken."""

    def to(self, path: str) -> str:
        """An address of the portal in the visit's language."""
        return address(path, self.language)

    @property
    def fresh(self) -> bool:
        """Whether the person may sign without proving who they are again."""
        return not self.rests and datetime.now(UTC) - self.proved_at <= FRESH_FOR


class SignedOut(Exception):  # noqa: N818 -- no fault of anybody's
    """Nobody is signed in; `ended` is the session that was, as far as it is known.

    A page is asked for again after signing in; a form is kept for the person of that session.
    """

    def __init__(self, ended: PortalSession | None) -> None:
        super().__init__("signed out")
        self.ended = ended


class ProofNeeded(Exception):  # noqa: N818 -- as above
    """The person has to prove who they are before they sign; what they sent is kept meanwhile."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("proof needed")
        self.visit = visit


class OtherRoleNeeded(Exception):  # noqa: N818 -- as above
    """The person may, in another of their roles than the one they act in."""

    def __init__(self, visit: Visit, roles: Sequence[Role]) -> None:
        super().__init__("another role needed")
        self.visit, self.roles = visit, roles


async def remembered(request: Request) -> Visit:
    """The visit of whoever is signed in, or was, in a device of their own, less than a day ago.

    Raises:
        SignedOut: nobody is.
        Problem: `too_many_requests`, `ledger_unavailable`.
    """
    has, idle, now = services(request), doorway(request).rules.idle, datetime.now(UTC)
    session = await presented_session(request)
    if session is None or not session.lives(now, idle):
        count_attempt(request)
        raise SignedOut(session)
    rests = session.rests(now, idle)
    if not rests:
        await see_session(has.portal, session, now)
    found = Visit(
        has=has,
        actor=session.actor,
        held=session.held,
        language=language_of(request.scope),
        session=session.id,
        here=page_asked(request.scope),
        proved_at=session.proved_at,
        done=done_before(request),
        rests=rests,
    )
    request.scope[VISIT] = found
    structlog.contextvars.bind_contextvars(actor=found.actor.id)
    count(request, request.app.state.limits.callers, found.actor.id)
    return found


async def visit(request: Request, found: Annotated[Visit, Depends(remembered)]) -> Visit:
    """The visit of whoever is signed in; in a device left idle pages are shown, no more.

    Raises:
        ProofNeeded: they would change something, and have to prove who they are first.
    """
    if found.rests and request.method not in CHANGES_NOTHING:
        raise ProofNeeded(found)
    return found


async def fresh(visit: Annotated[Visit, Depends(visit)]) -> Visit:
    """The visit of a person who has just proved who they are, as whoever signs must have.

    Raises:
        ProofNeeded: that was too long ago.
    """
    if not visit.fresh:
        raise ProofNeeded(visit)
    return visit


async def anyone(request: Request) -> Anyone:
    """Whoever asks, signed in or not: nothing but the language of the address is known of them."""
    return Anyone.asking(request.scope)


async def whoever(request: Request) -> Visit | Anyone:
    """Whoever asks: the visit of a person who is signed in, as far as that can be known."""
    try:
        return await remembered(request)
    except (SignedOut, Problem):
        return Anyone.asking(request.scope)


Visitor = Annotated[Visit, Depends(visit)]
Remembered = Annotated[Visit, Depends(remembered)]
"""Also of a device left idle: for signing out, and for proving who one is."""
Fresh = Annotated[Visit, Depends(fresh)]
Passerby = Annotated[Anyone, Depends(anyone)]
Whoever = Annotated[Visit | Anyone, Depends(whoever)]
