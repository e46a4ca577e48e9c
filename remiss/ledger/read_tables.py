"""The read tables, made anew from the events."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import asyncpg
import structlog

from remiss.ledger.append_events import record
from remiss.ledger.connection import Source, session
from remiss.ledger.exceptions import LedgerCutShort, LedgerUnreadable
from remiss.ledger.projection import Columns, columns_after
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL
from remiss.ledger.sweep import Manner, Progress, Stretch, no_progress, sweep
from remiss.ledger.verification import told_otherwise

log = structlog.get_logger()


class Rewritten(NamedTuple):
    """Of one stretch: how many cases were followed, and the first event that could not be."""

    cases: int
    unreadable: dict[str, Any] | None


async def rebuild(
    dsn: str, progress: Progress = no_progress, processes: int | None = None, *, anew: bool = False
) -> int:
    """Replace the rows of each case that says something else than its events; how many it saw.

    The rows of a case, and what they add to scorecards, change in one transaction: readers see
    either, and only who writes to one of those cases waits. Whoever is ended goes on with the next
    case, unless `anew`. One at a time; events are followed in `processes`, as `sweep` shares them.

    Raises:
        LedgerCutShort: events the read tables know of are gone; nothing was changed.
        LedgerUnreadable: a stream cannot be followed; its rows stayed as they were, and no others.
    """
    count, unreadable = 0, None
    async with session(dsn) as guard, guard.transaction(), session(dsn) as connection:
        await guard.execute(SQL["hold_rebuilding"])
        if gone := await connection.fetchrow(SQL["cut_short"]):
            raise LedgerCutShort(stream=gone["id"], version=gone["version"])
        reached = await connection.fetchval(SQL["ask_rebuilding" if anew else "begin_rebuilding"])
        manner = Manner(progress, processes, reached or "", writing=True)
        async for stretch, done in sweep(connection, dsn, rewrite_stretch, manner):
            await connection.execute(SQL["reach_rebuilding"], stretch.up_to)
            count, unreadable = count + done.cases, unreadable or done.unreadable
        await _sum_anew(connection)
        await connection.execute(SQL["end_rebuilding"])
    log.info("read_tables_rebuilt", consultations=count, went_on=bool(reached))
    if unreadable:
        raise LedgerUnreadable(**unreadable)
    return count


async def is_due(dsn: str) -> bool:
    """Whether somebody asked for the read tables to be made anew, and it was not all done."""
    async with session(dsn) as connection:
        return bool(await connection.fetchval(SQL["is_rebuilding"]))


async def rewrite_stretch(source: Source, stretch: Stretch) -> Rewritten:
    """Make the rows of the cases of one stretch say what their events lead to.

    A case that went on meanwhile is followed again.
    """
    events = await source.fetch(SQL["events_of_cases"], stretch.after, stretch.up_to)
    followed, unreadable = _follow(events)
    count, waiting = len(followed), followed
    while waiting:
        moved = await write_rows(source, waiting)
        events = await source.fetch(SQL["events_of"], sorted(moved))
        waiting, failed = _follow(events)
        unreadable = unreadable or failed
    return Rewritten(count, unreadable)


def _follow(
    events: Iterable[asyncpg.Record],
) -> tuple[dict[str, Columns], dict[str, Any] | None]:
    """The rows each case leads to, and the first event that leads nowhere."""
    found, unreadable = dict[str, Columns](), None
    for id_, chain in groupby(events, itemgetter("stream")):
        try:
            found[id_] = columns_after(events_of(id_, chain))
        except LedgerUnreadable as error:
            unreadable = unreadable or dict(error.facts)
    return found, unreadable


async def write_rows(source: Source, rows: Mapping[str, Columns]) -> set[str]:
    """Store the rows where the tables say something else; which cases have newer events by now."""
    assert not isinstance(source, asyncpg.Pool)  # noqa: S101 -- one transaction, of one connection
    async with source.transaction():
        await source.fetch(SQL["hold_cases"], list(rows))
        last = await source.fetch(SQL["last_versions"], list(rows))
        moved = {r["stream"] for r in last if r["version"] != rows[r["stream"]].case["version"]}
        still = {id_: row for id_, row in rows.items() if id_ not in moved}
        if differ := await told_otherwise(source, still):
            await _replace(source, {id_: still[id_] for id_ in differ})
    return moved


async def _replace(source: Source, rows: Mapping[str, Columns]) -> None:
    """Parts of scores that no event leads to any more are taken out of the sums, then dropped."""
    wanted = {(id_, part["agency"]) for id_, row in rows.items() for part in row.score}
    kept = await source.fetch(SQL["parts_kept"], list(rows))
    stray = [part for part in map(tuple, kept) if part not in wanted]
    await source.execute(SQL["replace_rows"], list(rows))
    one, *others = rows.values()
    await record(source, (), [one._replace(score=[*one.score, *map(_nothing, stray)]), *others])
    await source.execute(SQL["drop_parts"], [id_ for id_, _ in stray], [code for _, code in stray])


def _nothing(part: tuple[str, str]) -> dict[str, Any]:
    consultation, agency = part
    return {"consultation": consultation, "agency": agency, "facts": [], "marks": []}


async def _sum_anew(connection: asyncpg.Connection) -> None:
    """Add up scorecards from the cases where they are not those sums; whoever writes waits."""
    await connection.execute(SQL["drop_stray_parts"])
    if await connection.fetchval(SQL["sums_differ"]):
        async with connection.transaction():
            await connection.execute(SQL["hold_rows"])
            await connection.execute(SQL["clear_sums"])
            await connection.execute(SQL["sum_scores"])
