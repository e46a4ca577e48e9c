"""The built-in issuer: whom it vouches for, where its keys lie, and where it refuses to be used."""

import base64
import hashlib
import hmac
import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import SecretStr

from remiss.consultation.values import Actor, Role
from remiss.identity.development_keys import ensure_keys
from remiss.identity.trust import Trust, key_folder, on_one_machine, trust
from remiss.identity.verifier import InvalidToken, one_key, verifier_of
from remiss.machine.development_issuer import (
    UnknownPersonError,
    check_is_ours,
    issue,
    token,
)
from remiss.serving.services import known_people
from remiss.settings import InvalidSettingsError, Settings
from tests.given.people import AUDITOR, FINANCE, HEAD

SYSTEM = Actor(
    id="system.stc-eoffice",
    name="Hệ thống/System stc-eoffice",
    role=Role.AGENCY_OFFICIAL,
    agency=FINANCE,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, development_issuer=True)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The public key of an issuer of one's own."""
    return ensure_keys(tmp_path / "elsewhere")[1]


async def test_an_issued_token_names_its_bearer(settings: Settings) -> None:
    """What the development issuer signs is read back as the same person, or the same system."""
    private, _ = ensure_keys(key_folder(settings))
    for someone in (HEAD, AUDITOR, SYSTEM):
        given = issue(private, someone, timedelta(minutes=5))
        assert await verifier_of(settings).verify(given) == (someone,)


@pytest.mark.parametrize("forged", ["another key", "no signature", "the public key", "altered"])
async def test_a_forged_token_proves_nothing(settings: Settings, forged: str) -> None:
    """The built-in issuer is as hard to imitate as any: `test_broken_tokens` has the whole list."""
    private, public = ensure_keys(key_folder(settings))
    good = issue(private, HEAD, timedelta(minutes=5))
    head, claims, signature = good.split(".")
    other, _ = ensure_keys(settings.data_dir / "forger")
    _, auditors, _ = issue(other, AUDITOR, timedelta(minutes=5)).split(".")
    said = f"{encoded({'alg': 'HS256'})}.{claims}"
    mac = hmac.new(public.read_bytes(), said.encode(), hashlib.sha256).digest()
    tokens = {
        "another key": issue(other, HEAD, timedelta(minutes=5)),
        "no signature": f"{encoded({'alg': 'none'})}.{claims}.AA",
        "the public key": f"{said}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}",
        "altered": f"{head}.{auditors}.{signature}",
    }
    verifier = verifier_of(settings)
    assert await verifier.verify(good) == (HEAD,)
    with pytest.raises(InvalidToken):
        await verifier.verify(tokens[forged])


def encoded(header: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")


def test_keys_are_made_once_and_kept_private(tmp_path: Path) -> None:
    """The key files are their owner's alone, and a second start keeps them."""
    keys = ensure_keys(tmp_path / "identity")
    before = [path.read_bytes() for path in keys]
    assert ensure_keys(keys[0].parent) == keys
    assert [path.read_bytes() for path in keys] == before
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in keys)
    assert sorted(path.name for path in keys[0].parent.iterdir()) == ["private.pem", "public.pem"]


def test_only_an_ed25519_key_verifies(tmp_path: Path) -> None:
    """A key of another kind is refused when the service starts, not when a token comes."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    path = tmp_path / "issuer.pem"
    path.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(ValueError, match="Ed25519"):
        one_key(path.read_bytes())
    for name in ("issuer.pem", "nowhere.pem"):
        wrong = Settings(data_dir=tmp_path, token_public_key_file=tmp_path / name)
        with pytest.raises(InvalidSettingsError, match="REMISS_TOKEN_PUBLIC_KEY_FILE") as caught:
            verifier_of(wrong)
        assert "Cần tệp PEM" in str(caught.value)


def test_a_token_is_only_for_people_there_are(settings: Settings) -> None:
    """An unknown id is answered with the ids there are."""
    with pytest.raises(UnknownPersonError, match=r"stc\.huong\.bui"):
        token(settings, "nobody")


def test_nobody_is_trusted_unless_the_settings_say_whom(tmp_path: Path) -> None:
    """The message names the settings, in both languages; so where the key is the built-in one."""
    own = key_folder(Settings(data_dir=tmp_path)) / "public.pem"
    for settings in (
        Settings(data_dir=tmp_path),
        Settings(data_dir=tmp_path, token_public_key_file=own),
    ):
        with pytest.raises(InvalidSettingsError) as caught:
            trust(settings)
        vietnamese, english = str(caught.value).splitlines()
        for text in (vietnamese, english):
            assert "REMISS_OIDC_ISSUER" in text
            assert "REMISS_TOKEN_PUBLIC_KEY_FILE" in text
        assert "Hãy đặt" in vietnamese
        assert "Set one of" in english


def test_only_one_issuer_is_trusted(settings: Settings, key_file: Path) -> None:
    """Two ways at once would be two doors; which was meant is for a person to say."""
    provider = {"oidc_issuer": "https://id.h99.example"}
    for changes in (provider, {"token_public_key_file": key_file}):
        with pytest.raises(InvalidSettingsError, match="Only one issuer"):
            trust(settings.with_values(changes))
    both = Settings(oidc_issuer="https://id.h99.example", token_public_key_file=key_file)
    with pytest.raises(InvalidSettingsError, match="Only one issuer"):
        trust(both)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("api_host", "0.0.0.0"),  # noqa: S104
        ("api_host", "::"),
        ("api_host", "10.1.2.3"),
        ("api_host", "remiss.h99.example"),
        ("postgres_dsn", SecretStr("postgresql://u:p@db.h99.example/remiss")),
        ("postgres_dsn", SecretStr("postgresql:///remiss?host=10.1.2.3")),
        ("postgres_dsn", SecretStr("postgresql://u@127.0.0.1,db.h99.example/remiss")),
        ("temporal_address", "temporal.h99.example:7233"),
    ],
)
def test_the_built_in_issuer_stays_on_one_machine(
    settings: Settings, setting: str, value: object
) -> None:
    """Neither open to others, nor over a ledger elsewhere: `up` refuses too, naming the setting."""
    with pytest.raises(InvalidSettingsError, match=f"REMISS_{setting.upper()}"):
        trust(settings.with_values({setting: value}))
    plain = Settings(data_dir=settings.data_dir).with_values({setting: value})
    with pytest.raises(InvalidSettingsError, match="một máy"):
        on_one_machine(plain)
    with pytest.raises(InvalidSettingsError):
        token(plain, "stc.huong.bui")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("api_host", "::1"),
        ("api_host", "localhost"),
        ("postgres_dsn", SecretStr("postgresql://u@127.0.0.1:5432/remiss")),
        ("postgres_dsn", SecretStr("postgresql://u@/remiss?host=/run/postgresql")),
        ("temporal_address", "[::1]:7233"),
    ],
)
def test_addresses_of_this_machine_are_recognised(
    settings: Settings, setting: str, value: object
) -> None:
    """By number, by name, and a socket in a folder."""
    assert trust(settings.with_values({setting: value})) is Trust.DEVELOPMENT


def test_another_issuer_takes_the_built_in_ones_place(settings: Settings, key_file: Path) -> None:
    """`up` keeps an issuer that is named; then no token is given here, and nobody is known."""
    named = Settings(data_dir=settings.data_dir, token_public_key_file=key_file)
    provided = Settings(data_dir=settings.data_dir, oidc_issuer="https://id.h99.example")
    for other, kind in ((named, Trust.KEY), (provided, Trust.PROVIDER)):
        assert trust(on_one_machine(other)) is kind
        assert not known_people(other).all
        with pytest.raises(InvalidSettingsError, match="built-in"):
            check_is_ours(other)
        with pytest.raises(InvalidSettingsError, match="Hãy đăng nhập"):
            token(other, "stc.huong.bui")


def test_up_uses_the_built_in_issuer_by_itself(tmp_path: Path) -> None:
    """With no issuer named, or its own key named, and then its invented people are known."""
    plain = Settings(data_dir=tmp_path)
    named = Settings(data_dir=tmp_path, token_public_key_file=key_folder(plain) / "public.pem")
    for settings in (plain, named):
        own = on_one_machine(settings)
        assert trust(own) is Trust.DEVELOPMENT
        assert known_people(own).of(FINANCE)
