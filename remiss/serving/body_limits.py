"""How much of a body is taken, in which form, and how long one that stands still is waited for."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from remiss.problems.problem import Problem
from remiss.serving.refusing import ShowsProblem
from remiss.settings import Settings

JSON_LIMIT = 1024 * 1024
"""Half of what one message to a running case may hold."""
CLOSE = {"Connection": "close"}
"""Where nobody can tell where the next request begins. A body that is merely too large is read to
its end and forgotten: closed upon it, its sender would not hear why."""
log = structlog.get_logger()


class BodyLimit(NamedTuple):
    """How many bytes a body may have, and how one with more is refused."""

    most: int = JSON_LIMIT
    code: str = "body_too_large"
    told: int = JSON_LIMIT
    """In the refusal: of an upload the largest file, without what the form adds around it."""

    def exceeded(self) -> Problem:
        """The refusal of a body with more."""
        return Problem(self.code, limit=self.told)


JSON_BODY = BodyLimit()


class BodyPace(NamedTuple):
    """What a body that keeps coming brings: this much, each so many seconds."""

    seconds: float
    least: int

    @classmethod
    def of(cls, settings: Settings) -> "BodyPace":
        """As the settings say."""
        seconds = settings.standstill_seconds
        return cls(seconds, round(seconds * settings.standstill_bytes_per_second))


class Receiving:
    """Refuses a body that is too large, compressed or at a standstill, before anything reads it."""

    def __init__(
        self,
        app: ASGIApp,
        shows: ShowsProblem,
        pace: BodyPace,
        limits: Mapping[str, BodyLimit],
        elsewhere: BodyLimit = JSON_BODY,
    ) -> None:
        """`limits` by path, or by the folder it lies in with its slash."""
        self.app, self._shows, self._pace = app, shows, pace
        self._limits, self._elsewhere = limits, elsewhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit_at(scope["path"])
        if problem := _refused(Headers(scope=scope), limit):
            log.info("request_refused", status=problem.status_code, code=problem.code)
            await self._shows(scope, problem)(scope, receive, send)
            return
        try:
            await self.app(scope, _Body(receive, limit, self._pace), send)
        except ClientDisconnect:
            log.info("request_broken_off")

    def _limit_at(self, path: str) -> BodyLimit:
        within = path[: path.rfind("/") + 1]
        return self._limits.get(path) or self._limits.get(within) or self._elsewhere


class _Body:
    """Hands the body on, as long as it stays within its limit and keeps coming."""

    def __init__(self, receive: Receive, limit: BodyLimit, pace: BodyPace) -> None:
        self._receive, self._limit, self._pace = receive, limit, pace
        self._taken, self._complete = 0, False
        self._lately = 0
        self._until: float | None = None

    async def __call__(self) -> Message:
        if self._complete:  # from here on it is the end of the connection that is waited for
            return await self._receive()
        message = await self._next()
        arrived = len(message.get("body", b""))
        self._taken += arrived
        if self._taken > self._limit.most:
            raise self._limit.exceeded()
        self._lately += arrived
        if self._lately >= self._pace.least:
            self._lately, self._until = 0, None
        self._complete = not message.get("more_body", False)
        return message

    async def _next(self) -> Message:
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self._pace.seconds
        try:
            async with asyncio.timeout_at(self._until):
                return await self._receive()
        except TimeoutError as error:
            raise self._stands_still() from error

    def _stands_still(self) -> Problem:
        seconds = f"{self._pace.seconds:g}"
        return Problem("body_too_slow", headers=CLOSE, seconds=seconds, least=self._pace.least)


def _refused(headers: Mapping[str, str], limit: BodyLimit) -> Problem | None:
    """What the headers alone say against a body."""
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        return Problem("content_encoding_not_taken", headers={"Accept-Encoding": "identity"})
    if "transfer-encoding" in headers and "content-length" in headers:
        return Problem("malformed_request", headers=CLOSE)
    announced = headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit.most:
        return limit.exceeded()
    return None
