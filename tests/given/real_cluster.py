"""A real Temporal cluster for tests that ask for one; `--cluster` lets every other use it too."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lab.cluster.temporal_cluster import Cluster


@pytest.fixture(scope="session")
async def asked_cluster(request: pytest.FixtureRequest) -> AsyncIterator["Cluster | None"]:
    """The cluster with 512 shards; None where it was not asked for."""
    if not request.config.getoption("--cluster"):
        yield None
        return
    # Every other run of the tests does without.
    from lab.cluster.binaries import build  # noqa: PLC0415
    from lab.cluster.own_servers_page import register  # noqa: PLC0415
    from lab.cluster.temporal_cluster import running_cluster  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="remiss-cluster-") as folder:
        async with running_cluster(Path(folder), await build()) as cluster:
            await register(cluster.address, "default")
            yield cluster
