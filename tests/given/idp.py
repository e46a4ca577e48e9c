"""An OpenID Connect provider on loopback, small and honest.

It serves discovery, keys that rotate, and tokens for clients that show their secret; people's
tokens it signs for the test that asks, or for whoever signs in with a code (`give_code`).
"""

import base64
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from remiss.identity.signing_keys import TokenAlgorithms
from tests.given.serving import running_server

AUDIENCE = "remiss"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
KINDS: dict[str, type[RSAKey | ECKey | OKPKey]] = {
    "RS256": RSAKey,
    "ES256": ECKey,
    "EdDSA": OKPKey,
}
MAKERS: dict[str, Callable[[], Key]] = {
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
}


@dataclass(frozen=True)
class GivenCode:
    """What a code was given for: the request that asked, and what is said of the person."""

    asked: dict[str, str]
    claims: dict[str, Any]


@dataclass
class Provider:
    """Its state; a test changes it while it serves."""

    port: int
    keys: dict[str, tuple[str, Key]] = field(default_factory=dict)
    clients: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, "GivenCode"] = field(default_factory=dict)
    host: str = "127.0.0.1"
    ends_sessions: bool = True

    @property
    def issuer(self) -> str:
        return f"http://{self.host}:{self.port}/realms/tinh"

    def rotate(self, kid: str, algorithm: str = "ES256") -> None:
        """Sign with a new key from now on; earlier ones stay listed."""
        self.keys[kid] = (algorithm, MAKERS[algorithm]())

    def jwks(self) -> dict[str, Any]:
        return {"keys": [self.jwk(kid) for kid in self.keys]}

    def jwk(self, kid: str) -> dict[str, Any]:
        algorithm, key = self.keys[kid]
        return {**public_jwk(key, algorithm), "kid": kid, "use": "sig", "alg": algorithm}

    def claims(self, **changed: Any) -> dict[str, Any]:
        """What it says of Mrs Hương, who heads the Department of Finance; `...` leaves one out."""
        whole = {
            "iss": self.issuer,
            "aud": ["account", AUDIENCE],
            "sub": "f3b0c5c2-8a52-4d0e-9a30-0d2f4a2a9d11",
            "azp": "portal",
            "preferred_username": "stc.huong.bui",
            "name": "Bùi Thu Hương",
            "realm_access": {"roles": ["offline_access", "lanh-dao"]},
            "org": {"code": "H99.04"},
            "iat": datetime.now(UTC),
            "exp": datetime.now(UTC) + timedelta(minutes=5),
        }
        return {name: value for name, value in (whole | changed).items() if value is not ...}

    def sign(
        self,
        claims: dict[str, Any],
        kid: str | None = None,
        headers: dict[str, Any] | None = None,
    ) -> str:
        """A token signed with the newest key, or another it still has."""
        kid = kid or list(self.keys)[-1]
        algorithm, key = self.keys[kid]
        return encode(claims, key, algorithm, {"kid": kid} | (headers or {}))

    def token(self, **changed: Any) -> str:
        return self.sign(self.claims(**changed))

    def give_code(self, address: str, **said: Any) -> str:
        """The way back, for somebody who was sent to `address` and signed in; `said` of them."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = secrets.token_urlsafe(16)
        self.codes[code] = GivenCode(asked, {"auth_time": int(time.time()), **said})
        back = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(back)}"


def pem_of(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_jwk(key: Key, algorithm: str) -> dict[str, Any]:
    """The public half of a key, as a provider lists it."""
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return dict(KINDS[algorithm].import_key(pem).as_dict())


def encode(
    claims: dict[str, Any],
    key: Key | bytes,
    algorithm: str,
    headers: dict[str, Any] | None = None,
) -> str:
    """A token signed with a key, or with the one a PEM holds."""
    signing = KINDS[algorithm].import_key(key if isinstance(key, bytes) else pem_of(key))
    header = {"alg": algorithm} | (headers or {})
    return jwt.encode(header, dict(claims), signing, registry=TokenAlgorithms([algorithm]))


def application(provider: Provider) -> FastAPI:
    """What it serves."""
    app = FastAPI(openapi_url=None)

    @app.get("/realms/tinh/.well-known/openid-configuration")
    async def describe() -> Response:
        provider.asked.append("discovery")
        described = {
            "issuer": provider.issuer,
            "jwks_uri": f"{provider.issuer}/keys",
            "token_endpoint": f"{provider.issuer}/token",
            "authorization_endpoint": f"{provider.issuer}/authorize",
        }
        if provider.ends_sessions:
            described["end_session_endpoint"] = f"{provider.issuer}/logout"
        return provider.instead.get("discovery") or JSONResponse(described | provider.described)

    @app.get("/realms/tinh/keys")
    async def keys() -> Response:
        provider.asked.append("keys")
        return provider.instead.get("keys") or JSONResponse(provider.jwks())

    @app.get("/elsewhere")
    async def elsewhere() -> Response:
        provider.asked.append("elsewhere")
        return JSONResponse(provider.jwks())

    @app.get("/realms/tinh/authorize")
    async def authorize(request: Request) -> Response:
        """Mrs Hương is signed in there already, and is sent back at once."""
        return RedirectResponse(provider.give_code(str(request.url)), 303)

    @app.get("/realms/tinh/logout")
    async def logout(post_logout_redirect_uri: str) -> Response:
        """Her session there ends too."""
        provider.asked.append("logout")
        return RedirectResponse(post_logout_redirect_uri, 303)

    @app.post("/realms/tinh/token")
    async def token(request: Request) -> Response:
        """For a client's own secret (RFC 6749, section 4.4), or for a code (section 4.1.3)."""
        form = (await request.body()).decode()
        return _token(provider, request.headers.get("authorization", ""), form)

    return app


def _token(provider: Provider, authorization: str, form: str) -> Response:
    scheme, _, shown = authorization.partition(" ")
    client, _, secret = base64.b64decode(shown).decode().partition(":")
    known, claims = provider.clients.get(client, ("", {}))
    if scheme != "Basic" or not known or not secrets.compare_digest(known, secret):
        return JSONResponse({"error": "invalid_client"}, 401)
    asked = dict(parse_qsl(form))
    if asked.get("grant_type") == "authorization_code":
        return _exchange(provider, client, asked)
    if form != "grant_type=client_credentials":
        return JSONResponse({"error": "unsupported_grant_type"}, 400)
    given = provider.token(
        name=..., azp=client, preferred_username=f"service-account-{client}", **claims
    )
    return JSONResponse({"access_token": given, "token_type": "Bearer", "expires_in": 300})


def _exchange(provider: Provider, client: str, asked: dict[str, str]) -> Response:
    """A code is good once, for the client, the address and the verifier it was asked with."""
    given = provider.codes.pop(asked.get("code", ""), None)
    challenge = create_s256_code_challenge(asked.get("code_verifier", ""))
    fits = given and (given.asked["client_id"], given.asked["redirect_uri"]) == (
        client,
        asked.get("redirect_uri"),
    )
    if given is None or not fits or given.asked["code_challenge"] != challenge:
        return JSONResponse({"error": "invalid_grant"}, 400)
    said = {"aud": client, "azp": client, "nonce": given.asked["nonce"], **given.claims}
    return JSONResponse(
        {"id_token": provider.token(**said), "access_token": "opaque", "token_type": "Bearer"}
    )


@asynccontextmanager
async def serving(provider: Provider) -> AsyncIterator[Provider]:
    """The provider, answering on its port until the block ends; then nobody listens there."""
    config = uvicorn.Config(application(provider), log_config=None, lifespan="off", ws="none")
    async with running_server(config, provider.port):
        yield provider


def free_provider() -> Provider:
    """One that has a port and a key, and does not answer yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        provider = Provider(int(probe.getsockname()[1]))
    provider.rotate("first")
    return provider
