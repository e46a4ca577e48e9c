"""Every answer about an upload names the protocol; a request may name its method in a header.

The protocol has it so, for proxies on the way that let GET and POST alone pass.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from remiss.files.uploads.tus_headers import RESUMABLE

OVERRIDE = "x-http-method-override"


class TusRequests:
    """What holds for every request about uploads, before anything looks at it."""

    def __init__(self, app: ASGIApp, under: str) -> None:
        """`under`: the address below which uploads have theirs."""
        self.app, self._under = app, f"{under}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(self._under):
            scope["remiss.headers"].update(RESUMABLE)
            if named := Headers(scope=scope).get(OVERRIDE):
                scope = {**scope, "method": named.strip().upper()}
        await self.app(scope, receive, send)
