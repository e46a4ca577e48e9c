"""The chain: each event's hash covers its content and the hash of the event before it."""

import hashlib
from typing import Any

import rfc8785


def link_hash(previous: bytes | None, event: Any) -> bytes:
    """The sha256 of `{"event": ..., "previous": hex or null}` as canonical JSON (RFC 8785).

    Canonical, because jsonb keeps neither the order of keys nor the spelling of numbers.

    Raises:
        ValueError: `event` has no canonical form, such as a number beyond 2^53.
    """
    link = {"previous": previous and previous.hex(), "event": event}
    return hashlib.sha256(rfc8785.dumps(link)).digest()
