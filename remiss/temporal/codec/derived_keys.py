"""Keys derived from the ring's, one for each purpose: what is sealed for one serves no other."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from remiss.temporal.codec.keyring import Keyring


def derived_sealer(keyring: Keyring, purpose: bytes) -> MultiFernet | None:
    """What seals under the first key and opens under every one; None where there is no key."""
    sealers = [Fernet(_derived(key.secret, purpose)) for key in keyring.keys]
    return MultiFernet(sealers) if sealers else None


def _derived(secret: bytes, purpose: bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
    return base64.urlsafe_b64encode(derived)
