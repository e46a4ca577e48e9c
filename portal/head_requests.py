"""HEAD, as programs ask whether a page is there: answered as GET is, without the body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """Hands HEAD on as GET, so that no page has to know it; the server sees what was asked.

    Addresses that begin with one of `own` have an answer of their own to it.
    """

    def __init__(self, app: ASGIApp, own: tuple[str, ...]) -> None:
        self._app, self._own = app, own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with status and headers alone; they are those of the page."""
        if scope.get("method") != "HEAD" or scope["path"].startswith(self._own):
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            bare = message["type"] == "http.response.body"
            await send({**message, "body": b""} if bare else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
