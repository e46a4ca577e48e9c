"""What a provider says to its client alone: who has just signed in, and what is over."""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from remiss.identity.verifier import InvalidToken

ID_TOKEN = frozenset({"jwt", "application/jwt"})
LOGOUT_TOKEN = frozenset({"logout+jwt", "application/logout+jwt"})
"""A type of its own, so that no other token can be taken for one."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_GOOD_FOR_SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """What the provider says is over: one session of its own, or all of a subject."""

    subject: str | None
    provider_session: str | None


def check_id_token(claims: Mapping[str, Any], client: str, nonce: str) -> None:
    """What an ID token has beside what every token has (OpenID Connect Core, section 3.1.3.7).

    Raises:
        InvalidToken: it answers another sign-in, or was given to another client.
    """
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise InvalidToken("it answers another sign-in")
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if several else client) != client:
        raise InvalidToken("it was given to another client")


def ended_by(claims: Mapping[str, Any]) -> Ended:
    """What a logout token says is over (OpenID Connect Back-Channel Logout 1.0, section 2.4).

    Raises:
        InvalidToken: it is none, or an old one.
    """
    ended = Ended(text_of(claims.get("sub")), text_of(claims.get("sid")))
    events = claims.get("events")
    if not isinstance(events, dict) or LOGOUT_EVENT not in events or "nonce" in claims:
        raise InvalidToken("it says that nothing is over")
    if ended.subject is None and ended.provider_session is None:
        raise InvalidToken("it names neither a subject nor a session")
    issued = seconds_of(claims.get("iat"))
    if issued is None or text_of(claims.get("jti")) is None:
        raise InvalidToken("it has no time of its own, or no name")
    if time.time() - issued > LOGOUT_GOOD_FOR_SECONDS:
        raise InvalidToken("it is too old")
    return ended


def text_of(claim: object) -> str | None:
    """A claim that is a text, and not an empty one."""
    return claim if isinstance(claim, str) and claim else None


def seconds_of(claim: object) -> float | None:
    """A claim that is a moment, in seconds."""
    return float(claim) if isinstance(claim, int | float) and not isinstance(claim, bool) else None
