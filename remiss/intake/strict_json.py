"""JSON read strictly: what two readers could understand differently is refused."""

from collections.abc import Callable, Coroutine, Iterator
from itertools import islice
from typing import Any

from fastapi import Request, Response
from fastapi._compat import ModelField
from fastapi.routing import APIRoute

from remiss.intake.validation import MOST_REPORTED, explain, wrong
from remiss.problems.problem import FieldProblem, Problem
from remiss.strict.characters import ONE_LINE, Misplaced, as_taken, misplaced
from remiss.strict.json_text import UnclearJsonError, read_json
from remiss.texts import Bilingual, say

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Path = tuple[str | int, ...]

DEEPEST = 16
"""Levels of nesting; no body of ours has more than six."""
MOST_PLACES = 50
"""Told of one character; whoever has more of them searches for its code."""
MOST_MEMBERS = 20_000
"""Keys and items in one body; the largest body that makes sense has a tenth of it."""


class StrictRequest(Request):
    """A request whose JSON means one thing to everybody who reads it."""

    body_field: ModelField | None = None
    """What the route takes, so that everything wrong with a body is told at once."""

    async def json(self) -> Any:
        """The body.

        Raises:
            Problem: `malformed_json`; `invalid_request`, for what a body may not hold.
        """
        try:
            read = read_json(await self.body(), exact_numbers=True)
        except UnclearJsonError as unclear:
            facts = {"most": DEEPEST} if unclear.kind == "json_deep" else unclear.facts
            fault = wrong(("body",), unclear.kind, **facts)
            raise Problem("malformed_json", errors=(fault,)) from unclear
        if faults := tuple(islice(_faults(read), MOST_REPORTED)):
            raise Problem("invalid_request", errors=self._with_the_rest(faults, read))
        return _taken(read)

    def _with_the_rest(
        self, faults: tuple[FieldProblem, ...], read: Any
    ) -> tuple[FieldProblem, ...]:
        if self.body_field is None:
            return faults
        _, errors = self.body_field.validate(read, loc=("body",))
        named = {fault.field for fault in faults}
        rest = (found for found in explain(errors) if found.field not in named)
        return (*faults, *rest)[:MOST_REPORTED]


class StrictRoute(APIRoute):
    """A route that takes JSON and nothing else as its body."""

    def get_route_handler(self) -> Handler:
        """The framework's handler, given a strict request."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            strict.body_field = self.body_field
            if self.body_field is not None and await strict.body():
                _check_media_type(strict)
            return await handle(strict)

        return strictly


def _check_media_type(request: Request) -> None:
    given, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if given.strip() != "application/json" or charset not in {"", "charset=utf-8"}:
        raise Problem("unsupported_media_type")


def _faults(read: Any) -> Iterator[FieldProblem]:
    """Texts no body may hold, wherever they stand.

    Raises:
        Problem: `invalid_request`; the body as a whole is too deep or has too many members.
    """
    for members, (path, value) in enumerate(_walk(read)):
        if members > MOST_MEMBERS:
            raise _too_much(("body",), "json_members", MOST_MEMBERS)
        if len(path) > DEEPEST + 1:
            raise _too_much(path[: DEEPEST + 1], "json_deep", DEEPEST)
        if isinstance(value, str) and (fault := _unfit(path, value)):
            yield fault


def _too_much(path: Path, kind: str, most: int) -> Problem:
    return Problem("invalid_request", errors=(wrong(path, kind, most=most),))


def _walk(read: Any) -> Iterator[tuple[Path, Any]]:
    """Every key and every value, with where it stands."""
    waiting: list[tuple[Path, Any]] = [(("body",), read)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        match value:
            case dict():
                yield from ((path, key) for key in value)
                waiting += [((*path, key), item) for key, item in reversed(value.items())]
            case list():
                waiting += [((*path, at), value[at]) for at in range(len(value) - 1, -1, -1)]
            case _:
                pass


def _unfit(path: Path, text: str) -> FieldProblem | None:
    named = [part for part in path if isinstance(part, str)][-1]
    found = misplaced(text, one_line=named in ONE_LINE)
    if not found:
        return None
    count = sum(len(each.positions) for each in found)
    return wrong(path, "characters", count=count, found=[_told(each) for each in found])


def _told(found: Misplaced) -> Bilingual:
    """A character and its places; of very many, the first."""
    places = [str(position) for position in found.positions[:MOST_PLACES]]
    more = ["…"] if len(found.positions) > MOST_PLACES else []
    return say("field.character_found", code=found.code, positions=places + more)


def _taken(read: Any) -> Any:
    """The same value, every text in it as it is taken; as deep as was looked at before."""
    match read:
        case str():
            return as_taken(read)
        case dict():
            return {key: _taken(value) for key, value in read.items()}
        case list():
            return [_taken(value) for value in read]
        case _:
            return read
