"""How much of a body is taken, in which form, and for how long it is waited for."""

import asyncio
from collections.abc import Mapping

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems.document import problem_response
from remiss.problems.problem import Problem

JSON_LIMIT = 1024 * 1024
"""Half of what one message to a running case may hold."""
CLOSE = {"Connection": "close"}
"""Where nobody can tell where the next request begins. A body that is merely too large is read to
its end and forgotten: closed upon it, its sender would not hear why."""
log = structlog.get_logger()


class Receiving:
    """Refuses bodies that are too large, compressed or too slow, before anything reads them."""

    json_seconds, upload_seconds = 20.0, 120.0

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        """`limits` in bytes by path, where there is more time too; elsewhere JSON_LIMIT."""
        self.app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limits.get(scope["path"], JSON_LIMIT)
        if problem := _refused(Headers(scope=scope), limit):
            log.info("request_refused", status=problem.status_code, code=problem.code)
            await problem_response(scope["remiss.request_id"], problem)(scope, receive, send)
            return
        seconds = self.upload_seconds if scope["path"] in self._limits else self.json_seconds
        try:
            await self.app(scope, _Body(receive, limit, seconds), send)
        except ClientDisconnect:
            log.info("request_broken_off")


class _Body:
    """Hands the body on, as long as it stays within its limit and its time."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive, self._limit, self._seconds = receive, limit, seconds
        self._taken, self._complete = 0, False
        self._until: float | None = None

    async def __call__(self) -> Message:
        if self._complete:  # from here on it is the end of the connection that is waited for
            return await self._receive()
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as error:
            seconds = f"{self._seconds:g}"
            raise Problem("body_too_slow", headers=CLOSE, seconds=seconds) from error
        self._taken += len(message.get("body", b""))
        if self._taken > self._limit:
            raise Problem("body_too_large", limit=self._limit)
        self._complete = not message.get("more_body", False)
        return message


def _refused(headers: Mapping[str, str], limit: int) -> Problem | None:
    """What the headers alone say against a body."""
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        return Problem("content_encoding_not_taken", headers={"Accept-Encoding": "identity"})
    if "transfer-encoding" in headers and "content-length" in headers:
        return Problem("malformed_request", headers=CLOSE)
    announced = headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        return Problem("body_too_large", limit=limit)
    return None
