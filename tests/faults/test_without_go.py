"""Where Go is absent `make cluster` says so, in both languages, and is no failure."""

import os
import subprocess
import sys
from pathlib import Path

from lab.cluster.binaries import NO_GO

ROOT = Path(__file__).parents[2]


def test_without_go_it_says_that_nothing_was_run(tmp_path: Path) -> None:
    """No Go to be found, and nothing built before."""
    run = subprocess.run(
        (sys.executable, "-m", "lab.cluster"),
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, f"{NO_GO.vi}\n{NO_GO.en}\n")
