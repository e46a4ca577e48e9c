"""The proof of this ledger: its checkpoints made, listed and compared, and its audit."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import structlog

from remiss import ledger
from remiss.consultation.ports import CheckpointBrief, CheckpointOutcome
from remiss.evidence.audit import audit
from remiss.evidence.audit_report import Audit
from remiss.evidence.checkpoint import CheckpointFile
from remiss.evidence.checkpoint_comparison import parse_rows
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.checkpoint_issuer import CheckpointIssuer, brief
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.mailed_checkpoint import confirm_kept, read_kept
from remiss.evidence.signature import Keyring, Signer, trusted_keys
from remiss.evidence.surroundings_audit import IsSound
from remiss.ledger.sweep import AS_USUAL, Manner
from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.texts import Bilingual, BilingualError, say

log = structlog.get_logger()

MakeCheckpoint = Callable[[], Awaitable[CheckpointOutcome]]


def checkpoint_maker(settings: Settings, pool: asyncpg.Pool) -> MakeCheckpoint:
    """What makes the checkpoints that are due.

    Raises:
        InvalidSettingsError: a key cannot be used.
    """
    signing = checkpoint_signer(settings)
    if signing is None:
        return _without_key
    own = signing.public
    return CheckpointIssuer(
        pool, checkpoint_folder(settings), signing, {**checkpoint_keys(settings), own.id: own}
    ).issue_due


def checkpoint_folder(settings: Settings) -> CheckpointFolder:
    """Where the files of checkpoints lie."""
    return CheckpointFolder(settings.checkpoint_dir or settings.data_dir / "checkpoints")


def checkpoint_keys(settings: Settings) -> Keyring:
    """The keys whose signatures count: those given, or else that of who signs.

    Raises:
        InvalidSettingsError: one cannot be used.
    """
    public = settings.checkpoint_public_keys_file
    try:
        return trusted_keys(None if public else _key_file(settings), public)
    except EvidenceError as error:
        raise InvalidSettingsError(error.message) from error


async def audit_ledger(
    dsn: str,
    settings: Settings,
    is_sound: IsSound | None = None,
    manner: Manner = AS_USUAL,
) -> Audit:
    """What `remiss verify` checks of the ledger; `is_sound` looks at a file, None: none is here.

    `manner` as `audit`.

    Raises:
        FolderUnusable: the folder of checkpoints cannot be read.
        LedgerNewer, LedgerOlder: this release cannot judge the database.
    """
    folder, keys = checkpoint_folder(settings), checkpoint_keys(settings)
    return await audit(dsn, folder, keys, is_sound, manner=manner)


async def make_checkpoint(dsn: str, settings: Settings) -> CheckpointOutcome:
    """The newest checkpoint, made now if one is due.

    Raises:
        BilingualError: none could be signed.
    """
    if checkpoint_signer(settings) is None:
        raise BilingualError(say("checkpoint.no_key"))
    pool = await ledger.connect(dsn)
    try:
        outcome = await checkpoint_maker(settings, pool)()
    finally:
        await pool.close()
    if outcome.refused:
        raise BilingualError(outcome.refused)
    return outcome


async def list_checkpoints(dsn: str) -> list[CheckpointBrief]:
    """Every checkpoint the database holds, in order."""
    return [brief(file) for file in await _log(dsn)]


async def compare_kept(dsn: str, settings: Settings, path: Path) -> Bilingual:
    """That the checkpoint somebody kept in the file `path` is the one the system shows.

    Raises:
        EvidenceError: it is not, or is no checkpoint.
    """
    return confirm_kept(read_kept(path), await _log(dsn), checkpoint_keys(settings))


async def _log(dsn: str) -> list[CheckpointFile]:
    async with ledger.session(dsn) as connection:
        found = parse_rows(await ledger.stored_checkpoints(connection))
    return [found.files[number] for number in sorted(found.files)]


async def _without_key() -> CheckpointOutcome:
    log.warning("checkpoint_without_key")
    return CheckpointOutcome()


def checkpoint_signer(settings: Settings) -> Signer | None:
    """What signs here; None where nothing does.

    Raises:
        InvalidSettingsError: its key cannot be used.
    """
    path = _key_file(settings)
    try:
        return Signer.load(path) if path else None
    except EvidenceError as error:
        raise InvalidSettingsError(f"{variable('checkpoint_key_file')}: {error}") from error


def _key_file(settings: Settings) -> Path | None:
    """The key of the settings; the embedded mode makes one of its own at its first start."""
    if settings.checkpoint_key_file or settings.postgres_dsn:
        return settings.checkpoint_key_file
    path = settings.data_dir / "identity" / "checkpoint.pem"
    return path if path.exists() else None
