"""What the tests of the embedded parts share: a supervised service of stand-in parts."""

from pathlib import Path

import pytest

from remiss.machine.network_ports import free_port
from tests.given.supervised import Supervised, _supervised


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Settings for a service of stand-ins only: both servers are said to be elsewhere."""
    return {
        "REMISS_DATA_DIR": str(tmp_path / "data"),
        "REMISS_POSTGRES_DSN": "postgresql://127.0.0.1:1/nothing",
        "REMISS_TEMPORAL_ADDRESS": "127.0.0.1:1",
        "REMISS_API_PORT": str(free_port()),
    }


@pytest.fixture
def with_postgres(bare: dict[str, str]) -> dict[str, str]:
    """The same with the embedded PostgreSQL."""
    kept = {key: value for key, value in bare.items() if key != "REMISS_POSTGRES_DSN"}
    return {**kept, "REMISS_POSTGRES_PORT": str(free_port())}


@pytest.fixture
def with_everything(with_postgres: dict[str, str]) -> dict[str, str]:
    """The same with the embedded Temporal too."""
    kept = {key: value for key, value in with_postgres.items() if "TEMPORAL" not in key}
    ports = ("REMISS_TEMPORAL_PORT", "REMISS_TEMPORAL_UI_PORT")
    return {**kept, **{name: str(free_port()) for name in ports}}


@pytest.fixture
def supervised() -> Supervised:
    """Starts a supervisor as a process of its own; the block begins when it is ready."""
    return _supervised
