"""The portal with PostgreSQL behind it; what needs a worker starts one."""

from collections.abc import AsyncIterator

import pytest

from remiss.settings import Settings
from tests.given.acts_at_portal import AtPortal
from tests.given.api_cases import open_case
from tests.given.api_fixtures import settings as settings  # noqa: PLC0414 -- a fixture of this folder
from tests.given.people import OFFICER
from tests.given.portal_visits import Portal, portal_serving
from tests.given.served import Served, plain_client
from tests.given.whole_portal import whole_portal as whole_portal  # noqa: PLC0414 -- as above


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal, as whoever picks a person uses it."""
    async with portal_serving(settings) as portal:
        yield portal


@pytest.fixture
async def desk(whole_portal: Portal) -> AsyncIterator[AtPortal]:
    """An open case of a test's own, and its people at the portal."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        yield AtPortal(whole_portal, await open_case(served, OFFICER))
