"""The claims every token has (RFC 7519): issuer, audience, subject, and the time it is good for."""

from collections.abc import Mapping
from typing import Any

from joserfc.errors import ClaimError, ExpiredTokenError, MissingClaimError
from joserfc.jwt import JWTClaimsRegistry

from remiss.identity.claims import UnfitClaimsError

REQUIRED = ("exp", "iss", "aud", "sub")
TIMES = {
    "iat": "InvalidIssuedAtError: Issued At claim (iat) must be an integer.",
    "nbf": "DecodeError: Not Before claim (nbf) must be an integer.",
    "exp": "DecodeError: Expiration Time claim (exp) must be an integer.",
}
UNFIT = {
    "iat": "ImmatureSignatureError: The token is not yet valid (iat)",
    "nbf": "ImmatureSignatureError: The token is not yet valid (nbf)",
    "exp": "ExpiredSignatureError: Signature has expired",
    "iss": "InvalidIssuerError: Invalid issuer",
    "aud": "InvalidAudienceError: Audience doesn't match",
    "sub": "InvalidSubjectError: Subject must be a string",
    "jti": "InvalidJTIError: JWT ID must be a string",
}
"""What the log says of a claim that does not fit, in the words operators know from before."""


def check_registered(
    claims: Mapping[str, Any],
    issuer: str,
    audience: str,
    skew_seconds: int,
    *,
    of_somebody: bool = True,
) -> None:
    """Refuse a token of another issuer, for another audience, of nobody, or not good now.

    Without `of_somebody` it need not have a subject: a logout token may name a session alone.

    Raises:
        UnfitClaimsError: the message says which claim, and why.
    """
    registry = JWTClaimsRegistry(
        leeway=skew_seconds,
        exp={"essential": True},
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        sub={"essential": of_somebody, "allow_blank": True},
    )
    known = {name: claims[name] for name in UNFIT if name in claims}
    try:
        registry.validate(known | _seconds(known))
    except MissingClaimError as error:
        missing = next(name for name in REQUIRED if known.get(name) is None)
        raise UnfitClaimsError(
            f'MissingRequiredClaimError: Token is missing the "{missing}" claim'
        ) from error
    except ExpiredTokenError as error:
        raise UnfitClaimsError(UNFIT["exp"]) from error
    except ClaimError as error:
        raise UnfitClaimsError(UNFIT[error.claim]) from error


def _seconds(claims: Mapping[str, Any]) -> dict[str, int]:
    """The moments among the claims; some providers write them as fractions or as text."""
    found = {}
    for name, otherwise in TIMES.items():
        if claims.get(name) is None:
            continue
        try:
            found[name] = int(claims[name])
        except (ValueError, TypeError, OverflowError) as error:
            raise UnfitClaimsError(otherwise) from error
    return found
