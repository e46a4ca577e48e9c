"""Whether the ledger still is what was written: every chain, and the read tables beside it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

from remiss.ledger.connection import Source, session
from remiss.ledger.event_hash import link_hash
from remiss.ledger.exceptions import LedgerUnreadable
from remiss.ledger.ledger_findings import (
    LedgerFinding,
    LedgerFindingKind,
    Verification,
    finding,
    missing,
)
from remiss.ledger.projection import columns, row_after
from remiss.ledger.reads.stored_events import each_id, events_of
from remiss.ledger.statements import SQL

CONTENT = {
    "stream": ("consultation",),
    "version": ("version",),
    "type": ("event", "kind"),
    "at": ("event", "at"),
    "actor": ("actor", "id"),
    "agency": ("event", "agency"),
    "command_id": ("command_id",),
}
"""Where in the body the content of each column stands."""


async def verify(dsn: str) -> Verification:
    """Check every stream against its hashes, and the read tables against every stream.

    One snapshot. Limit: whoever can rewrite the newest events, all hashes after them and the read
    rows alike leaves no trace in this database; only checkpoints (`evidence`) show that.
    """
    async with (
        session(dsn) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        return await examine(connection)


async def examine(connection: asyncpg.Connection) -> Verification:
    """As `verify`, in the transaction of whoever asks.

    Works on the JSON as stored, not on the models, so events of an older shape verify. One stream
    in memory at a time.
    """
    count, events, findings = 0, 0, []
    async for id_ in each_id(connection, "known_streams"):
        records = await connection.fetch(SQL["chain"], id_)
        found = check_chain(id_, records) or await _check_rows(connection, id_, records)
        count, events = count + 1, events + len(records)
        findings += [found] if found else []
    return Verification(streams=count, events=events, findings=tuple(findings))


def check_chain(id_: str, records: Sequence[asyncpg.Record]) -> LedgerFinding | None:
    """The first thing wrong with the chain of one stream, read by the query `chain`."""
    previous = None
    for version, record in enumerate(records, start=1):
        if record["version"] != version:
            return missing(id_, version, known=record["version"])
        if fault := _fault(previous, record):
            kind, facts = fault
            return finding(kind, id_, version, record["type"], **facts)
        previous = record["hash"]
    return None


def _fault(
    previous: bytes | None, record: asyncpg.Record
) -> tuple[LedgerFindingKind, dict[str, Any]] | None:
    if record["previous_hash"] != previous:
        return LedgerFindingKind.BROKEN_LINK, {}
    body = _intact(record)
    if body is None:
        return LedgerFindingKind.CHANGED_CONTENT, {}
    if wrong := [name for name in CONTENT if record[name] != _content(body, name)]:
        return LedgerFindingKind.CHANGED_COLUMNS, {"columns": ", ".join(wrong)}
    return None


def _intact(record: asyncpg.Record) -> Any:
    """The content, if it matches its hash; numbers beyond what canonical JSON allows never do."""
    try:
        body = json.loads(record["body"])
        return body if link_hash(record["previous_hash"], body) == record["hash"] else None
    except ValueError:
        return None


def _content(body: Any, name: str) -> Any:
    for key in CONTENT[name]:
        body = body.get(key) if isinstance(body, dict) else None
    return _instant(body) if name == "at" else body


def _instant(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


async def _check_rows(
    source: Source, id_: str, records: Sequence[asyncpg.Record]
) -> LedgerFinding | None:
    known = await source.fetchval(SQL["known_version"], id_)
    if not records or (known or 0) > len(records):
        return missing(id_, len(records) + 1, known=known)
    try:
        row = row_after(events_of(id_, records))
    except LedgerUnreadable as error:
        version = error.facts["version"]
        return finding(LedgerFindingKind.UNREADABLE, id_, version, records[version - 1]["type"])
    if await source.fetchval(SQL["rows_differ"], id_, *columns(row)):
        return finding(LedgerFindingKind.READ_TABLES, id_)
    return None
