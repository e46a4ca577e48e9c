"""Dossiers of every format there ever was, as they were exported then, and their public keys.

Each was recorded once and is never made anew: an inspector may come with one in ten years.
"""

from pathlib import Path

import pytest

from remiss.cli.proof.dossier_judgement import checkpoints_in, judge_dossier, keys_in
from remiss.evidence.dossier.dossier_verification import verify_dossier

GOLDEN = sorted((Path(__file__).parent / "golden").iterdir())


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_a_dossier_of_long_ago_still_holds(folder: Path) -> None:
    """With the key, and with the checkpoints that were kept outside."""
    verdict = judge_dossier(
        folder / "dossier.zip", folder / "public.pem", folder / "checkpoints", own=None
    )

    assert verdict.findings == ()
    assert verdict.holds


def test_the_first_format_says_what_it_said() -> None:
    """Case, events, who exported it, and what the checkpoint covers."""
    folder = GOLDEN[0]
    checked = verify_dossier(folder / "dossier.zip", keys_in(folder / "public.pem")).checked

    assert checked is not None
    assert (checked.consultation, checked.exported_by) == ("HS-GOLDEN234567", "Đỗ Mai")
    assert (checked.events, checked.covered, checked.checkpoint) == (8, 6, 1)
    assert checked.attachments_missing == 0
    assert len(checkpoints_in(folder / "checkpoints")) == 1


def test_damage_to_a_dossier_of_long_ago_is_still_named(tmp_path: Path) -> None:
    """What holds could fail: every thousandth byte of it counts."""
    folder = GOLDEN[0]
    whole, keys = (folder / "dossier.zip").read_bytes(), keys_in(folder / "public.pem")
    for byte in range(0, len(whole), 1_009):
        touched = tmp_path / "dossier.zip"
        touched.write_bytes(whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :])
        assert not verify_dossier(touched, keys).holds, byte
