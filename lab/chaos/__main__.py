"""`make chaos`: play every fault, print the table, and end with 1 where one was not held."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Sequence

import structlog

from lab.chaos.faults import FAULTS
from lab.chaos.scene import Fault, Result, play
from lab.chaos.table import show


def main() -> int:
    """Run from the command line."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    chosen = _arguments()
    results: list[Result] = []
    try:
        asyncio.run(_all(chosen.faults, results, short=chosen.short))
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("Đã dừng; mọi tiến trình đã kết thúc. / Stopped; every process has ended.")
        return 130
    show(results)
    return 0 if all(result.holds for result in results) else 1


async def _all(faults: Sequence[Fault], results: list[Result], *, short: bool) -> None:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 -- inside asyncio.run
    for stop in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
    for number, fault in enumerate(faults, start=1):
        print(f"[{number}/{len(faults)}] {fault.told.vi} / {fault.told.en} ...", flush=True)
        result = await play(fault, short=short)
        results.append(result)
        print(f"    {_word(result)} ({result.seconds:.0f} s)", flush=True)


def _word(result: Result) -> str:
    if result.skipped:
        return f"bỏ qua / skipped: {result.skipped}"
    return "đạt / holds" if result.holds else "SAI / FAILED: " + "; ".join(result.wrong[:3])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="chaos",
        description="Gây sự cố trên dịch vụ thật rồi đếm lại. / Make faults on a real service, and "
        "count.",
    )
    parser.add_argument("names", nargs="*", metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument(
        "--short", action="store_true", help="bản ngắn, vài sự cố / the short form, a few faults"
    )
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.names if name not in FAULTS]:
        parser.error(
            f"không có sự cố / no such fault: {', '.join(unknown)}. Có / known: {', '.join(FAULTS)}"
        )
    named = [FAULTS[name] for name in chosen.names]
    chosen.faults = named or [f for f in FAULTS.values() if f.in_short or not chosen.short]
    return chosen


if __name__ == "__main__":
    sys.exit(main())
