"""The whole service on one machine: which parts, in which order, until when."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

import httpx

from api.trust import on_one_machine
from embedded.group import Group, process_group
from embedded.lock import only_one
from embedded.part import Part
from embedded.ports import Claim, check_ports
from embedded.postgres import start_postgres
from embedded.temporal import start_temporal
from sealing import usable_keys_file
from settings import Settings, variable
from workflows.attributes import SERVER_TYPES

READY_SECONDS = 60
CODEC = "/codec"
"""Where the API opens payloads for the Temporal UI."""
QUIET = ("--no-access-log", "--no-server-header")
ANY_ADDRESS = (str(IPv4Address(0)), str(IPv6Address(0)))


@dataclass(frozen=True)
class Service:
    """A running service; `settings` has every address filled in."""

    settings: Settings

    @property
    def api_url(self) -> str:
        """Where a person on this machine reaches the API."""
        host = self.settings.api_host
        local = "127.0.0.1" if host in ANY_ADDRESS else host
        return f"http://{local}:{self.settings.api_port}"

    @property
    def temporal_ui_url(self) -> str | None:
        """The embedded Temporal Web UI; None when Temporal runs elsewhere."""
        if self.settings.temporal_address != f"127.0.0.1:{self.settings.temporal_port}":
            return None
        return f"http://127.0.0.1:{self.settings.temporal_ui_port}"


Ready = Callable[[Service], Awaitable[None]]


@dataclass(frozen=True)
class Wiring:
    """What the service is made of besides PostgreSQL and Temporal.

    `migrate` brings the database (a DSN) up to date; `parts` are started after it, in order, and
    the last of them answers on the API port.
    """

    migrate: Callable[[str], Awaitable[object]]
    parts: Callable[[Settings], Sequence[Part]]


async def run_service(
    settings: Settings, ready: Ready, *, stay: bool = True, wiring: Wiring | None = None
) -> None:
    """Run the service; call `ready` once it answers; end on Ctrl-C, SIGTERM or SIGHUP.

    Args:
        settings: an address left out (None) means the embedded part.
        ready: called once; the service ends when it raises, or returns and `stay` is false.
        stay: keep running after `ready`.
        wiring: other parts than the real ones, for tests.

    Raises:
        Problem: a port or the folder is taken, or a part ended or never answered.
        InvalidSettingsError: the built-in issuer of tokens would be open to other machines.
    """
    settings = on_one_machine(settings)
    with _stopped_by_signals():
        async with _running(settings, wiring or real_wiring()) as (group, service):
            await _attend(group, ready(service), stay=stay)


def real_wiring() -> Wiring:
    """The ledger's migrations, the worker and the API."""
    from ledger import migrate  # noqa: PLC0415 - the parts can be supervised without the ledger

    return Wiring(migrate, service_parts)


def service_parts(settings: Settings) -> Sequence[Part]:
    """The worker and the API, as modules of this installation and not of the current folder."""
    python, env = (sys.executable, "-P", "-m"), on_one_machine(settings).environment()
    listen = ("--host", settings.api_host, "--port", str(settings.api_port))
    api = (*python, "uvicorn", "--factory", "api.app:create_app", *listen, *QUIET)
    return (
        Part(name="worker", argv=(*python, "worker"), env=env, grace_seconds=15),
        Part(name="api", argv=api, env=env, grace_seconds=10),
    )


@asynccontextmanager
async def _running(settings: Settings, wiring: Wiring) -> AsyncIterator[tuple[Group, Service]]:
    data_dir = settings.data_dir.resolve()
    with only_one(data_dir):
        await check_ports(_claims(settings))
        async with process_group(data_dir / "logs") as group:
            yield group, await _start(group, settings, wiring)


async def _start(group: Group, settings: Settings, wiring: Wiring) -> Service:
    service = Service(await _with_servers(group, settings))
    dsn = service.settings.postgres_dsn
    if dsn is not None:
        await wiring.migrate(dsn.get_secret_value())
    started = [await group.start(part) for part in wiring.parts(service.settings)]
    async with httpx.AsyncClient(timeout=5) as http:

        async def answers() -> bool:
            return await _is_ready(http, f"{service.api_url}/health/ready")

        await group.until(answers, started[-1], READY_SECONDS)
    return service


async def _with_servers(group: Group, settings: Settings) -> Settings:
    """Start what is embedded; the settings with its addresses filled in."""
    data_dir = settings.data_dir.resolve()
    filled: dict[str, object] = {"data_dir": data_dir}
    filled["payload_keys_file"] = usable_keys_file(settings, data_dir)
    if settings.postgres_dsn is None:
        filled["postgres_dsn"] = await start_postgres(group, data_dir, settings.postgres_port)
    if settings.temporal_address is None:
        filled["temporal_address"] = await start_temporal(
            group,
            data_dir,
            settings.temporal_port,
            namespace=settings.temporal_namespace,
            search_attributes=SERVER_TYPES,
            ui_port=settings.temporal_ui_port,
            codec_endpoint=f"{Service(settings).api_url}{CODEC}",
            virtual_clock=settings.virtual_clock,
            dynamic_config=settings.temporal_dynamic_config,
        )
        if not settings.temporal_ui_origins:
            filled["temporal_ui_origins"] = (f"http://127.0.0.1:{settings.temporal_ui_port}",)
    return settings.with_values(filled)


def _claims(settings: Settings) -> Iterator[Claim]:
    if settings.postgres_dsn is None:
        yield Claim(settings.postgres_port, "PostgreSQL", variable("postgres_port"))
    if settings.temporal_address is None:
        yield Claim(settings.temporal_port, "Temporal", variable("temporal_port"))
        yield Claim(settings.temporal_ui_port, "Temporal Web UI", variable("temporal_ui_port"))
    yield Claim(settings.api_port, "API", variable("api_port"), settings.api_host)


async def _is_ready(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).is_success
    except httpx.TransportError:
        return False


async def _attend(group: Group, telling: Awaitable[None], *, stay: bool) -> None:
    """Let `telling` run while the parts are watched; then, to `stay`, only watch."""
    told, watching = asyncio.ensure_future(telling), asyncio.create_task(group.watch())
    try:
        done, _ = await asyncio.wait({told, watching}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            await task
        if stay:
            await watching
    finally:
        told.cancel()
        watching.cancel()
        await asyncio.gather(told, watching, return_exceptions=True)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Turn the first stop signal into the end of the block; further ones change nothing."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    caught: list[signal.Signals] = []

    def stop(received: signal.Signals) -> None:
        caught.append(received)
        if len(caught) == 1 and task is not None:
            task.cancel()

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for each in signals:
        loop.add_signal_handler(each, stop, each)
    try:
        yield
    except asyncio.CancelledError:
        if not caught or task is None:
            raise
        task.uncancel()
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
