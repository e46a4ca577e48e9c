"""What routes ask for by type: the services, and who is calling."""

from collections.abc import Callable, Coroutine
from typing import Annotated

import structlog
from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.identity import InvalidToken
from api.problems import Problem
from api.services import Services
from consultation.authority import AUTHORITY, READS_REPORTS, not_permitted
from consultation.overrides import check_keeper
from consultation.refusals import Refusal
from consultation.values import Actor, AgencyCode, Role

LONGEST_ID = 40
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="remiss"'}
_bearer = HTTPBearer(
    auto_error=False,
    bearerFormat="JWT",
    description="Mã truy cập do đơn vị phát hành ký. / An access token of the issuer. EdDSA.",
)


def services(request: Request) -> Services:
    """The services of this process."""
    found: Services = request.app.state.services
    return found


Has = Annotated[Services, Depends(services)]


async def caller(
    has: Has, presented: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Actor:
    """The person calling.

    Raises:
        Problem: `not_signed_in`; the same for every token that proves nothing.
    """
    if presented is None:
        raise Problem("not_signed_in", headers=CHALLENGE)
    try:
        actor = has.verifier.verify(presented.credentials)
    except InvalidToken as error:
        structlog.get_logger().warning("token_refused", reason=str(error))
        raise Problem("not_signed_in", headers=CHALLENGE) from error
    structlog.contextvars.bind_contextvars(actor=actor.id)
    return actor


def _one_of(roles: frozenset[Role]) -> Callable[[Actor], Coroutine[None, None, Actor]]:
    """Someone of one of these roles, whatever the case."""

    async def check(actor: Annotated[Actor, Depends(caller)]) -> Actor:
        if actor.role not in roles:
            raise not_permitted(actor, roles)
        return actor

    return check


def _may(kind: str) -> Callable[[Actor], Coroutine[None, None, Actor]]:
    """Someone whose role may give commands of `kind`."""
    _, roles = AUTHORITY[kind]
    return _one_of(roles)


async def keeper(actor: Annotated[Actor, Depends(caller)]) -> Actor:
    """Someone who keeps the working calendar."""
    check_keeper(actor)
    return actor


async def case_id(
    consultation: Annotated[
        str, Path(description="Mã hồ sơ / The case's id", examples=["HS-ABCDEFGH2345"])
    ],
) -> str:
    """The case in the address; what cannot be an id is answered like a case that is not there."""
    plain = consultation.replace("-", "").isalnum() and consultation.isascii()
    if not plain or len(consultation) > LONGEST_ID:
        raise Refusal("consultation_not_found")
    structlog.contextvars.bind_contextvars(consultation=consultation)
    return consultation


async def agency_code(
    agency: Annotated[
        AgencyCode, Path(description="Mã cơ quan / The agency's code", examples=["H99.04"])
    ],
) -> AgencyCode:
    """The agency in the address."""
    structlog.contextvars.bind_contextvars(agency=agency)
    return agency


Caller = Annotated[Actor, Depends(caller)]
AgencyCaller = Annotated[Actor, Depends(_may("reply"))]
DecidingCaller = Annotated[Actor, Depends(_may("review"))]
DraftingCaller = Annotated[Actor, Depends(_may("open"))]
ReportReader = Annotated[Actor, Depends(_one_of(READS_REPORTS))]
CalendarKeeper = Annotated[Actor, Depends(keeper)]
CaseId = Annotated[str, Depends(case_id)]
Asked = Annotated[AgencyCode, Depends(agency_code)]
