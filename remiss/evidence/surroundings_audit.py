"""What stands around the chains: guards, files, the age of signatures, the notices' place."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import datetime, timedelta

import asyncpg

from remiss import ledger
from remiss.evidence.audit_report import Remark, Weight
from remiss.evidence.checkpoint import APART, Log, newest_heads
from remiss.texts import day_and_time

IsSound = Callable[[str], bool]
"""Whether the file of a sha256 is there, and what it was; it reads the file whole."""

SIGNED_WITHIN = timedelta(hours=1, minutes=15)
"""Checkpoints are made each hour; it may take a moment."""
PROVEN_WITHIN = timedelta(days=1)
"""Past that, events nobody signed are not proven, whatever else holds."""


async def audit_guards(connection: asyncpg.Connection) -> AsyncIterator[Remark]:
    """Whether the database still refuses changes of evidence, and knows the same migrations.

    Raises:
        LedgerNewer, LedgerOlder: this release cannot judge the database.
    """
    try:
        await ledger.check_schema(connection)
    except ledger.MigrationChanged as error:
        yield Remark(weight=Weight.BROKEN, key="migration_changed", text=error.message)
    if weak := await ledger.weak_guards(connection):
        yield Remark.of(Weight.BROKEN, "guards_off", tables=weak, first=weak[0])
    for grant in await ledger.wide_grants(connection):
        yield Remark.of(Weight.BROKEN, "wide_grant", role=grant.role, table=grant.table)


async def audit_place(connection: asyncpg.Connection) -> AsyncIterator[Remark]:
    """Whether every event is going to be told of."""
    place = await ledger.place_faults(connection)
    if place.ahead:
        yield Remark.of(Weight.BROKEN, "place_ahead")
    elif place.nowhere:
        yield Remark.of(Weight.BROKEN, "place_nowhere")
    if place.untold:
        yield Remark.of(Weight.BROKEN, "untold_cases", cases=place.untold)


async def audit_age(
    connection: asyncpg.Connection, log: Log, now: datetime, *, is_signing: bool
) -> AsyncIterator[Remark]:
    """Whether the newest events were signed in time, where anything signs here."""
    if not is_signing:
        return
    newest = newest_heads(log).values()
    signed = [(head.stream, head.version) for head in newest if head.stream not in APART]
    oldest = await ledger.oldest_unsigned(connection, signed)
    if oldest is None or now - oldest < SIGNED_WITHIN:
        return
    weight = Weight.WARNING if now - oldest < PROVEN_WITHIN else Weight.UNJUDGED
    yield Remark.of(weight, "unsigned_since" if log else "no_checkpoint", at=day_and_time(oldest))


def audit_names(strangers: Iterable[str]) -> Iterator[Remark]:
    """Whether the folder of checkpoints holds what no checkpoint is."""
    if found := sorted(strangers):
        yield Remark.of(Weight.WARNING, "unknown_files", names=found)


async def audit_files(
    named: Iterable[ledger.NamedFile], is_sound: IsSound | None
) -> AsyncIterator[Remark]:
    """Whether every file an event names is there, and what it was."""
    found = list(named)
    if is_sound is None:
        if found:
            yield Remark.of(Weight.UNJUDGED, "store_missing", count=len(found))
        return
    for each in found:
        place = {"sha256": each.sha256, "case": each.stream, "version": each.version}
        try:
            sound = await asyncio.to_thread(is_sound, each.sha256)
        except OSError as error:
            yield Remark.of(Weight.UNJUDGED, "file_unreadable", reason=error.strerror, **place)
        else:
            if not sound:
                yield Remark.of(Weight.BROKEN, "file_damaged", **place)
