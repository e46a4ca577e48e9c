"""What routes ask for by type: the services, and who is calling in which role."""

from typing import Annotated

import structlog
from fastapi import Depends, Header, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import StringConstraints

from api.problems.document import KEY_HEADER
from remiss.consultation.acting import acting, needs_case
from remiss.consultation.authority import AUTHORITY, About
from remiss.consultation.permission import permit_role
from remiss.consultation.values import Actor, AgencyCode
from remiss.identity.rates import Limits, Taken, address_of
from remiss.identity.signing_keys import KeysUnavailableError
from remiss.identity.verifier import InvalidToken
from remiss.problems.problem import Problem
from remiss.serving.address_action import DOES, case_named
from remiss.serving.services import Services
from remiss.views.seen_case import known_case

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="remiss"'}
RETRY = {"Retry-After": "10"}
_bearer = HTTPBearer(
    auto_error=False,
    bearerFormat="JWT",
    description="Mã truy cập do đơn vị phát hành ký. / An access token of the issuer.",
)


def services(request: Request) -> Services:
    """The services of this process."""
    found: Services = request.app.state.services
    return found


Has = Annotated[Services, Depends(services)]
ChosenRole = Annotated[
    str | None,
    StringConstraints(max_length=40),
    Header(
        alias="Remiss-Role",
        description="Người có nhiều vai trò muốn làm với vai trò nào; để trống: vai trò được làm "
        "việc này. / In which of several roles the caller acts; none: the one that may.",
        examples=["agency_head"],
    ),
]


async def account(
    request: Request,
    has: Has,
    presented: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    chosen: ChosenRole = None,
) -> tuple[Actor, ...]:
    """The person calling, once in each role of theirs they may act in: all, or the one chosen.

    Raises:
        Problem: `not_signed_in`; the same for every token that proves nothing. `too_many_requests`,
            `role_not_held`.
    """
    held = await identify_caller(request, has, presented.credentials if presented else None)
    if chosen is None:
        return held
    fitting = tuple(actor for actor in held if actor.role == chosen)
    if not fitting:
        raise Problem("role_not_held", held=sorted(actor.role for actor in held))
    return fitting


Account = Annotated[tuple[Actor, ...], Depends(account)]


async def caller(request: Request, has: Has, held: Account) -> Actor:
    """The person calling, in the one role in which they do what this address does.

    Raises:
        Problem: as `account`.
        Refusal: `not_permitted`, of what is about no case.
        LookupError: nobody said what the address does, so that it answers nobody.
    """
    if DOES not in request.scope:
        raise LookupError(f"nobody may use {request.scope['route'].path}: it names no action")
    action: str = request.scope[DOES]
    case = None
    if needs_case(held, action):
        case = await known_case(has.ledger, await case_id(request.path_params["consultation"]))
    actor = acting(held, action, case, request.path_params.get("agency"))
    if AUTHORITY[action].about is About.PROVINCE:
        permit_role(actor, action)
    return actor


async def identify_caller(request: Request, has: Services, token: str | None) -> tuple[Actor, ...]:
    """Whom a token vouches for, once in each role, counted and named in the log.

    Raises:
        Problem: `not_signed_in`, `too_many_requests`, `identity_provider_unavailable`.
    """
    held = await _identified(request, has, token)
    count_caller(request, held[0].id)
    return held


def count_caller(request: Request, person_id: str) -> None:
    """Name who calls in the log, and count the request as theirs.

    Raises:
        Problem: `too_many_requests`.
    """
    structlog.contextvars.bind_contextvars(actor=person_id)
    limits: Limits = request.app.state.limits
    _count(request, limits.callers.take(person_id))


def count_unknown(request: Request) -> None:
    """Count a request that proves nobody, by where it comes from.

    Raises:
        Problem: `too_many_requests`.
    """
    limits: Limits = request.app.state.limits
    _count(request, limits.unknown.take(address_of(request.scope.get("client"))))


async def _identified(request: Request, has: Services, token: str | None) -> tuple[Actor, ...]:
    if token is None:
        raise _nobody(request, "no bearer token was sent")
    try:
        return await has.verifier.verify(token)
    except InvalidToken as error:
        raise _nobody(request, str(error)) from error
    except KeysUnavailableError as error:
        raise Problem("identity_provider_unavailable", headers=RETRY) from error


def _nobody(request: Request, reason: str) -> Problem:
    """The one answer to whatever proves nothing; the reason is for the log alone."""
    structlog.get_logger().warning("token_refused", reason=reason)
    if "authorization" in request.headers:  # without one, `UnknownLimit` has counted it
        count_unknown(request)
    return Problem("not_signed_in", headers=CHALLENGE)


def _count(request: Request, taken: Taken) -> None:
    request.scope["remiss.headers"].update(taken.headers)
    if not taken.allowed:
        raise Problem("too_many_requests")


async def case_id(
    consultation: Annotated[
        str, Path(description="Mã hồ sơ / The case's id", examples=["HS-ABCDEFGH2345"])
    ],
) -> str:
    """The case in the address; what cannot be an id is answered like a case that is not there."""
    return case_named(consultation)


async def agency_code(
    agency: Annotated[
        AgencyCode, Path(description="Mã cơ quan / The agency's code", examples=["H99.04"])
    ],
) -> AgencyCode:
    """The agency in the address."""
    structlog.contextvars.bind_contextvars(agency=agency)
    return agency


Caller = Annotated[Actor, Depends(caller)]
CaseId = Annotated[str, Depends(case_id)]
Asked = Annotated[AgencyCode, Depends(agency_code)]
IdempotencyKey = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$"),
    Header(
        alias=KEY_HEADER[1],
        description="Khóa riêng cho mỗi thao tác, giữ nguyên khi gửi lại. / "
        "A key of its own for each action, kept on retries.",
        examples=["mo-ho-so-2026-001"],
    ),
]
