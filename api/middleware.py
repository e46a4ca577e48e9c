"""What every request passes through: an id for the logs, and safe headers."""

import re
import secrets
import time
from urllib.parse import quote

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, problem_response

SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
log = structlog.get_logger()


class RequestContext:
    """Outermost: names the request, logs it once, and answers 500 for what nobody expected."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["remiss.request_id"] = request_id = _request_id(scope)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        answer = _Answer(send, request_id)
        try:
            await self.app(scope, receive, answer)
        except Exception:
            log.exception("request_failed")
            if answer.status is None:
                await problem_response(request_id, Problem("internal_error"))(
                    scope, receive, answer
                )
        finally:
            path = quote(scope["path"])  # nothing in it can break a log line
            log.info("request", method=scope["method"], path=path, **answer.measured())


class _Answer:
    """Passes the response on, with the headers every response carries."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self._started = time.monotonic()
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._request_id
            for name, value in SAFE_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    def measured(self) -> dict[str, object]:
        elapsed_ms = round((time.monotonic() - self._started) * 1000)
        return {"status": self.status, "elapsed_ms": elapsed_ms}


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if SANE_ID.fullmatch(given) else secrets.token_hex(8)
