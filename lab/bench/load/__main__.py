"""`python -m lab.bench.load NAME [SIZE]`: one load, its figures, and what the ledger has of it."""

import argparse
import asyncio
import sys

from lab.bench.load.bench_servers import machine
from lab.bench.load.report.report_parts import PARTS
from remiss.logs import configure
from remiss.settings import Settings


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("name", choices=list(PARTS))
    asked.add_argument("size", type=int, nargs="?", help="cases, agencies, or seconds a phase")
    given = asked.parse_args()
    configure(Settings(log_level="ERROR"))
    print(machine(), flush=True)
    part = PARTS[given.name]
    outcome = asyncio.run(part.live(given.size or part.small))
    print(outcome.told())
    sys.exit(1 if outcome.wrong or outcome.lost or outcome.doubled else 0)


if __name__ == "__main__":
    main()
