"""What stands still in a running service, told at its terminal as it comes up."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from remiss.texts import Bilingual

LOOKS_SECONDS = 30.0


async def tell_signs(
    http: httpx.AsyncClient, tell: Callable[[Bilingual], None], pause: float = LOOKS_SECONDS
) -> None:
    """Look at the health of the service for ever; tell each sign once while it lasts."""
    told: set[str] = set()
    while True:
        await asyncio.sleep(pause)
        found = {sign["part"]: Bilingual(**sign["text"]) for sign in await _signs(http)}
        for part in found.keys() - told:
            tell(found[part])
        told = set(found)


async def _signs(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What it says of itself; nothing while it does not answer, which others tell of."""
    try:
        return list((await http.get("/health/ready")).json()["signs"])
    except (httpx.HTTPError, ValueError, KeyError):
        return []
