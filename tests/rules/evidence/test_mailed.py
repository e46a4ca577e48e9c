"""What lies in a mailbox shows what was changed here, folder and table alike."""

from pathlib import Path

import pytest

from remiss.evidence.checkpoint import CheckpointFile
from remiss.evidence.evidence_errors import CheckpointContradicted, CheckpointUnreadable
from remiss.evidence.mailed_checkpoint import confirm_kept, read_kept
from tests.given.checkpoints import a_log, a_signer

KEYS = {a_signer().public.id: a_signer().public}
LOG = a_log("ab", "b", "c")


def kept(tmp_path: Path, file: CheckpointFile) -> CheckpointFile:
    path = tmp_path / "bản chốt sổ (1).json"
    path.write_bytes(file.encoded)
    return read_kept(path)


def test_the_checkpoint_of_a_mail_is_confirmed(tmp_path: Path) -> None:
    """Under whatever name it was saved."""
    said = confirm_kept(kept(tmp_path, LOG[1]), LOG, KEYS)
    assert said.en == "Checkpoint 2, signed 10:00 Monday 23/11/2026, is the one the system shows."


def test_a_ledger_cut_short_everywhere_is_found(tmp_path: Path) -> None:
    """Rows and files removed alike leave no gap, but the mail has what they had."""
    with pytest.raises(CheckpointContradicted, match="no longer has checkpoint 3"):
        confirm_kept(kept(tmp_path, LOG[2]), LOG[:2], KEYS)


def test_a_ledger_signed_anew_is_found(tmp_path: Path) -> None:
    """Even whoever has the signing key cannot change what was sent out."""
    forged = a_log("ac", "b", "c")
    with pytest.raises(CheckpointContradicted, match="the ledger was rewritten"):
        confirm_kept(kept(tmp_path, LOG[1]), forged, KEYS)


def test_a_mail_nobody_signed_proves_nothing(tmp_path: Path) -> None:
    """A forged file accuses nobody."""
    forged = a_log("ab", "c", signer=a_signer(2))
    with pytest.raises(CheckpointContradicted, match="not signed by a trusted key"):
        confirm_kept(kept(tmp_path, forged[1]), LOG, KEYS)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"a": NaN}'])
def test_what_is_no_checkpoint_is_named(tmp_path: Path, content: bytes) -> None:
    """A wrong file, or none, is said to be that."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(CheckpointUnreadable, match=r"x\.json is no checkpoint"):
        read_kept(path)
    with pytest.raises(CheckpointUnreadable, match="No such file"):
        read_kept(tmp_path / "absent")
