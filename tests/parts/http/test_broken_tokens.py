"""Tokens of every broken kind, sent for real: one answer to all of them, and the log says why."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from joserfc.jwk import ECKey
from pydantic import SecretStr

from remiss.identity.signing_keys import TokenAlgorithms
from remiss.settings import Settings
from tests.given import idp
from tests.given.idp import free_provider
from tests.given.served import CLOSED_PORT, Served, serving

HOUR = timedelta(hours=1)
EC_SHA256 = TokenAlgorithms.algorithms["ES256"]
SYSTEM = {"sub": "stc-eoffice", "azp": "stc-eoffice", "name": ...}
Forge = Callable[[idp.Provider], str]


def encoded(part: Any) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part, default=_stamp).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _stamp(at: datetime) -> int:
    return int(at.timestamp())


def by_hand(header: Any, claims: Any, signature: Any = b"\0" * 64) -> str:
    return f"{encoded(header)}.{encoded(claims)}.{encoded(signature)}"


def signed_by_hand(provider: idp.Provider, header: Any, claims: Any) -> str:
    """A good signature by the provider's own key over parts no library would write."""
    _, key = provider.keys["first"]
    said = f"{encoded(header)}.{encoded(claims)}"
    return f"{said}.{encoded(EC_SHA256.sign(said.encode(), ECKey.import_key(idp.pem_of(key))))}"


def _public_pem(provider: idp.Provider) -> bytes:
    _, key = provider.keys["first"]
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _secret_is_the_public_key(provider: idp.Provider) -> str:
    said = f"{encoded({'alg': 'HS256', 'kid': 'first'})}.{encoded(provider.claims())}"
    mac = hmac.new(_public_pem(provider), said.encode(), hashlib.sha256).digest()
    return f"{said}.{encoded(mac)}"


def _secret_is_the_jwk(provider: idp.Provider) -> str:
    said = f"{encoded({'alg': 'HS256', 'kid': 'first'})}.{encoded(provider.claims())}"
    mac = hmac.new(json.dumps(provider.jwk("first")).encode(), said.encode(), hashlib.sha256)
    return f"{said}.{encoded(mac.digest())}"


def _anothers_key(provider: idp.Provider) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return idp.encode(provider.claims(), key, "ES256", {"kid": "first"})


def _brings(name: str) -> Forge:
    """Signed by a key of the forger's own, which the header brings along."""

    def forge(provider: idp.Provider) -> str:
        key = ec.generate_private_key(ec.SECP256R1())
        written = idp.public_jwk(key, "ES256")
        brought = {
            "jwk": written,
            "jku": f"{provider.issuer}/keys",
            "x5u": f"{provider.issuer}/keys",
            "x5c": [base64.b64encode(b"certificate").decode()],
        }
        headers = {"kid": "first", name: brought[name]}
        return idp.encode(provider.claims(), key, "ES256", headers)

    return forge


def _brings_the_right_one(provider: idp.Provider) -> str:
    return provider.sign(provider.claims(), headers={"jwk": provider.jwk("first")})


def _altered(provider: idp.Provider) -> str:
    head, _, signature = provider.token().split(".")
    roles = {"roles": ["van-phong"]}
    return f"{head}.{encoded(provider.claims(realm_access=roles))}.{signature}"


def _with(**changed: Any) -> Forge:
    return lambda provider: provider.token(**changed)


def _headed(**headers: Any) -> Forge:
    return lambda provider: provider.sign(provider.claims(), headers=headers)


def _twice(provider: idp.Provider) -> str:
    claims = json.dumps(provider.claims(), default=_stamp)
    twice = claims[:-1] + ', "realm_access": {"roles": ["van-phong"]}}'
    return signed_by_hand(provider, {"alg": "ES256", "kid": "first"}, twice.encode())


def _twice_in_the_header(provider: idp.Provider) -> str:
    header = b'{"alg": "none", "alg": "ES256", "kid": "first"}'
    return signed_by_hand(provider, header, provider.claims())


def _claims_by_hand(claims: bytes) -> Forge:
    return lambda provider: signed_by_hand(provider, {"alg": "ES256", "kid": "first"}, claims)


def _expires(at: bytes) -> Forge:
    def forge(provider: idp.Provider) -> str:
        claims = json.dumps(provider.claims(exp=...), default=_stamp).encode()
        return _claims_by_hand(claims[:-1] + b', "exp": ' + at + b"}")(provider)

    return forge


# What the token is, how it is made, and what the log says of it.
BROKEN: dict[str, tuple[Forge, str]] = {
    "empty": (lambda _: "", "no bearer token"),
    "not three parts": (lambda p: p.token().rsplit(".", 1)[0], "three parts"),
    "five parts": (lambda _: "a.b.c.d.e", "three parts"),
    "no signature": (lambda p: p.token().rsplit(".", 1)[0] + ".", "three parts"),
    "not base64": (lambda _: "a!.b!.c!", "no JSON"),
    "not JSON": (lambda _: by_hand(b"{", b"{"), "no JSON"),
    "not an object": (lambda _: by_hand([], {}), "no JSON object"),
    "deep": (lambda _: by_hand(b"[" * 5000, {}), "no JSON"),
    "NaN": (_claims_by_hand(b'{"exp": NaN}'), "no JSON"),
    "huge": (lambda p: p.token(padding="x" * 20_000), "too long"),
    "alg none": (lambda p: by_hand({"alg": "none"}, p.claims(), b"x"), "algorithm"),
    "alg NONE": (lambda p: by_hand({"alg": "NoNe"}, p.claims(), b"x"), "algorithm"),
    "no alg": (lambda p: by_hand({"kid": "first"}, p.claims()), "algorithm"),
    "alg a list": (lambda p: by_hand({"alg": ["ES256"]}, p.claims()), "algorithm"),
    "HS256 with the public key": (_secret_is_the_public_key, "algorithm"),
    "HS256 with the JWK": (_secret_is_the_jwk, "algorithm"),
    "another algorithm": (
        lambda p: by_hand({"alg": "RS256", "kid": "first"}, p.claims()),
        "no trusted key",
    ),
    "an algorithm not taken": (
        lambda p: by_hand({"alg": "ES384", "kid": "first"}, p.claims()),
        "algorithm",
    ),
    "unknown key id": (_headed(kid="of-nobody"), "no trusted key"),
    "key id a path": (_headed(kid="../../etc/passwd"), "no trusted key"),
    "key id no text": (lambda p: by_hand({"alg": "ES256", "kid": 7}, p.claims()), "key id"),
    "wrong key": (_anothers_key, "InvalidSignature"),
    "altered": (_altered, "InvalidSignature"),
    "signature of nothing": (
        lambda p: by_hand({"alg": "ES256", "kid": "first"}, p.claims()),
        "InvalidSignature",
    ),
    "brings jwk": (_brings("jwk"), "brings its own key: jwk"),
    "brings jku": (_brings("jku"), "brings its own key: jku"),
    "brings x5u": (_brings("x5u"), "brings its own key: x5u"),
    "brings x5c": (_brings("x5c"), "brings its own key: x5c"),
    "brings the right key": (_brings_the_right_one, "brings its own key"),
    "crit": (
        lambda p: signed_by_hand(
            p, {"alg": "ES256", "kid": "first", "crit": ["exp"], "exp": 1}, p.claims()
        ),
        "extensions",
    ),
    "b64": (
        lambda p: signed_by_hand(
            p, {"alg": "ES256", "kid": "first", "crit": ["b64"], "b64": False}, p.claims()
        ),
        "extensions",
    ),
    "for something else": (_headed(typ="logout+jwt"), "something else"),
    "typ no text": (
        lambda p: signed_by_hand(p, {"alg": "ES256", "kid": "first", "typ": 1}, p.claims()),
        "something else",
    ),
    "claims twice": (_twice, "twice"),
    "header twice": (_twice_in_the_header, "twice"),
    "wrong issuer": (_with(iss="https://id.other.example"), "InvalidIssuer"),
    "issuer alike": (lambda p: p.token(iss=p.issuer + "/"), "InvalidIssuer"),
    "no issuer": (_with(iss=...), "iss"),
    "wrong audience": (_with(aud="another-service"), "Audience"),
    "audience alike": (_with(aud="remiss-2"), "Audience"),
    "no audience": (_with(aud=...), "aud"),
    "expired": (lambda p: p.token(exp=datetime.now(UTC) - HOUR), "Expired"),
    "expired just past the skew": (
        lambda p: p.token(exp=datetime.now(UTC) - timedelta(seconds=40)),
        "Expired",
    ),
    "never expires": (_with(exp=...), "exp"),
    "expiry no number": (
        lambda p: signed_by_hand(p, {"alg": "ES256", "kid": "first"}, p.claims() | {"exp": "soon"}),
        "Expiration",
    ),
    "expiry endless": (_expires(b"1e999"), "Expiration"),
    "expiry beyond all calendars": (_expires(b"-" + b"9" * 400), "Expired"),
    "not yet valid": (lambda p: p.token(nbf=datetime.now(UTC) + HOUR), "Immature"),
    "issued tomorrow": (lambda p: p.token(iat=datetime.now(UTC) + 24 * HOUR), "Immature"),
    "no subject": (_with(sub=...), "sub"),
    "subject a list": (
        lambda p: signed_by_hand(p, {"alg": "ES256", "kid": "first"}, p.claims() | {"sub": ["a"]}),
        "InvalidSubject",
    ),
    "person a list": (_with(preferred_username=["stc.huong.bui"]), "id is missing or malformed"),
    "no person": (_with(preferred_username=...), "id is missing or malformed"),
    "person with a line end": (_with(preferred_username="a\nb"), "id is missing or malformed"),
    "person is Remiss": (_with(preferred_username="remiss"), "Remiss itself"),
    "person is a system": (_with(preferred_username="system.stc-eoffice"), "as a system"),
    "named as a system": (_with(name="Hệ thống/System stc-eoffice"), "as a system"),
    "no name": (_with(name=...), "name is no text"),
    "blank name": (_with(name=" "), "name is missing"),
    "endless name": (_with(name="x" * 121), "name is missing or malformed"),
    "name on two lines": (_with(name="Bùi\nHương"), "do not print"),
    "name turned round": (_with(name="Bùi \u202egnơưH"), "do not print"),
    "name with an escape": (_with(name="\x1b[31mBùi"), "do not print"),
    "role system": (_with(realm_access={"roles": ["he-thong", "system"]}), "a role is needed"),
    "no role": (_with(realm_access=...), "a role is needed"),
    "unknown role": (_with(realm_access={"roles": ["quan-tri"]}), "a role is needed"),
    "role by our name": (_with(realm_access={"roles": ["agency_head"]}), "a role is needed"),
    "two roles of no agency": (
        _with(realm_access={"roles": ["lanh-dao", "giam-sat"]}, org=...),
        "only inspectors",
    ),
    "role no text": (_with(realm_access={"roles": [["lanh-dao"]]}), "a role is needed"),
    "role deep": (_with(realm_access={"roles": {"lanh-dao": True}}), "a role is needed"),
    "no agency": (_with(org=...), "only inspectors"),
    "agency malformed": (_with(org={"code": "H99"}), "agency is missing or malformed"),
    "agency and a line": (_with(org={"code": "H99.04\n"}), "agency is missing or malformed"),
    "two agencies": (_with(org={"code": ["H99.04"]}), "agency is missing or malformed"),
    "system that heads": (_with(**SYSTEM), "a system is given the role agency_head"),
    "system that drafts": (
        _with(**SYSTEM, realm_access={"roles": ["soan-thao"]}),
        "a system is given the role officer",
    ),
    "system that audits": (
        _with(**SYSTEM, realm_access={"roles": ["giam-sat", "chuyen-vien"]}, org=...),
        "a system is given the role inspector",
    ),
    "system by its own sign that heads": (
        _with(gty="client-credentials"),
        "a system is given the role agency_head",
    ),
    "system of no agency": (_with(**SYSTEM, realm_access=..., org=...), "belongs to no agency"),
    "system of two clients": (
        _with(**SYSTEM, client_id="another", realm_access=...),
        "no client, or two",
    ),
    "system with a bad id": (
        _with(sub="a\tb", azp="a\tb", realm_access=..., name=...),
        "id is missing or malformed",
    ),
}


@pytest.fixture(scope="module")
async def guarded(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Served, idp.Provider]]:
    """An API that trusts a provider, and nothing else."""
    provider = free_provider()
    names: dict[str, Any] = {
        "lanh-dao": "agency_head",
        "chuyen-vien": "agency_official",
        "soan-thao": "officer",
        "van-phong": "office",
        "giam-sat": "auditor",
    }
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("guarded"),
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
        oidc_issuer=provider.issuer,
        claim_person="preferred_username",
        claim_role="realm_access.roles",
        claim_agency="org.code",
        role_names=names,
        service_claim="gty=client-credentials",
    )
    async with idp.serving(provider), serving(settings) as served:
        yield served, provider


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """The lines logged by one test."""
    with structlog.testing.capture_logs() as lines:
        yield lines


async def sent(served: Served, token: str | None) -> httpx.Response:
    headers = {"X-Request-Id": "one"} | ({} if token is None else bearer(token))
    return await served.http.get("/v1/taxonomy", headers=headers)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}".strip()}


def whole(answer: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, headers, answer.content


@pytest.mark.parametrize("kind", BROKEN)
async def test_every_broken_token_gets_the_same_answer(
    guarded: tuple[Served, idp.Provider], logged: list[Any], kind: str
) -> None:
    """To the letter that of a caller who sent none; only the log knows why, and not the token."""
    served, provider = guarded
    forge, reason = BROKEN[kind]
    token = forge(provider)
    answer = await sent(served, token)
    lines = [line for line in logged if line["event"] == "token_refused"]
    assert answer.status_code == 401, answer.text
    assert whole(answer) == whole(await sent(served, None))
    assert len(lines) == 1
    assert reason in lines[0]["reason"], lines[0]["reason"]
    assert len(lines[0]["reason"]) < 300
    assert not token or token not in json.dumps(logged, default=str)


async def test_what_is_not_broken_is_let_in(guarded: tuple[Served, idp.Provider]) -> None:
    """The same tokens with nothing wrong: else the corpus above would prove nothing."""
    served, provider = guarded
    good = {
        "person": provider.token(),
        "one audience": provider.token(aud="remiss"),
        "access token": provider.sign(provider.claims(), headers={"typ": "at+jwt"}),
        "within the skew": provider.token(exp=datetime.now(UTC) - timedelta(seconds=5)),
        "by hand": signed_by_hand(provider, {"alg": "ES256", "kid": "first"}, provider.claims()),
        "no key id": signed_by_hand(provider, {"alg": "ES256"}, provider.claims()),
        "auditor": provider.token(realm_access={"roles": ["giam-sat"]}, org=...),
        "system": provider.token(**SYSTEM, realm_access=...),
        "system, official": provider.token(
            **SYSTEM, realm_access={"roles": ["chuyen-vien", "offline_access"]}
        ),
        "long name": provider.token(name="Ư" * 120),
    }
    for kind, token in good.items():
        answer = await sent(served, token)
        assert answer.status_code == 200, (kind, answer.text)


async def test_no_scheme_but_bearer_is_looked_at(guarded: tuple[Served, idp.Provider]) -> None:
    """A good token under another scheme, or in the address or a cookie, proves nothing."""
    served, provider = guarded
    token = provider.token()
    nothing = whole(await sent(served, None))
    for headers in ({"Authorization": token}, {"Authorization": f"Basic {token}"}):
        answer = await served.http.get("/v1/taxonomy", headers=headers | {"X-Request-Id": "one"})
        assert whole(answer) == nothing
    for path, cookie in ((f"/v1/taxonomy?access_token={token}", ""), ("/v1/taxonomy", token)):
        headers = {"X-Request-Id": "one", "Cookie": f"access_token={cookie}"}
        assert whole(await served.http.get(path, headers=headers)) == nothing


async def test_a_named_key_file_is_as_strict(tmp_path: Path) -> None:
    """With one public key instead of a provider: the same checks, and its algorithm alone."""
    key = ed25519.Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "issuer.pem").write_bytes(public)
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
        token_public_key_file=tmp_path / "issuer.pem",
        token_issuer="https://id.h99.example",
    )
    claims = {
        "iss": "https://id.h99.example",
        "aud": "remiss",
        "sub": "stc.huong.bui",
        "name": "Bùi Thu Hương",
        "role": "agency_head",
        "agency": "H99.04",
        "exp": int(datetime.now(UTC).timestamp()) + 300,
    }
    said = f"{encoded({'alg': 'HS256'})}.{encoded(claims)}"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    forged = [
        f"{said}.{encoded(hmac.new(public, said.encode(), hashlib.sha256).digest())}",
        by_hand({"alg": "none"}, claims, b"x"),
        idp.encode(claims, ed25519.Ed25519PrivateKey.generate(), "EdDSA"),
        idp.encode(claims, ec.generate_private_key(ec.SECP256R1()), "ES256"),
        idp.encode(claims | {"iss": "remiss-development"}, private, "EdDSA"),
        idp.encode(claims | {"role": "system"}, private, "EdDSA"),
    ]
    async with serving(settings) as served:
        nothing = whole(await sent(served, None))
        for token in forged:
            assert whole(await sent(served, token)) == nothing
        good = idp.encode(claims, private, "EdDSA", headers={"kid": "whatever"})
        assert (await sent(served, good)).status_code == 200
