"""The reports of working mornings as they were published, and the cases one is made from."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import asyncpg

from remiss.consultation.ports import PublishedReport
from remiss.consultation.views.delay_facts import MissedMail
from remiss.consultation.views.overdue_list import MorningCases
from remiss.consultation.views.standstill import BEFORE_A_STALL
from remiss.ledger.connection import Reader, Source
from remiss.ledger.projection import case_after
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL

TOGETHER = 200
"""Cases in memory at once."""
READ_SECONDS = 120
"""Longer than other reads: it goes through every open case of the province."""


class ReportLine(NamedTuple):
    """How much is in one morning's reports, and of that in the Chairman's."""

    day: date
    made_at: datetime
    overdue: int
    stalled: int
    to_chairman: int


async def list_reports(source: Reader, wanted: Wanted) -> ListPage[ReportLine]:
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


async def morning_cases(pool: asyncpg.Pool, at: datetime) -> AsyncIterator[MorningCases]:
    """The cases open at `at`, as what was known then leads to them; some at a time, one snapshot.

    Those in which nothing can stall are only counted, where their rows say how they stood. So the
    figures of a moment are the same whenever they are asked for. With each case goes the mail about
    it that had not reached an agency by then.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        rows = await connection.fetch(
            SQL["morning_cases"], at, list(BEFORE_A_STALL), timeout=READ_SECONDS
        )
        ids = [row["id"] for row in rows if row["id"]]
        quiet = next((row for row in rows if not row["id"]), None)
        if quiet:
            yield MorningCases((), {}, quiet["cases"], quiet["requests"])
        for start in range(0, len(ids), TOGETHER):
            yield await _as_known(connection, ids[start : start + TOGETHER], at)


async def _as_known(source: Source, ids: Sequence[str], at: datetime) -> MorningCases:
    rows = await source.fetch(SQL["known_events"], ids, at, timeout=READ_SECONDS)
    streams = groupby(rows, itemgetter("stream"))
    cases = [case_after(events_of(id_, events)) for id_, events in streams]
    mail = await source.fetch(SQL["undelivered_mail"], at, ids, timeout=READ_SECONDS)
    return MorningCases(
        cases,
        {
            (row["stream"], row["agency"]): MissedMail(letters=row["letters"], since=row["since"])
            for row in mail
        },
    )


def _line(record: asyncpg.Record) -> ReportLine:
    return ReportLine(*(record[name] for name in ReportLine._fields))
