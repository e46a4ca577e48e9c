"""Auditing: the ledger by itself, its checkpoints, and the ledger beside what they signed."""

import asyncio

from remiss.evidence.checkpoint_comparison import (
    compare_sides,
    departures,
    parse_rows,
    signed_heads,
)
from remiss.evidence.checkpoint_findings import Audit
from remiss.evidence.checkpoint_folder import CheckpointFolder, CheckpointsFound
from remiss.evidence.checkpoint_issuer import brief
from remiss.evidence.signature import Keyring
from remiss.ledger import (
    examine,
    heads,
    session,
    stored_checkpoints,
)

WRITING_SECONDS = 2
"""Within that a file follows its row; only then it is missing."""


async def audit(dsn: str, folder: CheckpointFolder, keys: Keyring) -> Audit:
    """Check every chain, the read tables, every checkpoint, and each signed head; one snapshot.

    Raises:
        FolderUnusable: the folder of checkpoints cannot be read.
    """
    files = await asyncio.to_thread(folder.read)  # before the rows: each is there before its file
    async with (
        session(dsn) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        table = parse_rows(await stored_checkpoints(connection))
        files = await _caught_up(folder, files, table)
        found = compare_sides(files, table, keys)
        stands = await heads(connection, signed_heads(found.log))
        verification = await examine(connection)
    return Audit(
        ledger=verification,
        checkpoints=len(found.log),
        newest=brief(found.log[-1]) if found.log else None,
        moved=len(stands.moved),
        findings=(*found.findings, *departures(found.log, stands.departed)),
    )


async def _caught_up(
    folder: CheckpointFolder, files: CheckpointsFound, table: CheckpointsFound
) -> CheckpointsFound:
    """The files again, where the newest row was stored a moment ago; none newer than the rows."""
    known = {*files.files, *files.broken, *table.files}
    if max(table.files, default=0) in files.files:
        return files
    await asyncio.sleep(WRITING_SECONDS)
    later = await asyncio.to_thread(folder.read)
    return CheckpointsFound(
        {number: file for number, file in later.files.items() if number in known},
        frozenset(number for number in later.broken if number in known),
    )
