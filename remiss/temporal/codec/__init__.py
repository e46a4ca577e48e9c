"""What Temporal keeps of a case, sealed: keyring, payload codec, data converter.

Imports nothing of ours but texts; workers, API and command line compose it.
"""

from remiss.temporal.codec.codec_errors import (
    CodecError,
    KeyringError,
    MissingKeyError,
    NotAuthenticError,
)
from remiss.temporal.codec.converter import data_converter
from remiss.temporal.codec.derived_keys import derived_sealer
from remiss.temporal.codec.keyring import Key, Keyring, add_key, promote, read
from remiss.temporal.codec.sealed_notes import SealedNotes
from remiss.temporal.codec.sealed_payloads import ENCODING, Sealing

__all__ = [
    "ENCODING",
    "CodecError",
    "Key",
    "Keyring",
    "KeyringError",
    "MissingKeyError",
    "NotAuthenticError",
    "SealedNotes",
    "Sealing",
    "add_key",
    "data_converter",
    "derived_sealer",
    "promote",
    "read",
]
