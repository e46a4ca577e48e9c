"""The way to the provider and back: to sign in, or to prove anew who one is before signing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from urllib.parse import urlencode

import structlog
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from portal.addresses import PORTAL
from portal.door.own_path import in_language_of
from portal.door.session_rules import NAME
from portal.door.signed_out import SEE_OTHER
from portal.door.signing_in import doorway, presented_session, prove, services, sign_in
from remiss.identity.code_flow import CodeFlow, Departure, NotPlacedError, Vouched
from remiss.identity.signing_keys import KeysUnavailableError
from remiss.identity.verifier import InvalidToken
from remiss.ledger.portal.attempts import GOOD_FOR, SignInAttempt, begin_attempt, take_attempt
from remiss.ledger.portal.sessions import Arrival, fingerprint
from remiss.problems.problem import Problem

RETURN = "/sign-in/return"
LONG_AGO = datetime.fromtimestamp(0, UTC)
"""When somebody proved who they are, if the provider does not say: they do it again to sign."""
CLOCKS_APART = timedelta(seconds=30)
log = structlog.get_logger()


async def set_out(
    request: Request, then: str, *, remembered: bool = False, proves: str | None = None
) -> Response:
    """To the provider; `proves` is the session whose person is to prove who they are.

    Raises:
        Problem: `identity_provider_unavailable`.
    """
    flow, rules = flow_of(request), doorway(request).rules
    departure = _departure(request, token_urlsafe(32), token_urlsafe(32))
    async with answering():
        to = await flow.departure(departure, anew=proves is not None)
    attempt = SignInAttempt(then, datetime.now(UTC), remembered, proves)
    await begin_attempt(services(request).portal, departure.state, attempt)
    answer = RedirectResponse(to, SEE_OTHER)
    seconds = int(GOOD_FOR.total_seconds())
    rules.give(answer, _cookie(departure.state), departure.secret, seconds)
    return answer


async def come_back(request: Request, state: str, code: str | None) -> Response:
    """From the provider: signed in, or proved, and on to where one wanted to go.

    Raises:
        Problem: `identity_provider_unavailable`.
    """
    rules, now = doorway(request).rules, datetime.now(UTC)
    secret = request.cookies.get(rules.cookie_named(_cookie(state)))
    attempt = await take_attempt(services(request).portal, state, now) if secret else None
    if attempt is None or secret is None:
        return turned_away("too_late", None)
    answer = await _arrive(request, _departure(request, state, secret), attempt, code)
    rules.take(answer, _cookie(state))
    return answer


def turned_away(told: str, attempt: SignInAttempt | None) -> Response:
    """Back to the page one set out from, which says why, in the language one was reading."""
    then = attempt.then_to if attempt else PORTAL
    query = {"told": told} | ({"next": then} if attempt else {})
    page = "/prove" if attempt and attempt.proves else "/sign-in"
    return RedirectResponse(in_language_of(then, f"{page}?{urlencode(query)}"), SEE_OTHER)


async def _arrive(
    request: Request, departure: Departure, attempt: SignInAttempt, code: str | None
) -> Response:
    if code is None:
        return turned_away("refused", attempt)
    try:
        async with answering():
            vouched = await flow_of(request).arrival(departure, code)
    except InvalidToken as error:
        log.warning("sign_in_refused", reason=str(error))
        return turned_away("refused", attempt)
    except NotPlacedError:
        return turned_away("not_placed", attempt)
    answer = RedirectResponse(attempt.then_to, SEE_OTHER)
    arrival = _arrival(vouched, attempt)
    if attempt.proves is None:
        await sign_in(request, answer, arrival)
        return answer
    return answer if await _proved(request, answer, attempt, arrival) else _not_proved(attempt)


async def _proved(
    request: Request, answer: Response, attempt: SignInAttempt, arrival: Arrival
) -> bool:
    """Whether the session's own person has proved themselves since they set out."""
    session = await presented_session(request)
    if session is None or session.id != attempt.proves:
        return False
    if arrival.proved_at < attempt.began_at - CLOCKS_APART:
        return False
    return await prove(request, answer, session, arrival)


def _not_proved(attempt: SignInAttempt) -> Response:
    log.warning("proof_refused", session=attempt.proves)
    return turned_away("refused", attempt)


def _arrival(vouched: Vouched, attempt: SignInAttempt) -> Arrival:
    at = vouched.proved_at
    return Arrival(
        vouched.held,
        vouched.subject,
        proved_at=LONG_AGO if at is None else datetime.fromtimestamp(at, UTC),
        provider_session=vouched.provider_session,
        remembered=attempt.remembered,
    )


def flow_of(request: Request) -> CodeFlow:
    """How people sign in at the provider.

    Raises:
        Problem: `not_found`: they do not, here.
    """
    flow = services(request).code_flow
    if flow is None:
        raise Problem("not_found")
    return flow


@asynccontextmanager
async def answering() -> AsyncIterator[None]:
    """While the provider is asked: where it is away, that is said.

    Raises:
        Problem: `identity_provider_unavailable`.
    """
    try:
        yield
    except KeysUnavailableError as error:
        raise Problem("identity_provider_unavailable", headers={"Retry-After": "10"}) from error


def _departure(request: Request, state: str, secret: str) -> Departure:
    return Departure(state, secret, doorway(request).address_of(request, RETURN))


def _cookie(state: str) -> str:
    """One for each way, so that two tabs can be on theirs at once."""
    return f"{NAME}-in-{fingerprint(state)[:8]}"
