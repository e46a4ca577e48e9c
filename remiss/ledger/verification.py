"""Whether the ledger still is what was written: every chain, and the read tables beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import asyncpg

from remiss.ledger.connection import Source, session
from remiss.ledger.event_hash import canonical_link_hash
from remiss.ledger.exceptions import LedgerUnreadable
from remiss.ledger.ledger_findings import (
    LedgerFinding,
    LedgerFindingKind,
    Verification,
    finding,
    missing,
)
from remiss.ledger.projection import Columns, columns_after
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL
from remiss.ledger.sweep import Manner, Progress, Stretch, no_progress, sweep
from remiss.strict.canonical_json import read_canonical

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
SCORECARDS = "#scorecards"
"""What a finding about sums over all cases is about; no case has such an id."""


async def verify(dsn: str) -> Verification:
    """Check every stream against its hashes, and the read tables against every stream.

    One snapshot. Limit: whoever can rewrite the newest events, all hashes after them and the read
    rows alike leaves no trace in this database; only checkpoints (`evidence`) show that.
    """
    async with (
        session(dsn) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        return await examine(connection, dsn)


async def examine(
    connection: asyncpg.Connection,
    dsn: str,
    progress: Progress = no_progress,
    processes: int | None = None,
    *,
    after: str = "",
) -> Verification:
    """As `verify`, in the transaction of whoever asks, of the cases after one alone.

    So goes on who was ended; sums are of all cases. `processes` as `sweep` shares the work.
    Works on the JSON as stored, not on the models, so events of an older shape verify.
    """
    found = Verification(streams=0, events=0, findings=(), after=after)
    manner = Manner(progress, processes, after)
    async for _, part in sweep(connection, dsn, examine_stretch, manner):
        found = Verification(
            streams=found.streams + part.streams,
            events=found.events + part.events,
            findings=found.findings + part.findings,
            after=after,
        )
    return found.model_copy(update={"findings": found.findings + await _sums(connection, found)})


async def _sums(connection: asyncpg.Connection, found: Verification) -> tuple[LedgerFinding, ...]:
    """Whether scorecards add up; where rows of a case differ, that is said of the case alone."""
    if any(each.kind is LedgerFindingKind.READ_TABLES for each in found.findings):
        return ()
    differ = await connection.fetchval(SQL["sums_differ"])
    kind = LedgerFindingKind.SCORECARDS
    return (finding(kind, SCORECARDS, count=differ),) if differ else ()


async def examine_stretch(source: Source, stretch: Stretch) -> Verification:
    """What is wrong with the cases of one stretch: of each the first thing."""
    after, up_to = stretch.after, stretch.up_to
    rows = await source.fetch(SQL["chains"], after, up_to)
    known = {r["id"]: r["version"] for r in await source.fetch(SQL["known_versions"], after, up_to)}
    chains = {id_: list(chain) for id_, chain in groupby(rows, itemgetter("stream"))}
    findings, followed = dict[str, LedgerFinding](), dict[str, Columns]()
    for id_ in {**chains, **known}:
        chain = chains.get(id_, [])
        led_to = check_chain(id_, chain) or _follow(id_, chain, known.get(id_, 0))
        if isinstance(led_to, LedgerFinding):
            findings[id_] = led_to
        else:
            followed[id_] = led_to
    for id_ in await told_otherwise(source, followed):
        findings[id_] = finding(LedgerFindingKind.READ_TABLES, id_)
    told = tuple(findings[id_] for id_ in sorted(findings))
    return Verification(streams=len({**chains, **known}), events=len(rows), findings=told)


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
        body, canonical = read_canonical(record["body"])
        link = canonical_link_hash(record["previous_hash"], canonical)
        return body if link == record["hash"] else None
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


def _follow(id_: str, records: Sequence[asyncpg.Record], known: int) -> Columns | LedgerFinding:
    """The rows a chain leads to; `known` is the version the read tables have."""
    if not records or known > len(records):
        return missing(id_, len(records) + 1, known=known)
    try:
        return columns_after(events_of(id_, records))
    except LedgerUnreadable as error:
        version = error.facts["version"]
        return finding(LedgerFindingKind.UNREADABLE, id_, version, records[version - 1]["type"])


async def told_otherwise(source: Source, rows: Mapping[str, Columns]) -> list[str]:
    """The cases of which the read tables do not say what their events lead to."""
    cases = [row.case for row in rows.values()]
    requests = [request for row in rows.values() for request in row.requests]
    score = [part for row in rows.values() for part in row.score]
    found = await source.fetch(SQL["rows_differ"], cases, requests, list(rows), score)
    return [row["id"] for row in found]
