"""Who is calling: a bearer token in, an `Actor` out for each role it vouches for.

A token chooses nothing about how it is checked: the keys and their algorithms are the provider's,
narrowed by settings to public-key ones. Issuer, audience, subject and expiry are required, so that
a token cannot be used elsewhere or for ever. What two readers could understand differently, or
what would bring its own key, is refused before any key is looked for.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import deserialize_compact

from remiss.consultation.values import Actor
from remiss.identity.claims import ClaimPaths, UnfitClaimsError, actors_of
from remiss.identity.development_keys import ensure_keys
from remiss.identity.provider import Provider
from remiss.identity.registered_claims import check_registered
from remiss.identity.signing_keys import (
    ED25519,
    LONGEST_TOKEN,
    KeySource,
    OneKey,
    TokenAlgorithms,
    VerifyingKey,
)
from remiss.identity.trust import Trust, key_folder, trust
from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.strict.json_text import read_json
from remiss.texts import Bilingual, say

SEGMENTS = 3
BRINGS_ITS_KEY = frozenset({"jwk", "jku", "x5c", "x5u"})
TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt", "application/jwt"})


class InvalidToken(Exception):  # noqa: N818 -- what a caller is told ends here
    """A token that proves nothing; why is logged and never told."""


class Verifier:
    """Checks tokens of one issuer for one audience."""

    def __init__(
        self,
        keys: KeySource,
        *,
        issuer: str,
        audience: str,
        algorithms: Sequence[str] = (ED25519,),
        skew_seconds: int = 0,
        paths: ClaimPaths | None = None,
    ) -> None:
        self.keys = keys
        self._issuer, self._audience = issuer, audience
        self._algorithms, self._skew = frozenset(algorithms), skew_seconds
        self._paths = paths or ClaimPaths()

    @property
    def has_keys(self) -> bool:
        """Whether tokens can be checked now; a provider may not have been reached yet."""
        return not isinstance(self.keys, Provider) or self.keys.has_keys

    async def verify(self, token: str) -> tuple[Actor, ...]:
        """The person the token vouches for, once in each role they hold; or the system.

        Raises:
            InvalidToken: for whatever reason; the message says which.
            KeysUnavailableError: the provider's keys cannot be had to say so.
        """
        claims = await self.claims(token)
        try:
            return actors_of(claims, self._paths)
        except UnfitClaimsError as error:
            raise InvalidToken(str(error)) from error

    async def claims(
        self,
        token: str,
        audience: str | None = None,
        *,
        kinds: frozenset[str] = TYPES,
        of_somebody: bool = True,
    ) -> dict[str, Any]:
        """What a token of the issuer says to an audience, ours by itself, whatever it is about.

        `kinds` are the types it may call itself, in small letters.

        Raises: as `verify`.
        """
        header, claims = _parts(token, kinds)
        algorithm = _algorithm(header, self._algorithms)
        kid = header.get("kid")
        if "kid" in header and not isinstance(kid, str):
            raise InvalidToken("its key id is no text")
        found = [key for key in await self.keys.find(kid) if algorithm in key.algorithms]
        if not found:
            raise InvalidToken("no trusted key of this id checks this algorithm")
        if len(found) > 1:
            raise InvalidToken("it names no key, and there are several")
        _check_signature(token, found[0], algorithm)
        try:
            wanted = audience or self._audience
            check_registered(claims, self._issuer, wanted, self._skew, of_somebody=of_somebody)
        except UnfitClaimsError as error:
            raise InvalidToken(str(error)) from error
        return claims

    def people_in(self, claims: Mapping[str, Any]) -> tuple[Actor, ...]:
        """The person that claims vouch for, once in each role they hold.

        Raises:
            UnfitClaimsError: they name nobody who can be placed.
        """
        return actors_of(claims, self._paths)


def verifier_of(settings: Settings) -> Verifier:
    """The verifier the settings name; the development issuer's keys are made on first use.

    Raises:
        InvalidSettingsError: no issuer is trusted, or its key cannot be used.
    """
    match trust(settings):
        case Trust.PROVIDER:
            issuer = settings.oidc_issuer or ""
            return _as_set(settings, Provider(issuer), issuer, settings.oidc_algorithms)
        case Trust.KEY:
            return _as_set(settings, _key_file(settings), settings.token_issuer, (ED25519,))
        case Trust.DEVELOPMENT:
            _, public = ensure_keys(key_folder(settings))
            keys, audience = one_key(public.read_bytes()), settings.token_audience
            return Verifier(keys, issuer=settings.token_issuer, audience=audience)


def _as_set(
    settings: Settings, keys: KeySource, issuer: str, algorithms: Sequence[str]
) -> Verifier:
    return Verifier(
        keys,
        issuer=issuer,
        audience=settings.token_audience,
        algorithms=algorithms,
        skew_seconds=settings.token_clock_skew_seconds,
        paths=ClaimPaths.of(settings),
    )


def one_key(pem: bytes) -> OneKey:
    """The key of an issuer that publishes none.

    Raises:
        ValueError: it is no Ed25519 public key.
    """
    key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError(f"the issuer's key must be Ed25519, not {type(key).__name__}")  # noqa: TRY004 -- a wrong file, not a wrong call
    return OneKey(VerifyingKey(OKPKey.import_key(pem), frozenset({ED25519})))


def _key_file(settings: Settings) -> OneKey:
    path = settings.token_public_key_file
    try:
        return one_key(path.read_bytes() if path else b"")
    except (OSError, ValueError) as error:
        name = variable("token_public_key_file")
        reason = Bilingual(vi="", en=f" ({error})")  # a library's own words, in English alone
        said = say("identity.key_file_unusable", name=name, path=path, reason=reason)
        raise InvalidSettingsError(said.both("\n")) from error


def _check_signature(token: str, key: VerifyingKey, algorithm: str) -> None:
    """Refuse a token that the key did not sign by this algorithm."""
    try:
        deserialize_compact(token, key.key, registry=TokenAlgorithms([algorithm]))
    except BadSignatureError as error:
        raise InvalidToken("InvalidSignatureError: Signature verification failed") from error
    except (JoseError, ValueError, TypeError) as error:
        raise InvalidToken(f"{type(error).__name__}: {error}") from error


def _parts(token: str, kinds: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token that is whole, and whose parts say each thing once."""
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise InvalidToken("it is too long, or holds what no token does")
    segments = token.split(".")
    if len(segments) != SEGMENTS or not all(segments):
        raise InvalidToken("it does not have three parts")
    header, claims = _object(segments[0]), _object(segments[1])
    if brought := BRINGS_ITS_KEY & header.keys():
        raise InvalidToken(f"it brings its own key: {', '.join(sorted(brought))}")
    if "crit" in header or "b64" in header:
        raise InvalidToken("it asks for extensions")
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.lower() not in kinds:
        raise InvalidToken("it is a token for something else")
    return header, claims


def _algorithm(header: dict[str, Any], allowed: frozenset[str]) -> str:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in allowed:
        raise InvalidToken("its algorithm is not taken")
    return algorithm


def _object(segment: str) -> dict[str, Any]:
    """A JSON object with each key once."""
    try:
        padded = segment + "=" * (-len(segment) % 4)
        content = base64.b64decode(padded, altchars=b"-_", validate=True)
        found = read_json(content)
    except (binascii.Error, ValueError) as error:
        raise InvalidToken("a part of it is no JSON, or names something twice") from error
    if not isinstance(found, dict):
        raise InvalidToken("a part of it is no JSON object")
    return found
