"""Mail about events that were in a ledger which was lost: not sent again where it surely went out.

What was sent is no longer known, only that the lost ledger was at work until some moment. Mail due
well before it is held back, and shown as such; any other goes out, so that nobody is left untold.
Webhooks go out again: their ids are the same, by which a system knows the repeat.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import asyncpg

from remiss.ledger.statements import SQL
from remiss.texts import text

SENT_WITHIN = timedelta(minutes=15)
"""By when mail has surely been tried: beyond the ten minutes a busy address may wait."""

HELD_BACK = text("notices.held_back").both()

Row = dict[str, Any]


async def hold_back_repeats(connection: Any, stream: str, rows: Iterable[Row]) -> list[Row]:
    """The rows of one stream, with mail that surely went out before a loss held back."""
    lost = await connection.fetch(SQL["reappended"], stream)
    return list(_marked(rows, lost))


def _marked(rows: Iterable[Row], lost: Iterable[asyncpg.Record]) -> Iterator[Row]:
    lost = list(lost)
    for row in rows:
        yield _held_back(row) if any(_was_sent(row, of) for of in lost) else row


def _was_sent(row: Row, lost: asyncpg.Record) -> bool:
    if row["channel"] != "mail" or row["status"] != "waiting":
        return False
    due = _due(row)
    told_before: datetime = lost["told_before"]
    within: bool = lost["after_version"] < row["version"] <= lost["up_to_version"]
    return within and due + SENT_WITHIN <= told_before


def _due(row: Row) -> datetime:
    """When the mail could first go out: at the event, unless it was to wait for opening hours."""
    waited = row["deliver_after"] != row["created_at"]
    return datetime.fromisoformat(row["deliver_after" if waited else "at"])


def _held_back(row: Row) -> Row:
    return row | {"status": "failed", "next_attempt_at": None, "last_error": HELD_BACK}
