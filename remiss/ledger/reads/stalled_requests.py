"""What stalls in the province, and how old everything in progress is: from rows alone."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import asyncpg

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import AgencyCode, DraftKind
from remiss.ledger.connection import Reader
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.pages import ListPage, Wanted, page_of
from remiss.ledger.statements import SQL


class WhoseDesk(StrEnum):
    """Who is waited for: as far as whoever reads no inside of an agency knows."""

    OFFICIAL = "official"
    HEAD = "head"
    """Of the agency asked, that nobody was assigned in yet."""
    DRAFTER = "drafter"
    OFFICE = "office"


DESK = (
    "case when q.holder = 'agency' then case when q.official is null then 'head' else 'official' "
    "end when q.holder in ('officer', 'head') then 'drafter' else q.holder end"
)
"""Of a row of `request` called q, in SQL."""


class ListedBy(StrEnum):
    """By which deadline a list of requests runs, soonest first."""

    OWN = "own"
    TASK = "task"
    """Of the task the case serves; where it serves none, behind these by its own."""


BY_TASK = "q.by_task"
DUE = "q.moves_by"
STALLED, AGED, NAMED = (
    "q.stalls_from <= $1",
    "q.in_progress and q.sent_at <= $10 and ($9::timestamptz is null or q.sent_at > $9)",
    "q.settled_at is null",
)


class StallFilter(NamedTuple):
    """Which of them to list; None: whichever."""

    agency: AgencyCode | None = None
    drafting: AgencyCode | None = None
    level: EscalationLevel | None = None
    desk: WhoseDesk | None = None
    kind: DraftKind | None = None
    overdue: bool | None = None
    listed_from: date | None = None
    """Those whose first morning in the overdue list is that day or a later one."""
    recused: AgencyCode | None = None
    """None of a case to which this agency is a party: its reader does not oversee these."""


class StallCount(NamedTuple):
    """How many stall at one level, on one kind of desk, and how many of them are new."""

    level: int
    desk: str
    requests: int
    new: int


async def list_stalls(
    source: Reader,
    at: datetime,
    chosen: StallFilter,
    wanted: Wanted,
    by: ListedBy = ListedBy.OWN,
) -> ListPage[InboxItem]:
    """What stalls at a moment, soonest first: by when its next move was due, or by task."""
    arguments = (at, *_filled(chosen), None, None, None, chosen.recused, *wanted.place())
    place = DUE if by is ListedBy.OWN else BY_TASK
    return await read_requests(source, STALLED, place, arguments, wanted.limit)


async def list_aged(
    source: Reader,
    after: datetime | None,
    until: datetime,
    chosen: StallFilter,
    wanted: Wanted,
) -> ListPage[InboxItem]:
    """In progress, sent after one moment and no later than another; oldest first."""
    arguments = (None, *_filled(chosen), after, until, None, chosen.recused, *wanted.place())
    return await read_requests(source, AGED, "q.sent_at", arguments, wanted.limit)


async def named_requests(source: Reader, named: Sequence[str]) -> tuple[InboxItem, ...]:
    """The open requests of these cases and agencies, written `HS-…/H99.04`, soonest due first.

    What is written otherwise names none.
    """
    named = [each for each in named if each.isascii() and each.isprintable()]
    arguments = (None, *_filled(StallFilter()), None, None, named, None, None, None)
    found = await read_requests(source, NAMED, DUE, arguments, max(len(named), 1))
    return found.items


async def count_stalls(
    source: Reader, at: datetime, today: date, recused: AgencyCode | None = None
) -> tuple[StallCount, ...]:
    """How many stall, by level and desk; `new` stand in the overdue list of `today` or later."""
    rows = await source.fetch(SQL["stalls_counted"].format(desk=DESK), at, today, recused)
    return tuple(StallCount(r["level"], r["desk"], r["requests"], r["new"]) for r in rows)


async def count_ages(
    source: Reader, ends: Sequence[datetime], recused: AgencyCode | None = None
) -> tuple[int, ...]:
    """How many in progress were sent in each stretch; `ends` are given latest first."""
    rows = await source.fetch(SQL["ages_counted"], list(ends), recused)
    return tuple(row["requests"] for row in rows)


def _filled(chosen: StallFilter) -> tuple[object, ...]:
    level = None if chosen.level is None else int(chosen.level)
    return (*chosen[:2], level, *chosen[3:-1])


async def read_requests(
    source: Reader,
    scope: str,
    place: str,
    arguments: Sequence[object],
    limit: int,
    *,
    desk: str = DESK,
) -> ListPage[InboxItem]:
    """Requests of a scope, in the order of a place, as the statement `stalls` numbers arguments."""
    query = SQL["stalls"].format(scope=scope, place=place, desk=desk)
    return await page_of(source, query, _item, arguments, limit)


def _item(record: asyncpg.Record) -> InboxItem:
    return InboxItem.model_validate_json(record["body"])
