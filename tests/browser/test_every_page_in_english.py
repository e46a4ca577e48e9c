"""Every page in English: a file of its own, so that another process looks at it meanwhile."""

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
test_axe_finds_nothing = pages.test_axe_finds_nothing
test_its_outline_holds = pages.test_its_outline_holds
test_it_fits_every_window = pages.test_it_fits_every_window
test_it_stands_spacing_colours_and_paper = pages.test_it_stands_spacing_colours_and_paper
test_it_is_gone_through_by_keyboard = pages.test_it_is_gone_through_by_keyboard
test_it_is_light = pages.test_it_is_light
test_it_is_guarded = pages.test_it_is_guarded
test_it_leads_somewhere = pages.test_it_leads_somewhere
test_it_speaks_one_language = pages.test_it_speaks_one_language
