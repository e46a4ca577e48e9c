"""The files of ordered dossiers that nothing removed in their week."""

import os
import time
from pathlib import Path

from remiss.consultation.ports import DOSSIER_KEPT
from remiss.serving.dossier_packing import PACKING, remove_outlived


def test_what_outlived_its_week_is_removed(tmp_path: Path) -> None:
    """Also a half-written one; what is younger stays."""
    over = (DOSSIER_KEPT + PACKING).total_seconds() + 60
    for name, age in (("KT-A-1.zip", over), (".KT-A-2.zip.ab", over), ("KT-A-3.zip", 60)):
        path = tmp_path / name
        path.write_bytes(b"PK")
        os.utime(path, (time.time() - age,) * 2)
    remove_outlived(tmp_path)
    remove_outlived(tmp_path / "absent")
    assert [each.name for each in tmp_path.iterdir()] == ["KT-A-3.zip"]
