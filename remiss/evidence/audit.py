"""Auditing: the ledger, its checkpoints, what these signed, and what stands around."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import asyncpg

from remiss import ledger
from remiss.evidence.audit_report import Audit, Remark
from remiss.evidence.checkpoint import Log
from remiss.evidence.checkpoint_comparison import (
    compare_sides,
    departures,
    parse_rows,
    signed_heads,
)
from remiss.evidence.checkpoint_folder import CheckpointFolder, CheckpointsFound
from remiss.evidence.checkpoint_issuer import brief
from remiss.evidence.notice_comparison import NoticesSigned
from remiss.evidence.side_chain_comparison import INSPECTIONS, SHEETS, SideChain
from remiss.evidence.signature import Keyring
from remiss.evidence.surroundings_audit import (
    IsSound,
    audit_age,
    audit_files,
    audit_guards,
    audit_names,
    audit_place,
)
from remiss.ledger.sweep import AS_USUAL, Manner

WRITING_SECONDS = 2
"""Within that a file follows its row; only then it is missing."""


def _now() -> datetime:
    return datetime.now(UTC)


async def audit(
    dsn: str,
    folder: CheckpointFolder,
    keys: Keyring,
    is_sound: IsSound | None = None,
    clock: Callable[[], datetime] = _now,
    manner: Manner = AS_USUAL,
) -> Audit:
    """Check chains, read tables, checkpoints, what they signed, guards and files; one snapshot.

    `manner`: after which case chains and rows are looked at, to go on where one was ended.
    `is_sound` looks at a file; None: the files are not here. `keys`: none, where nothing signs.

    Raises:
        FolderUnusable: the folder of checkpoints cannot be read.
        LedgerNewer, LedgerOlder: this release cannot judge the database.
    """
    files = await asyncio.to_thread(folder.read)  # before the rows: each is there before its file
    async with (
        ledger.session(dsn) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        remarks = [remark async for remark in audit_guards(connection)]
        table = parse_rows(await ledger.stored_checkpoints(connection))
        files = await _caught_up(folder, files, table)
        found = compare_sides(files, table, keys)
        stands = await ledger.heads(connection, signed_heads(found.log))
        told = await _told(connection)
        restored = await ledger.restored_at(connection)
        beside = [
            SideChain(kind, await ledger.entry_heads(connection, kind.stream), restored)
            for kind in (SHEETS, INSPECTIONS)
        ]
        verification = await ledger.examine(
            connection, dsn, manner.progress, manner.processes, after=manner.after
        )
        named = await ledger.named_files(connection)
        remarks += [each async for each in _around(connection, found.log, keys, clock())]
    remarks += [*told.lost(found.log), *(each for one in beside for each in one.lost(found.log))]
    remarks += audit_names(files.strangers)
    remarks += [remark async for remark in audit_files(named, is_sound)]
    gone = departures(found.log, stands.departed)
    return Audit(
        ledger=verification,
        checkpoints=len(found.log),
        newest=brief(found.log[-1]) if found.log else None,
        moved=len(stands.moved),
        findings=(
            *found.findings,
            *gone,
            *told.findings(found.log),
            *(each for one in beside for each in one.findings(found.log)),
        ),
        remarks=tuple(remarks),
        files=len(named) if is_sound else None,
    )


async def _told(connection: asyncpg.Connection) -> NoticesSigned:
    return NoticesSigned(
        await ledger.signed_notices(connection),
        await ledger.altered_notices(connection),
        await ledger.restored_at(connection),
    )


async def _around(
    connection: asyncpg.Connection, log: Log, keys: Keyring, now: datetime
) -> AsyncIterator[Remark]:
    async for remark in audit_place(connection):
        yield remark
    async for remark in audit_age(connection, log, now, is_signing=bool(keys)):
        yield remark


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
        later.strangers,
    )
