"""Parts started by themselves, as people start them: none without an issuer of tokens to trust."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

from remiss.identity.development_keys import ensure_keys
from remiss.machine.network_ports import free_port
from tests.given.commands import ROOT, Said, run_module, run_remiss, running
from tests.given.served import plain_client

API = ("uvicorn", "--factory", "web:create_app", "--host", "127.0.0.1")
ELSEWHERE = {
    "REMISS_POSTGRES_DSN": "postgresql://nobody@127.0.0.1:1/none",
    "REMISS_TEMPORAL_ADDRESS": "127.0.0.1:1",
}
PROVIDER = {"REMISS_OIDC_ISSUER": "https://id.h99.example"}


def environment(folder: Path, **settings: str) -> dict[str, str]:
    return {"REMISS_DATA_DIR": str(folder / "data"), "COLUMNS": "200"} | settings


async def run_python(*arguments: str, **settings: str) -> Said:
    """What an interpreter says that is started for this alone."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=ROOT,
        env=os.environ | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            output, complaints = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        pytest.fail(f"{arguments} did not end")
    return Said(process.returncode or 0, output.decode(), complaints.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ("python", "-m", *API, "--port", "1"),
        ("python", "worker.py"),
        ("worker",),
        ("remiss.cli", "worker"),
    ],
    ids=" ".join,
)
async def test_nothing_starts_alone_without_an_issuer(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """It ends at once, with no traceback: a message in both languages names the settings."""
    first, *rest = arguments
    settings = environment(tmp_path, **ELSEWHERE)
    if first == "python":
        said = await run_python(*rest, **settings)
    else:
        said = await run_module(*arguments, **settings)
    assert said.code != 0
    assert "Traceback" not in said.err
    vietnamese, english = (said.out + said.err).strip().splitlines()
    for line in (vietnamese, english):
        assert "REMISS_OIDC_ISSUER" in line
        assert "REMISS_TOKEN_PUBLIC_KEY_FILE" in line
    assert "Chưa có đơn vị phát hành" in vietnamese
    assert "No issuer" in english
    assert not (tmp_path / "data").exists()


async def test_the_built_in_issuer_is_no_way_out(tmp_path: Path) -> None:
    """Its own key under the name of another's, or open to other machines: neither starts."""
    _, public = ensure_keys(tmp_path / "data" / "identity")
    for settings, why in (
        ({"REMISS_TOKEN_PUBLIC_KEY_FILE": str(public)}, "is the key of the built-in issuer"),
        (
            {"REMISS_DEVELOPMENT_ISSUER": "true", "REMISS_API_HOST": "0.0.0.0"},  # noqa: S104
            "REMISS_API_HOST is no address of this machine",
        ),
    ):
        environ = environment(tmp_path, **ELSEWHERE, **settings)
        said = await run_module(*API, "--port", "1", **environ)
        assert said.code != 0
        assert why in said.err
        assert "Traceback" not in said.err


@pytest.mark.parametrize("settings", [PROVIDER, {}], ids=["a provider", "a key"])
async def test_the_api_starts_with_an_issuer_of_ones_own(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    """As the README says to start it; here its provider, and all its servers, are down."""
    if not settings:
        _, public = ensure_keys(tmp_path / "issuer")
        settings = {"REMISS_TOKEN_PUBLIC_KEY_FILE": str(public)}
    port, nowhere = free_port(), os.open(os.devnull, os.O_WRONLY)
    command = (*API, "--port", str(port), "--no-access-log", "--no-server-header")
    environ = environment(tmp_path, **ELSEWHERE, **settings)
    async with (
        running(*command, outputs=(nowhere, nowhere), **environ) as api,
        plain_client(f"http://127.0.0.1:{port}") as http,
    ):
        try:
            answer = await _answer(http)
            assert answer.json()["status"] == "live"
            assert "server" not in answer.headers
            assert (await http.get("/v1/taxonomy")).status_code == 401
        finally:
            os.kill(api.pid, signal.SIGTERM)
            os.close(nowhere)
        assert await api.code() in {0, -15}


async def _answer(http: httpx.AsyncClient) -> httpx.Response:
    for _ in range(600):
        try:
            return await http.get("/health/live")
        except httpx.TransportError:
            await asyncio.sleep(0.05)
    pytest.fail("it never answered")


async def test_up_refuses_to_open_the_built_in_issuer(tmp_path: Path) -> None:
    """Before anything is started, or written."""
    environ = environment(tmp_path, REMISS_API_HOST="0.0.0.0")  # noqa: S104
    for command in ("up", "demo"):
        said = await run_remiss(command, **environ)
        assert said.code == 2
        assert "REMISS_API_HOST không phải địa chỉ của chính máy này" in said.err
        assert "REMISS_API_HOST is no address of this machine itself" in said.err
    assert not (tmp_path / "data").exists()


async def test_nothing_is_opened_to_other_machines_in_clear(tmp_path: Path) -> None:
    """With an issuer of one's own too: people sign in, and their sessions travel."""
    for url in ({}, {"REMISS_PUBLIC_URL": "http://remiss.example"}):
        environ = environment(tmp_path, REMISS_API_HOST="0.0.0.0", **PROVIDER, **url)  # noqa: S104
        said = await run_remiss("up", **environ)
        assert said.code == 2
        assert "REMISS_PUBLIC_URL" in said.err
        assert "which takes https" in said.err
    assert not (tmp_path / "data").exists()


async def test_the_demonstration_needs_the_built_in_issuer(tmp_path: Path) -> None:
    """It signs its invented people in by itself, which another issuer would not."""
    said = await run_remiss("demo", **environment(tmp_path, **PROVIDER))
    assert said.code == 2
    assert "REMISS_OIDC_ISSUER" in said.err
    assert not (tmp_path / "data").exists()


async def test_a_token_is_given_only_where_it_is_worth_something(tmp_path: Path) -> None:
    """Not under another issuer, nor where others could reach; else it is printed alone."""
    _, public = ensure_keys(tmp_path / "issuer")
    for settings, why in (
        (PROVIDER, "Tokens come from the issuer named"),
        ({"REMISS_TOKEN_PUBLIC_KEY_FILE": str(public)}, "Tokens come from the issuer named"),
        ({"REMISS_API_HOST": "10.1.2.3"}, "REMISS_API_HOST is no address"),
    ):
        said = await run_remiss("token", "stc.huong.bui", **environment(tmp_path, **settings))
        assert said.code == 2
        assert why in said.err
    said = await run_remiss("token", "stc.huong.bui", **environment(tmp_path))
    assert said.code == 0
    assert said.out.count(".") == 2


async def test_settings_shows_every_setting_of_identity(tmp_path: Path) -> None:
    """Each with its meaning in both languages."""
    said = await run_remiss("settings", **environment(tmp_path))
    assert said.code == 0
    for name in ("OIDC_ISSUER", "OIDC_ALGORITHMS", "CLAIM_ROLE", "ROLE_NAMES", "SERVICE_CLAIM"):
        assert f"REMISS_{name}" in said.out
    for words in ("Dịch vụ định danh OpenID Connect", "OpenID Connect provider whose"):
        assert words in said.out
