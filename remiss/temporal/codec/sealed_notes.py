"""What people typed and did not send, sealed where the portal keeps it.

Under keys derived from the ring's, and bound to where it is kept: a row that somebody moved to
another person or page opens for nobody. Without keys it lies in clear, as payloads do then.
"""

import hashlib

from cryptography.fernet import InvalidToken

from remiss.temporal.codec.derived_keys import derived_sealer
from remiss.temporal.codec.keyring import Keyring

PURPOSE = b"remiss: drafts and kept forms of the portal"
CLEAR, SEALED = b"0", b"1"


class SealedNotes:
    """Seals and opens what the portal keeps of people's typing; any process with the keys can."""

    def __init__(self, keyring: Keyring) -> None:
        self._sealer = derived_sealer(keyring, PURPOSE)
        self._encrypts = keyring.active is not None

    def seal(self, content: bytes, where: str) -> bytes:
        """The content, for this place alone."""
        bound = hashlib.sha256(where.encode()).digest() + content
        if self._sealer is None or not self._encrypts:
            return CLEAR + bound
        return SEALED + self._sealer.encrypt(bound)

    def open(self, sealed: bytes, where: str) -> bytes | None:
        """What was sealed for this place; None for what was altered or whose key is not here."""
        kind, rest = sealed[:1], sealed[1:]
        if kind == SEALED:
            try:
                rest = self._sealer.decrypt(rest) if self._sealer else b""
            except InvalidToken:
                return None
        bound = hashlib.sha256(where.encode()).digest()
        return rest[len(bound) :] if rest.startswith(bound) else None
