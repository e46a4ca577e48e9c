"""The reports of working mornings as they were published, and the cases one is made from."""

import json
from collections.abc import AsyncIterable, AsyncIterator
from datetime import date, datetime
from typing import NamedTuple

import asyncpg

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import PublishedReport
from remiss.consultation.state import Consultation
from remiss.consultation.views.delay_facts import MissedMail
from remiss.consultation.views.overdue_list import MorningCases
from remiss.ledger.connection import Reader
from remiss.ledger.projection import case_after
from remiss.ledger.reads.pages import Page, Wanted, read_page
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL

READ_SECONDS = 120
"""Longer than other reads: it goes through every open case of the province."""


class ReportLine(NamedTuple):
    """How much is in one morning's reports, and of that in the Chairman's."""

    day: date
    made_at: datetime
    overdue: int
    stalled: int
    to_chairman: int


async def list_reports(source: Reader, wanted: Wanted) -> Page[ReportLine]:
    """One for each working day, newest first."""
    return await read_page(source, "list_reports", _line, (wanted.day(),), wanted.limit)


async def recorded_between(source: Reader) -> tuple[datetime, datetime] | None:
    """When the first and the last event happened; None where there is none."""
    (row,) = await source.fetch(SQL["recorded_between"])
    return (row["first"], row["last"]) if row["first"] else None


async def read_report(source: Reader, day: date) -> PublishedReport | None:
    """The report of a day; None where none was made."""
    for row in await source.fetch(SQL["published_report"], day):
        refused = row["checkpoint_refused"]
        facts = {**dict(row), "checkpoint_refused": refused and json.loads(refused)}
        return PublishedReport.model_validate(facts)
    return None


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


async def morning_cases(pool: asyncpg.Pool, at: datetime) -> MorningCases:
    """The cases open at `at`, and the mail about them that had not reached an agency by then.

    Raises: as `open_cases`.
    """
    cases = await open_cases(pool, at)
    rows = await pool.fetch(SQL["undelivered_mail"], at, [case.id for case in cases])
    return MorningCases(
        cases,
        {
            (row["stream"], row["agency"]): MissedMail(letters=row["letters"], since=row["since"])
            for row in rows
        },
    )


async def _streams(rows: AsyncIterable[asyncpg.Record]) -> AsyncIterator[list[RecordedEvent]]:
    """The events of each stream; the rows come ordered by stream."""
    events: list[RecordedEvent] = []
    async for row in rows:
        if row["version"] == 1 and events:
            yield events
            events = []
        events += events_of(row["stream"], [row])
    if events:
        yield events


def _line(record: asyncpg.Record) -> ReportLine:
    return ReportLine(*(record[name] for name in ReportLine._fields))
