"""Where the Temporal UI and command line have payloads opened, and where an inspector signs in."""

from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from api.callers import Has
from api.codec.auditor_sign_in import HEADERS, PAGE, SIGNED_OUT, signed_in_page
from api.codec.decoded_payloads import Reader, inspector_of, open_payloads, parse_payloads
from remiss.identity.passes import COOKIE, LIFETIME
from remiss.problems.problem import Problem

router = APIRouter(prefix="/codec", include_in_schema=False)
log = structlog.get_logger()


@router.post("/decode")
async def decode(has: Has, reader: Reader, request: Request) -> Response:
    """Temporal's protocol for a remote codec: payloads in, the same payloads in clear out."""
    del reader  # checked, and bound to every log line
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Problem("unsupported_media_type")
    payloads = parse_payloads(await request.body())
    namespace = request.headers.get("x-namespace", "")
    return Response(
        await open_payloads(has.sealing, payloads, namespace), media_type="application/json"
    )


@router.get("")
async def page() -> HTMLResponse:
    """Where an inspector turns a token into a pass."""
    return HTMLResponse(PAGE, headers=HEADERS)


@router.post("")
async def sign_in(has: Has, request: Request, token: Annotated[str, Form()]) -> HTMLResponse:
    """Give the browser a pass, kept from every page and sent only here."""
    _check_own_page(request)
    inspector = await inspector_of(request, has, token.strip())
    if not has.passes.needed:
        raise Problem("nothing_is_sealed")
    here = (has.public_url or str(request.base_url)).rstrip("/")
    answer = HTMLResponse(signed_in_page(here + router.prefix), headers=HEADERS)
    answer.set_cookie(
        COOKIE,
        has.passes.give(inspector),
        max_age=int(LIFETIME.total_seconds()),
        path=router.prefix,
        secure=here.startswith("https:"),
        httponly=True,
        samesite="strict",
    )
    log.info("pass_given", inspector=inspector)
    return answer


@router.post("/sign-out")
async def sign_out(has: Has, request: Request) -> HTMLResponse:
    """Take the browser's pass away, and let no copy of it open anything."""
    _check_own_page(request)
    passed = request.cookies.get(COOKIE, "")
    if has.passes.holder(passed) is not None:
        await run_in_threadpool(has.ended_passes.end, passed)
    answer = HTMLResponse(SIGNED_OUT, headers=HEADERS)
    answer.delete_cookie(COOKIE, path=router.prefix, httponly=True, samesite="strict")
    return answer


def _check_own_page(request: Request) -> None:
    """Another site's form must not sign a browser in."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem("pass_not_from_ui")
