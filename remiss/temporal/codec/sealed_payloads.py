"""Payloads sealed with AES-256-GCM.

What is sealed is the whole payload, its encoding included; what stays in clear, and is
authenticated with it, is the name of the scheme and the id of the key.

Nonces are 96 random bits. Under one key that is good for 2^32 payloads (NIST SP 800-38D, section
8.3): a chance of two alike below one in 2^32. A whole case takes a few hundred payloads, so a key
serves some ten million cases; rotate long before.
"""

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

from remiss.temporal.codec.codec_errors import MissingKeyError, NotAuthenticError
from remiss.temporal.codec.keyring import Keyring

ENCODING = b"binary/encrypted"
CIPHER = b"AES-256-GCM;remiss=1"
ENCODING_FIELD, CIPHER_FIELD, KEY_FIELD = "encoding", "encryption-cipher", "encryption-key-id"
FIELDS = frozenset({ENCODING_FIELD, CIPHER_FIELD, KEY_FIELD})
NONCE_BYTES, TAG_BYTES = 12, 16


class Sealing(PayloadCodec):
    """Seals with the first key of the ring, opens with the one a payload names.

    A payload that was never sealed passes through opening: cases that ran before go on. A ring
    that does not encrypt lets everything through in clear and still opens what was sealed.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._active = keyring.active
        self._ciphers = {key.id.encode(): AESGCM(key.secret) for key in keyring.keys}

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Seal each payload under a nonce of its own."""
        if self._active is None:
            return list(payloads)
        key_id = self._active.id.encode()
        return [self._sealed(payload, key_id) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Open each payload that is sealed.

        Raises:
            MissingKeyError: the message names the key.
            NotAuthenticError: a bit, a field or an end is not as it was sealed.
        """
        return [self._opened(payload) for payload in payloads]

    def _sealed(self, payload: Payload, key_id: bytes) -> Payload:
        nonce = os.urandom(NONCE_BYTES)
        plain = payload.SerializeToString(deterministic=True)
        sealed = self._ciphers[key_id].encrypt(nonce, plain, _bound(key_id))
        metadata = {ENCODING_FIELD: ENCODING, CIPHER_FIELD: CIPHER, KEY_FIELD: key_id}
        return Payload(metadata=metadata, data=nonce + sealed)

    def _opened(self, payload: Payload) -> Payload:
        if payload.metadata.get(ENCODING_FIELD) != ENCODING:
            return payload
        if set(payload.metadata) != FIELDS or payload.metadata[CIPHER_FIELD] != CIPHER:
            raise NotAuthenticError("metadata")
        key_id = payload.metadata[KEY_FIELD]
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise MissingKeyError(key_id.decode(errors="replace")[:32])
        nonce, sealed = payload.data[:NONCE_BYTES], payload.data[NONCE_BYTES:]
        if len(sealed) < TAG_BYTES:
            raise NotAuthenticError("length")
        try:
            return Payload.FromString(cipher.decrypt(nonce, sealed, _bound(key_id)))
        except (InvalidTag, DecodeError) as error:
            raise NotAuthenticError("tag") from error


def _bound(key_id: bytes) -> bytes:
    """What stands beside the sealed bytes, and is authenticated with them."""
    return b"\x00".join((ENCODING, CIPHER, key_id))
