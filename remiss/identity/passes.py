"""Passes: what lets an inspector's browser have payloads opened, and nothing else, for an hour.

The Temporal UI calls the codec with cookies if it is told to, and never shows them to a page. A
pass is worth less than the token it was given for: it opens no address of the API.
"""

import re
from datetime import timedelta
from typing import Final

from cryptography.fernet import InvalidToken

from remiss.temporal.codec import Keyring, derived_sealer

COOKIE: Final = "remiss_codec"
LIFETIME = timedelta(hours=1)
PURPOSE = b"remiss: passes for opening payloads"
PERSON_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Passes:
    """Gives and checks passes under keys derived from the ring's: any API process knows them."""

    def __init__(self, keyring: Keyring) -> None:
        self._sealer = derived_sealer(keyring, PURPOSE)

    @property
    def needed(self) -> bool:
        """Whether there is anything to open."""
        return self._sealer is not None

    def give(self, person_id: str) -> str:
        """A pass for an inspector whose token was checked."""
        if self._sealer is None:
            raise RuntimeError("no keys, no passes")
        return self._sealer.encrypt(person_id.encode()).decode()

    def holder(self, presented: str) -> str | None:
        """Whose pass it is; None when it is none, or no longer good."""
        if self._sealer is None:
            return None
        try:
            seconds = int(LIFETIME.total_seconds())
            person_id = self._sealer.decrypt(presented.encode(), ttl=seconds).decode()
        except (InvalidToken, UnicodeError):
            return None
        return person_id if PERSON_ID.fullmatch(person_id) else None
