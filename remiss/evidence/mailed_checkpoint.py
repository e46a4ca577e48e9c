"""A checkpoint that lay elsewhere, in a mailbox or on a disk, beside those this system shows."""

from pathlib import Path

from pydantic import ValidationError

from remiss.evidence.checkpoint import CheckpointFile, Log
from remiss.evidence.evidence_errors import CheckpointContradicted, CheckpointUnreadable
from remiss.evidence.signature import Keyring
from remiss.texts import Bilingual, day_and_time, say


def read_kept(path: Path) -> CheckpointFile:
    """The checkpoint in a file somebody kept, under whatever name.

    Raises:
        CheckpointUnreadable: it is none.
    """
    try:
        return CheckpointFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = f" {error.strerror}" if isinstance(error, OSError) else ""
        said = say("checkpoint.kept.unreadable", path=path, reason=reason)
        raise CheckpointUnreadable(said) from None


def confirm_kept(kept: CheckpointFile, log: Log, keys: Keyring) -> Bilingual:
    """That what was kept elsewhere is what the system shows.

    Raises:
        CheckpointContradicted: it was not signed by a trusted key, the system no longer has it,
            or shows another one in its place.
    """
    facts = {"number": kept.statement.number, "at": day_and_time(kept.statement.at)}
    if not kept.checkpoint.signed_by(keys):
        raise CheckpointContradicted(say("checkpoint.kept.not_trusted", **facts))
    shown = next((f for f in log if f.statement.number == kept.statement.number), None)
    if shown is None:
        raise CheckpointContradicted(say("checkpoint.kept.gone", **facts))
    if shown.statement != kept.statement:
        raise CheckpointContradicted(say("checkpoint.kept.other", **facts))
    return say("checkpoint.kept.same", **facts)
