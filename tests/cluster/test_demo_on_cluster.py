"""The demo's story, told on the cluster."""

import os
import secrets
from pathlib import Path

import pytest

from lab.cluster.own_servers_page import register
from lab.cluster.temporal_cluster import Cluster
from remiss.machine.network_ports import free_port
from tests.given.demo_process import LIFE, demo, remiss


@pytest.mark.timeout(420)
async def test_the_story_ends_as_told(cluster: Cluster, tmp_path: Path) -> None:
    """A month of one consultation on the cluster's virtual clock; the ledger holds afterwards."""
    namespace = f"demo-{secrets.token_hex(4)}"
    await register(cluster.address, namespace)
    environment = {
        **os.environ,
        "REMISS_TEMPORAL_ADDRESS": cluster.address,
        "REMISS_TEMPORAL_NAMESPACE": namespace,
        "REMISS_API_PORT": str(free_port()),
        "REMISS_POSTGRES_PORT": str(free_port()),
        "REMISS_DATA_DIR": str(tmp_path / "data"),
        "COLUMNS": "200",
    }
    async with demo(environment) as told:
        said = " ".join(told.split())
        assert "Sổ cái toàn vẹn: 2 hồ sơ" in said
        assert "Diễn tập đúng: 15 thời hạn" in said
        for part in LIFE:
            assert part in said, part
        assert (await remiss("verify", environment))[0] == 0
