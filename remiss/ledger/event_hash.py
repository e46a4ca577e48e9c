"""The chain: each event's hash covers its content and the hash of the event before it."""

import hashlib
from typing import Any

from remiss.strict.canonical_json import canonical_json


def link_hash(previous: bytes | None, event: Any) -> bytes:
    """The sha256 of `{"event": ..., "previous": hex or null}` as canonical JSON (RFC 8785).

    Canonical, because jsonb keeps neither the order of keys nor the spelling of numbers.

    Raises:
        ValueError: `event` has no canonical form, such as a number beyond 2^53.
    """
    return canonical_link_hash(previous, canonical_json(event))


def canonical_link_hash(previous: bytes | None, event: bytes) -> bytes:
    """As `link_hash`, of an event that is canonical JSON already."""
    link = hashlib.sha256(b'{"event":')
    link.update(event)
    link.update(
        b',"previous":"%s"}' % previous.hex().encode() if previous else b',"previous":null}'
    )
    return link.digest()
