"""The application: middleware, problems, routes and documentation in one place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from api import documentation
from api.codec.decoded_payloads import DECODE, LIMIT_BYTES, UiOrigins
from api.local_times import answer_in_local_time
from api.path_prefixes import UPLOADS, V1
from api.problems import document as problems
from api.problems.document import show_problem
from api.routes import (
    attachments,
    calendar,
    cases,
    checkpoints,
    drafts,
    figure_events,
    figure_looks,
    health,
    inbox,
    inspections,
    letters,
    notices,
    ordered_dossiers,
    papers,
    payloads,
    people_figures,
    procedures,
    reform_index,
    registry,
    reports,
    requests,
    scorecards,
    sheets,
    task_lists,
    tasks,
    uploads,
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
    urgent_approvals,
)
from api.stale_reads import StaleReads
from remiss.identity.rates import Limits
from remiss.identity.trust import checked
from remiss.serving.address_action import AddressAction
from remiss.serving.body_limits import BodyLimit, BodyPace, Receiving
from remiss.serving.request_context import RequestContext, UnknownLimit
from remiss.serving.services import running
from remiss.serving.tus_requests import TusRequests
from remiss.settings import Settings

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
    drafts,
    papers,
    letters,
    inbox,
    tasks,
    urgent_approvals,
    notices,
    registry,
    attachments,
    uploads,
    scorecards,
    people_figures,
    figure_events,
    figure_looks,
    sheets,
    reform_index,
    task_lists,
    inspections,
    ordered_dossiers,
    reports,
    calendar,
    procedures,
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


def create_app(settings: Settings) -> FastAPI:
    """The API for these settings; mounted in another application it is handed the services.

    It starts, and says it is not ready, while a server it works with is down.

    Raises:
        InvalidSettingsError: the settings name no issuer of tokens to trust.
    """
    settings = checked(settings)
    app = _bare(settings)
    app.state.limits = limits = Limits.of(settings)
    problems.install(app)
    documentation.install(app)
    app.router.routes.extend(ROUTES)
    pace, bodies = BodyPace.of(settings), _body_limits(settings)
    app.add_middleware(Receiving, shows=show_problem, pace=pace, limits=bodies)
    app.add_middleware(
        UnknownLimit, shows=show_problem, limit=limits.unknown, proof="authorization"
    )
    app.add_middleware(UiOrigins, origins=settings.temporal_ui_origins)
    app.add_middleware(StaleReads)
    app.add_middleware(TusRequests, under=UPLOADS)
    app.add_middleware(RequestContext, shows=show_problem, hsts_seconds=settings.hsts_seconds)
    return app


def _body_limits(settings: Settings) -> dict[str, BodyLimit]:
    largest = settings.attachment_max_bytes
    upload = BodyLimit(largest + MULTIPART_OVERHEAD, "attachment_too_large", largest)
    return {
        f"{V1}/attachments": upload,
        f"{UPLOADS}/": BodyLimit(largest, "attachment_too_large", largest),
        DECODE: BodyLimit(LIMIT_BYTES, told=LIMIT_BYTES),
    }


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
