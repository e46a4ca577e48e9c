"""What the routes work with, made once per process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from remiss.consultation.field_index import FieldIndex
from remiss.evidence.signature import Keyring, trusted_keys
from remiss.files.store import Store
from remiss.files.uploads.expiry import ending_expired
from remiss.files.uploads.kept_uploads import Uploads
from remiss.files.virus_scan import scanner
from remiss.identity.code_flow import CodeFlow, code_flow_of
from remiss.identity.ended_passes import EndedPasses
from remiss.identity.passes import Passes
from remiss.identity.provider import Provider
from remiss.identity.trust import Trust, trust
from remiss.identity.verifier import Verifier, verifier_of
from remiss.ledger import check_schema
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.listed_case import CaseCalendars
from remiss.ledger.reads.pool import Ledger
from remiss.problems.problem import Problem
from remiss.reference.people import People, kept_people, load_people
from remiss.reference.registry import Registry, load_registry
from remiss.sending.delivery import Delivery
from remiss.sending.just_opened_case import Unrecorded
from remiss.sending.lag import watch_lag
from remiss.sending.packing_orders import PackingOrders
from remiss.sending.present import Present
from remiss.sending.service_condition import ServiceCondition
from remiss.sending.updates import Updates
from remiss.sending.urgent_openings import UrgentOpenings
from remiss.settings import Settings, variable
from remiss.temporal import codec, payload_keys
from remiss.temporal.client import connect_lazily
from remiss.texts import say
from remiss.views.calendar.working_calendar import Calendars
from remiss.views.drafting_desk import DraftingDesk


@dataclass(frozen=True)
class Services:
    """Everything a route may need; `app.state.services` holds it."""

    desk: DraftingDesk
    field_index: FieldIndex
    verifier: Verifier
    code_flow: CodeFlow | None
    """How people sign in at the provider; None: they do not."""
    ledger: Ledger
    portal: PortalTables
    calendars: Calendars
    case_calendars: CaseCalendars
    updates: Updates
    delivery: Delivery
    present: Present
    store: Store
    uploads: Uploads
    condition: ServiceCondition
    checkpoint_keys: Keyring
    people: People
    """The list of people that the province keeps, if it does."""
    sealing: codec.Sealing
    notes: codec.SealedNotes
    """Seals what the portal keeps of people's typing."""
    urgent_openings: UrgentOpenings
    packing: PackingOrders
    data_dir: Path
    """Where workers leave the dossiers they packed."""
    passes: Passes
    ended_passes: EndedPasses
    ui_origins: frozenset[str]
    """Where a Temporal UI may have payloads opened from."""
    public_url: str | None
    """Where people reach the API; None: wherever they asked."""

    @property
    def registry(self) -> Registry:
        """The registry with the laws in force today; its files were read at the start."""
        return load_registry()


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """The services for these settings. PostgreSQL and Temporal may still be down, or go down.

    Raises:
        InvalidSettingsError: no issuer of tokens is trusted.
        RuntimeError: a setting the API cannot do without is missing.
        InvalidSettingsError: the file of keys cannot be used.
    """
    verifier = await asyncio.to_thread(verifier_of, settings)
    keyring = await asyncio.to_thread(payload_keys.keyring, settings)
    if settings.temporal_address is None:
        raise _missing("temporal_address")
    client = await connect_lazily(settings, codec.data_converter(keyring))
    dsn = _dsn(settings)
    ledger, portal = await Ledger.connect(dsn), await PortalTables.connect(dsn)
    ledger.unrecorded = Unrecorded(client)
    try:
        await _check_schema(ledger)
        registry = await asyncio.to_thread(load_registry)
        store = Store(
            settings.data_dir / "attachments",
            settings.attachment_max_bytes,
            scanner(settings.virus_scanner, settings.virus_scanner_timeout_seconds),
        )
        updates = Updates(client, settings.task_queue, settings.update_timeout_seconds)
        calendars = Calendars(ledger)
        people = await asyncio.to_thread(known_people, settings)
        services = Services(
            desk=await asyncio.to_thread(DraftingDesk, settings),
            field_index=FieldIndex(registry.fields, registry.agencies),
            verifier=verifier,
            code_flow=code_flow_of(settings, verifier),
            ledger=ledger,
            portal=portal,
            calendars=calendars,
            case_calendars=CaseCalendars(ledger),
            updates=updates,
            delivery=Delivery(ledger, updates, calendars, people),
            present=Present(client, virtual=settings.virtual_clock),
            checkpoint_keys=await asyncio.to_thread(checkpoint_keys, settings),
            people=people,
            store=store,
            uploads=Uploads(store),
            condition=ServiceCondition(ledger, client, settings.task_queue, settings.data_dir),
            sealing=codec.Sealing(keyring),
            notes=codec.SealedNotes(keyring),
            packing=PackingOrders(client, settings.task_queue, settings.update_timeout_seconds),
            data_dir=settings.data_dir,
            urgent_openings=UrgentOpenings(portal, codec.SealedNotes(keyring)),
            passes=Passes(keyring),
            ended_passes=EndedPasses(settings.data_dir / "signed-out"),
            ui_origins=frozenset(settings.temporal_ui_origins),
            public_url=settings.public_url,
        )
        async with (
            _keys_kept(verifier),
            watch_lag(ledger.behind, client, settings.task_queue),
            ending_expired(services.uploads),
        ):
            yield services
    finally:
        await ledger.close()
        await portal.close()


def checkpoint_keys(settings: Settings) -> Keyring:
    """The keys that sign checkpoints; the private one is read only where no public ones are given.

    Raises:
        KeyUnusable: a file cannot be read, or holds no such key.
    """
    public = settings.checkpoint_public_keys_file
    return trusted_keys(None if public else settings.checkpoint_key_file, public)


@asynccontextmanager
async def _keys_kept(verifier: Verifier) -> AsyncIterator[None]:
    """Keep a provider's keys fresh; a key from a file never changes."""
    if not isinstance(verifier.keys, Provider):
        yield
        return
    async with verifier.keys.keeping():
        yield


def known_people(settings: Settings) -> People:
    """The list the settings name; else the people of the demo, for whom alone its issuer vouches.

    Raises:
        InvalidSettingsError: the file is wrong or cannot be read.
    """
    if kept := kept_people(settings):
        return kept
    return load_people() if trust(settings) is Trust.DEVELOPMENT else People()


def _dsn(settings: Settings) -> str:
    if settings.postgres_dsn is None:
        raise _missing("postgres_dsn")
    return settings.postgres_dsn.get_secret_value()


async def _check_schema(ledger: Ledger) -> None:
    """Refuse to read a database of another release; one that is down is waited for.

    Raises:
        LedgerNewer, LedgerOlder, MigrationChanged: it is of another.
    """
    with suppress(Problem, asyncpg.PostgresError):
        await check_schema(ledger)


def _missing(setting: str) -> RuntimeError:
    return RuntimeError(say("service.setting_missing", name=variable(setting)).both())
