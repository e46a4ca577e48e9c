"""What starts first, imported first: no module relies on another having been imported before."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["worker", "web", "remiss.consultation.life.commands"])
def test_each_can_be_imported_alone(module: str) -> None:
    """In a process of its own, as the service starts it."""
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
