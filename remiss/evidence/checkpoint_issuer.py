"""The issuer of checkpoints: only ever what extends everything that was signed before."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import asyncpg
import structlog

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.consultation.ports import CheckpointBrief, CheckpointOutcome
from remiss.consultation.views.sheets.sheet import SHEET_CHAIN
from remiss.evidence.checkpoint import (
    CheckpointFile,
    Head,
    Log,
    as_json,
    newest_heads,
    notices_head,
    sign_checkpoint,
)
from remiss.evidence.checkpoint_comparison import (
    compare_sides,
    departures,
    parse_rows,
    signed_heads,
)
from remiss.evidence.checkpoint_findings import CheckpointFinding
from remiss.evidence.checkpoint_folder import CheckpointFolder, CheckpointsFound
from remiss.evidence.evidence_errors import CheckpointContradicted, EvidenceError
from remiss.evidence.signature import Keyring, Signer
from remiss.ledger import (
    LedgerError,
    Source,
    heads,
    lock_checkpoints,
    newest_entry,
    record_checkpoint,
    sign_notices,
    stored_checkpoints,
    unsigned_notices,
)
from remiss.texts import Bilingual, say

QUIET = timedelta(hours=20)
"""Where nothing moves, one is due all the same by each morning: it shows that somebody looked."""
NAMED = 10
"""Findings named in a refusal: past that, people run `remiss verify`."""

log = structlog.get_logger()


def _now() -> datetime:
    return datetime.now(UTC)


class CheckpointIssuer:
    """Signs where every chain stands, unless that contradicts what was signed; and what was told.

    Any number may work at once: the database lets one at a time, and takes each number once. The
    row is stored first, then the file: where a crash came between, the next run writes the file.
    """

    def __init__(
        self,
        pool: asyncpg.Pool,
        folder: CheckpointFolder,
        signer: Signer,
        keys: Keyring,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._pool, self._folder, self._signer = pool, folder, signer
        self._keys, self._clock = keys, clock

    async def issue_due(self) -> CheckpointOutcome:
        """The newest checkpoint, made now if a chain moved or none was made since yesterday.

        A refusal is an answer, not an error: whoever reports has to say it. Safe to repeat.

        Raises:
            PostgresError, OSError: the database does not answer; to be tried again.
        """
        try:
            files, made = await self._extended()
        except (EvidenceError, LedgerError) as error:
            log.critical("checkpoint_refused", reason=error.message.en)
            return CheckpointOutcome(refused=error.message)
        newest = brief(files[-1]) if files else None
        if made and newest:
            log.info("checkpoint_made", number=newest.number, size=newest.size)
        return CheckpointOutcome(newest=newest, made=made)

    async def _extended(self) -> tuple[Log, bool]:
        """The log, and whether it is longer now than it was."""
        async with self._pool.acquire() as connection, connection.transaction():
            await lock_checkpoints(connection)
            table = parse_rows(await stored_checkpoints(connection))
            folder = await asyncio.to_thread(self._folder.read)
            known = self._agreed(folder, table)
            moved = await _moved(connection, known)
            moved += await _apart_moved(connection, known)
            told = await unsigned_notices(connection)
            if told:
                moved.append(notices_head(len(known) + 1, told))
            following = await asyncio.to_thread(self._following, known, moved)
            for file in _lacking(table, (*known, *following)):
                await _record(connection, file)
            await sign_notices(connection, len(known) + 1, told)
        files = (*known, *following)
        await asyncio.to_thread(self._write, _lacking(folder, files))
        return files, bool(following)

    def _agreed(self, folder: CheckpointsFound, table: CheckpointsFound) -> Log:
        """What folder and database say together; one may lag behind, neither may contradict.

        Raises:
            CheckpointContradicted: they do.
        """
        found = compare_sides(folder, table, self._keys)
        if found.disagreements:
            raise _contradiction(found.disagreements)
        if found.findings:
            log.info("checkpoints_caught_up", places=[each.place.en for each in found.findings])
        return found.log

    def _following(self, known: Log, moved: Iterable[Head]) -> list[CheckpointFile]:
        """The checkpoint that is due, if one is."""
        at, moved = self._clock(), list(moved)
        if known:
            at = max(at, known[-1].statement.at)
        quiet = bool(known) and at - known[-1].statement.at >= QUIET
        return [sign_checkpoint(known, moved, at, self._signer)] if moved or quiet else []

    def _write(self, files: Iterable[CheckpointFile]) -> None:
        for file in files:
            self._folder.write(file)


def brief(file: CheckpointFile) -> CheckpointBrief:
    """A checkpoint in a few words."""
    statement = file.statement
    return CheckpointBrief(
        number=statement.number,
        at=statement.at,
        size=statement.size,
        root=statement.root,
        key=file.checkpoint.key,
    )


async def _moved(source: Source, known: Log) -> list[Head]:
    """The heads to sign.

    Raises:
        CheckpointContradicted: something signed no longer stands.
    """
    found = await heads(source, signed_heads(known))
    if found.departed:
        raise _contradiction(list(departures(known, found.departed)))
    return [Head(stream=h.stream, version=h.version, hash=h.hash.hex()) for h in found.moved]


async def _apart_moved(source: Source, known: Log) -> list[Head]:
    """The newest entries of sheets and of inspections, where newer than those signed last."""
    newest = [await newest_entry(source, stream) for stream in (SHEET_CHAIN, INSPECTION_CHAIN)]
    signed = newest_heads(known)
    return [
        Head(stream=each.stream, version=each.version, hash=each.hash.hex())
        for each in newest
        if each and not (each.stream in signed and each.version <= signed[each.stream].version)
    ]


def _lacking(side: CheckpointsFound, files: Iterable[CheckpointFile]) -> list[CheckpointFile]:
    """Of `files` what one side has yet to be given."""
    return [file for file in files if file.statement.number not in side.files]


async def _record(source: Source, file: CheckpointFile) -> None:
    statement = file.statement
    await record_checkpoint(source, statement.number, statement.at, as_json(file))


def _contradiction(findings: Iterable[CheckpointFinding]) -> CheckpointContradicted:
    found = list(findings)
    more = len(found) - NAMED
    named = [each.line for each in found[:NAMED]]
    if more > 0:
        named.append(say("checkpoint.refused_more", count=more))
    said = Bilingual(vi=" ".join(n.vi for n in named), en=" ".join(n.en for n in named))
    return CheckpointContradicted(say("checkpoint.refused", findings=said))
