"""`remiss verify FILE`: whether a dossier holds, from the file and a public key alone.

It connects to nothing. Only where no key is given does it look for the one that signs here.
"""

from pathlib import Path

from remiss.evidence.checkpoint import Log
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.dossier.dossier_findings import DossierVerdict
from remiss.evidence.dossier.dossier_verification import verify_dossier
from remiss.evidence.evidence_errors import EvidenceError
from remiss.evidence.mailed_checkpoint import read_kept
from remiss.evidence.signature import Keyring, keyring
from remiss.texts import Bilingual, say, text

LARGEST_KEY = 1 << 20


def judge_dossier(
    dossier: Path, key: Path | None, checkpoints: Path | None, own: Keyring | None
) -> DossierVerdict:
    """The verdict, trusting the keys in the file `key`; else `own`, those of this installation.

    Raises:
        EvidenceError: the dossier is none, or key or checkpoints cannot be read.
    """
    keys = keys_in(key) if key else (own or None)
    outside = checkpoints_in(checkpoints) if checkpoints else ()
    return verify_dossier(dossier, keys, outside)


def keys_in(path: Path) -> Keyring:
    """The public keys in a file of PEM.

    Raises:
        EvidenceError: it cannot be read, or holds none.
    """
    return keyring(read_file(path, LARGEST_KEY).decode("ascii", "replace"))


def checkpoints_in(path: Path) -> Log:
    """The checkpoints in a folder, or the one in a file, in order of number.

    Raises:
        EvidenceError: there are none, or one cannot be read.
    """
    if not path.is_dir():
        return (read_kept(path),)
    found = CheckpointFolder(path).read()
    if found.broken or not found.files:
        named = ", ".join(map(str, sorted(found.broken))) or "0"
        raise EvidenceError(say("command.verify.no_checkpoints", path=path, numbers=named))
    return [found.files[number] for number in sorted(found.files)]


def key_origin(key: Path | None, own: Keyring | None) -> tuple[Bilingual, ...]:
    """What to say of where the trusted key came from; nothing where it was named."""
    return () if key or not own else (text("command.verify.own_key"),)


def read_file(path: Path, most: int) -> bytes:
    """The content of a file of at most that many bytes.

    Raises:
        EvidenceError: it cannot be read, or is larger.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        said = say("command.verify.unreadable", path=path, reason=error.strerror)
        raise EvidenceError(said) from None
    if len(content) > most:
        raise EvidenceError(say("command.verify.too_large", path=path))
    return content
