"""HTTP: the API for machines and the portal for people, over the same services; wiring only.

`uvicorn --factory web:create_app` starts it.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from api.app import create_app as create_api
from portal.addresses import PORTAL, WORK, address
from portal.portal_app import create_app as create_portal
from remiss.identity.trust import checked
from remiss.logs import configure
from remiss.serving.request_context import SAFE_HEADERS
from remiss.serving.services import running
from remiss.settings import InvalidSettingsError, Settings, load

BEGIN = RedirectResponse(address(WORK), headers=SAFE_HEADERS)
BEGIN_IN_ENGLISH = RedirectResponse(address(WORK, "en"), headers=SAFE_HEADERS)
BEGINNINGS = {
    "/": BEGIN,
    PORTAL: BEGIN,
    f"{PORTAL}/": BEGIN,
    address("", "en"): BEGIN_IN_ENGLISH,
    address("/", "en"): BEGIN_IN_ENGLISH,
}
"""What people type who know only the name."""


def create_app(settings: Settings | None = None) -> Starlette:
    """Both for these settings; without any, for those of the environment.

    They start, and say they are not ready, while a server they work with is down.

    Raises:
        InvalidSettingsError: the settings name no issuer of tokens to trust.
    """
    settings = _from_environment() if settings is None else checked(settings)
    api, portal = create_api(settings), create_portal(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with running(settings) as services:
            api.state.services = portal.state.services = services
            yield

    begins = (Route(path, begin) for path, begin in BEGINNINGS.items())
    app = Starlette(routes=[*begins, Mount(PORTAL, portal), Mount("/", api)], lifespan=lifespan)
    app.router.redirect_slashes = False
    return app


def _from_environment() -> Settings:
    """The settings of this process; one that cannot be used ends it with its message alone."""
    try:
        settings = checked(load())
    except InvalidSettingsError as error:
        sys.exit(str(error))
    configure(settings)
    return settings
