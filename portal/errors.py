"""Every refusal as a page, in its own words, with the one way on."""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from portal.anyone import Anyone
from portal.door.signed_out import held_form, sent_away, sent_to_choose, sent_to_prove
from portal.pages.refused_page import refused_page
from portal.render import show
from portal.visit import VISIT, OtherRoleNeeded, ProofNeeded, SignedOut, whoever
from remiss.consultation.refusals import Refusal
from remiss.problems.problem import Problem, Refused
from remiss.problems.statuses import plain_code

NOT_FOUND = 404
log = structlog.get_logger()


def install(app: FastAPI) -> None:
    """Turn every exception a route may raise into a page."""

    @app.exception_handler(Refusal)
    async def refusal(request: Request, error: Refusal) -> HTMLResponse:
        return show_problem(request.scope, Refused(error.as_dict()))

    app.add_exception_handler(SignedOut, sent_away)
    app.add_exception_handler(ProofNeeded, sent_to_prove)
    app.add_exception_handler(OtherRoleNeeded, sent_to_choose)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> HTMLResponse:
        """An address nobody was led to: what it names cannot be."""
        in_address = any(each["loc"][0] in {"path", "query"} for each in error.errors())
        return show_problem(
            request.scope, Problem("not_found" if in_address else "malformed_request")
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if isinstance(error, Problem) and (held := await held_form(request, error)):
            return held
        if isinstance(error, (Problem, Refused)):
            return show_problem(request.scope, error)
        if error.status_code == NOT_FOUND:
            await whoever(request)  # an address of no route: nobody has looked who asks
        code = plain_code(error.status_code) or "malformed_request"
        return show_problem(request.scope, Problem(code, headers=error.headers))


def show_problem(scope: Scope, problem: Problem | Refused) -> HTMLResponse:
    """The page of a problem, in the frame of whoever visits as far as that is known."""
    log.info("request_refused", status=problem.status_code, code=problem.code)
    visitor = scope.get(VISIT) or Anyone.asking(scope)
    page = refused_page(problem, visitor, scope["remiss.request_id"])
    answer = show(visitor, page, problem.status_code)
    answer.headers.update(problem.headers or {})
    return answer
