"""Clients of Temporal as the settings name it: one that waits for it, one that connects later."""

import asyncio
import logging
from collections.abc import Collection
from datetime import timedelta
from functools import cache

import structlog
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client, RPCError
from temporalio.converter import DataConverter
from temporalio.runtime import (
    LogForwardingConfig,
    LoggingConfig,
    Runtime,
    TelemetryConfig,
    TelemetryFilter,
)

from remiss.settings import Settings
from remiss.temporal import payload_keys

log = structlog.get_logger()

RETRY_SECONDS = 1


async def connect(settings: Settings) -> Client:
    """A client speaking this service's payloads; waits for a server that is still starting.

    Raises:
        InvalidSettingsError: the file of keys cannot be used.
    """
    converter = payload_keys.converter(settings)
    while True:
        try:
            return await _client(settings, converter)
        except RuntimeError as error:  # what the SDK raises when nobody answers
            log.warning("temporal_unreachable", reason=str(error).splitlines()[0])
            await asyncio.sleep(RETRY_SECONDS)


async def connect_lazily(settings: Settings, converter: DataConverter) -> Client:
    """A client that connects on its first call, so that Temporal may come up after its user."""
    return await _client(settings, converter, lazy=True)


@cache
def _runtime() -> Runtime:
    """The SDK's core, whose own lines go where all others go, in the same form."""
    forwarding = LogForwardingConfig(logger=logging.getLogger("temporalio.core"))
    filtered = TelemetryFilter(core_level="WARN", other_level="ERROR")
    telemetry = TelemetryConfig(logging=LoggingConfig(filter=filtered, forwarding=forwarding))
    return Runtime(telemetry=telemetry)


async def _client(settings: Settings, converter: DataConverter, *, lazy: bool = False) -> Client:
    api_key = settings.temporal_api_key
    return await Client.connect(
        settings.temporal_address or "",
        namespace=settings.temporal_namespace,
        api_key=api_key.get_secret_value() if api_key else None,
        tls=settings.temporal_tls,
        data_converter=converter,
        lazy=lazy,
        runtime=_runtime(),
    )


async def missing_attributes(
    client: Client, wanted: Collection[str], within: timedelta | None = None
) -> list[str]:
    """Which search attributes of those `wanted` the server lacks; none where it does not say."""
    request = ListSearchAttributesRequest(namespace=client.namespace)
    try:
        known = await client.operator_service.list_search_attributes(request, timeout=within)
    except RPCError:  # not for everyone to ask, as in Temporal Cloud
        return []
    return sorted(set(wanted) - known.custom_attributes.keys())
