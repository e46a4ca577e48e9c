"""A database brought to this release: its schema, and rows that say what this release says."""

import structlog

from remiss.ledger.exceptions import LedgerCutShort, LedgerUnreadable
from remiss.ledger.read_tables import rebuild
from remiss.ledger.schema import migrate

log = structlog.get_logger()


async def upgrade(dsn: str, service_dsn: str | None = None) -> list[str]:
    """Apply what is missing, and make the read tables anew where anything was; as `migrate`.

    Of a ledger that is damaged the rows stay as they are, so that the service starts all the same:
    `remiss verify` says what does not hold.

    Raises: as `migrate`.
    """
    applied = await migrate(dsn, service_dsn)
    if applied:
        try:
            await rebuild(dsn)
        except (LedgerCutShort, LedgerUnreadable) as error:
            log.critical("read_tables_not_rebuilt", reason=str(error))
    return applied
