"""Every refusal as a problem document (RFC 9457), in both languages, saying what to do next."""

from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from api.catalogue import GENERAL, PROBLEMS
from api.methods import allowed
from api.validation import FieldProblem, explain
from consultation.proposing import QuestionProposals
from consultation.refusals import Because, Refusal
from consultation.values import Bilingual, Value

METHOD_NOT_ALLOWED = 405
MEDIA_TYPE = "application/problem+json"
KEY_HEADER = ("header", "Idempotency-Key")
log = structlog.get_logger()
STATUS = {
    Because.INVALID: 422,
    Because.FORBIDDEN: 403,
    Because.UNKNOWN: 404,
    Because.CONFLICT: 409,
}


class ProblemDocument(Value):
    """The body of every answer that is not a success."""

    type: str = Field(examples=["urn:remiss:problem:agency_not_concerned"])
    title: str
    status: int
    detail: str = Field(description="Điều gì sai, cần làm gì.")
    detail_en: str = Field(description="What is wrong, and what to do.")
    code: str = Field(description="Stable; meant for programs.")
    facts: dict[str, Any] = Field(default_factory=dict)
    errors: tuple[FieldProblem, ...] = ()
    proposals: tuple[QuestionProposals, ...] | None = Field(
        default=None,
        description="Only with `question_without_field`: the fields to choose from.",
    )
    instance: str = Field(description="The id of this request, as the logs know it.")


class Problem(HTTPException):
    """A refusal of the HTTP layer itself; `code` is a key of the catalogue."""

    def __init__(
        self,
        code: str,
        *,
        headers: Mapping[str, str] | None = None,
        proposals: tuple[QuestionProposals, ...] | None = None,
        errors: tuple[FieldProblem, ...] = (),
        **facts: Any,
    ) -> None:
        status, vi, en = PROBLEMS[code]
        self.code, self.proposals, self.errors = code, proposals, errors
        self.facts: dict[str, Any] = {name: str(value) for name, value in facts.items()}
        self.message = Bilingual(vi=vi.format(**self.facts), en=en.format(**self.facts))
        super().__init__(status, self.message.en, headers)


class Refused(HTTPException):
    """A refusal of the domain, in the shape in which it crosses process boundaries."""

    def __init__(self, refusal: Mapping[str, Any]) -> None:
        self.code = str(refusal["code"])
        self.facts: dict[str, Any] = dict(refusal["facts"])
        self.message = Bilingual.model_validate(refusal["message"])
        super().__init__(STATUS[Because(refusal["because"])], self.message.en)


def install(app: FastAPI) -> None:
    """Turn every exception a route may raise into a problem document."""

    @app.exception_handler(Refusal)
    async def refusal(request: Request, error: Refusal) -> JSONResponse:
        return _answer(request, Refused(error.as_dict()))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        raw = error.errors()
        if any(detail["loc"] == KEY_HEADER for detail in raw):
            return _answer(request, Problem("idempotency_key_missing"))
        return _answer(request, Problem("invalid_request"), explain(raw))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        if isinstance(error, (Problem, Refused)):
            return _answer(request, error)
        own = _own(error)
        if error.status_code == METHOD_NOT_ALLOWED and (allow := allowed(app, request.url.path)):
            own.headers = {"Allow": allow}
        return _answer(request, own)


def problem_response(
    request_id: str,
    problem: Problem | Refused,
    errors: tuple[FieldProblem, ...] = (),
) -> JSONResponse:
    """The problem as a response."""
    status = problem.status_code
    document = ProblemDocument(
        type=f"urn:remiss:problem:{problem.code}",
        title=GENERAL.get(status, GENERAL[status // 100 * 100]),
        status=status,
        detail=problem.message.vi,
        detail_en=problem.message.en,
        code=problem.code,
        facts=problem.facts,
        errors=errors or getattr(problem, "errors", ()),
        proposals=getattr(problem, "proposals", None),
        instance=f"urn:remiss:request:{request_id}",
    )
    return JSONResponse(
        document.model_dump(mode="json", exclude=None if document.proposals else {"proposals"}),
        status,
        dict(problem.headers or {}),
        MEDIA_TYPE,
    )


def _answer(
    request: Request, problem: Problem | Refused, errors: tuple[FieldProblem, ...] = ()
) -> JSONResponse:
    log.info("request_refused", status=problem.status_code, code=problem.code)
    return problem_response(request.scope["remiss.request_id"], problem, errors)


def _own(error: HTTPException) -> Problem:
    """The nearest of ours to what the framework itself raises, of those that need no facts."""
    same = (c for c, entry in PROBLEMS.items() if entry.status == error.status_code)
    code = next((c for c in same if "{" not in PROBLEMS[c].vi), None)
    return Problem(code or "malformed_request", headers=error.headers)
