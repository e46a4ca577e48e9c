"""One's deadlines for a calendar program, which has no session: at a secret address."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from portal.addresses import address
from portal.declared import FOR_ANYONE, FOR_SIGNED_IN
from portal.door.signed_out import SEE_OTHER
from portal.door.signing_in import count_attempt, services
from portal.due_entries import due_entries
from portal.pages.calendar_feed_page import CALENDAR_FEED, calendar_feed_page
from portal.parts.icalendar import MEDIA_TYPE, icalendar
from portal.render import show
from portal.visit import Passerby, Visitor
from remiss.consultation.values import Actor
from remiss.ledger.portal.calendar_feeds import feed_of, make_feed, open_feed, revoke_feed
from remiss.problems.problem import Problem
from remiss.reference.people import People
from remiss.texts import text
from remiss.texts.catalogue import in_sentence

router = APIRouter()
FILE = f"{CALENDAR_FEED}.ics"
Key = Annotated[str, Query(max_length=100)]


@router.get(CALENDAR_FEED, dependencies=[FOR_SIGNED_IN])
async def show_feed(visit: Visitor) -> Response:
    """Whether there is one; its address was shown when it was made."""
    feed = await feed_of(visit.has.portal, visit.actor, datetime.now(UTC))
    return show(visit, calendar_feed_page(visit.actor, feed))


@router.post(CALENDAR_FEED, dependencies=[FOR_SIGNED_IN])
async def make(request: Request, visit: Visitor) -> Response:
    """A new address, shown this once; the one before opens nothing any more."""
    key, now = secrets.token_urlsafe(32), datetime.now(UTC)
    await make_feed(visit.has.portal, visit.actor, key, now)
    feed = await feed_of(visit.has.portal, visit.actor, now)
    whole = f"{_origin(request)}{visit.to(FILE)}?key={key}"
    return show(visit, calendar_feed_page(visit.actor, feed, whole))


@router.post(f"{CALENDAR_FEED}/revoke", dependencies=[FOR_SIGNED_IN])
async def revoke(visit: Visitor) -> Response:
    """Whoever has the address reads nothing there from now on."""
    await revoke_feed(visit.has.portal, visit.actor)
    return RedirectResponse(visit.to(CALENDAR_FEED), SEE_OTHER)


@router.get(FILE, dependencies=[FOR_ANYONE])
async def read_feed(request: Request, passerby: Passerby, key: Key = "") -> Response:
    """The deadlines of whoever made the address; the key stands in the query, which no log keeps.

    Raises:
        Problem: `not_found`, of an address that opens nothing (any more); `too_many_requests`.
    """
    count_attempt(request)
    has, now = services(request), datetime.now(UTC)
    feed = await open_feed(has.portal, key, now)
    if feed is None or not _is_still_there(has.people, feed.actor):
        raise Problem("not_found")
    portal = f"{_origin(request)}{address('', passerby.language)}"
    entries = await due_entries(has.ledger, feed.actor, portal, passerby.language)
    name = in_sentence(text("portal.calendar_feed.name"), passerby.language)
    return Response(icalendar(str(name), entries), media_type=MEDIA_TYPE)


def _is_still_there(people: People, actor: Actor) -> bool:
    """Whoever the list has elsewhere, or whom a complete list no longer has, reads nothing."""
    listed = people.find(actor.id)
    if listed is None:
        return people.file is None or not people.file.complete
    return listed.agency == actor.agency and actor.role in listed.roles


def _origin(request: Request) -> str:
    public = services(request).public_url
    return (public or str(request.base_url.replace(path=""))).rstrip("/")
