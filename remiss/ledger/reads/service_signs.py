"""Signs that the service stands still somewhere, as far as its database tells."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import asyncpg
from pydantic import AwareDatetime

from remiss.consultation.values import Value
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual, day_and_time, say

COLLECTED_WITHIN = timedelta(minutes=2)
"""Events become notices within a second or two; this leaves room for a restart."""
SIGNED_WITHIN = timedelta(hours=2)
"""Checkpoints are made each hour."""


class WatchedPart(StrEnum):
    """What stands still."""

    NOTICES = "notices"
    MAIL = "mail"
    WEBHOOK = "webhook"
    CHECKPOINTS = "checkpoints"
    WORKER = "worker"
    CASES = "cases"
    DISK = "disk"


class Sign(Value):
    """One thing that stands still, since when, and in words what that means and the way out.

    Says how many, never which: anybody may read it.
    """

    part: WatchedPart
    since: AwareDatetime | None
    text: Bilingual


def sign(part: WatchedPart, key: str, since: datetime | None, **facts: Any) -> Sign:
    """The sign whose words stand under `sign.<key>`."""
    at = day_and_time(since) if since else ""
    return Sign(part=part, since=since, text=say(f"sign.{key}", since=at, **facts))


async def ledger_signs(source: Reader, now: datetime) -> tuple[Sign, ...]:
    """What the database tells of notices, mail, webhooks and checkpoints, by its own time `now`."""
    found: list[Sign] = []
    for row in await source.fetch(SQL["outbox_signs"]):
        found += _collecting(row, now)
    for row in await source.fetch(SQL["delivery_signs"], now):
        found += _delivering(row)
    for row in await source.fetch(SQL["checkpoint_signs"]):
        if row["since"] and now - row["since"] > SIGNED_WITHIN:
            found.append(sign(WatchedPart.CHECKPOINTS, "unsigned", row["since"]))
    return tuple(found)


async def database_time(source: Reader) -> datetime:
    """What the time is to the database."""
    (row,) = await source.fetch(SQL["now"])
    at: datetime = row["now"]
    return at


def _collecting(row: asyncpg.Record, now: datetime) -> Iterator[Sign]:
    since = row["untold_since"]
    if row["ahead"]:
        yield sign(WatchedPart.NOTICES, "place_ahead", since)
    elif since and now - since > COLLECTED_WITHIN:
        yield sign(WatchedPart.NOTICES, "not_collected", since)


def _delivering(row: asyncpg.Record) -> Iterator[Sign]:
    part = WatchedPart(row["channel"])
    for kind in ("waiting", "failing", "lost"):
        if row[kind]:
            yield sign(part, f"{part}_{kind}", row[f"{kind}_since"], count=row[kind])
