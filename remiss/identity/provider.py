"""An OpenID Connect provider: its keys and addresses, found by discovery and fetched anew in time.

They are looked for every few minutes and when a token names a key that is not known, but never
more often than every few seconds, whatever tokens come. Keys stay trusted while the provider lists
them; while it cannot be reached, for a day after it last did.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import structlog

from remiss.identity.provider_documents import ProviderError, is_safe, read_document
from remiss.identity.signing_keys import MOST_KEYS, KeysUnavailableError, VerifyingKey, usable

WELL_KNOWN = "/.well-known/openid-configuration"
WITHIN_SECONDS = 5.0
LEAST_SECONDS_BETWEEN = 10.0
FRESH_SECONDS = 300.0
TRUSTED_SECONDS = 24 * 3600.0

log = structlog.get_logger()


class Provider:
    """One provider's keys and addresses. `keeping` looks for them as long as its block runs."""

    def __init__(
        self,
        issuer: str,
        *,
        least_seconds_between: float = LEAST_SECONDS_BETWEEN,
        fresh_seconds: float = FRESH_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer, self._clock = issuer, clock
        self._between, self._fresh = least_seconds_between, fresh_seconds
        self._keys: tuple[VerifyingKey, ...] | None = None
        self._described: Mapping[str, Any] = {}
        self._got_at = self._tried_at = float("-inf")
        self._fetching = asyncio.Lock()

    @property
    def has_keys(self) -> bool:
        """Whether tokens can be checked now."""
        return self._keys is not None and self._clock() - self._got_at < TRUSTED_SECONDS

    async def find(self, kid: str | None) -> Sequence[VerifyingKey]:
        """The keys of this id, or all of them for a token that names none.

        Raises:
            KeysUnavailableError: there are none, or none of this id, and the provider is away.
        """
        if found := self._known(kid):
            return found
        await self._look_again()
        found = self._known(kid)
        if not found and self._got_at < self._tried_at:
            raise KeysUnavailableError(self._issuer)
        return found

    async def address_of(self, what: str) -> str | None:
        """Where the provider does something: `token_endpoint`; None where it does not say.

        Raises:
            KeysUnavailableError: it cannot be asked.
        """
        if not self._described:
            await self._look_again()
        if not self._described:
            raise KeysUnavailableError(self._issuer)
        found = self._described.get(what)
        return found if isinstance(found, str) and is_safe(found, self._issuer) else None

    @asynccontextmanager
    async def keeping(self) -> AsyncIterator[None]:
        """Keep the keys fresh until the block ends; the provider may be down at its beginning."""
        task = asyncio.create_task(self._keep_fresh())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _keep_fresh(self) -> None:
        while True:
            await self._look_again()
            failed = self._got_at < self._tried_at
            await asyncio.sleep(self._between if failed else self._fresh)

    def _known(self, kid: str | None) -> tuple[VerifyingKey, ...]:
        if self._keys is None or not self.has_keys:
            return ()
        return tuple(key for key in self._keys if kid is None or key.kid == kid)

    async def _look_again(self) -> None:
        """Fetch the keys, unless that was tried a moment ago: everyone waits for one attempt."""
        async with self._fetching:
            if self._clock() - self._tried_at < self._between:
                return
            self._tried_at = self._clock()
            try:
                self._described, self._keys = await _fetch(self._issuer)
            except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ProviderError) as error:
                reason = f"{type(error).__name__}: {error}"
                log.warning("identity_provider_unavailable", issuer=self._issuer, reason=reason)
                return
            self._got_at = self._tried_at
        listed = [key.kid for key in self._keys]
        log.info("identity_provider_keys", issuer=self._issuer, keys=listed)


async def _fetch(issuer: str) -> tuple[Mapping[str, Any], tuple[VerifyingKey, ...]]:
    """How the provider describes itself, and the keys it lists now.

    Raises:
        ProviderError, httpx.HTTPError, TimeoutError: they cannot be had.
    """
    async with (
        asyncio.timeout(WITHIN_SECONDS),
        httpx.AsyncClient(follow_redirects=False, timeout=WITHIN_SECONDS) as http,
    ):
        described = await read_document(http, issuer.rstrip("/") + WELL_KNOWN)
        if described.get("issuer") != issuer:
            raise ProviderError(f"it names itself {described.get('issuer')!r}")
        address = described.get("jwks_uri")
        if not isinstance(address, str) or not is_safe(address, issuer):
            raise ProviderError(f"its keys lie at {address!r}, which is not https")
        listed = (await read_document(http, address)).get("keys")
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise ProviderError("it lists no keys, or too many")
    return described, await asyncio.to_thread(usable, listed)
