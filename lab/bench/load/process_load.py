"""What a process takes, and what the machine has left: processor seconds, memory, free cores."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pid: int) -> float:
    """Seconds of processor a process has used since it started."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident_mb(pid: int) -> float:
    """Megabytes (2^20) of a process that are in memory."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * PAGE_BYTES / 2**20


def cores() -> int:
    """Cores this process may run on."""
    return len(os.sched_getaffinity(0))


def free_cores(seconds: float = 1.0) -> float:
    """Cores nobody used during so many seconds; whoever else works here counts as using them."""
    idle, whole = _idle_and_whole()
    time.sleep(seconds)
    idle_after, whole_after = _idle_and_whole()
    return cores() * (idle_after - idle) / max(whole_after - whole, 1)


def load() -> str:
    """The load of the machine over one, five and fifteen minutes."""
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def _idle_and_whole() -> tuple[int, int]:
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    ticks = [int(each) for each in first.split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)
