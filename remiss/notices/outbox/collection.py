"""From new events to rows of the outbox."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import asyncpg

from remiss import ledger
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, State
from remiss.consultation.telling.mail_hours import mail_from
from remiss.consultation.telling.notice import Addressee, Notice, notices_of
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode
from remiss.ledger.statements import SQL
from remiss.notices.outbox.pace import Pace
from remiss.notices.outbox.parcel import identity
from remiss.notices.outbox.repeats import hold_back_repeats
from remiss.texts import BilingualError, say

EVENTS = 500

Row = dict[str, Any]


class AddressBook(Protocol):
    """Where people and agencies are reached."""

    def mailbox(self, addressee: Addressee) -> str | None:
        """An e-mail address."""

    def webhook(self, agency: AgencyCode) -> str | None:
        """The address of an agency's own system."""


class PlaceAhead(BilingualError):  # noqa: N818 -- what is wrong with the place
    """The place in the ledger lies beyond its newest transaction: another server was restored."""

    between = " / "


async def collect(pool: asyncpg.Pool, contacts: AddressBook, pace: Pace, now: datetime) -> int:
    """Put what new events tell into the outbox; how many rows that made.

    Rows and place change in one transaction, under a lock on the place: however often this runs
    and in however many processes, an event is turned into rows once.

    Raises:
        PlaceAhead: the database is not the one the place was taken in.
        ValueError: an event has a shape this version of the domain does not know.
    """
    pending, ahead = await pool.fetchrow(SQL["pending"]) or (False, False)
    if ahead:
        raise PlaceAhead(say("notices.place_ahead"))
    if not pending:
        return 0
    async with pool.acquire() as connection, connection.transaction():
        place = await connection.fetchrow(SQL["place"])
        if place is None:
            return 0
        return await _collect_after(connection, place, _Rows(contacts, pace, now))


async def _collect_after(connection: Any, place: asyncpg.Record, rows: "_Rows") -> int:
    new = await connection.fetch(
        SQL["new_events"], place["transaction_id"], place["position"], EVENTS
    )
    if not new:
        return 0
    made: list[Row] = []
    for stream, versions in _by_stream(new).items():
        events = await ledger.stream(connection, stream, up_to=max(versions))
        made += await hold_back_repeats(connection, stream, rows.of(events, versions))
    await connection.execute(SQL["enqueue"], made)
    await connection.execute(SQL["move_place"], new[-1]["transaction_id"], new[-1]["position"])
    return len(made)


def _by_stream(new: Iterable[asyncpg.Record]) -> dict[str, set[int]]:
    streams: dict[str, set[int]] = defaultdict(set)
    for row in new:
        streams[row["stream"]].add(row["version"])
    return streams


class _Rows:
    """Makes the rows of events: one for each recipient and channel."""

    def __init__(self, contacts: AddressBook, pace: Pace, now: datetime) -> None:
        self._contacts, self._pace, self._now = contacts, pace, now

    def of(self, events: Sequence[RecordedEvent], versions: set[int]) -> Iterator[Row]:
        """The rows of those events whose version is asked for."""
        state: State = initial_state()
        for recorded in events:
            state = evolve(state, recorded.event)
            if recorded.version in versions and isinstance(state, Consultation):
                yield from self._of_event(notices_of(recorded, state), state.calendar)

    def _of_event(self, notices: Sequence[Notice], calendar: WorkCalendar) -> Iterator[Row]:
        for notice in notices:
            yield self._inbox(notice)
        for address, told in _grouped(notices, self._address).items():
            yield self._mail(address, told, calendar)
        for agency, told in _grouped(notices, self._system).items():
            yield self._row("webhook", agency, told)

    def _address(self, notice: Notice) -> str | None:
        if not notice.by_mail:
            return None
        return self._contacts.mailbox(notice.addressee) or _key(notice.addressee)

    def _system(self, notice: Notice) -> str | None:
        agency = notice.addressee.agency
        return agency if agency and self._contacts.webhook(agency) else None

    def _inbox(self, notice: Notice) -> Row:
        """What is in the outbox can be read, so it has arrived."""
        who = notice.addressee
        return self._row("inbox", _key(who), [notice]) | {
            "part": who.part,
            "agency": who.agency,
            "person": who.person.id if who.person else None,
            "status": "sent",
            "sent_at": self._now.isoformat(),
            "next_attempt_at": None,
        }

    def _mail(self, address: str, told: Sequence[Notice], calendar: WorkCalendar) -> Row:
        row = self._row("mail", address, told)
        if "@" not in address:
            error = say("notices.no_address", who=address).both()
            return row | {"status": "failed", "next_attempt_at": None, "last_error": error}
        if not self._pace.hold_back:
            return row
        opening = mail_from(calendar, told[0].at, told[0].urgency).isoformat()
        return row | {"deliver_after": opening, "next_attempt_at": opening}

    def _row(self, channel: str, recipient: str, told: Sequence[Notice]) -> Row:
        notice, now = told[0], self._now.isoformat()
        stream, version = notice.consultation, notice.version
        return {
            "id": identity(stream, version, channel, recipient),
            "stream": stream,
            "version": version,
            "channel": channel,
            "recipient": recipient,
            "kind": notice.kind,
            "at": notice.at.isoformat(),
            "actor": notice.actor,
            "urgency": notice.urgency,
            "body": [each.model_dump(mode="json") for each in told],
            "status": "waiting",
            "attempts": 0,
            "created_at": now,
            "deliver_after": now,
            "next_attempt_at": now,
            "again": 0,
        }


def _grouped(notices: Iterable[Notice], key: Any) -> Mapping[str, list[Notice]]:
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        if (found := key(notice)) is not None:
            groups[found].append(notice)
    return groups


def _key(addressee: Addressee) -> str:
    """An addressee in words; never an address, for it holds no @."""
    who = addressee.person.id if addressee.person else None
    return ":".join(filter(None, (addressee.part, addressee.agency, who)))
