"""Mail sent again: to an address that was corrected, or to one that could not take it before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import asyncpg
import structlog

from remiss.ledger.statements import SQL
from remiss.notices.outbox.collection import AddressBook
from remiss.notices.outbox.parcel import Waiting, identity
from remiss.notices.outbox.repeats import HELD_BACK

WORTH_TELLING = timedelta(days=30)
"""Older mail is not sent to an address that was corrected: the case has moved on."""

log = structlog.get_logger()


async def send_to_corrected(pool: asyncpg.Pool, contacts: AddressBook, now: datetime) -> int:
    """Send what did not arrive to the address its addressee has now, if it is another; how many."""
    sent = 0
    for row in await _not_arrived(pool, now):
        for address in _addresses(row, contacts) - {row.recipient}:
            sent += await _send(pool, row, address, now)
    return sent


async def send_again(pool: asyncpg.Pool, address: str, now: datetime) -> int:
    """Send once more what did not arrive at `address`, which can take mail now; how many."""
    found = await _not_arrived(pool, now, address)
    return sum([await _send(pool, row, address, now) for row in found])


async def _not_arrived(
    pool: asyncpg.Pool, now: datetime, address: str | None = None
) -> Sequence[Waiting]:
    rows = await pool.fetch(SQL["not_arrived"], now - WORTH_TELLING, address, HELD_BACK)
    return [Waiting.of(row) for row in rows]


def _addresses(row: Waiting, contacts: AddressBook) -> set[str]:
    """Where those the mail is for are reached now."""
    found = (contacts.mailbox(notice.addressee) for notice in row.notices)
    return {address for address in found if address}


async def _send(pool: asyncpg.Pool, row: Waiting, address: str, now: datetime) -> int:
    new = identity(row.id, "again", address)
    done = await pool.execute(SQL["send_again"], row.id, address, new, now)
    log.info("notice_sent_again", notice=row.id, recipient=address)
    return int(done.endswith(" 1"))
