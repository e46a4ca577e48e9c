"""What the service may do: add to the ledger and read it, change only what the portal keeps.

It is the owner who grants that.
"""

import asyncpg

from remiss.ledger.connection import session
from remiss.ledger.evidence_tables import EVIDENCE
from remiss.ledger.exceptions import NoServiceLogin, ServiceTooStrong
from remiss.ledger.statements import SQL


async def grant(connection: asyncpg.Connection, service: str) -> None:
    """Let the role `service` do what the service does, and no more; safe to repeat.

    Runs as the owner, inside a transaction.

    Raises:
        ServiceTooStrong: the role could change evidence whatever it is granted.
    """
    quoted = await connection.fetchval(SQL["quoted"], service)
    owner = await connection.fetchval(SQL["current_role"])
    if service != owner:  # or the owner would be left with nothing
        await connection.execute(SQL["grants"].format(service=quoted, evidence=", ".join(EVIDENCE)))
    if await connection.fetchval(SQL["too_strong"], service, EVIDENCE):
        raise ServiceTooStrong(role=service, quoted=quoted)


async def role_of(dsn: str) -> str:
    """The role in which whoever connects to `dsn` works.

    Raises:
        NoServiceLogin: the database does not let them in.
    """
    try:
        async with session(dsn) as connection:
            role: str = await connection.fetchval(SQL["current_role"])
    except (
        asyncpg.InvalidAuthorizationSpecificationError,
        asyncpg.InsufficientPrivilegeError,
    ) as error:
        raise NoServiceLogin(reason=type(error).__name__) from None  # its text may name secrets
    return role
