"""What a browser is asked to make, or to prove, with a passkey, and whether its answer holds."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from remiss.consultation.values import Actor
from remiss.ledger.portal.passkeys import ANSWERED_WITHIN, Passkey

SERVICE = "Remiss"
LONGEST_ANSWER = 16_384
"""Characters of what a browser answers; a passkey of the largest kind takes a quarter."""
SHORTEST_ID, LONGEST_ID, LONGEST_KEY = 16, 1_023, 4_096
"""Bytes."""
VERIFIED = UserVerificationRequirement.REQUIRED
"""By finger, face or PIN: whoever merely holds the device proves nothing."""
PATIENCE_MS = int(ANSWERED_WITHIN.total_seconds() * 1000)


class PasskeyRefusedError(Exception):
    """What a browser answered proves nobody; the message is for the log."""


@dataclass(frozen=True)
class PasskeySite:
    """The site passkeys are made for: by its name, and used from its pages alone."""

    id: str
    origin: str

    @classmethod
    def of(cls, base_url: str) -> "PasskeySite | None":
        """The site at this address; None where it has no name, for which browsers make none."""
        parts = urlsplit(base_url.lower())
        name = parts.hostname or ""
        return cls(name, f"{parts.scheme}://{parts.netloc}") if _is_name(name) else None

    def asks_to_add(self, person: Actor, held: Iterable[Passkey], challenge: bytes) -> str:
        """The JSON of what `navigator.credentials.create` is to make, beside those it has."""
        options = generate_registration_options(
            rp_id=self.id,
            rp_name=SERVICE,
            user_id=hashlib.sha256(f"{self.id} {person.id}".encode()).digest(),
            user_name=person.id,
            user_display_name=person.name,
            challenge=challenge,
            timeout=PATIENCE_MS,
            exclude_credentials=_named(held),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=VERIFIED
            ),
        )
        return options_to_json(options)

    def asks_to_prove(self, held: Iterable[Passkey], challenge: bytes) -> str:
        """The JSON of what `navigator.credentials.get` is to sign, with one of these."""
        options = generate_authentication_options(
            rp_id=self.id,
            challenge=challenge,
            timeout=PATIENCE_MS,
            allow_credentials=_named(held),
            user_verification=VERIFIED,
        )
        return options_to_json(options)

    def added(self, answer: str, challenge: bytes) -> tuple[str, bytes, int]:
        """Id, public key and count of what was made.

        Raises:
            PasskeyRefusedError: it was made for another challenge, site or origin, or unverified.
        """
        with _judging(answer):
            made = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                require_user_verification=True,
            )
            if not SHORTEST_ID <= len(made.credential_id) <= LONGEST_ID:
                raise PasskeyRefusedError(f"an id of {len(made.credential_id)} bytes")
            if len(made.credential_public_key) > LONGEST_KEY:
                raise PasskeyRefusedError(f"a key of {len(made.credential_public_key)} bytes")
        return bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count

    def proved(self, answer: str, held: Iterable[Passkey], challenge: bytes) -> tuple[Passkey, int]:
        """The passkey that signed the challenge, one of `held`, and what it counts now.

        Raises:
            PasskeyRefusedError: none of them did, or for another site, unverified, or a copy.
        """
        with _judging(answer):
            given = parse_authentication_credential_json(answer)
            passkey = next((each for each in held if each.id == given.id), None)
            if passkey is None:
                raise PasskeyRefusedError("not one of the person's passkeys")
            used = verify_authentication_response(
                credential=given,
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        return passkey, used.new_sign_count


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def _named(held: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.id)) for each in held]


@contextmanager
def _judging(answer: str) -> Iterator[None]:
    """While bytes that anybody may have made are read: whatever is wrong with them, it is told."""
    if not 0 < len(answer) <= LONGEST_ANSWER:
        raise PasskeyRefusedError(f"an answer of {len(answer)} characters")
    try:
        yield
    except PasskeyRefusedError:
        raise
    except Exception as error:
        raise PasskeyRefusedError(f"{type(error).__name__}: {error}") from error
