"""Opening sealed payloads for the Temporal UI and command line: who may, from where, and on record.

Nothing here seals: whoever may start workflows does so through the API, with the rules.
"""

import json
import re
from collections.abc import Awaitable, Sequence
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from google.protobuf import json_format
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from temporalio.api.common.v1 import Payloads

from api.callers import CHALLENGE, Has, count_caller, count_unknown, identify_caller
from remiss.consultation.values import Role
from remiss.identity.passes import COOKIE
from remiss.problems.problem import Problem
from remiss.serving.services import Services
from remiss.temporal.codec import MissingKeyError, NotAuthenticError, Sealing

DECODE = "/codec/decode"
LIMIT_BYTES = 6 * 1024 * 1024
"""Four megabytes, the most a Temporal message holds, as base64."""
UI_HEADERS = ("authorization", "authorization-extras", "content-type", "x-namespace")
PREFLIGHT_SECONDS = 600
NAMESPACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}")
log = structlog.get_logger()
_bearer = HTTPBearer(auto_error=False)

Presented = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


class UiOrigins:
    """Lets pages of the named origins, and no other, read what the decoding address answers."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._for_ui = CORSMiddleware(
            app,
            allow_origins=tuple(origins),
            allow_methods=("POST",),
            allow_headers=UI_HEADERS,
            allow_credentials=True,
            max_age=PREFLIGHT_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        decodes = scope["type"] == "http" and scope["path"] == DECODE
        await (self._for_ui if decodes else self._app)(scope, receive, send)


async def inspector_of(request: Request, has: Services, token: str) -> str:
    """The id of the inspector a token vouches for.

    Raises:
        Problem: `auditors_only`, and as `api.callers.identify_caller`.
    """
    held = await identify_caller(request, has, token)
    roles = sorted(actor.role for actor in held)
    if Role.INSPECTOR not in roles:
        log.warning("opening_refused", roles=roles)
        raise Problem("auditors_only")
    return held[0].id


async def reader(has: Has, request: Request, presented: Presented) -> str:
    """The id of the inspector who asks: by their own token, or by a pass from a named UI.

    Raises:
        Problem: `not_signed_in`, `auditors_only`, `pass_not_from_ui`, `too_many_requests`.
    """
    if presented is not None:
        return await inspector_of(request, has, presented.credentials)
    passed = request.cookies.get(COOKIE, "")
    holder = has.passes.holder(passed)
    if holder is None or has.ended_passes.has(passed):
        count_unknown(request)
        raise Problem("not_signed_in", headers=CHALLENGE)
    count_caller(request, holder)
    if request.headers.get("origin") not in has.ui_origins:
        raise Problem("pass_not_from_ui")
    return holder


Reader = Annotated[str, Depends(reader)]


def parse_payloads(body: bytes) -> Payloads:
    """The payloads of a request, protobuf's JSON.

    Raises:
        Problem: `malformed_json`.
    """
    try:
        given = json.loads(body)
        if not isinstance(given, dict):
            raise Problem("malformed_json")
        return json_format.ParseDict(given, Payloads())
    except (json_format.ParseError, ValueError, RecursionError) as error:
        raise Problem("malformed_json") from error


async def open_payloads(sealing: Sealing, payloads: Payloads, namespace: str) -> str:
    """The payloads in clear, as protobuf's JSON; that they were read is on record.

    Raises:
        Problem: `payload_key_missing`, `payload_not_authentic`.
    """
    count = len(payloads.payloads)
    named = namespace if NAMESPACE.fullmatch(namespace) else "unnamed"
    await _told(sealing.decode_wrapper(payloads), named, count)
    log.info("payloads_opened", namespace=named, payloads=count)
    return json_format.MessageToJson(payloads, indent=None)


async def _told(opening: Awaitable[None], namespace: str, count: int) -> None:
    try:
        await opening
    except MissingKeyError as error:
        log.error("payload_key_missing", namespace=namespace, key=error.key_id, payloads=count)  # noqa: TRY400
        raise Problem("payload_key_missing", key=error.key_id) from error
    except NotAuthenticError as error:
        log.error("payload_not_authentic", namespace=namespace, payloads=count)  # noqa: TRY400
        raise Problem("payload_not_authentic") from error
