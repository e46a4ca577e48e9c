"""Every refusal as a problem document (RFC 9457), in both languages, saying what to do next."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.problems.allowed_methods import allowed_methods
from remiss.consultation.field_index import QuestionProposals
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Value
from remiss.intake.validation import explain
from remiss.problems.problem import FieldProblem, Problem, Refused
from remiss.problems.statuses import GENERAL, plain_code

METHOD_NOT_ALLOWED = 405
MEDIA_TYPE = "application/problem+json"
KEY_HEADER = ("header", "Idempotency-Key")
log = structlog.get_logger()


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
        if error.status_code == METHOD_NOT_ALLOWED and (
            allow := allowed_methods(app, request.url.path)
        ):
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


def show_problem(scope: Scope, problem: Problem) -> JSONResponse:
    """A problem that is met before any route."""
    return problem_response(scope["remiss.request_id"], problem)


def _answer(
    request: Request, problem: Problem | Refused, errors: tuple[FieldProblem, ...] = ()
) -> JSONResponse:
    log.info("request_refused", status=problem.status_code, code=problem.code)
    return problem_response(request.scope["remiss.request_id"], problem, errors)


def _own(error: HTTPException) -> Problem:
    """The nearest of ours to what the framework itself raises, of those that need no facts."""
    return Problem(plain_code(error.status_code) or "malformed_request", headers=error.headers)
