"""`make cluster`: build the server once, then run what is to be shown on a cluster, and stop it."""

import asyncio
import sys
from collections.abc import Sequence

import pytest

from lab.cluster import binaries
from remiss.texts import BilingualError

SUITE = ("tests/cluster",)
STORIES = ("tests/whole/api/test_whole_life.py",)
"""Whole lives of cases, as they are told everywhere, with the cluster in the place of Temporal."""


def main(asked: Sequence[str]) -> int:
    """Run it; words given instead of the suite go to pytest."""
    if not binaries.can_be_had():
        sys.stdout.write(f"{binaries.NO_GO.vi}\n{binaries.NO_GO.en}\n")
        return 0
    if not binaries.built():
        sys.stdout.write(
            "Đang dựng máy chủ Temporal bằng Go (vài phút, một lần) ... / "
            "Building the Temporal server with Go (some minutes, once) ...\n"
        )
        sys.stdout.flush()
    try:
        asyncio.run(binaries.build())
    except BilingualError as error:
        sys.stderr.write(f"{error.message.vi}\n{error.message.en}\n")
        return 1
    wanted = asked or (*STORIES, *SUITE)
    return int(pytest.main(["--cluster", *wanted]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
