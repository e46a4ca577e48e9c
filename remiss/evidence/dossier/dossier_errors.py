"""Why a file cannot be judged as a dossier at all."""

from pathlib import Path

from remiss.evidence.evidence_errors import EvidenceError
from remiss.texts import say


class NotADossier(EvidenceError):  # noqa: N818 -- says what is wrong with the file
    """A file that is none, cannot be opened, or is of a later format."""


def not_a_dossier(path: Path) -> NotADossier:
    """The file holds something else."""
    return NotADossier(say("dossier.none", path=path))


def not_opened(path: Path, reason: str | None) -> NotADossier:
    """The file is not there, or may not be read."""
    return NotADossier(say("dossier.not_opened", path=path, reason=reason))


def later_format(format_: str) -> NotADossier:
    """A later version made it."""
    return NotADossier(say("dossier.later_format", format=format_))
