"""The sessions of the portal: who is signed in, in which role they act, and until when.

Whoever reads the table can be nobody: it holds the sha256 of what lies in a person's browser.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg
from pydantic import TypeAdapter

from remiss.consultation.values import Actor, Role
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=7)
"""How long an ended one is known, so that a form sent after its end finds its person."""
_HELD = TypeAdapter(tuple[Actor, ...])


@dataclass(frozen=True)
class PortalSession:
    """One sign-in of one person in one browser; `id` is the sha256 of its cookie."""

    id: str
    held: tuple[Actor, ...]
    """The person, once in each of their roles."""
    role: Role
    subject: str
    """Who they are to the issuer."""
    began_at: datetime
    proved_at: datetime
    """When they last proved who they are."""
    seen_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
    remembered: bool = False
    """In a device of the person's own."""

    @property
    def actor(self) -> Actor:
        """The person in the role they act in."""
        return next(actor for actor in self.held if actor.role == self.role)

    def lives(self, now: datetime, idle: timedelta) -> bool:
        """Whether it opens anything now."""
        awake = self.remembered or not self.rests(now, idle)
        return self.ended_at is None and now < self.ends_at and awake

    def rests(self, now: datetime, idle: timedelta) -> bool:
        """Whether it was left unused so long that a remembered device only shows pages."""
        return now >= self.seen_at + idle


@dataclass(frozen=True)
class Arrival:
    """Somebody an issuer vouched for: when, and in which session of its own."""

    held: tuple[Actor, ...]
    subject: str
    proved_at: datetime
    provider_session: str | None = None
    remembered: bool = False
    """In a device of the person's own."""
    role: Role | None = None
    """The role they act in; None: the first they hold."""


def fingerprint(secret: str) -> str:
    """Under which what lies in a browser is known."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def begin_session(
    tables: PortalTables,
    arrival: Arrival,
    secret: str,
    *,
    now: datetime,
    whole: timedelta,
    instead_of: str | None = None,
) -> None:
    """Keep a new one, in the arrival's role; `instead_of` is the id it replaces."""
    first = arrival.held[0]
    await tables.fetch(
        SQL["begin_session"],
        fingerprint(secret),
        first.id,
        [actor.model_dump(mode="json") for actor in arrival.held],
        (arrival.role or first.role).value,
        arrival.subject,
        now,
        min(arrival.proved_at, now),
        now + whole,
        arrival.provider_session,
        instead_of,
        arrival.remembered,
    )


async def find_session(tables: PortalTables, secret: str) -> PortalSession | None:
    """The session of what a browser shows, living or ended."""
    row = await tables.first(SQL["session"], fingerprint(secret))
    return None if row is None else _session(row)


async def last_role(tables: PortalTables, person: str) -> Role | None:
    """The role a person acted in when they were here last; None: not these days."""
    row = await tables.first(SQL["last_role"], person)
    return Role(row["role"]) if row else None


async def sessions_of(
    tables: PortalTables, person: str, now: datetime, idle: timedelta
) -> tuple[PortalSession, ...]:
    """Where a person is signed in now, used last first."""
    rows = await tables.fetch(SQL["sessions_of"], person, now, now - idle)
    return tuple(_session(row) for row in rows)


async def see_session(tables: PortalTables, session: PortalSession, now: datetime) -> None:
    """Keep in mind that its person is at work; written once a minute at most."""
    if now - session.seen_at >= SEEN_EVERY:
        await tables.fetch(SQL["session_seen"], session.id, now)


async def act_as(tables: PortalTables, session_id: str, role: Role) -> None:
    """Have its person act in another role; the table refuses one they do not hold."""
    await tables.fetch(SQL["session_acts_as"], session_id, role.value)


async def prove_session(
    tables: PortalTables,
    session_id: str,
    secret: str,
    person: str,
    proved_at: datetime,
    now: datetime,
) -> bool:
    """Keep in mind that its person proved themselves anew, and have only `secret` lead to it.

    False where it is over, or another person's.
    """
    arguments = (session_id, fingerprint(secret), min(proved_at, now), now, person)
    return bool(await tables.fetch(SQL["session_proved"], *arguments))


async def end_session(tables: PortalTables, session_id: str, now: datetime) -> None:
    """Have it open nothing from now on; safe to repeat."""
    await tables.fetch(SQL["end_session"], session_id, now)


async def end_sessions_of(tables: PortalTables, person: str, now: datetime) -> int:
    """End every session of a person, in whatever browser; how many there were."""
    return len(await tables.fetch(SQL["end_sessions_of"], person, now))


async def end_provider_sessions(
    tables: PortalTables, subject: str | None, provider_session: str | None, now: datetime
) -> int:
    """End what the provider says is over: one session of its own, or all of a subject."""
    arguments = (subject, provider_session, now)
    return len(await tables.fetch(SQL["end_provider_sessions"], *arguments))


async def forget_sessions(tables: PortalTables, now: datetime) -> None:
    """Let go of those that ended long ago, and of what hangs on them."""
    await tables.fetch(SQL["forget_sessions"], now - KEPT)


def _session(row: asyncpg.Record) -> PortalSession:
    held = _HELD.validate_python(row["held"])
    return PortalSession(**{**row, "held": held, "role": Role(row["role"])})
