"""What a provider answers: JSON of bounded size, from the very address it was asked at."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from remiss.identity.trust import is_loopback

MOST_BYTES = 256 * 1024
PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}


class ProviderError(Exception):
    """The provider's answer is not what OpenID Connect promises; the message says how."""


async def read_document(
    http: httpx.AsyncClient,
    address: str,
    form: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A JSON object: what lies at an address, or what answers a form sent to it.

    Raises:
        ProviderError, httpx.HTTPError: there is none.
    """
    content = bytearray()
    method = "GET" if form is None else "POST"
    sent = {**PLAIN, **(headers or {})}
    async with http.stream(method, address, headers=sent, content=form) as answer:
        if answer.status_code != httpx.codes.OK:
            raise ProviderError(f"{address} answered {answer.status_code}")
        async for chunk in answer.aiter_raw():
            content += chunk
            if len(content) > MOST_BYTES:
                raise ProviderError(f"{address} holds over {MOST_BYTES} bytes")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"{address} is no JSON") from error
    if not isinstance(document, dict):
        raise ProviderError(f"{address} is no JSON object")
    return document


def is_safe(address: str, issuer: str) -> bool:
    """By https; in clear only from this machine to itself, as the issuer then is."""
    try:
        parts = urlsplit(address)
        local = is_loopback(parts.hostname or "")
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and issuer.startswith("http://") and local
