"""The page of the address at which one's calendar program fetches one's deadlines."""

from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from remiss.consultation.values import Actor, Role
from remiss.ledger.portal.calendar_feeds import CalendarFeed
from remiss.texts import Bilingual, day_and_time, label, local_date, say, text

CALENDAR_FEED = "/calendar-feed"
ASKED = frozenset({Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD, Role.CLERK})
DECIDING = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.OFFICE})
"""Those with deadlines of their own: to answer, or to decide."""


class CalendarFeedPage(Page):
    """Whether there is an address, and a button for another; one just made is shown once."""

    template: ClassVar[str] = "calendar-feed.html"
    here: ClassVar[str] = CASES

    holds: Bilingual | None
    """What the calendar holds in this role; None: nothing."""
    stands: Bilingual | None
    address: str | None
    """The one just made, whole; nobody can read it again."""


def calendar_feed_page(
    actor: Actor, feed: CalendarFeed | None, address: str | None = None
) -> CalendarFeedPage:
    """The page of a person in the role they act in."""
    return CalendarFeedPage(
        title=text("portal.calendar_feed.title"),
        holds=_holds(actor.role),
        stands=_stands(feed) if feed else None,
        address=address,
    )


def _holds(role: Role) -> Bilingual | None:
    if role not in ASKED | DECIDING:
        return None
    kind = "official" if role is Role.AGENCY_OFFICIAL else "asked" if role in ASKED else "deciding"
    return say(f"portal.calendar_feed.holds.{kind}", role=label(role))


def _stands(feed: CalendarFeed) -> Bilingual:
    read = day_and_time(feed.read_at) if feed.read_at else text("portal.calendar_feed.never")
    made, ends = local_date(feed.made_at), local_date(feed.ends_at)
    return say("portal.calendar_feed.stands", made=made, ends=ends, read=read)
