"""Secret addresses at which calendar programs fetch a person's deadlines: made, read, revoked.

Whoever reads the table can fetch nothing: it holds the sha256 of what stands in an address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from remiss.consultation.values import Actor
from remiss.ledger.portal.sessions import fingerprint
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

LASTS = timedelta(days=365)
"""After which a new address is made, by whoever is still there to want it."""


@dataclass(frozen=True)
class CalendarFeed:
    """One that stands: whose deadlines, in which role, and until when."""

    actor: Actor
    made_at: datetime
    ends_at: datetime
    read_at: datetime | None


async def make_feed(tables: PortalTables, actor: Actor, secret: str, now: datetime) -> None:
    """Keep a new one in the role the person acts in; the address before opens nothing any more.

    Raises:
        Problem: `ledger_unavailable`.
    """
    whose = (actor.id, actor.role.value, actor.model_dump(mode="json"))
    await tables.fetch(SQL["make_calendar_feed"], fingerprint(secret), *whose, now, now + LASTS)


async def feed_of(tables: PortalTables, actor: Actor, now: datetime) -> CalendarFeed | None:
    """The person's in this role; None without one. Raises as `make_feed`."""
    row = await tables.first(SQL["calendar_feed_of"], actor.id, actor.role.value, now)
    return _feed(row) if row else None


async def revoke_feed(tables: PortalTables, actor: Actor) -> None:
    """Let nothing be fetched there from now on. Raises as `make_feed`."""
    await tables.fetch(SQL["revoke_calendar_feed"], actor.id, actor.role.value)


async def open_feed(tables: PortalTables, secret: str, now: datetime) -> CalendarFeed | None:
    """Whose deadlines stand at this address; None where nobody's do. Raises as `make_feed`."""
    row = await tables.first(SQL["open_calendar_feed"], fingerprint(secret), now)
    return _feed(row) if row else None


def _feed(row: asyncpg.Record) -> CalendarFeed:
    return CalendarFeed(
        actor=Actor.model_validate(row["actor"]),
        made_at=row["made_at"],
        ends_at=row["ends_at"],
        read_at=row["read_at"],
    )
