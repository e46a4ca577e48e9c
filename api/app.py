"""The application: middleware, problems, routes and documentation in one place."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from api import documentation
from api.body_limits import BodyLimit, BodyPace, Receiving
from api.callers import AddressAction
from api.codec.decoded_payloads import DECODE, LIMIT_BYTES, UiOrigins
from api.local_times import answer_in_local_time
from api.middleware import RequestContext, UnknownLimit
from api.path_prefixes import V1
from api.problems import document as problems
from api.routes import (
    attachments,
    calendar,
    cases,
    checkpoints,
    health,
    inbox,
    letters,
    notices,
    papers,
    payloads,
    registry,
    reports,
    requests,
    scorecards,
    tasks,
)
from api.routes.life import (
    clarifying,
    commenting,
    declining,
    inside,
    ladder,
    opening,
    replying,
    reviewing,
    steering,
)
from api.services import running
from api.stale_reads import StaleReads
from remiss.identity.rates import Limits
from remiss.identity.trust import checked
from remiss.logs import configure
from remiss.settings import InvalidSettingsError, Settings, load

MULTIPART_OVERHEAD = 16 * 1024
LIFE = (
    opening,
    inside,
    clarifying,
    declining,
    replying,
    reviewing,
    commenting,
    ladder,
    steering,
)
NOUNS = (
    cases,
    requests,
    papers,
    letters,
    inbox,
    tasks,
    notices,
    registry,
    attachments,
    scorecards,
    reports,
    calendar,
    checkpoints,
)
ROUTES: tuple[BaseRoute, ...] = tuple(
    route for module in (health, payloads, *LIFE, *NOUNS) for route in module.router.routes
)
for _route in ROUTES:
    if isinstance(_route, APIRoute):
        answer_in_local_time(_route)
ACTIONS = {
    f"{method} {route.path}": depends.dependency.name
    for route in ROUTES
    if isinstance(route, APIRoute)
    for depends in route.dependencies
    if isinstance(depends.dependency, AddressAction)
    for method in route.methods or ()
}
"""What each address under /v1 does, as a row of `remiss.consultation.authority`."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The API for these settings; without any, for those of the environment.

    It starts, and says it is not ready, while a server it works with is down.

    Raises:
        InvalidSettingsError: the settings name no issuer of tokens to trust.
    """
    settings = _from_environment() if settings is None else checked(settings)
    app = _bare(settings)
    app.state.limits = limits = Limits.of(settings)
    problems.install(app)
    documentation.install(app)
    app.router.routes.extend(ROUTES)
    app.add_middleware(Receiving, limits=_body_limits(settings), pace=_pace(settings))
    app.add_middleware(UnknownLimit, limit=limits.unknown)
    app.add_middleware(UiOrigins, origins=settings.temporal_ui_origins)
    app.add_middleware(StaleReads)
    app.add_middleware(RequestContext, hsts_seconds=settings.hsts_seconds)
    return app


def _body_limits(settings: Settings) -> dict[str, BodyLimit]:
    largest = settings.attachment_max_bytes
    upload = BodyLimit(largest + MULTIPART_OVERHEAD, "attachment_too_large", largest)
    return {f"{V1}/attachments": upload, DECODE: BodyLimit(LIMIT_BYTES, told=LIMIT_BYTES)}


def _pace(settings: Settings) -> BodyPace:
    seconds = settings.standstill_seconds
    return BodyPace(seconds, round(seconds * settings.standstill_bytes_per_second))


def _from_environment() -> Settings:
    """The settings of this process; one that cannot be used ends it with its message alone."""
    try:
        settings = checked(load())
    except InvalidSettingsError as error:
        sys.exit(str(error))
    configure(settings)
    return settings


def _bare(settings: Settings) -> documentation.Api:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings) as services:
            app.state.services = services
            yield

    return documentation.Api(
        title=documentation.TITLE,
        description=documentation.DESCRIPTION,
        version=_version(),
        openapi_tags=documentation.TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )


def _version() -> str:
    try:
        return version("remiss")
    except PackageNotFoundError:
        return "0"
