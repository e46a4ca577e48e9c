"""The key files of the built-in issuer of tokens, in the data folder of its one machine."""

from pathlib import Path

from joserfc.jwk import OKPKey

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
        create_file(private, OKPKey.generate_key("Ed25519").as_pem(private=True))
    if not public.exists():
        create_file(public, private_key(private).as_pem(private=False))
    return private, public


def private_key(path: Path) -> OKPKey:
    """The key that signs, from its file."""
    key = OKPKey.import_key(path.read_bytes())
    if key.curve_name != "Ed25519" or not key.is_private:
        message = f"{path} holds no Ed25519 key"
        raise TypeError(message)
    return key
