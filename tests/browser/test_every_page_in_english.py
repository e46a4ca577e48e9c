"""Every page in English: what another length of its words, and another language, may change.

Keys, links, colours, headers, weight and what axe finds are those of the same templates, looked at
in Vietnamese. A file of its own, so that another process looks at it meanwhile.
"""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.browser import test_every_page as pages
from tests.given.portal_fixtures import Service
from tests.given.portal_pages import LOOKS
from tests.given.portal_views import View, looking


@pytest.fixture(scope="module", params=LOOKS, ids=[look.name for look in LOOKS])
async def view(
    request: pytest.FixtureRequest, portal_service: Service, browser: Browser
) -> AsyncIterator[View]:
    """Each page; whatever a test changes of its window it changes back."""
    async with looking(request, portal_service, browser, "en") as view:
        yield view


test_it_is_what_was_asked_for = pages.test_it_is_what_was_asked_for
test_its_outline_holds = pages.test_its_outline_holds
test_it_fits_every_window = pages.test_it_fits_every_window
test_it_speaks_one_language = pages.test_it_speaks_one_language
