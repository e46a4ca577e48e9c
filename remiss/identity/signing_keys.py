"""Keys that check signatures: which key may check which algorithm, and where keys come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

PublicKey = RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey
MOST_KEYS = 100
LEAST_RSA_BITS = 2048
RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
BY_CURVE = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}


class KeysUnavailableError(Exception):
    """Whether a token is good cannot be said now: the provider's keys cannot be had."""


@dataclass(frozen=True)
class VerifyingKey:
    """A public key, its id if it has one, and the algorithms it may be used with."""

    key: PublicKey
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
    public = {name: value for name, value in listed.items() if name != "alg"}
    try:
        if not _is_for_checking(listed):
            return None
        key = jwt.PyJWK(public).key
        algorithms = frozenset(_suited(key))
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    if named is not None:
        algorithms = frozenset(each for each in algorithms if each == named)
    return VerifyingKey(key, algorithms, kid) if algorithms and _is_id(kid) else None


def _is_for_checking(listed: Mapping[str, Any]) -> bool:
    """A public key meant for signatures, as far as it says what it is meant for."""
    meant = listed.get("use", "sig") == "sig" and "verify" in listed.get("key_ops", ["verify"])
    return meant and "d" not in listed and listed.get("kty") in {"RSA", "EC", "OKP"}


def _is_id(kid: object) -> bool:
    return kid is None or isinstance(kid, str)


def _suited(key: object) -> tuple[str, ...]:
    match key:
        case RSAPublicKey() if key.key_size >= LEAST_RSA_BITS:
            return RSA
        case EllipticCurvePublicKey() if key.curve.name in BY_CURVE:
            return (BY_CURVE[key.curve.name],)
        case Ed25519PublicKey():
            return ("EdDSA",)
        case _:
            return ()
