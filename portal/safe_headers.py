"""What every page of the portal says of itself to the browser, and what a download says."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.responses import Response

from remiss.serving.download_name import saved_as
from remiss.serving.request_context import SAFE_HEADERS
from remiss.settings import Settings

DOWNLOAD_POLICY = (
    "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A file somebody sent may be anything; what opens it in a browser all the same gets nothing."""


def page_headers(settings: Settings) -> Mapping[str, str]:
    """On every answer; a page may be kept by its own browser alone, so that Back restores a form.

    Without `Referrer-Policy: same-origin` a browser would call the origin of our own forms "null".
    """
    return {
        **SAFE_HEADERS,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": _policy(settings),
        "Referrer-Policy": "same-origin",
    }


def download(content: bytes, name: str, media_type: str) -> Response:
    """A file to be saved under its name, which no browser shows as a page of ours."""
    return Response(content, media_type=media_type, headers=download_headers(name))


def download_headers(name: str) -> dict[str, str]:
    """What a download says of itself, whether it lies in memory or on disk."""
    return {
        "Content-Disposition": saved_as(name),
        "Content-Security-Policy": DOWNLOAD_POLICY,
        "Referrer-Policy": "no-referrer",
    }


def _policy(settings: Settings) -> str:
    """Nothing inline, nothing from elsewhere; forms go to us, and on from there to the provider."""
    forms = " ".join(("'self'", *_provider(settings)))
    return (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        f"connect-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; "
        "frame-ancestors 'none'"
    )


def _provider(settings: Settings) -> tuple[str, ...]:
    if settings.oidc_issuer is None:
        return ()
    parts = urlsplit(settings.oidc_issuer)
    return (f"{parts.scheme}://{parts.netloc}",)
