"""What a server of one's own has to know before a case can say it."""

import pytest
from structlog.testing import capture_logs
from temporalio.client import Client

from worker import name_missing_attributes
from workflows.search_attributes import SERVER_TYPES


async def test_a_worker_names_attributes_the_server_lacks(
    temporal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said at the start, not when a case first needs one; nothing is said when all are there."""
    with capture_logs() as logged:
        await name_missing_attributes(temporal)
    assert logged == []
    monkeypatch.setitem(SERVER_TYPES, "NotRegistered", "Bool")
    with capture_logs() as logged:
        await name_missing_attributes(temporal)
    assert [entry["event"] for entry in logged] == ["search_attributes_missing"]
    assert logged[0]["names"] == ["NotRegistered"]
    assert "README" in logged[0]["todo"]
