"""What the ledger can give back to a service that lost the rest, and take back from it."""

from collections.abc import AsyncIterator
from datetime import datetime

from remiss.consultation.life.events import RecordedEvent
from remiss.ledger.connection import Source
from remiss.ledger.exceptions import LedgerUnreadable
from remiss.ledger.ledger_findings import LedgerFinding, LedgerFindingKind, finding, missing
from remiss.ledger.projection import case_after
from remiss.ledger.reads.stored_events import each_id, events_of
from remiss.ledger.statements import SQL
from remiss.ledger.verification import check_chain


def unfinished_cases(source: Source) -> AsyncIterator[str]:
    """The ids of all cases that should be running, and of those the read tables disagree about."""
    return each_id(source, "unfinished")


async def read_sound(source: Source, id_: str) -> tuple[RecordedEvent, ...] | LedgerFinding:
    """The events of one case, empty if unknown; or the first thing wrong with them.

    A case goes on only from a chain that verifies, is not cut short, and can be followed.
    """
    records = await source.fetch(SQL["chain"], id_)
    if found := check_chain(id_, records):
        return found
    known = await source.fetchval(SQL["known_version"], id_)
    if known is not None and (not records or known > len(records)):
        return missing(id_, len(records) + 1, known=known)
    try:
        events = tuple(events_of(id_, records))
        if events:
            case_after(events)
    except LedgerUnreadable as error:
        version = error.facts["version"]
        return finding(LedgerFindingKind.UNREADABLE, id_, version, records[version - 1]["type"])
    return events


async def mark_lost(
    source: Source, id_: str, *, after: int, up_to: int, told_before: datetime
) -> None:
    """Remember, before they are written again, which events of a case a lost ledger had.

    `told_before`: until when that ledger is known to have been at work. Safe to repeat.
    """
    await source.execute(SQL["mark_reappended"], id_, after, up_to, told_before)
