"""Where the Temporal UI and command line have payloads opened, and where an auditor signs in."""

from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from api.callers import Has
from api.opening import Reader, auditor_of, opened, parsed
from api.passes import COOKIE, LIFETIME
from api.problems import Problem
from api.sign_in_page import PAGE, POLICY, SIGNED_IN

router = APIRouter(prefix="/codec", include_in_schema=False)
log = structlog.get_logger()


@router.post("/decode")
async def decode(has: Has, reader: Reader, request: Request) -> Response:
    """Temporal's protocol for a remote codec: payloads in, the same payloads in clear out."""
    del reader  # checked, and bound to every log line
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Problem("unsupported_media_type")
    payloads = parsed(await request.body())
    namespace = request.headers.get("x-namespace", "")
    return Response(await opened(has.sealing, payloads, namespace), media_type="application/json")


@router.get("")
async def page() -> HTMLResponse:
    """Where an auditor turns a token into a pass."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


@router.post("")
async def sign_in(has: Has, request: Request, token: Annotated[str, Form()]) -> HTMLResponse:
    """Give the browser a pass, kept from every page and sent only here."""
    _check_own_page(request)
    auditor = auditor_of(has.verifier, token.strip())
    if not has.passes.needed:
        raise Problem("nothing_is_sealed")
    answer = HTMLResponse(SIGNED_IN, headers={"Content-Security-Policy": POLICY})
    answer.set_cookie(
        COOKIE,
        has.passes.give(auditor),
        max_age=int(LIFETIME.total_seconds()),
        path=router.prefix,
        secure=request.url.scheme == "https" or has.public_https,
        httponly=True,
        samesite="strict",
    )
    log.info("pass_given", auditor=auditor)
    return answer


def _check_own_page(request: Request) -> None:
    """Another site's form must not sign a browser in."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem("pass_not_from_ui")
