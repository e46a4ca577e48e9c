"""Errors that keep evidence from being made or checked; each in Vietnamese and English."""

from remiss.texts import BilingualError


class EvidenceError(BilingualError):
    """Something about keys or checkpoints that a person has to put right."""


class KeyUnusable(EvidenceError):  # noqa: N818 -- as the ledger's
    """A key file that is missing, open to others, or holds no Ed25519 key."""


class CheckpointUnreadable(EvidenceError):  # noqa: N818 -- as above
    """A file that is no checkpoint, or not one as it was written."""


class FolderUnusable(EvidenceError):  # noqa: N818 -- as above
    """The folder of checkpoints cannot be read or written."""


class CheckpointContradicted(EvidenceError):  # noqa: N818 -- as above
    """What would be signed contradicts what was signed before."""


class NotADossier(EvidenceError):  # noqa: N818 -- as above
    """A file that is no dossier, cannot be opened, or is of a later format."""
