"""The whole service on one machine: which parts, in which order, until when."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from remiss.address_space import PORTAL, WORK
from remiss.identity.trust import on_one_machine
from remiss.machine.lock import only_one
from remiss.machine.network_ports import Claim, check_ports, local_url
from remiss.machine.part import ServicePart
from remiss.machine.postgres import service_dsn, start_postgres
from remiss.machine.process_group import Group, process_group
from remiss.machine.stop_signals import stopped_by_signals
from remiss.machine.temporal_server import start_temporal
from remiss.machine.worker_processes import WORKER
from remiss.private_file import replace_file
from remiss.settings import Settings, variable
from remiss.temporal.payload_keys import usable_keys_file
from remiss.texts import BilingualError, say
from workflows.search_attributes import SERVER_TYPES

if TYPE_CHECKING:
    from remiss.ledger.sweep import Progress

READY_SECONDS = 60
CODEC = "/codec"
"""Where the API opens payloads for the Temporal UI."""
QUIET = ("--no-access-log", "--no-server-header")


@dataclass(frozen=True)
class Service:
    """A running service; `settings` has every address filled in."""

    settings: Settings

    @property
    def api_url(self) -> str:
        """Where a person on this machine reaches the API."""
        return local_url(self.settings.api_host, self.settings.api_port)

    @property
    def portal_url(self) -> str:
        """Where people begin on this machine."""
        return f"{self.api_url}{PORTAL}{WORK}"

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

    `migrate` brings the database (the owner's DSN, the service's) up to date; `parts` are started
    after it, in order, and the last of them answers on the API port.
    """

    migrate: Callable[[str, str], Awaitable[object]]
    parts: Callable[[Settings], Sequence[ServicePart]]


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
        BilingualError: a port or the folder is taken, or a part ended or never answered.
        InvalidSettingsError: the built-in issuer of tokens would be open to other machines.
    """
    settings = on_one_machine(settings)
    with stopped_by_signals():
        async with _running(settings, wiring or real_wiring()) as (group, service):
            await _attend(group, ready(service), stay=stay)


def real_wiring(progress: "Progress | None" = None) -> Wiring:
    """The ledger's migrations, the worker and the API; after a migration, read tables made anew.

    `progress` hears how far these are.
    """
    # The parts can be supervised without the ledger.
    import asyncpg  # noqa: PLC0415

    from remiss.ledger import LedgerError, upgrade  # noqa: PLC0415
    from remiss.ledger.sweep import no_progress  # noqa: PLC0415
    from remiss.machine.database import ADDRESSES  # noqa: PLC0415

    async def migrated(owner: str, service: str) -> None:
        try:
            await upgrade(owner, service, progress or no_progress)
        except LedgerError as error:
            raise BilingualError(error.message) from error
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            reason = type(error).__name__  # its text may hold the address, and so the password
            said = say("machine.no_database", reason=reason, settings=ADDRESSES)
            raise BilingualError(said) from error

    return Wiring(migrated, service_parts)


def service_parts(settings: Settings) -> Sequence[ServicePart]:
    """The worker and the API, as modules of this installation and not of the current folder."""
    python, env = (sys.executable, "-P", "-m"), on_one_machine(settings).environment()
    public = settings.checkpoint_public_keys_file or settings.checkpoint_key_file is None
    # The key that signs is the worker's alone, where the API has public ones to go by.
    of_api = settings.with_values({"checkpoint_key_file": None}) if public else settings
    listen = ("--host", settings.api_host, "--port", str(settings.api_port))
    api = (*python, "uvicorn", "--factory", "web:create_app", *listen, *QUIET)
    return (
        ServicePart(name="worker", argv=WORKER, env=env, grace_seconds=15),
        ServicePart(
            name="api", argv=api, env=on_one_machine(of_api).environment(), grace_seconds=10
        ),
    )


@asynccontextmanager
async def _running(settings: Settings, wiring: Wiring) -> AsyncIterator[tuple[Group, Service]]:
    data_dir = settings.data_dir.resolve()
    with only_one(data_dir):
        await check_ports(_claims(settings))
        async with process_group(data_dir / "logs") as group:
            yield group, await _start(group, settings, wiring)


async def _start(group: Group, settings: Settings, wiring: Wiring) -> Service:
    filled = await _with_servers(group, settings)
    # The parts are not told the owner's address: what they do not know they cannot misuse.
    service = Service(filled.with_values({"postgres_owner_dsn": None}))
    if filled.postgres_dsn is not None:
        owner = filled.postgres_owner_dsn or filled.postgres_dsn
        await wiring.migrate(owner.get_secret_value(), filled.postgres_dsn.get_secret_value())
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
        owner = await start_postgres(group, data_dir, settings.postgres_port)
        filled |= {"postgres_owner_dsn": owner, "postgres_dsn": service_dsn(data_dir, owner)}
        if settings.checkpoint_key_file is None:
            filled |= _own_keys(data_dir, settings.checkpoint_public_keys_file)
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


def _own_keys(data_dir: Path, public: Path | None) -> dict[str, object]:
    """The key that signs this machine's checkpoints, made at the first start, and its public half.

    `public`: the keys to trust instead, where the settings name some.
    """
    from remiss.evidence.signature import Signer  # noqa: PLC0415 - not needed to supervise

    path = data_dir / "identity" / "checkpoint.pem"
    signer = Signer.ensure(path)
    if public is None:
        public = path.with_name("checkpoint.pub.pem")
        replace_file(public, signer.public.pem.encode("ascii"))
    return {"checkpoint_key_file": path, "checkpoint_public_keys_file": public}


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
