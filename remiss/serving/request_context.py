"""What every request passes through: an id for the logs, safe headers, a rate."""

import re
import secrets
import time
from collections.abc import Mapping
from urllib.parse import quote

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from remiss.identity.rates import Limit, address_of
from remiss.problems.problem import Problem
from remiss.serving.refusing import ShowsProblem

SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
UNCOUNTED = ("/health/", "/codec/decode")
"""Asked by supervisors; and by pages that show a pass and no token, which their route counts."""
log = structlog.get_logger()


class RequestContext:
    """Outermost: names the request, logs it once, and answers 500 for what nobody expected."""

    def __init__(
        self,
        app: ASGIApp,
        shows: ShowsProblem,
        headers: Mapping[str, str] = SAFE_HEADERS,
        hsts_seconds: int = 0,
    ) -> None:
        """`headers` stand on every answer that sets none of that name itself."""
        self.app, self._shows, self._always = app, shows, dict(headers)
        if hsts_seconds:
            self._always["Strict-Transport-Security"] = f"max-age={hsts_seconds}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["remiss.headers"] = added = {"X-Request-Id": ""}
        scope["remiss.request_id"] = request_id = _request_id(scope)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        added["X-Request-Id"] = request_id
        answer = _Answer(send, self._always, added)
        try:
            await self.app(scope, receive, answer)
        except Exception:
            log.exception("request_failed")
            if answer.status is None:
                await self._shows(scope, Problem("internal_error"))(scope, receive, answer)
        finally:
            path = quote(scope["path"])  # nothing in it can break a log line
            log.info("request", method=scope["method"], path=path, **answer.measured())


class _Answer:
    """Passes the response on, with the headers every response carries."""

    def __init__(self, send: Send, always: dict[str, str], added: dict[str, str]) -> None:
        self._send, self._always, self._added = send, always, added
        self._started = time.monotonic()
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._added.items():
                headers[name] = value
            for name, value in self._always.items():
                headers.setdefault(name, value)
        await self._send(message)

    def measured(self) -> dict[str, object]:
        elapsed_ms = round((time.monotonic() - self._started) * 1000)
        return {"status": self.status, "elapsed_ms": elapsed_ms}


class UnknownLimit:
    """Counts what comes without any token, by address: pages, wrong addresses, and the rest."""

    def __init__(
        self,
        app: ASGIApp,
        shows: ShowsProblem,
        limit: Limit,
        proof: str,
        uncounted: tuple[str, ...] = UNCOUNTED,
    ) -> None:
        """`proof` is the header in which a token comes; what comes with one its route counts."""
        self.app, self._shows, self._limit, self._proof = app, shows, limit, proof
        self._uncounted = uncounted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        counted = scope["type"] == "http" and not scope["path"].startswith(self._uncounted)
        if not counted or self._proof in Headers(scope=scope):
            await self.app(scope, receive, send)
            return
        taken = self._limit.take(address_of(scope.get("client")))
        scope["remiss.headers"].update(taken.headers)
        if taken.allowed:
            await self.app(scope, receive, send)
            return
        log.info("request_refused", status=429, code="too_many_requests")
        refused = Problem("too_many_requests", headers=taken.headers)
        await self._shows(scope, refused)(scope, receive, send)


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if SANE_ID.fullmatch(given) else secrets.token_hex(8)
