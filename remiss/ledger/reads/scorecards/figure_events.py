"""The events of all cases that count in a period, as they are stored, case by case."""

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, NamedTuple

from remiss.consultation.values import AgencyCode
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.period import ONE_DAY, Period
from remiss.ledger.statements import SQL

CASES = 50
"""Read at once."""


class LinkedBody(NamedTuple):
    """An event as JSON, and its hash, hexadecimal."""

    body: dict[str, Any]
    hash: str


class CountedEvents(NamedTuple):
    """The events of some cases; `left_out`: cases beside them to which the reader is a party."""

    events: list[LinkedBody]
    left_out: int


async def counted_events(
    source: Reader, period: Period, recused: AgencyCode | None
) -> AsyncIterator[CountedEvents]:
    """All of them, some cases at a time; those to which `recused` is a party are left out.

    Raises:
        Problem: `period_reversed`.
    """
    period.spans()
    first, end = period.from_ or date.min, period.to + ONE_DAY if period.to else date.max
    after = ""
    while rows := await source.fetch(SQL["cases_counted"], first, end, after, recused, CASES):
        known = [row["id"] for row in rows if not row["party"]]
        found = await source.fetch(SQL["linked_events"], known)
        events = [LinkedBody(json.loads(row["body"]), row["hash"].hex()) for row in found]
        yield CountedEvents(events, len(rows) - len(known))
        after = rows[-1]["id"]
