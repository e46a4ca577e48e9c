"""What the machine under the service is made to do: false clocks, small disks."""

import asyncio
import shutil
from pathlib import Path

from lab.chaos.plan import Plan, Unable


def clock_of(folder: Path, name: str, plan: Plan) -> dict[str, str]:
    """The variables that give a process a clock of its own; none where the plan wants none.

    The monotonic clock stays true, as on a machine whose date is set by hand.

    Raises:
        Unable: libfaketime is not installed.
    """
    if not plan.false_clocks:
        return {}
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
    if library is None:
        raise Unable(
            "thiếu libfaketime; trên Debian, Ubuntu hãy cài gói faketime",
            "libfaketime is missing; on Debian and Ubuntu install the package faketime",
        )
    clock = folder / f"{name}.clock"
    if not clock.exists():
        clock.write_text("+0", encoding="ascii")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


async def small_disk(folder: Path, size: str) -> None:
    """Mount a disk of `size` on `folder`.

    Raises:
        Unable: this process may not.
    """
    if error := await run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0711", "none", folder):
        raise Unable(
            f"máy này không cho gắn đĩa nhỏ ({error})",
            f"this machine does not let a small disk be mounted ({error})",
        )


async def run(program: str, *arguments: str | Path) -> str:
    """Run a program of the system; empty, or what it complained of."""
    found = shutil.which(program)
    if found is None:
        return f"{program}?"
    process = await asyncio.create_subprocess_exec(
        found, *map(str, arguments), stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    return "" if process.returncode == 0 else errors.decode(errors="replace").strip()[:200]
