"""An OpenID Connect provider as it is in life: it rotates keys, goes down, and comes back."""

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc.jwk import ECKey
from pydantic import SecretStr
from temporalio.client import Client

import worker
from remiss.consultation.values import Role
from remiss.identity import provider as provider_module
from remiss.identity.provider import Provider
from remiss.identity.signing_keys import KeysUnavailableError, usable
from remiss.identity.verifier import verifier_of
from remiss.settings import Settings
from tests.given import idp
from tests.given.api_cases import Case, opening
from tests.given.idp import free_provider
from tests.given.people import FINANCE, SCIENCE
from tests.given.served import CLOSED_PORT, Served, serving

ROLES: dict[str, Any] = {
    "lanh-dao": "agency_head",
    "chuyen-vien": "agency_official",
    "soan-thao": "officer",
}
PROBLEM = "application/problem+json"


def trusting(provider: idp.Provider, **changes: Any) -> Settings:
    """Settings for a provider that calls everything by names of its own."""
    return Settings(
        oidc_issuer=provider.issuer,
        claim_person="preferred_username",
        claim_role="realm_access.roles",
        claim_agency="org.code",
        role_names=ROLES,
        service_claim="gty=client-credentials",
        **changes,
    )


@pytest.fixture
async def provider() -> AsyncIterator[idp.Provider]:
    """A provider that answers."""
    async with idp.serving(free_provider()) as running:
        yield running


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking again is allowed after a moment instead of seconds."""
    monkeypatch.setattr(provider_module.Provider.__init__, "__kwdefaults__", _defaults(0.2))


def _defaults(seconds: float) -> dict[str, Any]:
    known = dict(Provider.__init__.__kwdefaults__)  # type: ignore[arg-type]
    return known | {"least_seconds_between": seconds}


def alone(provider: idp.Provider, folder: Path) -> Settings:
    """For an API that has nothing but its provider."""
    return trusting(
        provider,
        data_dir=folder,
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
        update_timeout_seconds=0.5,
    )


async def ask(served: Served, token: str) -> httpx.Response:
    """Something that needs a signed-in person and nothing else."""
    return await served.http.get(
        "/v1/taxonomy", headers={"Authorization": f"Bearer {token}", "X-Request-Id": "one"}
    )


async def test_a_person_is_read_from_the_providers_own_claims(provider: idp.Provider) -> None:
    """Nested paths and the provider's names for roles; what else it lists changes nothing."""
    verifier = verifier_of(trusting(provider))
    for algorithm in ("RS256", "ES256", "EdDSA"):
        provider.rotate(algorithm, algorithm)
    async with verifier.keys.keeping():  # type: ignore[attr-defined]
        for kid in provider.keys:
            (found,) = await verifier.verify(provider.sign(provider.claims(), kid))
            assert (found.id, found.name) == ("stc.huong.bui", "Bùi Thu Hương")
            assert (found.role, found.agency) == (Role.AGENCY_HEAD, FINANCE)


async def test_one_person_holds_several_roles(provider: idp.Provider) -> None:
    """The same person once in each; an auditor may also be of an agency."""
    verifier = verifier_of(trusting(provider))
    async with verifier.keys.keeping():  # type: ignore[attr-defined]
        several = provider.claims(realm_access={"roles": ["lanh-dao", "soan-thao", "khac"]})
        held = await verifier.verify(provider.sign(several))
    assert {(one.role, one.id, one.agency) for one in held} == {
        (Role.AGENCY_HEAD, "stc.huong.bui", FINANCE),
        (Role.OFFICER, "stc.huong.bui", FINANCE),
    }


async def test_the_api_starts_while_the_provider_is_down(tmp_path: Path, hasty: None) -> None:
    """Callers are told that it is not their token, and served once the provider is there."""
    provider = free_provider()
    token = provider.token()
    async with serving(alone(provider, tmp_path)) as served:
        answer = await ask(served, token)
        assert (answer.status_code, answer.json()["code"]) == (503, "identity_provider_unavailable")
        assert answer.headers["Content-Type"] == PROBLEM
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["detail"] != answer.json()["detail_en"]
        assert "OpenID Connect" in (await served.http.get("/health/ready")).json()["down"]
        assert (await served.http.get("/v1/taxonomy")).status_code == 401

        async with idp.serving(provider):
            for _ in range(100):
                if (answer := await ask(served, token)).status_code == 200:
                    break
                await asyncio.sleep(0.05)
            assert answer.status_code == 200, answer.text
            ready = (await served.http.get("/health/ready")).json()
            assert "OpenID Connect" not in ready["down"]


async def test_a_provider_that_goes_down_breaks_nobody_it_knows(
    tmp_path: Path, hasty: None
) -> None:
    """Tokens of a kept key are taken as before; of another key nothing can be said: 503."""
    provider = free_provider()
    async with serving(alone(provider, tmp_path)) as served:
        async with idp.serving(provider):
            await _until_served(served, provider)
        provider.rotate("second")
        assert (await ask(served, provider.sign(provider.claims(), "first"))).status_code == 200
        await asyncio.sleep(0.25)
        answer = await ask(served, provider.token())
        assert (answer.status_code, answer.json()["code"]) == (503, "identity_provider_unavailable")


async def test_new_keys_are_found_and_old_ones_stay_while_listed(
    provider: idp.Provider, hasty: None
) -> None:
    """A key that is no longer listed proves nothing, once that is known."""
    verifier = verifier_of(trusting(provider))
    keys = verifier.keys
    assert isinstance(keys, Provider)
    first = provider.token()
    assert (await verifier.verify(first))[0].id == "stc.huong.bui"
    await asyncio.sleep(0.25)

    provider.rotate("second")
    assert (await verifier.verify(provider.token()))[0].id == "stc.huong.bui"
    assert (await verifier.verify(first))[0].id == "stc.huong.bui"

    del provider.keys["first"]
    await asyncio.sleep(0.25)
    assert await keys.find("third") == ()  # looked again: the first is gone
    assert await keys.find("first") == ()
    assert len(await keys.find("second")) == 1


async def test_unknown_keys_do_not_make_us_ask_and_ask(provider: idp.Provider) -> None:
    """However many tokens name keys that nobody has: one look in so many seconds."""
    now = 1000.0
    keys = Provider(provider.issuer, clock=lambda: now)
    found = await asyncio.gather(*(keys.find(f"made-up-{number}") for number in range(100)))
    assert set(found) == {()}
    assert provider.asked == ["discovery", "keys"]

    now += provider_module.LEAST_SECONDS_BETWEEN - 1
    await keys.find("made-up")
    assert len(provider.asked) == 2
    now += 2
    await keys.find("made-up")
    assert len(provider.asked) == 4


async def test_keys_outlive_the_provider_for_a_day() -> None:
    """Long enough for any outage in which tokens are still good; not for ever."""
    now = 1000.0
    provider = free_provider()
    keys = Provider(provider.issuer, clock=lambda: now)
    async with idp.serving(provider):
        assert len(await keys.find("first")) == 1
    now += provider_module.TRUSTED_SECONDS - 1
    assert len(await keys.find("first")) == 1
    with pytest.raises(KeysUnavailableError):
        await keys.find("second")
    now += 2
    with pytest.raises(KeysUnavailableError):
        await keys.find("first")
    assert not keys.has_keys


async def test_keys_are_kept_fresh_without_being_asked_for(provider: idp.Provider) -> None:
    """A key taken off the list is gone before a token that uses it comes."""
    keys = Provider(provider.issuer, least_seconds_between=0.01, fresh_seconds=0.05)
    async with keys.keeping():
        for _ in range(200):
            if provider.asked.count("keys") >= 3:
                break
            await asyncio.sleep(0.02)
        else:
            pytest.fail("nobody looked")
        provider.keys.clear()
        provider.rotate("second")
        for _ in range(200):
            if keys._known("second") and not keys._known("first"):
                return
            await asyncio.sleep(0.02)
    pytest.fail("the old key is still there")


@pytest.mark.parametrize(
    ("document", "instead"),
    [
        ("discovery", Response("down", 503)),
        ("discovery", RedirectResponse("/elsewhere")),
        ("discovery", Response("[]", media_type="application/json")),
        ("discovery", Response("<html>", media_type="text/html")),
        ("discovery", Response(b"[" * 200_000)),
        ("discovery", Response(b" " * 300_000)),
        ("keys", Response("gone", 404)),
        ("keys", RedirectResponse("/elsewhere")),
        ("keys", JSONResponse({"keys": {}})),
        ("keys", JSONResponse({"keys": [{}] * 101})),
        ("keys", Response(b" " * 300_000)),
    ],
)
async def test_a_provider_that_answers_rubbish_is_away(
    provider: idp.Provider, document: str, instead: Response
) -> None:
    """No redirect is followed, no endless answer read, and nothing but JSON believed."""
    provider.instead[document] = instead
    with pytest.raises(KeysUnavailableError):
        await Provider(provider.issuer).find("first")
    assert "elsewhere" not in provider.asked


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://id.other.example"},
        {"issuer": None},
        {"jwks_uri": None},
        {"jwks_uri": "http://id.h99.example/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": "http://127.0.0.1:1/keys"},
        {"jwks_uri": "https://[::1"},
        {"jwks_uri": "https://127.0.0.1:1/keys"},
    ],
    ids=str,
)
async def test_a_provider_must_be_who_it_is_said_to_be(
    provider: idp.Provider, described: dict[str, Any]
) -> None:
    """Under the very name in the settings, with its keys by https, or on this machine."""
    provider.described = described
    with pytest.raises(KeysUnavailableError):
        await Provider(provider.issuer).find("first")


async def test_a_slow_provider_is_waited_for_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes the connection and says nothing holds nobody up for long."""
    monkeypatch.setattr(provider_module, "WITHIN_SECONDS", 0.3)
    silent = await asyncio.start_server(_say_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    async with silent, asyncio.timeout(5):
        with pytest.raises(KeysUnavailableError):
            await Provider(f"http://127.0.0.1:{port}").find("first")


async def _say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(2)
    writer.close()


def _short_jwk() -> dict[str, Any]:
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 -- it is to be refused
    numbers = short.public_key().public_numbers()
    return {"kty": "RSA", "n": _base64(numbers.n), "e": _base64(numbers.e)}


def _base64(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_only_public_keys_for_signatures_are_used() -> None:
    """What encrypts, is shared, private, short, or not understood is passed over."""
    good = ec.generate_private_key(ec.SECP256R1())
    public = idp.public_jwk(good, "ES256")
    private = dict(ECKey.import_key(idp.pem_of(good)).as_dict(private=True))
    listed = [
        public | {"kid": "good", "use": "sig", "alg": "ES256"},
        public | {"use": "enc"},
        public | {"key_ops": ["sign"]},
        public | {"key_ops": 7},
        public | {"alg": "RS256"},
        public | {"alg": "HS256"},
        public | {"alg": ["ES256"]},
        public | {"kid": 7},
        private,
        _short_jwk(),
        {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "RSA"},
        {},
        "key",
        None,
    ]
    (found,) = usable(listed)
    assert (found.kid, set(found.algorithms)) == ("good", {"ES256"})
    unnamed = rsa.generate_private_key(65537, 2048)
    (several,) = usable([idp.public_jwk(unnamed, "RS256")])
    assert {"RS256", "PS256"} <= several.algorithms
    assert not several.algorithms & {"HS256", "ES256", "EdDSA"}


async def test_an_agencys_system_acts_as_an_official_and_says_what_it_is(
    settings: Settings, temporal: Client, provider: idp.Provider
) -> None:
    """It drafts; it signs only once a head lends it the signature; the ledger names a system."""
    provider.clients["stc-eoffice"] = (
        "made-up",
        {"gty": "client-credentials", "sub": "0f6d", "realm_access": ..., "org": {"code": FINANCE}},
    )
    settings = trusting(
        provider, **settings.model_dump(include={"data_dir", "postgres_dsn", "temporal_address"})
    ).with_values({"task_queue": settings.task_queue, "update_timeout_seconds": 10})
    async with serving(settings) as served, worker.running(settings, temporal):
        await _until_served(served, provider)
        officer = as_bearer(
            provider.token(
                preferred_username="snv.lan",
                name="Trần Thị Ngọc Lan",
                realm_access={"roles": ["soan-thao"]},
                org={"code": "H99.02"},
            )
        )
        head = as_bearer(provider.token())
        system = as_bearer(await _client_token(provider, "stc-eoffice", "made-up"))
        case = await _opened(served, officer)

        async def tries(who: dict[str, str], path: str, **sent: Any) -> httpx.Response:
            key = {"Idempotency-Key": secrets.token_hex(8)}
            return await served.http.post(
                f"/v1{case.request()}/{path}", headers=who | key, json=sent
            )

        drafted = await tries(system, "reply", **case.reply())
        assert drafted.json()["receipt"]["events"] == ["reply_drafted"]
        declined = {"question": "kinh-phi", "field": "justice.sanction", "to": "H99.03"}
        for path, sent in (
            ("assign", {"official": {"id": "duc", "name": "Đức"}}),
            ("decline", {"declined": [declined], "reasons": "Việc khác."}),
            ("conclude", {}),
        ):
            refused = await tries(system, path, **sent)
            assert refused.status_code in {403, 404}, refused.text
        inbox = (await served.http.get("/v1/inbox", headers=system)).json()
        assert [item["consultation"] for item in inbox["items"]] == [case.id]
        for path in ("tasks", "reports", "scorecards/agencies", "notices/deliveries"):
            assert (await served.http.get(f"/v1/{path}", headers=system)).status_code == 403
        request = await served.http.get(f"/v1{case.request()}", headers=system)
        sha256 = request.json()["unsigned_sha256"]
        refused = await tries(system, "sign", reply_sha256=sha256)
        assert (refused.status_code, refused.json()["code"]) == (403, "signature_not_delegated")
        lent = await tries(
            head,
            "delegation",
            to={"id": "system.stc-eoffice", "name": "Văn phòng điện tử"},
            since="2026-01-01T00:00:00Z",
            until="2099-01-01T00:00:00Z",
            reason="Ký số tự động.",
        )
        assert lent.status_code == 200, lent.text
        signed = await tries(system, "sign", reply_sha256=sha256)
        timeline = await served.http.get(f"/v1{case.path}/timeline", headers=head)
    assert signed.json()["receipt"]["events"][-1] == "reply_accepted", signed.text
    received = next(e for e in timeline.json()["entries"] if e["type"] == "reply_received")
    assert received["actor"]["id"] == "system.stc-eoffice"
    assert received["actor"]["name"] == "Hệ thống/System stc-eoffice"
    assert received["actor"]["role"] == "agency_official"
    assert "Hệ thống/System stc-eoffice" in received["text"]["vi"]


def as_bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def _client_token(provider: idp.Provider, client: str, secret: str) -> str:
    """As an e-office system gets it: by its own id and secret, over HTTP."""
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{provider.issuer}/token",
            data={"grant_type": "client_credentials"},
            auth=(client, secret),
        )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


async def _opened(served: Served, officer: dict[str, str]) -> Case:
    files = {"file": ("f", b"%PDF-1.7 draft")}
    uploaded = await served.http.post("/v1/attachments", headers=officer, files=files)
    sha256 = uploaded.json()["sha256"]
    opened = await served.http.post(
        "/v1/consultations",
        headers=officer | {"Idempotency-Key": "open"},
        json=opening(sha256, agencies=[FINANCE, SCIENCE]),
    )
    assert opened.status_code == 201, opened.text
    return Case(served, opened.json()["receipt"]["consultation"], sha256)


async def _until_served(served: Served, provider: idp.Provider) -> None:
    for _ in range(100):
        if (await ask(served, provider.token())).status_code == 200:
            return
        await asyncio.sleep(0.05)
    pytest.fail("the provider's keys were never found")
