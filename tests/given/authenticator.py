"""A passkey as a telephone holds it: answers what a page of ours asks a browser, in plain bytes."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40


def _private_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Authenticator:
    """One credential; a test changes what it would say wrongly."""

    origin: str
    site: str = "localhost"
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=_private_key)
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def makes(self, asked: dict[str, Any]) -> str:
        """The credential, for what a page asked to be made."""
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(self._credential())}
        return self._answer(
            clientDataJSON=self._client("webauthn.create", asked),
            attestationObject=cbor2.dumps(attested),
        )

    def proves(self, asked: dict[str, Any]) -> str:
        """The signature over what a page asked to be signed."""
        self.count += 1
        client, data = self._client("webauthn.get", asked), self._data()
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(SHA256())),
        )

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, credential: bytes = b"") -> bytes:
        flags = self.flags | (HOLDS_KEY if credential else 0)
        head = hashlib.sha256(self.site.encode()).digest() + bytes([flags])
        return head + self.count.to_bytes(4, "big") + credential

    def _credential(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose

    def _answer(self, **response: bytes) -> str:
        identity = _base64url(self.id)
        told = {name: _base64url(value) for name, value in response.items()}
        return json.dumps(
            {"id": identity, "rawId": identity, "type": "public-key", "response": told}
        )


def _base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
