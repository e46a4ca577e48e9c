"""What stands around every page: who is signed in, where one can go, what the time is."""

from collections.abc import Iterator
from datetime import UTC, datetime

from portal.addresses import address
from portal.anyone import Anyone
from portal.navigation import entries
from portal.page import Page
from portal.visit import Visit
from remiss.consultation.values import Actor, Value
from remiss.reference.calendars import calendar_in_force
from remiss.texts import Bilingual, Text, label, say, text
from remiss.texts.catalogue import Language
from remiss.views.calendar.working_calendar import this_year

OTHER: dict[Language, Language] = {"vi": "en", "en": "vi"}


class NavigationEntry(Value):
    """One entry of the navigation."""

    path: str
    name: Bilingual
    here: bool


class SignedIn(Value):
    """The person, in the role they act in."""

    id: str
    name: str
    role: Bilingual
    post: Text | None
    """Deputy or head: what the list of people calls whoever acts in this role for the agency."""
    agency: Bilingual | None
    several_roles: bool


class Frame(Value):
    """What stands around a page."""

    person: SignedIn | None
    province: Bilingual | None
    entries: tuple[NavigationEntry, ...]
    now: datetime
    virtual: bool
    """The case of the page lives in a time of its own, as those of the demo do."""
    hours: Bilingual
    other_language: Language
    other_address: str
    done: Bilingual | None
    """What was done on the way here, and what comes next."""


def frame_of(visitor: Visit | Anyone, page: Page) -> Frame:
    """The frame of a page for this visitor."""
    visit = visitor if isinstance(visitor, Visit) else None
    other = OTHER[visitor.language]
    return Frame(
        person=_signed_in(visit) if visit else None,
        province=visit.has.registry.province.name if visit else None,
        entries=tuple(_entries(visit.actor, page)) if visit else (),
        now=datetime.now(UTC),
        virtual=bool(visit and visit.has.present.is_ahead(getattr(page, "case", ""))),
        hours=opening_hours(),
        other_language=other,
        other_address=address(visitor.here, other),
        done=visit.done if visit else None,
    )


def opening_hours() -> Bilingual:
    """When offices are open on a whole working day: 07:30–11:30 và 13:00–17:00."""
    sessions = calendar_in_force((), this_year()).sessions
    morning, *later = (f"{each.opens:%H:%M}–{each.closes:%H:%M}" for each in sessions)
    return (
        say("portal.shell.sessions", first=morning, then=later)
        if later
        else Bilingual(vi=morning, en=morning)
    )


def _signed_in(visit: Visit) -> SignedIn:
    actor = visit.actor
    agency = visit.has.registry.agency(actor.agency) if actor.agency else None
    listed = visit.has.people.find(actor.id)
    return SignedIn(
        id=actor.id,
        name=actor.name,
        role=label(actor.role),
        post=listed.post if listed and listed.agency == actor.agency else None,
        agency=agency.name if agency else None,
        several_roles=len(visit.held) > 1,
    )


def _entries(actor: Actor, page: Page) -> Iterator[NavigationEntry]:
    for path in entries(actor.role):
        name = text(f"portal.navigation.{path.removeprefix('/').replace('/', '_')}")
        yield NavigationEntry(path=path, name=name, here=path == page.here)
