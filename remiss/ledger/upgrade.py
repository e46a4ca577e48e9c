"""A database brought to this release: its schema, and rows that say what this release says."""

import structlog

from remiss.ledger.exceptions import LedgerCutShort, LedgerUnreadable
from remiss.ledger.read_tables import is_due, rebuild
from remiss.ledger.schema import migrate
from remiss.ledger.sweep import Progress, Swept, no_progress

LINES = 20
"""Of the log about one whole look."""

log = structlog.get_logger()


async def upgrade(
    dsn: str, service_dsn: str | None = None, progress: Progress = no_progress
) -> list[str]:
    """Apply what is missing, and make the read tables anew where a migration asks; as `migrate`.

    A start that was ended in the middle of it is gone on with by the next one, which hears of it
    from the database. Of a ledger that is damaged the rows stay as they are, so that the service
    starts all the same: `remiss verify` says what does not hold.

    Raises: as `migrate`.
    """
    applied = await migrate(dsn, service_dsn)
    if await is_due(dsn):
        log.info("read_tables_made_anew", migrations=applied)
        try:
            await rebuild(dsn, _logged(progress))
        except (LedgerCutShort, LedgerUnreadable) as error:
            log.critical("read_tables_not_rebuilt", reason=str(error))
    return applied


def _logged(progress: Progress) -> Progress:
    def tell(swept: Swept) -> None:
        progress(swept)
        if swept.done * LINES // swept.of > (swept.done - swept.added) * LINES // swept.of:
            log.info("read_tables_followed", cases=swept.done, of=swept.of)

    return tell
