"""What every answer carries, and what none gives away."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.callers import Caller
from remiss.settings import Settings
from tests.given.people import AUDITOR, HEAD
from tests.given.served import Served, serving

EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
PAGES = ("/docs", "/docs/start.js", "/docs/assets/swagger-ui.css", "/openapi.json")


@pytest.mark.parametrize(
    "path", ["/health/live", "/health/ready", "/nowhere", "/v1/taxonomy", "/v1/nowhere", *PAGES]
)
async def test_every_answer_is_safe_to_open(alone: Served, path: str) -> None:
    """Pages, refusals, health and answers alike."""
    for person in (AUDITOR, None):
        answer = (
            await alone.call(person, "GET", path.removeprefix("/v1"))
            if person and path.startswith("/v1")
            else await alone.http.get(path)
        )
        for name, value in EVERYWHERE.items():
            assert answer.headers[name] == value, name
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'" if path == "/docs" else "default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "server" not in answer.headers
        assert "Strict-Transport-Security" not in answer.headers


async def test_the_documentation_page_obeys_its_own_policy(alone: Served) -> None:
    """No script in the page, none from elsewhere, and nothing the browser would refuse to load."""
    page = await alone.http.get("/docs")
    policy = page.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert "script-src" not in policy  # default-src decides: from this address alone
    for script in re.findall(r"<script[^>]*>", page.text):
        assert "src=" in script
    assert not re.findall(r"\son\w+=", page.text)
    sources = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    local = [source for source in sources if not source.startswith("data:")]
    assert len(local) == 3
    for source in local:
        assert (await alone.http.get(f"/{source}")).status_code == 200


async def test_browsers_are_told_of_tls_where_the_settings_say_so(
    alone: Served, tmp_path: Path
) -> None:
    """Only once TLS works in front of the service, and on refusals too."""
    settings = alone.settings.with_values({"hsts_seconds": 31_536_000, "data_dir": tmp_path})
    async with serving(settings) as served:
        for path in ("/health/live", "/v1/taxonomy"):
            answer = await served.http.get(path)
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_a_fault_of_ours_gives_nothing_away(
    alone: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither traceback, nor text, nor type, nor path of ours: an id to tell the administrator."""

    def fail(*_: object) -> None:
        raise RuntimeError("password=kept-secret in /srv/remiss/api/registry.py")

    monkeypatch.setattr("api.routes.registry.Taxonomy", fail)
    answer = await alone.call(HEAD, "GET", "/taxonomy", headers={"X-Request-Id": "fault-1"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["instance"].endswith("fault-1")
    for secret in ("kept-secret", "Traceback", "RuntimeError", "/srv", "registry.py", "line "):
        assert secret not in answer.text
    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /v1/taxonomy HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /v1/taxonomy\r\n\r\n",
        b"GET /v1/taxonomy HTTP/1.1\r\n\r\n",
    ],
)
async def test_what_is_no_http_gives_nothing_away(alone: Served, raw: bytes) -> None:
    """The server itself refuses it, and says nothing about what it is made of."""
    url = alone.http.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(raw)
    said = await asyncio.wait_for(reader.read(4096), 5)
    writer.close()
    assert b"Traceback" not in said
    assert b"uvicorn" not in said.lower()
    assert said.startswith(b"HTTP/1.1 400") or not said


async def test_an_address_nobody_is_named_for_answers_nobody(alone: Served) -> None:
    """One that was added without saying what it does is shut, even to the Office."""
    app = create_app(alone.settings)

    @app.get("/v1/unnamed")
    async def greet(actor: Caller) -> str:
        return actor.name

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        answer = await Served(http, alone.settings).call(AUDITOR, "GET", "/unnamed")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")


def test_hsts_is_off_by_itself() -> None:
    """A browser told too early would shut itself out of a service without TLS."""
    assert Settings().hsts_seconds == 0
