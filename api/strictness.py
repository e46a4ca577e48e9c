"""JSON read strictly: what two readers could understand differently is refused."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.problems import Problem

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRequest(Request):
    """A request whose JSON has each key once, no NaN, and no text that is not Unicode."""

    async def json(self) -> Any:
        """The body.

        Raises:
            Problem: `malformed_json`.
        """
        try:
            return json.loads(
                (await self.body()).decode(),
                object_pairs_hook=_each_key_once,
                parse_constant=_refuse,
            )
        except (ValueError, RecursionError) as error:
            raise Problem("malformed_json") from error


class StrictRoute(APIRoute):
    """A route that takes JSON and nothing else as its body."""

    def get_route_handler(self) -> Handler:
        """The framework's handler, given a strict request."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if self.body_field is not None and await strict.body():
                _check_media_type(strict)
            return await handle(strict)

        return strictly


def _check_media_type(request: Request) -> None:
    given = request.headers.get("content-type", "")
    if given.split(";")[0].strip().lower() != "application/json":
        raise Problem("unsupported_media_type")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise ValueError("a key occurs twice")
    return keys


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
