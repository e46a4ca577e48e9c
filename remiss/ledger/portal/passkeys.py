"""Passkeys of people, and what a browser was asked to sign with one: taken once, within minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import asyncpg

from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL

MOST_PASSKEYS = 10
"""Of one person: a telephone, a computer or two, keys in a drawer."""
ANSWERED_WITHIN = timedelta(minutes=5)
Purpose = Literal["add", "prove"]


@dataclass(frozen=True)
class Passkey:
    """A passkey as it lies in the table: nothing in it lets anybody sign."""

    id: str
    """The credential's, in base64url."""
    person: str
    name: str
    """What its person calls it; "" where they called it nothing."""
    public_key: bytes
    """COSE."""
    sign_count: int
    added_at: datetime
    used_at: datetime | None = None


async def list_passkeys(tables: PortalTables, person: str) -> tuple[Passkey, ...]:
    """All of a person, the oldest first.

    Raises:
        Problem: `ledger_unavailable`.
    """
    return tuple(Passkey(**row) for row in await tables.fetch(SQL["passkeys_of"], person))


async def add_passkey(tables: PortalTables, added: Passkey) -> bool:
    """Keep one; False where its person has `MOST_PASSKEYS`, or it is known already.

    Raises as `list_passkeys`.
    """
    key = (added.id, added.person, added.name, added.public_key, added.sign_count, added.added_at)
    try:
        return bool(await tables.fetch(SQL["add_passkey"], *key, MOST_PASSKEYS))
    except asyncpg.UniqueViolationError:
        return False


async def remove_passkey(tables: PortalTables, passkey: str, person: str) -> bool:
    """Let go of one of a person's; False where they have none such. Raises as `list_passkeys`."""
    return bool(await tables.fetch(SQL["remove_passkey"], passkey, person))


async def use_passkey(
    tables: PortalTables, passkey: Passkey, sign_count: int, now: datetime
) -> bool:
    """Keep in mind that it proved its person; False where a copy of it did so meanwhile.

    Raises as `list_passkeys`.
    """
    use = (passkey.id, passkey.person, sign_count, now)
    return bool(await tables.fetch(SQL["passkey_used"], *use))


async def lay_challenge(
    tables: PortalTables, session: str, purpose: Purpose, challenge: bytes, now: datetime
) -> None:
    """What a session's browser is asked to sign now; what it was asked before is worth nothing.

    Raises as `list_passkeys`.
    """
    await tables.fetch(SQL["lay_challenge"], session, purpose, challenge, now)


async def take_challenge(
    tables: PortalTables, session: str, purpose: Purpose, now: datetime
) -> bytes | None:
    """What it was asked, which is gone with that; None where nothing was, or too long ago.

    Raises as `list_passkeys`.
    """
    row = await tables.first(SQL["take_challenge"], session, purpose)
    if row is None or row["asked_at"] < now - ANSWERED_WITHIN:
        return None
    return bytes(row["challenge"])
