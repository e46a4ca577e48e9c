"""The portal as an application: middleware, errors and routes in one place; wiring only."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from portal import assets, errors
from portal.addresses import PORTAL, STATIC, address
from portal.declared import actions_of
from portal.door.same_origin import SameOrigin
from portal.door.signing_in import Doorway
from portal.head_requests import HeadAsGet
from portal.language import LanguageOfAddress
from portal.routes import (
    calendar_feed_routes,
    calendar_routes,
    case_routes,
    cases_routes,
    drafts_routes,
    figure_looks_routes,
    held_routes,
    help_routes,
    load_routes,
    notices_routes,
    office_routes,
    offline_routes,
    open_requests_routes,
    own_comments_routes,
    procedures_routes,
    receipts_routes,
    replies_routes,
    reports_routes,
    requests_routes,
    uploads_routes,
    waiting_routes,
    work_routes,
)
from portal.routes.door import (
    passkeys_routes,
    prove_routes,
    role_routes,
    sign_in_routes,
    sign_out_routes,
)
from portal.routes.inspections import (
    dossiers_routes,
    inspections_routes,
    outliers_routes,
    samples_routes,
)
from portal.routes.life import (
    asking_routes,
    clarifying,
    deciding_routes,
    declining,
    disposing_routes,
    final_text_routes,
    inside,
    ladder,
    opening,
    replying,
    reviewing,
    signing_routes,
    steering,
    urgency_routes,
)
from portal.routes.scorecards import (
    behind_routes,
    costs_routes,
    explanation_routes,
    index_routes,
    province_routes,
    scorecards_routes,
    sheets_routes,
    tasks_routes,
)
from portal.safe_headers import page_headers
from remiss.identity.rates import Limits
from remiss.serving.body_limits import BodyLimit, BodyPace, Receiving
from remiss.serving.request_context import RequestContext, UnknownLimit
from remiss.settings import Settings

LEAST_COMPRESSED = 512
LIFE = (
    asking_routes,
    inside,
    clarifying,
    deciding_routes,
    declining,
    final_text_routes,
    disposing_routes,
    ladder,
    replying,
    reviewing,
    signing_routes,
    steering,
    urgency_routes,
)
ROUTES = (
    assets,
    help_routes,
    sign_in_routes,
    sign_out_routes,
    prove_routes,
    passkeys_routes,
    role_routes,
    work_routes,
    opening,
    cases_routes,
    open_requests_routes,
    calendar_feed_routes,
    case_routes,
    notices_routes,
    scorecards_routes,
    behind_routes,
    costs_routes,
    explanation_routes,
    province_routes,
    sheets_routes,
    index_routes,
    tasks_routes,
    outliers_routes,
    inspections_routes,
    samples_routes,
    dossiers_routes,
    office_routes,
    reports_routes,
    load_routes,
    calendar_routes,
    procedures_routes,
    figure_looks_routes,
    drafts_routes,
    waiting_routes,
    uploads_routes,
    offline_routes,
    requests_routes,
    held_routes,
    receipts_routes,
    replies_routes,
    own_comments_routes,
    *LIFE,
)
MULTIPART_OVERHEAD = 64 * 1024


def create_app(settings: Settings) -> FastAPI:
    """The portal for these settings; whoever mounts it hands it `state.services`.

    Raises:
        LookupError: an address does not say whom it is for.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.limits = Limits.of(settings)
    app.state.settings = settings
    app.state.doorway = Doorway.of(settings)
    errors.install(app)
    routes = [route for module in ROUTES for route in module.router.routes]
    app.state.actions = actions_of(routes)
    app.router.routes.extend(routes)
    pace = BodyPace.of(settings)
    app.add_middleware(
        Receiving, shows=errors.show_problem, pace=pace, limits={}, elsewhere=_form(settings)
    )
    app.add_middleware(
        UnknownLimit,
        shows=errors.show_problem,
        limit=app.state.limits.unknown,
        proof="cookie",
        uncounted=(f"{PORTAL}{STATIC}/",),
    )
    app.add_middleware(SameOrigin, shows=errors.show_problem, public_url=settings.public_url)
    app.add_middleware(LanguageOfAddress)
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_COMPRESSED)
    uploads = f"{uploads_routes.router.prefix}/"
    app.add_middleware(HeadAsGet, own=(address(uploads), address(uploads, "en")))
    app.add_middleware(
        RequestContext,
        shows=errors.show_problem,
        headers=page_headers(settings),
        hsts_seconds=settings.hsts_seconds,
    )
    return app


def _form(settings: Settings) -> BodyLimit:
    """The largest form: one with a file."""
    largest = settings.attachment_max_bytes
    return BodyLimit(largest + MULTIPART_OVERHEAD, "attachment_too_large", largest)
