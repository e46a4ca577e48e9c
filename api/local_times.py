"""Answers tell every moment in the one form people here read: 2026-12-07T17:00:00+07:00.

What is stored keeps the offset it was stored with; only what is answered is told anew, and never a
text, however much it looks like a moment.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from fastapi.routing import APIRoute

from remiss.consultation.time.local_moments import in_local_time

Endpoint = Callable[..., Awaitable[Any]]


AS_SIGNED = "checkpoints"
"""The tag of answers whose bytes are signed: anybody checks them as they are."""


def answer_in_local_time(route: APIRoute) -> None:
    """Have what the route answers told in Viet Nam's time, unless it is signed."""
    if AS_SIGNED in route.tags:
        return
    answering = route.dependant.call
    assert answering is not None  # noqa: S101 -- every route of ours has an endpoint
    route.dependant.call = _told(answering)


def _told(answering: Endpoint) -> Endpoint:
    @wraps(answering)
    async def told(*args: Any, **kwargs: Any) -> Any:
        return in_local_time(await answering(*args, **kwargs))

    return told
