"""The embedded Temporal server, really started."""

from pathlib import Path

from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client

from remiss.machine.network_ports import free_port
from remiss.machine.temporal_server import temporal_server
from workflows.search_attributes import SERVER_TYPES


async def test_it_knows_the_search_attributes_and_starts_again(tmp_path: Path) -> None:
    """The attributes an auditor searches by are registered, on a first and a second start."""
    for _ in range(2):
        async with temporal_server(
            tmp_path, free_port(), search_attributes=SERVER_TYPES, virtual_clock=True
        ) as address:
            client = await Client.connect(address)
            known = await client.operator_service.list_search_attributes(
                ListSearchAttributesRequest(namespace="default")
            )
            assert known.custom_attributes.keys() >= SERVER_TYPES.keys()
    assert (tmp_path / "temporal.sqlite").exists()


async def test_data_of_an_earlier_release_learns_new_attributes(tmp_path: Path) -> None:
    """A release that adds one finds it registered: else the step that sets it would be refused."""
    earlier = {"CaseStage": "Keyword"}
    for attributes in (earlier, SERVER_TYPES):
        async with temporal_server(tmp_path, free_port(), search_attributes=attributes) as address:
            client = await Client.connect(address)
            known = await client.operator_service.list_search_attributes(
                ListSearchAttributesRequest(namespace="default")
            )
            assert known.custom_attributes.keys() >= attributes.keys()
            assert ("LedgerBehind" in known.custom_attributes) == (attributes is SERVER_TYPES)
