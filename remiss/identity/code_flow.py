"""Signing in at the provider: there with a challenge, back with a code, in exchange for a token.

OpenID Connect's code flow with PKCE (RFC 7636), state and nonce. Verifier and nonce are derived
from a secret that lies in the person's browser alone: nothing that is kept completes a sign-in.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import structlog
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from remiss.consultation.values import Actor
from remiss.identity.claims import SYSTEM, UnfitClaimsError
from remiss.identity.client_tokens import (
    ID_TOKEN,
    LOGOUT_TOKEN,
    Ended,
    check_id_token,
    ended_by,
    seconds_of,
    text_of,
)
from remiss.identity.provider import WITHIN_SECONDS, Provider
from remiss.identity.provider_documents import ProviderError, read_document
from remiss.identity.signing_keys import KeysUnavailableError
from remiss.identity.verifier import InvalidToken, Verifier
from remiss.settings import Settings

SCOPE = "openid profile"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
log = structlog.get_logger()


class NotPlacedError(Exception):
    """The provider vouches for somebody whom nothing says what they may do."""


@dataclass(frozen=True)
class Departure:
    """One way there and back: the state that travels, and the secret of the browser that goes."""

    state: str
    secret: str
    return_to: str
    """The address of ours that the provider sends the person back to."""

    @property
    def verifier(self) -> str:
        """What PKCE proves: that whoever takes the code is who asked for it."""
        return self._derived("verifier")

    @property
    def nonce(self) -> str:
        """What the token has to repeat."""
        return self._derived("nonce")

    def _derived(self, purpose: str) -> str:
        message = f"remiss {purpose} {self.state}".encode()
        digest = hmac.digest(self.secret.encode(), message, hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for; `proved_at` is when they proved it, in seconds, if it says."""

    held: tuple[Actor, ...]
    subject: str
    provider_session: str | None
    proved_at: float | None


class CodeFlow:
    """The flow at one provider, as one client of it."""

    def __init__(
        self, provider: Provider, verifier: Verifier, client_id: str, client_secret: str | None
    ) -> None:
        self._provider, self._verifier, self._client = provider, verifier, client_id
        method = "client_secret_basic" if client_secret else "none"
        self._proof = ClientAuth(client_id, client_secret, method)

    async def departure(self, departure: Departure, *, anew: bool = False) -> str:
        """The provider's address to send the person to; `anew`: to prove who they are again.

        Raises:
            KeysUnavailableError: the provider is away, or offers no such flow.
        """
        asked = {"prompt": "login", "max_age": "0"} if anew else {}
        address: str = prepare_grant_uri(
            await self._address("authorization_endpoint"),
            self._client,
            "code",
            redirect_uri=departure.return_to,
            scope=SCOPE,
            state=departure.state,
            nonce=departure.nonce,
            code_challenge=create_s256_code_challenge(departure.verifier),
            code_challenge_method="S256",
            **asked,
        )
        return address

    async def arrival(self, departure: Departure, code: str) -> Vouched:
        """Whom the code stands for.

        Raises:
            InvalidToken: nobody; the message says why, and is for the log alone.
            NotPlacedError: somebody without a role.
            KeysUnavailableError: the provider is away.
        """
        given = await self._exchange(departure, code)
        token = given.get("id_token")
        if not isinstance(token, str):
            raise InvalidToken("the provider gave no id token")
        claims = await self._verifier.claims(token, self._client, kinds=ID_TOKEN)
        check_id_token(claims, self._client, departure.nonce)
        return Vouched(
            held=await self._placed(claims, given.get("access_token")),
            subject=str(claims["sub"]),
            provider_session=text_of(claims.get("sid")),
            proved_at=seconds_of(claims.get("auth_time")),
        )

    async def farewell(self, then: str) -> str | None:
        """Where the provider ends its own session, and sends the person to `then`; if it does.

        Raises:
            KeysUnavailableError: the provider cannot be asked.
        """
        address = await self._provider.address_of("end_session_endpoint")
        if address is None:
            return None
        asked = {"client_id": self._client, "post_logout_redirect_uri": then}
        return str(httpx.URL(address).copy_merge_params(asked))

    async def ended(self, token: str) -> Ended:
        """What a logout token says is over (OpenID Connect Back-Channel Logout 1.0, section 2.6).

        Raises:
            InvalidToken: it is none.
            KeysUnavailableError: the provider is away.
        """
        client = self._client
        return ended_by(
            await self._verifier.claims(token, client, kinds=LOGOUT_TOKEN, of_somebody=False)
        )

    async def _exchange(self, departure: Departure, code: str) -> dict[str, Any]:
        form = prepare_token_request(
            "authorization_code",
            code=code,
            redirect_uri=departure.return_to,
            code_verifier=departure.verifier,
        )
        address = await self._address("token_endpoint")
        address, headers, form = self._proof.prepare("POST", address, dict(FORM), form)
        try:
            async with httpx.AsyncClient(timeout=WITHIN_SECONDS) as http:
                return await read_document(http, address, form, headers)
        except ProviderError as error:
            raise InvalidToken(f"the code was not taken: {error}") from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise KeysUnavailableError(address) from error

    async def _placed(self, claims: Mapping[str, Any], access_token: object) -> tuple[Actor, ...]:
        """The person in their roles; many providers say those in the access token alone."""
        try:
            return _people(self._verifier, claims)
        except UnfitClaimsError as error:
            unfit = str(error)
        try:
            known = await self._verifier.claims(text_of(access_token) or "")
            held = _people(self._verifier, known)
        except (InvalidToken, UnfitClaimsError) as error:
            log.warning("person_not_placed", reason=unfit, access_token=str(error))
            raise NotPlacedError(unfit) from error
        if known["sub"] != claims["sub"]:
            raise InvalidToken("the two tokens are about two people")
        return held

    async def _address(self, what: str) -> str:
        found = await self._provider.address_of(what)
        if found is None:
            raise KeysUnavailableError(f"the provider names no {what}")
        return found


def code_flow_of(settings: Settings, verifier: Verifier) -> CodeFlow | None:
    """The flow of the settings; None where the portal is no client of a provider."""
    if settings.oidc_client_id is None or not isinstance(verifier.keys, Provider):
        return None
    secret = settings.oidc_client_secret
    return CodeFlow(
        verifier.keys,
        verifier,
        settings.oidc_client_id,
        secret.get_secret_value() if secret else None,
    )


def _people(verifier: Verifier, claims: Mapping[str, Any]) -> tuple[Actor, ...]:
    """The person in their roles; a system has no pages.

    Raises:
        UnfitClaimsError: nobody who can be placed.
    """
    held = verifier.people_in(claims)
    if held[0].id.startswith(SYSTEM):
        raise UnfitClaimsError("a system signs in to no portal")
    return held
