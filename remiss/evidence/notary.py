"""The notary of checkpoints, wired together from settings; what the command line asks of it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import structlog

from remiss import ledger
from remiss.consultation.ports import Attestation, CheckpointBrief
from remiss.evidence.audit import audit
from remiss.evidence.checkpoint import CheckpointFile
from remiss.evidence.checkpoint_findings import Audit
from remiss.evidence.checkpoint_folder import Folder
from remiss.evidence.comparison import parsed
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.issuance import Notary, brief
from remiss.evidence.mailed_checkpoint import confirmed, from_outside
from remiss.evidence.signature import Keyring, Signer, trusted
from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.texts import Bilingual, BilingualError, say

log = structlog.get_logger()

Attest = Callable[[], Awaitable[Attestation]]


def attesting(settings: Settings, pool: asyncpg.Pool) -> Attest:
    """What makes the checkpoints that are due.

    Raises:
        InvalidSettingsError: a key cannot be used.
    """
    signing = signer(settings)
    if signing is None:
        return _without_key
    own = signing.public
    return Notary(pool, folder(settings), signing, {**keys(settings), own.id: own}).attest


def folder(settings: Settings) -> Folder:
    """Where the files of checkpoints lie."""
    return Folder(settings.checkpoint_dir or settings.data_dir / "checkpoints")


def keys(settings: Settings) -> Keyring:
    """The keys whose signatures count: those given, or else that of who signs.

    Raises:
        InvalidSettingsError: one cannot be used.
    """
    public = settings.checkpoint_public_keys_file
    try:
        return trusted(None if public else _key_file(settings), public)
    except EvidenceError as error:
        raise InvalidSettingsError(str(error)) from error


async def audited(dsn: str, settings: Settings) -> Audit:
    """What `remiss verify` checks of the ledger.

    Raises:
        FolderUnusable: the folder of checkpoints cannot be read.
    """
    return await audit(dsn, folder(settings), keys(settings))


async def made(dsn: str, settings: Settings) -> Attestation:
    """The newest checkpoint, made now if one is due.

    Raises:
        BilingualError: none could be signed.
    """
    if signer(settings) is None:
        raise BilingualError(say("checkpoint.no_key"))
    pool = await ledger.connect(dsn)
    try:
        attested = await attesting(settings, pool)()
    finally:
        await pool.close()
    if attested.refused:
        raise BilingualError(attested.refused)
    return attested


async def listed(dsn: str) -> list[CheckpointBrief]:
    """Every checkpoint the database holds, in order."""
    return [brief(file) for file in await _log(dsn)]


async def compared(dsn: str, settings: Settings, path: Path) -> Bilingual:
    """That the checkpoint somebody kept in the file `path` is the one the system shows.

    Raises:
        EvidenceError: it is not, or is no checkpoint.
    """
    return confirmed(from_outside(path), await _log(dsn), keys(settings))


async def _log(dsn: str) -> list[CheckpointFile]:
    async with ledger.session(dsn) as connection:
        found = parsed(await ledger.stored_checkpoints(connection))
    return [found.files[number] for number in sorted(found.files)]


async def _without_key() -> Attestation:
    log.warning("checkpoint_without_key")
    return Attestation()


def signer(settings: Settings) -> Signer | None:
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
