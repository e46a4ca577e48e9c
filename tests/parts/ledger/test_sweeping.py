"""Processes that share a sweep leave nothing behind."""

import asyncio
import os
import sys
from pathlib import Path

from remiss.ledger.sweep import sweep

ASKS = f"""
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from {sweep.__module__} import _begin
if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_begin) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


async def test_a_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    """Killed without a word, whoever swept leaves no process and no connection behind."""
    script = tmp_path / "asks.py"
    script.write_text(ASKS, encoding="utf-8")
    asking = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdout=asyncio.subprocess.PIPE
    )
    assert asking.stdout
    shared = int(await asking.stdout.readline())
    os.kill(shared, 0)
    asking.kill()
    await asking.wait()
    async with asyncio.timeout(60):
        while _runs(shared):  # noqa: ASYNC110 -- a process tells nobody that it ended
            await asyncio.sleep(0.1)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
