"""The key files of the built-in issuer of tokens, in the data folder of its one machine."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from remiss.identity.trust import PUBLIC_KEY
from remiss.private_file import create_file

PRIVATE_KEY = "private.pem"


def ensure_keys(folder: Path) -> tuple[Path, Path]:
    """The development issuer's private and public key files, made on first use.

    For one machine and its demonstrations only: production trusts an issuer of its own.
    """
    private, public = folder / PRIVATE_KEY, folder / PUBLIC_KEY
    if not private.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = Ed25519PrivateKey.generate()
        create_file(private, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    if not public.exists():
        pem = private_key(private).public_key()
        create_file(public, pem.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key that signs, from its file."""
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} holds no Ed25519 key"
        raise TypeError(message)
    return key
