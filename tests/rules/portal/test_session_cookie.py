"""What a browser is told of cookies and downloads, by how people come."""

from pathlib import Path

import pytest
from starlette.responses import Response

from portal.door.session_rules import NAME, SessionRules
from portal.safe_headers import download
from remiss.settings import Settings


def rules(folder: Path, public_url: str | None) -> SessionRules:
    return SessionRules.of(Settings(data_dir=folder, public_url=public_url))


def test_by_https_the_cookie_is_guarded(tmp_path: Path) -> None:
    """A browser takes it from this host by https alone, for every path, out of reach of scripts."""
    given = rules(tmp_path, "https://remiss.example")
    answer = Response()
    given.give(answer, NAME, "key")
    said = set(answer.headers["set-cookie"].split("; "))
    assert said == {"__Host-remiss=key", "HttpOnly", "Path=/", "SameSite=lax", "Secure"}
    assert given.cookie == "__Host-remiss"


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:8728"])
def test_in_clear_it_has_a_plain_name(tmp_path: Path, url: str | None) -> None:
    """On this machine alone: a guarded name would be thrown away by the browser."""
    answer = Response()
    rules(tmp_path, url).give(answer, NAME, "key")
    said = set(answer.headers["set-cookie"].split("; "))
    assert said == {"remiss=key", "HttpOnly", "Path=/", "SameSite=lax"}


@pytest.mark.parametrize("url", [None, "https://remiss.example"])
def test_what_is_laid_is_taken_out_again(tmp_path: Path, url: str | None) -> None:
    """Under the same name, path and guard, or the browser keeps it."""
    answer = Response()
    rules(tmp_path, url).take(answer, NAME)
    said = set(answer.headers["set-cookie"].split("; "))
    assert {"Max-Age=0", "Path=/"} <= said
    assert ("Secure" in said) is (url is not None)


def test_a_download_is_shown_by_no_browser_as_ours() -> None:
    """Saved under its name; opened all the same, it may run nothing and knows no session."""
    headers = download(b"<script>", "Dự thảo.html", "text/html").headers
    assert headers["content-disposition"].startswith('attachment; filename="Du thao.html"')
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert headers["referrer-policy"] == "no-referrer"
