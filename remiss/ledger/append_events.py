"""Append events, and keep the read tables in step with them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

import asyncpg

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import RecordBatch
from remiss.consultation.views.scores.case_score import OF_THE_CASE, CaseScore
from remiss.consultation.views.scores.counted_event import agency_counted
from remiss.ledger.connection import Source
from remiss.ledger.event_hash import link_hash
from remiss.ledger.exceptions import LedgerConflict, LedgerGap
from remiss.ledger.projection import Columns, columns
from remiss.ledger.reads.stored_events import stream
from remiss.ledger.statements import SQL

Stored = Mapping[int, asyncpg.Record]


async def append(pool: asyncpg.Pool, batch: RecordBatch) -> int:
    """Append the events not yet stored, and the rows after them; how many were new.

    Safe to repeat, in whole or in part. No lock is taken: the primary key makes concurrent
    writers of one stream collide on its next version, and whoever lost looks again. A collision
    means that one more event of the batch is stored, so its length bounds the attempts.

    Raises:
        LedgerConflict: another event is stored under the same stream and version.
        LedgerGap: the event before the batch is not stored, or the batch skips a version.
        ValueError: the batch mixes streams, or its rows are not those after its last event.
    """
    if not batch.events:
        return 0
    _check(batch)
    for _ in range(len(batch.events) + 1):
        try:
            return await _append_missing(pool, batch)
        except asyncpg.UniqueViolationError as error:
            if error.constraint_name != "event_stream_version":
                raise
    raise LedgerConflict(stream=batch.row.id, version=batch.events[0].version)


async def settle(pool: asyncpg.Pool, batch: RecordBatch) -> tuple[RecordedEvent, ...]:
    """As `append`, for the stream's one writer: where it finds a conflict, what is stored instead.

    A conflict with its own earlier attempt is how the writer learns that this attempt was lost
    after it had been recorded. The answer is everything stored from the batch's first version on.

    Raises:
        LedgerGap: as `append`.
    """
    try:
        await append(pool, batch)
    except LedgerConflict:
        return tuple(await stream(pool, batch.row.id, after=batch.events[0].version - 1))
    return ()


class Link(NamedTuple):
    """An event as JSON, the hash it follows, and its own."""

    body: Any
    previous: bytes | None
    hash: bytes


async def record(
    source: Source, links: Iterable[Link], rows: Iterable[Columns], *, sums: bool = True
) -> None:
    """Store events, of one case or of many, and rows unless newer ones are stored; one statement.

    Events of one case stand in their order, and its rows are those after its last event. `sums`:
    the scorecards follow at once; else whoever asks sums them afterwards.
    """
    events = [list(column) for column in zip(*links, strict=True)] or [[], [], []]
    cases, requests, score = [], list[Any](), list[Any]()
    for row in rows:
        cases.append(row.case)
        requests += row.requests
        score += row.score
    await source.execute(SQL["record"], *events, cases, requests, score, sums)


def links_after(previous: bytes | None, events: Iterable[RecordedEvent]) -> Iterator[Link]:
    """The events as they follow the hash `previous`, and each other."""
    for event in events:
        body = event.model_dump(mode="json")
        link = Link(body, previous, link_hash(previous, body))
        yield link
        previous = link.hash


def _check(batch: RecordBatch) -> None:
    for before, event in pairwise(batch.events):
        if event.version != before.version + 1:
            raise LedgerGap(stream=batch.row.id, version=event.version)
    mixed = any(event.consultation != batch.row.id for event in batch.events)
    if mixed or batch.row.version != batch.events[-1].version:
        raise ValueError(f"the events and rows of {batch.row.id} do not belong together")


async def _append_missing(pool: asyncpg.Pool, batch: RecordBatch) -> int:
    stored = await _stored(pool, batch)
    repeated = list(takewhile(lambda event: event.version in stored, batch.events))
    for event in repeated:
        _check_same(event, stored)
    new = batch.events[len(repeated) :]
    if new:
        links = links_after(_hash_before(new[0], stored), new)
        score = await _score_before(pool, new[0], None if repeated else stored)
        for event in new:
            score.add(event)
        await record(pool, links, [columns(batch.row, score.changed)])
    return len(new)


async def _stored(pool: asyncpg.Pool, batch: RecordBatch) -> Stored:
    first, last = batch.events[0].version, batch.events[-1].version
    touched = {OF_THE_CASE, *filter(None, (agency_counted(e.event) for e in batch.events))}
    rows = await pool.fetch(SQL["stored"], batch.row.id, first, last, list(touched))
    return {row["version"]: row for row in rows}


async def _score_before(
    pool: asyncpg.Pool, event: RecordedEvent, stored: Stored | None
) -> CaseScore:
    """What the case counted before an event; where that is not kept as of then, counted anew."""
    if event.version == 1:
        return CaseScore()
    if stored and (facts := stored[event.version - 1]["facts"]):
        return CaseScore(facts)
    score = CaseScore()
    for before in await stream(pool, event.consultation, up_to=event.version - 1):
        score.add(before)
    return score


def _check_same(event: RecordedEvent, stored: Stored) -> None:
    """Compare as the model reads it, so that a field added since with a default is no conflict."""
    if RecordedEvent.model_validate_json(stored[event.version]["body"]) != event:
        raise LedgerConflict(stream=event.consultation, version=event.version)


def _hash_before(event: RecordedEvent, stored: Stored) -> bytes | None:
    if event.version == 1:
        return None
    if event.version - 1 not in stored:
        raise LedgerGap(stream=event.consultation, version=event.version)
    before: bytes = stored[event.version - 1]["hash"]
    return before
