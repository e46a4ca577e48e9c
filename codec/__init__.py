"""What Temporal keeps of a case, sealed: keyring, payload codec, data converter.

Imports nothing of ours; workers, API and command line compose it.
"""

from codec.converter import data_converter
from codec.exceptions import (
    CodecError,
    KeyringError,
    MissingKeyError,
    NotAuthenticError,
)
from codec.keyring import Key, Keyring, add_key, promote, read
from codec.payloads import ENCODING, Sealing

__all__ = [
    "ENCODING",
    "CodecError",
    "Key",
    "Keyring",
    "KeyringError",
    "MissingKeyError",
    "NotAuthenticError",
    "Sealing",
    "add_key",
    "data_converter",
    "promote",
    "read",
]
