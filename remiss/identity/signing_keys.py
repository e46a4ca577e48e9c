"""Keys that check signatures: which key may check which algorithm, and where keys come from."""

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Protocol

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key
from joserfc.jws import JWSRegistry

LONGEST_TOKEN = 16 * 1024
ED25519 = "EdDSA"
MOST_KEYS = 100
LEAST_RSA_BITS = 2048
RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
BY_CURVE = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
MATERIAL = ("kty", "crv", "x", "y", "n", "e")
"""What a public key is made of; whatever else is said of it is weighed here."""
_EDDSA = copy(JWSRegistry.algorithms[ED25519])
# RFC 9864 names it Ed25519; providers still write EdDSA, and will for years.
_EDDSA.security_warning = None


class TokenAlgorithms(JWSRegistry):
    """Signatures by public keys, and no others, over tokens as long as are taken."""

    # The verifier reads the header itself, before all else.
    default_header_registry = {}  # noqa: RUF012 -- as the library declares it
    algorithms = {  # noqa: RUF012 -- as above
        **{name: JWSRegistry.algorithms[name] for name in (*RSA, *BY_CURVE.values())},
        ED25519: _EDDSA,
    }
    max_header_length = max_payload_length = max_signature_length = LONGEST_TOKEN

    def __init__(self, algorithms: Collection[str]) -> None:
        """`algorithms` are those taken now."""
        super().__init__(algorithms=algorithms, strict_check_header=False)


class KeysUnavailableError(Exception):
    """Whether a token is good cannot be said now: the provider's keys cannot be had."""


@dataclass(frozen=True)
class VerifyingKey:
    """A public key, its id if it has one, and the algorithms it may be used with."""

    key: Key
    algorithms: frozenset[str]
    kid: str | None = None


class KeySource(Protocol):
    """Where the verifier finds the keys for a token."""

    async def find(self, kid: str | None) -> Sequence[VerifyingKey]:
        """The keys of this id, or all of them for a token that names none.

        Raises:
            KeysUnavailableError: that cannot be said now.
        """


class OneKey:
    """A single key that was given by a file; whatever id a token names, it is this one or none."""

    def __init__(self, key: VerifyingKey) -> None:
        self._keys = (key,)

    async def find(self, kid: str | None) -> Sequence[VerifyingKey]:  # noqa: ARG002 -- one for all
        """The key."""
        return self._keys


def usable(listed: Iterable[Any]) -> tuple[VerifyingKey, ...]:
    """The keys of a JSON Web Key Set that can check signatures; others are passed over."""
    found = (_read(each) for each in listed if isinstance(each, Mapping))
    return tuple(key for key in found if key is not None)


def _read(listed: Mapping[str, Any]) -> VerifyingKey | None:
    """One key of the set, unless it signs, encrypts, is shared, too short, or not understood."""
    named, kid = listed.get("alg"), listed.get("kid")
    try:
        if not _is_for_checking(listed):
            return None
        key = import_key({name: listed[name] for name in MATERIAL if name in listed})
        algorithms = frozenset(_suited(key))
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if named is not None:
        algorithms = frozenset(each for each in algorithms if each == named)
    return VerifyingKey(key, algorithms, kid) if algorithms and _is_id(kid) else None


def _is_for_checking(listed: Mapping[str, Any]) -> bool:
    """A public key meant for signatures, as far as it says what it is meant for."""
    meant = listed.get("use", "sig") == "sig" and "verify" in listed.get("key_ops", ["verify"])
    short = listed.get("kty") == "RSA" and _bits(listed.get("n")) < LEAST_RSA_BITS
    kind = listed.get("kty") in {"RSA", "EC", "OKP"}
    return meant and kind and not short and "d" not in listed


def _bits(modulus: object) -> int:
    """How long an RSA key is, by its modulus."""
    raw = base64.urlsafe_b64decode(f"{modulus}==") if isinstance(modulus, str) else b""
    return int.from_bytes(raw).bit_length()


def _is_id(kid: object) -> bool:
    return kid is None or isinstance(kid, str)


def _suited(key: object) -> tuple[str, ...]:
    match key:
        case RSAKey():
            return RSA
        case ECKey() if key.curve_name in BY_CURVE:
            return (BY_CURVE[key.curve_name],)
        case OKPKey() if key.curve_name == "Ed25519":
            return (ED25519,)
        case _:
            return ()
