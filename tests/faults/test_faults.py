"""The short form of `make chaos`: a few faults on real processes, counted from outside."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from lab.chaos.faults import FAULTS
from lab.chaos.scene import Fault, play
from tests.given.supervised import living

ROOT = Path(__file__).parents[2]
SHORT = [fault for fault in FAULTS.values() if fault.in_short]
STARTED = ("postgres", "start-dev", "lab.chaos.receivers")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.mark.timeout(280)
@pytest.mark.parametrize("fault", SHORT, ids=lambda fault: fault.name)
async def test_a_fault_loses_nothing_and_doubles_nothing(fault: Fault) -> None:
    """Every acknowledged write is recorded once, every notice arrives, no deadline is early."""
    result = await play(fault, short=True)
    assert not result.skipped
    assert result.count is not None, result.wrong
    assert list(result.wrong) == []
    assert result.count.kept == result.count.acknowledged > 0
    assert result.count.notices > 0 or fault.name == "three-hundred-replies-at-once"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_an_interrupted_suite_leaves_no_process_behind(
    how: signal.Signals, tmp_path: Path
) -> None:
    """Killed or told to stop in the middle: whatever it started ends, the servers included."""
    suite = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "lab.chaos", "temporal-killed"),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(60):
        while not all(_runs(tmp_path, part) for part in STARTED):  # noqa: ASYNC110 -- as below
            await asyncio.sleep(0.05)
    suite.send_signal(how)
    await suite.wait()
    async with asyncio.timeout(30):
        while living(tmp_path):  # noqa: ASYNC110 -- other processes end
            await asyncio.sleep(0.05)
    if how is signal.SIGTERM:
        assert suite.returncode == 130
        assert _entries(tmp_path) == []


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def _runs(folder: Path, part: str) -> bool:
    return any(part in command for command in living(folder).values())
