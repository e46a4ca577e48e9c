"""The cases behind the rows of a list, each as the visitor may see it, at its own present."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from portal.parts.case_in_time import CaseInTime
from portal.visit import Visit
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.published_reports import recorded_between
from remiss.views.seen_case import SeenCase

AT_ONCE = 8
"""Reads at once of one page, so that a long list does not starve the others."""


class PresentCase(NamedTuple):
    """A case as the visitor may see it, and what time it is for it."""

    seen: SeenCase
    now: datetime


async def at_present(visit: Visit, seen: SeenCase) -> PresentCase:
    """A case that was seen already; it never stands before what is recorded of it."""
    recorded = seen.events[-1].recorded.event.at
    return PresentCase(seen, max(recorded, await visit.has.present.of(seen.case.id)))


async def cases_in_time(visit: Visit, items: Iterable[OfCase]) -> Mapping[str, CaseInTime]:
    """The cases of rows, each at its own present, by id; none is read whole.

    Raises:
        Problem: `ledger_unavailable`.
    """
    cases = {item.consultation: item for item in items}
    calendars = await visit.has.case_calendars.of(item.facts.calendar for item in cases.values())
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(item: OfCase) -> CaseInTime:
        async with gate:
            now = max(item.recorded_at, await visit.has.present.of(item.consultation))
        calendar = calendars[item.facts.calendar]
        return CaseInTime(item.case_stage, item.officer_name, item.facts, calendar, now)

    found = await asyncio.gather(*map(one, cases.values()))
    return dict(zip(cases, found, strict=True))


async def present_of_all(visit: Visit) -> datetime:
    """Now; where cases run by clocks of their own, no earlier than the newest event of any."""
    newest = await recorded_between(visit.has.ledger)
    now = visit.has.present.now()
    return max(now, newest[1]) if newest else now
