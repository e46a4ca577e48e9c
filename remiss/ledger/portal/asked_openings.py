"""Openings with an urgent grade that wait for a leader: sealed, one for each case that may come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from remiss.consultation.values import AgencyCode, PersonId, Sha256
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

OPENINGS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class StoredOpening:
    """One as it lies in the table."""

    id: str
    agency: AgencyCode
    asked_by: PersonId
    sha256: Sha256
    sealed: bytes
    opened: bool = False
    """Whether its case is in the ledger."""


async def store_opening(tables: PortalTables, opening: StoredOpening, now: datetime) -> None:
    """Keep what is asked; what its officer asked before under this id goes.

    Raises:
        Problem: `ledger_unavailable`; as all below.
    """
    await tables.fetch(SQL["forget_openings"], now - OPENINGS_KEPT)
    fields = (opening.agency, opening.asked_by, now, opening.sha256, opening.sealed)
    await tables.fetch(SQL["ask_opening"], opening.id, *fields)


async def find_opening(tables: PortalTables, id_: str, now: datetime) -> StoredOpening | None:
    """The opening of this case, also once it is opened."""
    row = await tables.first(SQL["asked_opening"], id_, now - OPENINGS_KEPT)
    return None if row is None else StoredOpening(**row)


async def list_openings(
    tables: PortalTables, agency: AgencyCode, asked_by: PersonId | None, now: datetime
) -> tuple[StoredOpening, ...]:
    """Those not opened yet, the longest waiting first, 50 at most: the agency's, or one person's.

    What was sent back waits for whoever asked, and for no leader.
    """
    rows = await tables.fetch(SQL["asked_openings"], agency, asked_by, now - OPENINGS_KEPT)
    return tuple(StoredOpening(**row) for row in rows)


async def send_opening_back(tables: PortalTables, id_: str, sha256: Sha256, sealed: bytes) -> bool:
    """Give it back to whoever asked; False where what lies there is not this any more."""
    return bool(await tables.fetch(SQL["send_opening_back"], id_, sha256, sealed))


async def withdraw_opening(tables: PortalTables, id_: str) -> None:
    """Let go of one; safe to repeat."""
    await tables.fetch(SQL["withdraw_opening"], id_)


async def note_opened(tables: PortalTables, id_: str, command: str) -> None:
    """Have the drafts that were asked for as this case end with the command that opens it."""
    await tables.fetch(SQL["drafts_opened"], id_, command)
