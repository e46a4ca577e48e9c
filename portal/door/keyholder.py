"""Somebody signed in, and their passkeys: asked to make one or to prove with one, and judged."""

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Annotated

import structlog
from fastapi import Depends, Request

from portal.door.signing_in import doorway
from portal.visit import Fresh, Remembered, Visit
from remiss.identity.passkey_proof import PasskeyRefusedError, PasskeySite
from remiss.ledger.portal.passkeys import (
    MOST_PASSKEYS,
    Passkey,
    Purpose,
    add_passkey,
    lay_challenge,
    list_passkeys,
    remove_passkey,
    take_challenge,
    use_passkey,
)
from remiss.problems.problem import Problem

CHALLENGE_BYTES = 32
LOGGED_DIGITS = 12
log = structlog.get_logger()


@dataclass(frozen=True)
class Keyholder:
    """A visit, at the site the person's passkeys are made for."""

    visit: Visit
    site: PasskeySite

    async def held(self) -> tuple[Passkey, ...]:
        """The passkeys of the person."""
        return await list_passkeys(self.visit.has.portal, self.visit.actor.id)

    async def asked_to_add(self) -> str:
        """What the browser is to make, as JSON."""
        challenge = await self._challenge("add")
        return self.site.asks_to_add(self.visit.actor, await self.held(), challenge)

    async def asked_to_prove(self) -> str:
        """What the browser is to sign, as JSON."""
        challenge = await self._challenge("prove")
        return self.site.asks_to_prove(await self.held(), challenge)

    async def added(self, answer: str, name: str) -> bool:
        """Whether what the browser made is kept, under the name its person gives it."""
        challenge = await self._asked("add")
        try:
            passkey, public_key, sign_count = self.site.added(answer, challenge)
        except PasskeyRefusedError as error:
            return self._refused("add", str(error))
        person, now = self.visit.actor.id, datetime.now(UTC)
        added = Passkey(passkey, person, name, public_key, sign_count, now)
        if not await add_passkey(self.visit.has.portal, added):
            return self._refused("add", f"known already, or one more than {MOST_PASSKEYS}")
        log.info("passkey_added", credential=passkey[:LOGGED_DIGITS])
        return True

    async def proved(self, answer: str) -> bool:
        """Whether the person has proved who they are."""
        challenge = await self._asked("prove")
        try:
            passkey, sign_count = self.site.proved(answer, await self.held(), challenge)
        except PasskeyRefusedError as error:
            return self._refused("prove", str(error))
        now = datetime.now(UTC)
        if not await use_passkey(self.visit.has.portal, passkey, sign_count, now):
            return self._refused("prove", "another answer counted as much")
        log.info("passkey_proved", credential=passkey.id[:LOGGED_DIGITS])
        return True

    async def _challenge(self, purpose: Purpose) -> bytes:
        challenge, now = token_bytes(CHALLENGE_BYTES), datetime.now(UTC)
        tables = self.visit.has.portal
        await lay_challenge(tables, self.visit.session, purpose, challenge, now)
        return challenge

    async def _asked(self, purpose: Purpose) -> bytes:
        """What the browser was asked, once; nothing it could have been where it was not."""
        tables, now = self.visit.has.portal, datetime.now(UTC)
        asked = await take_challenge(tables, self.visit.session, purpose, now)
        return asked or token_bytes(CHALLENGE_BYTES)

    def _refused(self, purpose: Purpose, reason: str) -> bool:
        log.warning("passkey_refused", purpose=purpose, reason=reason)
        return False


def site_of(request: Request) -> PasskeySite | None:
    """The site of this portal, as the browser names it; None where it has no name."""
    return PasskeySite.of(doorway(request).public_url or str(request.base_url))


async def has_passkey(request: Request, visit: Visit) -> bool:
    """Whether the person has one that could be used here."""
    held = await list_passkeys(visit.has.portal, visit.actor.id)
    return bool(held) and site_of(request) is not None


async def drop_passkey(visit: Visit, passkey: str) -> None:
    """Let go of one of the person's.

    Raises:
        Problem: `not_found`; they have none such.
    """
    tables, person = visit.has.portal, visit.actor.id
    known = {each.id for each in await list_passkeys(tables, person)}
    if passkey not in known or not await remove_passkey(tables, passkey, person):
        raise Problem("not_found")
    log.info("passkey_removed", credential=passkey[:LOGGED_DIGITS])


def _holder(request: Request, visit: Visit) -> Keyholder:
    site = site_of(request)
    if site is None:
        raise Problem("not_found")
    return Keyholder(visit, site)


def remembered_holder(request: Request, visit: Remembered) -> Keyholder:
    """Also in a device left idle, where they prove who they are.

    Raises:
        Problem: `not_found`; no passkey is used here.
    """
    return _holder(request, visit)


def fresh_holder(request: Request, visit: Fresh) -> Keyholder:
    """Who has just proved who they are, as whoever adds another proof must have.

    Raises:
        Problem: `not_found`; no passkey is used here.
    """
    return _holder(request, visit)


RememberedHolder = Annotated[Keyholder, Depends(remembered_holder)]
FreshHolder = Annotated[Keyholder, Depends(fresh_holder)]
