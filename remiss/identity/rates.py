"""How much one caller may ask: so many requests a minute, counted by this process alone.

A caller may use a minute's worth at once, and gets it back evenly. Who proves who they are is
counted by that; who does not, by the network address they call from. Of the callers beyond a
certain number those unheard of longest are forgotten, so that memory stays bounded.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from remiss.settings import Settings

MINUTE = 60.0
MOST_CALLERS = 10_000
NETWORK_OF_ONE = 64
"""Whoever has one IPv6 address has all those that share these leading bits."""


class Taken(NamedTuple):
    """What became of one request: `headers` tell the caller where they stand."""

    allowed: bool
    headers: dict[str, str]


class Limit:
    """At most `per_minute` requests of each caller; 0: as many as they like."""

    def __init__(
        self,
        name: str,
        per_minute: int,
        *,
        most_callers: int = MOST_CALLERS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._per_minute = name, per_minute
        self._most, self._clock = most_callers, clock
        self._full_again: OrderedDict[str, float] = OrderedDict()

    def take(self, caller: str) -> Taken:
        """Count one request of `caller`; one that is refused costs nothing."""
        if not self._per_minute:
            return Taken(allowed=True, headers={})
        now, costs = self._clock(), MINUTE / self._per_minute
        full_at = max(self._full_again.get(caller, now), now)
        spent = full_at + costs - now
        allowed = spent <= MINUTE + costs / 2  # half a request of room for rounding
        if allowed:
            self._remember(caller, full_at + costs)
        left = math.floor(max(MINUTE - (spent if allowed else full_at - now), 0.0) / costs + 1e-6)
        return Taken(allowed, self._headers(allowed, left, spent, full_at - now))

    def _remember(self, caller: str, full_at: float) -> None:
        self._full_again[caller] = full_at
        self._full_again.move_to_end(caller)
        if len(self._full_again) > self._most:
            self._full_again.popitem(last=False)

    def _headers(self, allowed: bool, left: int, spent: float, refill: float) -> dict[str, str]:  # noqa: FBT001
        """As draft-ietf-httpapi-ratelimit-headers has them; RFC 9110 for the wait."""
        headers = {
            "RateLimit-Policy": f'"{self._name}";q={self._per_minute};w={MINUTE:.0f}',
            "RateLimit": f'"{self._name}";r={left};t={math.ceil(max(refill, 0.0))}',
        }
        if not allowed:
            headers["Retry-After"] = str(max(math.ceil(spent - MINUTE), 1))
        return headers


class Limits(NamedTuple):
    """Of callers who prove who they are, and of the addresses of those who do not."""

    callers: Limit
    unknown: Limit

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """As the settings say."""
        return cls(
            Limit("caller", settings.rate_limit_per_minute),
            Limit("address", settings.rate_limit_unknown_per_minute),
        )


def address_of(client: tuple[str, int] | None) -> str:
    """The network address counted for whoever proves nothing."""
    host = client[0] if client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.version == 4:  # noqa: PLR2004
        return host
    return str(ip_network((address, NETWORK_OF_ONE), strict=False))
