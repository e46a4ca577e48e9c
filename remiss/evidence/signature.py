"""Ed25519 signatures (RFC 8032): what signs checkpoints, and what checks them."""

import base64
import binascii
import hashlib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from remiss.evidence.evidence_errors import KeyUnusable
from remiss.private_file import create_file
from remiss.texts import say

ID_CHARACTERS = 16
_BLOCK = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)


class PublicKey:
    """What checks a signature; anybody may have it."""

    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key

    @classmethod
    def from_pem(cls, text: str) -> Self:
        """The key in a PEM text.

        Raises:
            KeyUnusable: it holds no Ed25519 public key.
        """
        try:
            key = load_pem_public_key(text.encode())
        except (ValueError, UnsupportedAlgorithm):
            raise KeyUnusable(say("signing_key.no_public_key")) from None
        if not isinstance(key, Ed25519PublicKey):
            raise KeyUnusable(say("signing_key.no_public_key"))
        return cls(key)

    @property
    def id(self) -> str:
        """The first 16 hexadecimal digits of the sha256 of the raw key."""
        return hashlib.sha256(self._key.public_bytes_raw()).hexdigest()[:ID_CHARACTERS]

    @property
    def pem(self) -> str:
        """The key as people pass it on."""
        encoded = self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return encoded.decode("ascii")

    def verify(self, data: bytes, signature: str) -> bool:
        """Whether `signature`, base64, was made over `data` with the private half of this key."""
        try:
            raw = base64.b64decode(signature, validate=True)
            # Two spellings of one signature would let an altered file pass.
            if base64.b64encode(raw).decode("ascii") != signature:
                return False
            self._key.verify(raw, data)
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


Keyring = Mapping[str, PublicKey]
"""Trusted keys by id: the one that signs now, and those that signed before it."""


def keyring(pem: str) -> Keyring:
    """Every key of a text of one or more PEM blocks.

    Raises:
        KeyUnusable: it holds none, or one that is no Ed25519 public key.
    """
    keys = [PublicKey.from_pem(block) for block in _BLOCK.findall(pem)]
    if not keys:
        raise KeyUnusable(say("signing_key.no_public_key"))
    return {key.id: key for key in keys}


def trusted_keys(private: Path | None, public: Path | None) -> Keyring:
    """The keys of the file `public`, and the public half of the one that signs; either may be None.

    Raises:
        KeyUnusable: a file cannot be read, or holds no such key.
    """
    keys = dict(keyring(_text(public))) if public else {}
    if private:
        own = Signer.load(private).public
        keys[own.id] = own
    return keys


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise KeyUnusable(
            say("signing_key.public_file_unreadable", path=path, reason=error)
        ) from None


class Signer:
    """What signs; made from a private key that only this service can read."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def load(cls, path: Path) -> Self:
        """The signer whose private key lies at `path`, PEM.

        Raises:
            KeyUnusable: there is none, others may read it, or it is no Ed25519 key.
        """
        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                    raise KeyUnusable(say("signing_key.open_to_others", path=path))
                text = file.read()
        except OSError as error:
            raise KeyUnusable(
                say("signing_key.unreadable", path=path, reason=error.strerror)
            ) from None
        try:
            key = load_pem_private_key(text, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyUnusable(say("signing_key.no_private_key", path=path)) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyUnusable(say("signing_key.no_private_key", path=path))
        return cls(key)

    @classmethod
    def ensure(cls, path: Path) -> Self:
        """As `load`, making the key where there is none; several processes may do so at once."""
        if not path.exists():
            _make(path)
        return cls.load(path)

    @property
    def public(self) -> PublicKey:
        """What checks its signatures."""
        return PublicKey(self._key.public_key())

    def sign(self, data: bytes) -> str:
        """The signature over `data`, base64."""
        return base64.b64encode(self._key.sign(data)).decode("ascii")


def _make(path: Path) -> None:
    """Write a new key whole, and leave the one another process made meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    create_file(path, pem)
