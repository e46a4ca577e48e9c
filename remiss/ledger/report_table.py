"""What a morning's report is made from, and the reports as they were published."""

import json
from collections.abc import AsyncIterable, AsyncIterator
from datetime import date, datetime

import asyncpg

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import PublishedReport
from remiss.consultation.state import Consultation
from remiss.ledger.connection import Source
from remiss.ledger.projection import case_after
from remiss.ledger.statements import SQL
from remiss.ledger.stored_events import parsed

READ_SECONDS = 120
"""Longer than other reads: it goes through every open case of the province."""


async def open_cases(pool: asyncpg.Pool, at: datetime) -> list[Consultation]:
    """Every case open at `at`, as what was known by then leads to it; one snapshot.

    So the figures of a moment are the same whenever they are asked for.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        rows = connection.cursor(SQL["open_case_events"], at, timeout=READ_SECONDS)
        return [case_after(events) async for events in _streams(rows)]


async def _streams(rows: AsyncIterable[asyncpg.Record]) -> AsyncIterator[list[RecordedEvent]]:
    """The events of each stream; the rows come ordered by stream."""
    events: list[RecordedEvent] = []
    async for row in rows:
        if row["version"] == 1 and events:
            yield events
            events = []
        events += parsed(row["stream"], [(row["version"], row["body"])])
    if events:
        yield events


async def publish(source: Source, report: PublishedReport) -> PublishedReport:
    """Store the report of its day; what the ledger holds for that day from then on.

    Safe to repeat. A day is reported once: who comes second gets what the first published.
    """
    try:
        await source.execute(
            SQL["publish_report"],
            report.day,
            report.made_at,
            json.loads(report.body),
            report.office_docx,
            report.chairman_docx,
            report.checkpoint,
            report.checkpoint_refused and report.checkpoint_refused.model_dump(),
        )
    except asyncpg.UniqueViolationError as error:
        stored = await published(source, report.day)
        if error.constraint_name != "report_once" or stored is None:
            raise
        return stored
    return report


async def published(source: Source, day: date) -> PublishedReport | None:
    """The report of a day; None where none was made."""
    row = await source.fetchrow(SQL["published_report"], day)
    return PublishedReport.model_validate(dict(row)) if row else None
