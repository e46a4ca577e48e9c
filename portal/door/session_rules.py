"""How long a session lasts, and what its cookie is called: as the settings say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from starlette.responses import Response

from remiss.identity.trust import by_https
from remiss.settings import Settings

NAME = "remiss"
GUARDED = "__Host-"
"""A name that begins so is taken by browsers only over https, for this host and every path."""


@dataclass(frozen=True)
class SessionRules:
    """When sessions end, and in what kind of cookie their keys lie."""

    idle: timedelta
    whole: timedelta
    guarded: bool
    """Whether people come by https; else from this machine alone."""

    @classmethod
    def of(cls, settings: Settings) -> "SessionRules":
        """As the settings say."""
        return cls(
            idle=timedelta(minutes=settings.session_idle_minutes),
            whole=timedelta(hours=settings.session_hours),
            guarded=by_https(settings),
        )

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds a session's key."""
        return self.cookie_named(NAME)

    def cookie_named(self, name: str) -> str:
        """The name of a cookie of ours, guarded where it can be."""
        return GUARDED + name if self.guarded else name

    def give(self, answer: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Lay a cookie into the browser; without `seconds`, until the browser is closed."""
        answer.set_cookie(self.cookie_named(name), value, max_age=seconds, **self._kind)

    def take(self, answer: Response, name: str) -> None:
        """Take a cookie out of the browser."""
        answer.delete_cookie(self.cookie_named(name), **self._kind)

    @property
    def _kind(self) -> Mapping[str, Any]:
        kind = {"path": "/", "secure": self.guarded, "httponly": True, "samesite": "lax"}
        return MappingProxyType(kind)
