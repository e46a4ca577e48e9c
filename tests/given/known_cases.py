"""Every case open at a moment, each followed from its events: what reports are compared with."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter

import asyncpg

from remiss.consultation.state import Consultation
from remiss.consultation.views.overdue_list import MorningCases
from remiss.documents.found_delays import FoundDelays
from remiss.ledger import morning_cases
from remiss.ledger.projection import case_after
from remiss.ledger.reads.stored_events import events_of

KNOWN = """
select stream, version, body::text as body from event
where at <= $1 and stream in (
    select id from consultation
    where opened_at <= $1 and (closed_at is null or closed_at > $1)
)
order by stream, version
"""


async def known_cases(pool: asyncpg.Pool, at: datetime) -> list[Consultation]:
    """Those open at `at`, as what was known by then leads to them."""
    rows = await pool.fetch(KNOWN, at)
    return [case_after(events_of(id_, each)) for id_, each in groupby(rows, itemgetter("stream"))]


async def found_at(pool: asyncpg.Pool, at: datetime) -> FoundDelays:
    """What a report of `at` is made from, as the service finds it."""
    found = FoundDelays(at)
    async for known in morning_cases(pool, at):
        found.add(known)
    return found


async def looked_into(pool: asyncpg.Pool, at: datetime) -> list[MorningCases]:
    """The cases the service looks into at `at`, some at a time."""
    return [each async for each in morning_cases(pool, at)]
