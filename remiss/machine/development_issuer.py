"""The built-in issuer of sign-in tokens, for demonstrations and tests on one machine.

Its private key lies in the data folder, and it vouches for invented people only.
`remiss.identity.trust` says where it may be used.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from remiss.consultation.values import Actor
from remiss.identity.claims import SYSTEM
from remiss.identity.trust import PUBLIC_KEY, key_folder, on_one_machine
from remiss.reference.people import load_people
from remiss.settings import InvalidSettingsError, Settings, variable

ALGORITHM = "EdDSA"
LIFETIME = timedelta(hours=12)
PRIVATE_KEY = "private.pem"


DEVELOPMENT_ISSUER = "remiss-development"
"""Names itself so in its tokens; it knows the people of the demo and nobody else."""


class UnknownPersonError(LookupError):
    """Nobody of this id is among the demo people."""


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
    """A token of the development issuer, good for `lifetime` from now.

    To an agency's own system it is given as providers do: to a client, which is its own subject.
    """
    now = datetime.now(UTC)
    client = person.id.removeprefix(SYSTEM)
    named = {"name": person.name} if client == person.id else {"client_id": client}
    claims = {
        "sub": client,
        **named,
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
        InvalidSettingsError: another issuer is trusted, which would not know this token.
        UnknownPersonError: the message lists everyone there is.
    """
    check_is_ours(settings)
    people = {actor.id: actor for actor in load_people()}
    if person not in people:
        raise UnknownPersonError(_explain_unknown(person, people.values()))
    private, _ = ensure_keys(key_folder(settings))
    issuer, audience = settings.token_issuer, settings.token_audience
    return issue(private, people[person], lifetime, issuer=issuer, audience=audience)


def check_is_ours(settings: Settings) -> None:
    """Refuse settings under which nobody would trust the development issuer.

    Raises:
        InvalidSettingsError: the message names them.
    """
    if on_one_machine(settings).development_issuer:
        return
    names = f"{variable('oidc_issuer')} / {variable('token_public_key_file')}"
    raise InvalidSettingsError(
        f"Mã đăng nhập do đơn vị phát hành nêu tại {names} cấp; lệnh này chỉ cấp mã của đơn vị "
        "phát hành kèm theo. Hãy đăng nhập ở đơn vị phát hành đó, hoặc bỏ các cài đặt này.\n"
        f"Tokens come from the issuer named in {names}; this command only gives those of the "
        "built-in one. Sign in there, or unset these."
    )


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
