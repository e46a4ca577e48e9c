"""A cluster that runs; `make cluster` starts it."""

import pytest

from lab.cluster.temporal_cluster import Cluster


@pytest.fixture(scope="session")
async def cluster(asked_cluster: Cluster | None) -> Cluster:
    """The cluster of this run."""
    if asked_cluster is None:
        pytest.skip("chỉ chạy bằng / run by: make cluster")
    return asked_cluster
