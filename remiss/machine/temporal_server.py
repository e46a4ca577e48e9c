"""The embedded Temporal: the official command's development server, with its Web UI."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypedDict, Unpack

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import (
    AddSearchAttributesRequest,
    ListSearchAttributesRequest,
)
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from remiss.machine.part import ServicePart
from remiss.machine.process_group import Group, process_group
from remiss.texts import BilingualError, say

START_SECONDS = 60
DynamicConfig = Mapping[str, str | int | float | bool]

# The server's queues sleep 50 ms between looks; this halves what a short workflow costs.
QUICK: DynamicConfig = {
    "history.transferProcessorMaxPollRPS": 2000,
    "history.timerProcessorMaxPollRPS": 2000,
    "history.visibilityProcessorMaxPollRPS": 2000,
    # Past ten Updates at once to one case it would drop the workflow task they share, and again.
    "history.maxInFlightUpdates": 200,
}
VIRTUAL_CLOCK: DynamicConfig = {"frontend.WorkflowTimeSkippingEnabled": True}


class Options(TypedDict, total=False):
    """How to run the server; every one may be left out.

    `search_attributes` gives each name its Temporal type, `ui_port` None leaves the Web UI out,
    `codec_endpoint` is where that UI has payloads opened, and `virtual_clock` lets workflows ask
    for a clock of their own.
    """

    namespace: str
    search_attributes: Mapping[str, str]
    ui_port: int | None
    codec_endpoint: str
    virtual_clock: bool
    dynamic_config: DynamicConfig


@asynccontextmanager
async def temporal_server(
    data_dir: Path, port: int, **options: Unpack[Options]
) -> AsyncIterator[str]:
    """A Temporal server for the block; yields its address, host:port."""
    async with process_group(data_dir / "logs") as group:
        yield await start_temporal(group, data_dir, port, **options)


async def start_temporal(
    group: Group, data_dir: Path, port: int, **options: Unpack[Options]
) -> str:
    """Start the server in `group` and wait until its namespace serves; its address."""
    server = await group.start(ServicePart(name="temporal", argv=_command(data_dir, port, options)))
    address, namespace = f"127.0.0.1:{port}", options.get("namespace", "default")

    async def answers() -> bool:
        return await listens(port) and await _serves(address, namespace)

    await group.until(answers, server, START_SECONDS)
    await _register(address, namespace, options.get("search_attributes", {}))
    return address


def _command(data_dir: Path, port: int, options: Options) -> list[str]:
    ui_port, codec_endpoint = options.get("ui_port"), options.get("codec_endpoint")
    dynamic = {
        **QUICK,
        **(VIRTUAL_CLOCK if options.get("virtual_clock") else {}),
        **options.get("dynamic_config", {}),
    }
    return [
        str(_program()),
        *("server", "start-dev", "--ip", "127.0.0.1", "--port", str(port)),
        *(("--headless",) if ui_port is None else ("--ui-port", str(ui_port))),
        *(("--ui-codec-endpoint", codec_endpoint) if codec_endpoint else ()),
        *("--namespace", options.get("namespace", "default")),
        *("--db-filename", str(_database_file(data_dir))),
        # Three times faster; a killed process loses nothing, a power cut the last moments.
        *("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=1"),
        *("--log-level", "warn", "--log-format", "json"),
        *_repeated("--dynamic-config-value", {k: json.dumps(v) for k, v in dynamic.items()}),
        *_repeated("--search-attribute", options.get("search_attributes", {})),
    ]


def _database_file(data_dir: Path) -> Path:
    data_dir.mkdir(parents=True, exist_ok=True)
    return data_dir.resolve() / "temporal.sqlite"


def _repeated(flag: str, values: Mapping[str, str]) -> list[str]:
    return [word for key, value in values.items() for word in (flag, f"{key}={value}")]


def _program() -> Path:
    program = Path(sys.executable).with_name("temporal")
    if not program.exists():
        raise BilingualError(say("machine.no_temporal", program=program))
    return program


async def _register(address: str, namespace: str, types: Mapping[str, str]) -> None:
    """Register what the server's data lacks: its own flag counts on their first start only."""
    client = await Client.connect(address, namespace=namespace)
    operator = client.operator_service
    known = await operator.list_search_attributes(ListSearchAttributesRequest(namespace=namespace))
    missing = {
        name: IndexedValueType.Value(_constant(type_))
        for name, type_ in types.items()
        if name not in known.custom_attributes
    }
    if missing:
        await operator.add_search_attributes(
            AddSearchAttributesRequest(namespace=namespace, search_attributes=missing)
        )


def _constant(type_: str) -> str:
    """`KeywordList` as the server's messages have it: `INDEXED_VALUE_TYPE_KEYWORD_LIST`."""
    words = re.findall(r"[A-Z][a-z]+", type_)
    return "_".join(("INDEXED_VALUE_TYPE", *(word.upper() for word in words)))


async def listens(port: int) -> bool:
    """Whether somebody listens on a port of the loopback interface."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


async def _serves(address: str, namespace: str) -> bool:
    try:
        client = await Client.connect(address, namespace=namespace)
        await client.workflow_service.describe_namespace(
            DescribeNamespaceRequest(namespace=namespace)
        )
    except (RPCError, RuntimeError):  # RuntimeError: not listening yet
        return False
    return True
