"""The page for servers of one's own, done line by line on the cluster and a fresh PostgreSQL."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest

from lab.chaos.case_bodies import opening, question, reply
from lab.chaos.people import FINANCE, HOME
from lab.cluster.own_servers_page import NAMESPACE, PAGE, TEMPORAL, commands, run
from lab.cluster.temporal_cluster import Cluster
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import postgres_server, programs
from tests.given import idp

READY_SECONDS = 60


@pytest.mark.timeout(300)
async def test_the_page_leads_to_a_service_that_takes_a_reply(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Every block in its order, other addresses in the place of the examples; then a case."""
    url = f"http://127.0.0.1:{free_port()}"
    async with (
        postgres_server(tmp_path, free_port()) as owner,
        idp.serving(idp.free_provider()) as provider,
    ):
        register, database, keys, settings, schema, worker, api = commands(
            in_place(cluster, owner, provider, url, tmp_path)
        )
        await emptied(owner)
        await run(register)
        await run(database, {"PATH": f"{programs()}:{os.environ['PATH']}"})
        await run(keys)
        await run(settings + schema)
        async with serving(settings + worker), serving(settings + api):
            await takes_a_reply(url, provider)


async def emptied(owner: str) -> None:
    """The server as it comes: without the database and the account the embedded one has made."""
    connection = await asyncpg.connect(f"{owner.rpartition('/')[0]}/postgres")
    try:
        await connection.execute("DROP DATABASE remiss")
        await connection.execute("DROP ROLE remiss_service")
    finally:
        await connection.close()


def in_place(
    cluster: Cluster, owner: str, provider: idp.Provider, url: str, folder: Path
) -> Mapping[str, str]:
    """What really is where the page has its examples."""
    database = urlsplit(owner)
    superuser = f"{database.username}:{database.password}"
    return {
        TEMPORAL: cluster.address,
        NAMESPACE: NAMESPACE.replace("remiss", "own-servers"),
        "postgres:password@": f"{superuser}@",
        "db.example:5432": f"{database.hostname}:{database.port}",
        "https://id.example/realms/tinh": provider.issuer,
        "https://remiss.example": url,
        "/etc/remiss": str(folder),
        "/var/lib/remiss": str(folder / "data"),
        "--port 8728": f"--port {urlsplit(url).port}",
    }


@asynccontextmanager
async def serving(script: str) -> AsyncIterator[None]:
    """A block of the page that goes on running, until the block here ends."""
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euc", script),
        cwd=PAGE.parents[1],
        start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
        assert process.returncode is None
    finally:
        await stop(process)


async def stop(process: Process) -> None:
    """End a shell and what it started, as a terminal does."""
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGTERM)
    await process.wait()


async def takes_a_reply(url: str, provider: idp.Provider) -> None:
    """A case of one agency, opened and answered with tokens of the provider."""
    officer = bearer(provider, "lan", "officer", HOME)
    head = bearer(provider, "huong", "agency_head", FINANCE)
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        async with asyncio.timeout(READY_SECONDS):
            while not await is_ready(http):  # noqa: ASYNC110 -- other processes start
                await asyncio.sleep(0.3)
        uploaded = await http.post("/v1/attachments", headers=officer, files={"file": ("f", b"a")})
        sha256 = uploaded.raise_for_status().json()["sha256"]
        case = await http.post(
            "/v1/consultations",
            headers={**officer, "Idempotency-Key": "opening-1"},
            json=opening(sha256, [FINANCE]),
        )
        assert case.status_code == httpx.codes.CREATED, case.text
        answered = await http.post(
            f"{case.json()['links']['consultation']}/requests/{FINANCE}/reply",
            headers={**head, "Idempotency-Key": "reply-1"},
            json=reply(question(FINANCE), sha256, "một", clear=True),
        )
        assert answered.status_code == httpx.codes.OK, answered.text
        assert "reply_accepted" in answered.json()["receipt"]["events"]


async def is_ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/health/ready")).is_success
    except httpx.TransportError:
        return False


def bearer(provider: idp.Provider, person: str, role: str, agency: str) -> dict[str, str]:
    """A token of the provider, for somebody in one role."""
    token = provider.token(sub=person, role=role, agency=agency, name=f"Người {person}")
    return {"Authorization": f"Bearer {token}"}
