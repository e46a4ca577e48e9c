"""Forms kept whole for their person: sent too late, or filled from an older draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

FORMS_KEPT = timedelta(days=7)
MOST_KEPT, MOST_BYTES = 50, 128 * 1024 * 1024
"""Of one person at once; whoever has more sent them without looking at any."""
WhyKept = Literal["session_over", "proof_needed", "two_tabs"]


@dataclass(frozen=True)
class KeptForm:
    """A form as it lies in the table."""

    id: str
    person: str
    place: str
    why: WhyKept
    kept_at: datetime
    sealed: bytes


async def keep_form(tables: PortalTables, form: KeptForm, instead_of: str = "") -> bool:
    """Keep it for its person; False where they have too many kept, but for one that goes for it.

    Raises:
        Problem: `ledger_unavailable`.
    """
    await tables.fetch(SQL["forget_kept_forms"], form.kept_at - FORMS_KEPT)
    row = await tables.first(SQL["kept_forms_weight"], form.person, [form.id, instead_of])
    if row is None or row["count"] >= MOST_KEPT or row["bytes"] + len(form.sealed) > MOST_BYTES:
        return False
    fields = (form.id, form.person, form.place, form.why, form.kept_at, form.sealed)
    await tables.fetch(SQL["keep_form"], *fields)
    return True


async def find_kept(tables: PortalTables, kept: str, person: str, now: datetime) -> KeptForm | None:
    """One form, for its person alone. Raises as `keep_form`."""
    row = await tables.first(SQL["kept_form"], kept, person, now - FORMS_KEPT)
    return None if row is None else KeptForm(**row)


async def list_kept(tables: PortalTables, person: str, now: datetime) -> tuple[KeptForm, ...]:
    """All of a person, the newest first. Raises as `keep_form`."""
    rows = await tables.fetch(SQL["kept_forms_of"], person, now - FORMS_KEPT)
    return tuple(KeptForm(**row) for row in rows)


async def drop_kept(tables: PortalTables, kept: str, person: str) -> None:
    """Let go of one. Raises as `keep_form`."""
    await tables.fetch(SQL["drop_kept_form"], kept, person)
