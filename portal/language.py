"""The language of a page, from its address: /portal/en/… is English, all else Vietnamese."""

from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from portal.addresses import ENGLISH, LANGUAGE
from remiss.texts.catalogue import Language


class LanguageOfAddress:
    """Takes the language out of the address, so that each page has one route."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            scope = _without_language(scope)
        await self.app(scope, receive, send)


def language_of(scope: Scope) -> Language:
    """The language the address of this request asks for."""
    return "en" if scope.get(LANGUAGE) == "en" else "vi"


def page_asked(scope: Scope) -> str:
    """The page of a request with its query, as it is called in every language."""
    path = quote(scope["path"].removeprefix(scope.get("root_path", "")))
    query: str = scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def _without_language(scope: Scope) -> Scope:
    root: str = scope.get("root_path", "")
    prefix = f"{root}{ENGLISH}/"
    path: str = scope["path"]
    if not path.startswith(prefix):
        return scope
    return {**scope, "path": f"{root}/{path.removeprefix(prefix)}", LANGUAGE: "en"}
