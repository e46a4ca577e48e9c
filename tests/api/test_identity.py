"""Tokens: the one kind that proves something, and the many that do not."""

import base64
import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from api.identity import (
    InvalidToken,
    UnknownPersonError,
    Verifier,
    ensure_keys,
    issue,
    key_folder,
    token,
)
from api.services import known_people
from settings import Settings
from tests.api.people import AUDITOR, HEAD

ISSUER, AUDIENCE = "remiss-development", "remiss"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    return ensure_keys(tmp_path / "identity")


@pytest.fixture
def verifier(keys: tuple[Path, Path]) -> Verifier:
    return Verifier(keys[1].read_bytes(), ISSUER, AUDIENCE)


def claims(**changed: Any) -> dict[str, Any]:
    whole = {
        "sub": "huong",
        "name": "Bùi Thu Hương",
        "role": "agency_head",
        "agency": "H99.04",
        "iss": ISSUER,
        "aud": AUDIENCE,
        "exp": datetime.now(UTC) + timedelta(hours=1),
    }
    return {name: value for name, value in (whole | changed).items() if value is not ...}


def signed(keys: tuple[Path, Path], **changed: Any) -> str:
    return jwt.encode(claims(**changed), keys[0].read_text(), algorithm="EdDSA")


def unsigned(header: dict[str, Any], signature: bytes = b"") -> str:
    body = claims(exp=int(datetime.now(UTC).timestamp()) + 3600)
    parts = [json.dumps(header).encode(), json.dumps(body).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def test_an_issued_token_names_its_person(keys: tuple[Path, Path], verifier: Verifier) -> None:
    """What the development issuer signs is read back as the same actor."""
    for person in (HEAD, AUDITOR):
        assert verifier.verify(issue(keys[0], person, timedelta(minutes=5))) == person


def test_keys_are_made_once_and_kept_private(keys: tuple[Path, Path]) -> None:
    """The key files are their owner's alone, and a second start keeps them."""
    before = [path.read_bytes() for path in keys]
    assert ensure_keys(keys[0].parent) == keys
    assert [path.read_bytes() for path in keys] == before
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in keys)
    assert sorted(path.name for path in keys[0].parent.iterdir()) == ["private.pem", "public.pem"]


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "someone-else"},
        {"iss": ...},
        {"aud": "another-service"},
        {"aud": ...},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"exp": ...},
        {"sub": ...},
        {"sub": 7},
        {"sub": ""},
        {"sub": "a b"},
        {"sub": "remiss"},
        {"name": ...},
        {"name": "\x00"},
        {"name": ""},
        {"role": ...},
        {"role": "system"},
        {"role": "chairman"},
        {"role": ["officer"]},
        {"agency": ...},
        {"agency": None},
        {"agency": "H99"},
        {"agency": "H99.04\n"},
        {"nbf": datetime(2999, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_proves_nothing(
    keys: tuple[Path, Path], verifier: Verifier, changed: dict[str, Any]
) -> None:
    """Issuer, audience, expiry, subject, role and agency must each be right."""
    with pytest.raises(InvalidToken):
        verifier.verify(signed(keys, **changed))


def _hs256_with_the_public_key(keys: tuple[Path, Path]) -> str:
    import hashlib  # noqa: PLC0415 -- only the attacker signs by hand
    import hmac  # noqa: PLC0415

    head = unsigned({"alg": "HS256", "typ": "JWT"}).rsplit(".", 1)[0]
    mac = hmac.new(keys[1].read_bytes(), head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _es256(_keys: tuple[Path, Path]) -> str:
    return jwt.encode(claims(), ec.generate_private_key(ec.SECP256R1()), algorithm="ES256")


def _another_key(_keys: tuple[Path, Path]) -> str:
    return jwt.encode(claims(), ed25519.Ed25519PrivateKey.generate(), algorithm="EdDSA")


def _embedded_key(_keys: tuple[Path, Path]) -> str:
    own = ed25519.Ed25519PrivateKey.generate()
    raw = own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    x = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    return jwt.encode(claims(), own, algorithm="EdDSA", headers={"jwk": jwk})


def _altered(keys: tuple[Path, Path]) -> str:
    head, _, signature = signed(keys).split(".")
    body = json.dumps(claims(exp=9999999999, role="supervisor")).encode()
    return f"{head}.{base64.urlsafe_b64encode(body).decode().rstrip('=')}.{signature}"


@pytest.mark.parametrize(
    "forged",
    [
        lambda _: unsigned({"alg": "none"}),
        lambda _: unsigned({"alg": "NONE", "typ": "JWT"}),
        lambda _: unsigned({"alg": "EdDSA"}, b"\0" * 64),
        lambda _: unsigned({}),
        _hs256_with_the_public_key,
        _es256,
        _another_key,
        _embedded_key,
        _altered,
        lambda _: "",
        lambda _: "a.b.c",
        lambda _: "é" * 10,
        lambda keys: signed(keys) + "x",
        lambda keys: signed(keys).rsplit(".", 1)[0] + ".",
    ],
)
def test_a_forged_token_proves_nothing(
    keys: tuple[Path, Path], verifier: Verifier, forged: Callable[[tuple[Path, Path]], str]
) -> None:
    """No algorithm, another algorithm, another key, a key it brings itself, an altered body."""
    with pytest.raises(InvalidToken):
        verifier.verify(forged(keys))


def test_only_an_ed25519_key_verifies() -> None:
    """A key of another kind is refused when the service starts, not when a token comes."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(TypeError, match="Ed25519"):
        Verifier(pem, ISSUER, AUDIENCE)


def test_the_settings_name_the_key(tmp_path: Path) -> None:
    """The development issuer's keys are made on first use; a key file that is named must exist."""
    settings = Settings(data_dir=tmp_path)
    person = Verifier.of(settings).verify(token(settings, "stc.huong.bui"))
    assert (person.agency, person.role) == ("H99.04", "agency_head")
    assert (key_folder(settings) / "public.pem").exists()
    with pytest.raises(FileNotFoundError, match="elsewhere"):
        Verifier.of(Settings(data_dir=tmp_path, token_public_key_file=tmp_path / "elsewhere.pem"))


def test_a_token_is_only_for_people_there_are(tmp_path: Path) -> None:
    """An unknown id is answered with the ids there are."""
    with pytest.raises(UnknownPersonError, match=r"stc\.huong\.bui"):
        token(Settings(data_dir=tmp_path), "nobody")


def test_the_built_in_issuers_people_are_known_wherever_its_key_lies(tmp_path: Path) -> None:
    """Also under `remiss up`, which names the key's file; of another issuer nobody is known."""
    own = Settings(data_dir=tmp_path, token_public_key_file=tmp_path / "public.pem")
    other = own.with_values({"token_issuer": "https://id.h99.example"})

    assert known_people(own)["stc.duc.hoang"].agency == "H99.04"
    assert known_people(other) == {}
