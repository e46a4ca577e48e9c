"""Forms are taken from our own pages alone; judged before anybody is asked who they are.

A browser says where a request comes from in `Sec-Fetch-Site`, an older one in `Origin`; pages can
change neither. The provider's own word that a session is over comes from no page, and is signed.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.addresses import PORTAL
from remiss.identity.trust import is_loopback
from remiss.problems.problem import Problem
from remiss.serving.refusing import ShowsProblem

BACK_CHANNEL = "/sign-out/back-channel"
EXEMPT = frozenset({f"{PORTAL}{BACK_CHANNEL}"})
CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
BY_A_PERSON = frozenset({None, "none"})
"""Not said, or no page at all: then the origin has to be ours."""


class SameOrigin:
    """Refuses what could change something and does not come from a page of ours."""

    def __init__(self, app: ASGIApp, shows: ShowsProblem, public_url: str | None) -> None:
        """`public_url` is where people open the portal; None: on this machine, wherever."""
        self.app, self._shows = app, shows
        parts = urlsplit(public_url or "")
        self._public = f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if _is_judged(scope) and not self._is_from_our_page(Headers(scope=scope)):
            await self._shows(scope, Problem("not_from_our_page"))(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_from_our_page(self, headers: Headers) -> bool:
        site, own = headers.get("sec-fetch-site"), self._own(headers.get("host", ""))
        if own is None:
            return False
        if site in BY_A_PERSON:
            return headers.get("origin", "").lower() == own
        return site == "same-origin"

    def _own(self, host: str) -> str | None:
        """Our origin, as this request names us; None where a stranger's name leads to this machine.

        A page whose own name was made to mean this machine would else pass for one of ours.
        """
        host = host.lower()
        if self._public is not None and host == urlsplit(self._public).netloc:
            return self._public
        return f"http://{host}" if is_loopback(_without_port(host)) else None


def _is_judged(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] in CHANGES_NOTHING:
        return False
    return scope["path"] not in EXEMPT


def _without_port(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""
