"""Who is calling: a bearer token in, an `Actor` out.

One algorithm (EdDSA with an Ed25519 key), and issuer, audience, subject and expiry required, so
that a token can neither choose how it is checked nor be used elsewhere or for ever.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from pydantic import BaseModel, ValidationError

from consultation.values import REMISS, Actor, AgencyCode, Role
from reference.people import load_people
from settings import Settings

ALGORITHM = "EdDSA"
LIFETIME = timedelta(hours=12)
REQUIRED = ["exp", "iss", "aud", "sub"]
PRIVATE_KEY, PUBLIC_KEY = "private.pem", "public.pem"


DEVELOPMENT_ISSUER = "remiss-development"
"""Names itself so in its tokens; it knows the people of the demo and nobody else."""


class InvalidToken(Exception):  # noqa: N818 -- what a caller is told ends here
    """A token that proves nothing; why is logged and never told."""


class UnknownPersonError(LookupError):
    """Nobody of this id is among the demo people."""


class _Claims(BaseModel):
    sub: str
    name: str
    role: Role
    agency: AgencyCode | None = None


class Verifier:
    """Checks tokens of one issuer for one audience."""

    def __init__(self, public_key: bytes, issuer: str, audience: str) -> None:
        key = load_pem_public_key(public_key)
        if not isinstance(key, Ed25519PublicKey):
            message = f"the issuer's key must be Ed25519, not {type(key).__name__}"
            raise TypeError(message)
        self._key, self._issuer, self._audience = key, issuer, audience

    @classmethod
    def of(cls, settings: Settings) -> "Verifier":
        """The verifier the settings name; the development issuer's keys are made on first use.

        Raises:
            OSError: the public key cannot be read; the message names its file.
        """
        own = key_folder(settings) / PUBLIC_KEY
        path = settings.token_public_key_file or own
        if path == own:
            ensure_keys(own.parent)
        return cls(path.read_bytes(), settings.token_issuer, settings.token_audience)

    def verify(self, token: str) -> Actor:
        """The person the token vouches for.

        Raises:
            InvalidToken: for whatever reason.
        """
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                options={"require": REQUIRED},
            )
            return _actor(_Claims.model_validate(claims))
        except (jwt.PyJWTError, ValidationError, ValueError) as error:
            raise InvalidToken(type(error).__name__) from error


def _actor(claims: _Claims) -> Actor:
    if claims.role is Role.SYSTEM or claims.sub == REMISS.id:
        raise InvalidToken("nobody signs in as Remiss itself")
    if claims.agency is None and claims.role is not Role.AUDITOR:
        raise InvalidToken("only an auditor belongs to no agency")
    return Actor(id=claims.sub, name=claims.name, role=claims.role, agency=claims.agency)


def key_folder(settings: Settings) -> Path:
    """Where the development issuer keeps its keys."""
    return settings.data_dir.resolve() / "identity"


def ensure_keys(folder: Path) -> tuple[Path, Path]:
    """The development issuer's private and public key files, made on first use.

    For one machine and its demonstrations only: production trusts an issuer of its own.
    """
    private, public = folder / PRIVATE_KEY, folder / PUBLIC_KEY
    if not private.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = Ed25519PrivateKey.generate()
        _write(private, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    if not public.exists():
        pem = _private_key(private).public_key()
        _write(public, pem.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


def issue(
    private_key: Path,
    person: Actor,
    lifetime: timedelta,
    *,
    issuer: str = DEVELOPMENT_ISSUER,
    audience: str = "remiss",
) -> str:
    """A token of the development issuer, good for `lifetime` from now."""
    now = datetime.now(UTC)
    claims = {
        "sub": person.id,
        "name": person.name,
        "role": person.role.value,
        "agency": person.agency,
        "iss": issuer,
        "aud": audience,
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, _private_key(private_key), algorithm=ALGORITHM)


def token(settings: Settings, person: str, lifetime: timedelta = LIFETIME) -> str:
    """A token for one of the demo people, by id.

    Raises:
        UnknownPersonError: the message lists everyone there is.
    """
    people = {actor.id: actor for actor in load_people()}
    if person not in people:
        raise UnknownPersonError(_explain_unknown(person, people.values()))
    private, _ = ensure_keys(key_folder(settings))
    issuer, audience = settings.token_issuer, settings.token_audience
    return issue(private, people[person], lifetime, issuer=issuer, audience=audience)


def _explain_unknown(person: str, people: Iterable[Actor]) -> str:
    listed = "\n".join(f"  {actor.id}: {actor.name}, {actor.role}" for actor in people)
    return (
        f"Không có ai mang mã {person}. Hãy chọn một trong:\n{listed}\n"
        f"Nobody has the id {person}. Choose one of those above."
    )


def _private_key(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path} holds no Ed25519 key"
        raise TypeError(message)
    return key


def _write(path: Path, content: bytes) -> None:
    """Create `path` readable by its owner only; two processes starting at once agree on one."""
    beside = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
