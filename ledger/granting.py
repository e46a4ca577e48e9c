"""What the service may do to the ledger: add and read. It is the owner who grants that."""

import asyncpg

from ledger.connecting import session
from ledger.exceptions import ServiceTooStrong
from ledger.queries import SQL


async def grant(connection: asyncpg.Connection, service: str) -> None:
    """Let the role `service` do what the service does, and no more; safe to repeat.

    Runs as the owner, inside a transaction.

    Raises:
        ServiceTooStrong: the role could change evidence whatever it is granted.
    """
    quoted = await connection.fetchval(SQL["quoted"], service)
    owner = await connection.fetchval(SQL["current_role"])
    if service != owner:  # or the owner would be left with nothing
        await connection.execute(SQL["grants"].format(service=quoted))
    if await connection.fetchval(SQL["too_strong"], service):
        raise ServiceTooStrong(role=service, quoted=quoted)


async def role_of(dsn: str) -> str:
    """The role in which whoever connects to `dsn` works."""
    async with session(dsn) as connection:
        role: str = await connection.fetchval(SQL["current_role"])
    return role
