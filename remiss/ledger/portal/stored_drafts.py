"""Drafts of the portal: one for each owner and page, numbered, sealed by whoever saves them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

DRAFTS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class DraftId:
    """Whose draft, on which page."""

    owner: str
    """`person:duc`, or `agency:H99.04` for all who answer one request."""
    place: str


@dataclass(frozen=True)
class StoredDraft:
    """A draft as it lies in the table."""

    id: DraftId
    number: int
    saved_by: str
    saved_at: datetime
    sealed: bytes
    command: str | None = None
    """What it was sent as, where that was accepted and not recorded yet."""
    consultation: str | None = None


async def save_draft(
    tables: PortalTables, draft: DraftId, since: int, person: str, sealed: bytes, now: datetime
) -> int | None:
    """Save over number `since`, 0 where there was none; the new number, None where it is newer.

    Raises:
        Problem: `ledger_unavailable`.
    """
    await tables.fetch(SQL["forget_drafts"], now - DRAFTS_KEPT)
    key = (draft.owner, draft.place)
    row = await tables.first(SQL["save_draft"], *key, since, person, now, sealed)
    return None if row is None else int(row["number"])


async def find_draft(tables: PortalTables, draft: DraftId, now: datetime) -> StoredDraft | None:
    """The draft of a page, if there is one. Raises as `save_draft`."""
    row = await tables.first(SQL["draft"], draft.owner, draft.place, now - DRAFTS_KEPT)
    return None if row is None else _stored(row)


async def list_drafts(tables: PortalTables, person: str, now: datetime) -> tuple[StoredDraft, ...]:
    """What a person saved last, the newest first; 100 at most. Raises as `save_draft`."""
    rows = await tables.fetch(SQL["drafts_saved_by"], person, now - DRAFTS_KEPT)
    return tuple(_stored(row) for row in rows)


async def note_sent(
    tables: PortalTables, draft: DraftId, number: int, command: str, consultation: str
) -> None:
    """Keep in mind what a draft was sent as, until that is recorded. Raises as `save_draft`."""
    key = (draft.owner, draft.place, number)
    await tables.fetch(SQL["draft_sent"], *key, command, consultation)


async def end_draft(tables: PortalTables, draft: DraftId, number: int) -> None:
    """Drop it; one that somebody went on with stays. Raises as `save_draft`."""
    await tables.fetch(SQL["end_draft"], draft.owner, draft.place, number)


async def end_sent(tables: PortalTables, command: str) -> None:
    """Drop what was sent as a command that is recorded by now. Raises as `save_draft`."""
    await tables.fetch(SQL["end_draft_sent_as"], command)


def _stored(row: asyncpg.Record) -> StoredDraft:
    fields = dict(row)
    return StoredDraft(DraftId(fields.pop("owner"), fields.pop("place")), **fields)
