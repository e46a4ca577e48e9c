"""Who runs the service at a terminal reads there what stands still."""

import asyncio
from contextlib import suppress

import httpx

from remiss.cli.service.told_signs import tell_signs
from remiss.texts import Bilingual

MAIL = {"part": "mail", "since": None, "text": {"vi": "Thư không gửi được.", "en": "No mail."}}
ANSWERS = [
    httpx.Response(200, json={"status": "ready", "down": [], "signs": []}),
    httpx.Response(200, json={"status": "degraded", "down": [], "signs": [MAIL]}),
    httpx.Response(200, json={"status": "degraded", "down": [], "signs": [MAIL]}),
    httpx.Response(502, text="no answer"),
    httpx.Response(200, json={"status": "degraded", "down": [], "signs": [MAIL]}),
]


async def test_each_sign_is_told_once_while_it_lasts() -> None:
    """And again when it comes back; an answer that is none tells nothing and ends nothing."""
    left, told = list(ANSWERS), list[Bilingual]()

    def answer(_request: httpx.Request) -> httpx.Response:
        if not left:
            raise asyncio.CancelledError
        return left.pop(0)

    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(base_url="http://remiss.example", transport=transport) as http:
        with suppress(asyncio.CancelledError):
            await tell_signs(http, told.append, pause=0)
    assert [each.en for each in told] == ["No mail.", "No mail."]
    assert left == []
