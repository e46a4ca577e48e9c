"""Steady writes: figures to read, and a count that must hold."""

from pathlib import Path

import pytest

from lab.cluster.binaries import build
from lab.cluster.figures import lines, measure
from lab.cluster.temporal_cluster import SHARDS, Cluster, running_cluster

FEW = 4
"""What a server has when nobody says otherwise."""


@pytest.mark.timeout(1200)
async def test_more_workers_and_more_shards(
    cluster: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing lost, doubled or early; how fast is printed."""
    found, wrong = await measure(cluster)
    async with running_cluster(tmp_path / "few", await build(), FEW) as few:
        figures, more = await measure(few)
    found += figures
    with capsys.disabled():
        print("", *lines(found), sep="\n")  # noqa: T201 -- what the run is for
    assert wrong + more == []
    assert {each.shards for each in found} == {SHARDS, FEW}
    assert all(each.steady.writes for each in found)
