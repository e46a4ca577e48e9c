"""Parts started by themselves, as people start them: none without an issuer of tokens to trust."""

import asyncio
import os
import sys
from pathlib import Path

import httpx
import pytest

from remiss.identity.development_keys import ensure_keys
from remiss.machine.network_ports import free_port

ROOT = Path(__file__).parents[3]
API = ("-m", "uvicorn", "--factory", "web:create_app", "--host", "127.0.0.1")
ELSEWHERE = {
    "REMISS_POSTGRES_DSN": "postgresql://nobody@127.0.0.1:1/none",
    "REMISS_TEMPORAL_ADDRESS": "127.0.0.1:1",
}
PROVIDER = {"REMISS_OIDC_ISSUER": "https://id.h99.example"}


def environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REMISS_")}
    return kept | {"REMISS_DATA_DIR": str(folder / "data"), "COLUMNS": "200"} | settings


async def started(settings: dict[str, str], *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=ROOT,
        env=settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def said(settings: dict[str, str], *arguments: str) -> tuple[int | None, str]:
    """Exit code and everything printed, of what ends by itself."""
    process = await started(settings, *arguments)
    try:
        async with asyncio.timeout(60):
            output, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        pytest.fail(f"{arguments} did not end")
    return process.returncode, output.decode()


@pytest.mark.parametrize(
    "arguments",
    [(*API, "--port", "1"), ("worker.py",), ("-m", "worker"), ("-m", "remiss.cli", "worker")],
    ids=" ".join,
)
async def test_nothing_starts_alone_without_an_issuer(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """It ends at once, with no traceback: a message in both languages names the settings."""
    code, output = await said(environment(tmp_path, **ELSEWHERE), *arguments)
    assert code != 0
    assert "Traceback" not in output
    vietnamese, english = output.strip().splitlines()
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
        code, output = await said(environ, *API, "--port", "1")
        assert code != 0
        assert why in output
        assert "Traceback" not in output


@pytest.mark.parametrize("settings", [PROVIDER, {}], ids=["a provider", "a key"])
async def test_the_api_starts_with_an_issuer_of_ones_own(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    """As the README says to start it; here its provider, and all its servers, are down."""
    if not settings:
        _, public = ensure_keys(tmp_path / "issuer")
        settings = {"REMISS_TOKEN_PUBLIC_KEY_FILE": str(public)}
    port = str(free_port())
    environ = environment(tmp_path, **ELSEWHERE, **settings)
    process = await started(environ, *API, "--port", port, "--no-access-log", "--no-server-header")
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            answer = await _answer(http, process)
            assert answer.json()["status"] == "live"
            assert "server" not in answer.headers
            assert (await http.get("/v1/taxonomy")).status_code == 401
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
    assert process.returncode in {0, -15}


async def _answer(http: httpx.AsyncClient, process: asyncio.subprocess.Process) -> httpx.Response:
    for _ in range(600):
        if process.returncode is not None:
            output, _ = await process.communicate()
            pytest.fail(output.decode())
        try:
            return await http.get("/health/live")
        except httpx.TransportError:
            await asyncio.sleep(0.05)
    pytest.fail("it never answered")


async def test_up_refuses_to_open_the_built_in_issuer(tmp_path: Path) -> None:
    """Before anything is started, or written."""
    environ = environment(tmp_path, REMISS_API_HOST="0.0.0.0")  # noqa: S104
    for command in ("up", "demo"):
        code, output = await said(environ, "-m", "remiss.cli", command)
        assert code == 2
        assert "REMISS_API_HOST không phải địa chỉ của chính máy này" in output
        assert "REMISS_API_HOST is no address of this machine itself" in output
    assert not (tmp_path / "data").exists()


async def test_the_demonstration_needs_the_built_in_issuer(tmp_path: Path) -> None:
    """It signs its invented people in by itself, which another issuer would not."""
    code, output = await said(environment(tmp_path, **PROVIDER), "-m", "remiss.cli", "demo")
    assert code == 2
    assert "REMISS_OIDC_ISSUER" in output
    assert not (tmp_path / "data").exists()


async def test_a_token_is_given_only_where_it_is_worth_something(tmp_path: Path) -> None:
    """Not under another issuer, nor where others could reach; else it is printed alone."""
    _, public = ensure_keys(tmp_path / "issuer")
    for settings, why in (
        (PROVIDER, "Tokens come from the issuer named"),
        ({"REMISS_TOKEN_PUBLIC_KEY_FILE": str(public)}, "Tokens come from the issuer named"),
        ({"REMISS_API_HOST": "10.1.2.3"}, "REMISS_API_HOST is no address"),
    ):
        code, output = await said(
            environment(tmp_path, **settings), "-m", "remiss.cli", "token", "stc.huong.bui"
        )
        assert code == 2
        assert why in output
    code, output = await said(environment(tmp_path), "-m", "remiss.cli", "token", "stc.huong.bui")
    assert code == 0
    assert output.count(".") == 2


async def test_settings_shows_every_setting_of_identity(tmp_path: Path) -> None:
    """Each with its meaning in both languages."""
    code, output = await said(environment(tmp_path), "-m", "remiss.cli", "settings")
    assert code == 0
    for name in ("OIDC_ISSUER", "OIDC_ALGORITHMS", "CLAIM_ROLE", "ROLE_NAMES", "SERVICE_CLAIM"):
        assert f"REMISS_{name}" in output
    for words in ("Dịch vụ định danh OpenID Connect", "OpenID Connect provider whose"):
        assert words in output
