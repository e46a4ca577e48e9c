"""The whole service as separate processes on free ports, with data in a folder of its own."""

import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from pydantic import SecretStr

from lab.chaos.host import clock_of, run, small_disk
from lab.chaos.people import FIELDS, HOME, Issuer
from lab.chaos.plan import Plan
from lab.chaos.processes import Process, all_of
from lab.chaos.rig import OWN_PATH, Rig
from remiss import ledger
from remiss.machine.network_ports import free_port
from remiss.machine.part import ServicePart
from remiss.machine.postgres import running_dsn, service_dsn, start_postgres
from remiss.machine.process_group import Group
from remiss.machine.service import service_parts
from remiss.machine.temporal_server import listens, start_temporal
from remiss.settings import Settings
from workflows.search_attributes import SERVER_TYPES

SECRET = "whsec_Y2hhb3MtY2hhb3MtY2hhb3MtY2hhb3Mt"  # noqa: S105 -- of a receiver nobody else has
READY_SECONDS = 180.0
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Everything here is called by plain http: no client need read a list of certificates first."""
CONTACTS = """
office: baocao@office.example
chairman: chutich@office.example
agencies:
  {home}: {{mailbox: vanthu@{home}.example}}
"""
AGENCY = '  {code}: {{mailbox: vanthu@{code}.example, webhook: "http://127.0.0.1:{port}/remiss"}}\n'


@asynccontextmanager
async def running(folder: Path, plan: Plan) -> AsyncIterator[Rig]:
    """The service as `plan` has it; every process it started ends with the block."""
    rig = _assembled(folder, plan)
    try:
        if plan.room:
            await small_disk(rig.ledger_folder, plan.room)
        servers = (rig.postgres, rig.temporal, rig.receivers)
        await all_of(server.start() for server in servers)
        rig.dsn = running_dsn(rig.ledger_folder)
        service = service_dsn(rig.ledger_folder, rig.dsn)
        rig.settings = rig.settings.with_values({"postgres_dsn": SecretStr(service)})
        await ledger.migrate(rig.dsn, service)
        await rig.start_served()
        yield rig
    finally:
        for process in rig.processes:
            await process.stop()
        if plan.room and rig.ledger_folder.is_mount():
            await run("umount", str(rig.ledger_folder))


def _assembled(folder: Path, plan: Plan) -> Rig:
    """The rig with nothing started."""
    ports = {name: free_port() for name in ("postgres", "temporal", "smtp", "http")}
    api_ports = [free_port() for _ in range(plan.apis)]
    issuer = Issuer(folder / "issuer")
    settings = _settings(folder, plan, ports, issuer)
    data, logs = settings.data_dir, folder / "logs"
    for name in ("data", "ledger", "receivers"):
        (folder / name).mkdir(mode=0o711)

    async def postgres(group: Group) -> None:
        await start_postgres(group, folder / "ledger", ports["postgres"])

    async def temporal(group: Group) -> None:
        if plan.elsewhere:
            await plan.elsewhere.way_in(group, ports["temporal"])
            return
        await start_temporal(
            group,
            data,
            ports["temporal"],
            search_attributes=SERVER_TYPES,
            virtual_clock=plan.virtual_clock,
            dynamic_config=plan.dynamic_config,
        )

    async def receivers(group: Group) -> None:
        argv = [sys.executable, "-m", "lab.chaos.receivers", str(ports["smtp"]), str(ports["http"])]
        part = ServicePart(name="receivers", argv=[*argv, str(folder / "receivers")], env=OWN_PATH)
        running = await group.start(part)
        await group.until(lambda: listens(ports["http"]), running, READY_SECONDS)

    rig = Rig(
        folder=folder,
        settings=settings,
        issuer=issuer,
        postgres=Process("postgres", postgres, logs),
        temporal=Process("temporal", temporal, logs),
        receivers=Process("receivers", receivers, logs),
        workers=[],
        apis=[],
        urls=[f"http://127.0.0.1:{port}" for port in api_ports],
    )
    for number in range(plan.workers):
        rig.workers.append(Process(f"worker-{number}", _worker(rig, number, plan), logs))
    for number, port in enumerate(api_ports):
        rig.apis.append(Process(f"api-{number}", _api(rig, number, port, plan), logs))
    return rig


def _settings(folder: Path, plan: Plan, ports: Mapping[str, int], issuer: Issuer) -> Settings:
    contacts = folder / "contacts.yaml"
    agencies = "".join(AGENCY.format(code=code, port=ports["http"]) for code in FIELDS)
    contacts.write_text(CONTACTS.format(home=HOME) + agencies, encoding="utf-8")
    return Settings(
        data_dir=folder / "data",
        postgres_port=ports["postgres"],
        temporal_address=f"127.0.0.1:{ports['temporal']}",
        temporal_namespace=plan.elsewhere.namespace if plan.elsewhere else "default",
        token_public_key_file=issuer.public,
        contacts_file=contacts,
        smtp_host="127.0.0.1",
        smtp_port=ports["smtp"],
        smtp_tls="none",
        mail_from="remiss@tinh.example",
        webhook_secrets={code: SecretStr(SECRET) for code in FIELDS},
        webhook_allow_loopback=True,
        update_timeout_seconds=plan.update_timeout_seconds,
        log_format="json",
    )


def _worker(rig: Rig, number: int, plan: Plan) -> Callable[[Group], Awaitable[None]]:
    async def begin(group: Group) -> None:
        part, _ = service_parts(rig.settings)
        env = {**part.env, **clock_of(rig.folder, f"worker-{number}", plan)}
        running = await group.start(replace(part, name=f"worker-{number}", env=env))

        async def at_work() -> bool:
            return b'"worker_started"' in running.log.path.read_bytes()[running.log.start :]

        await group.until(at_work, running, READY_SECONDS)

    return begin


def _api(rig: Rig, number: int, port: int, plan: Plan) -> Callable[[Group], Awaitable[None]]:
    async def begin(group: Group) -> None:
        _, part = service_parts(rig.settings.with_values({"api_port": port}))
        env = {**part.env, **clock_of(rig.folder, f"api-{number}", plan)}
        running = await group.start(replace(part, name=f"api-{number}", env=env))
        await group.until(lambda: _lives(port), running, READY_SECONDS)

    return begin


async def _lives(port: int) -> bool:
    async with httpx.AsyncClient(timeout=2, verify=NO_CERTIFICATES) as http:
        try:
            return (await http.get(f"http://127.0.0.1:{port}/health/live")).is_success
        except httpx.TransportError:
            return False
