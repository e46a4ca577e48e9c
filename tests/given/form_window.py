"""A window of a real browser at a page with a form, for tests of what is typed there."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest
from playwright.async_api import Browser
from temporalio.client import Client

import worker
from remiss.settings import Settings
from tests.given.api_cases import open_case
from tests.given.browser import Browsers, Window
from tests.given.form_page import DUC, day_to_ask_for, portal_with_form
from tests.given.people import OFFICER
from tests.given.portal_fixtures import sign_in
from tests.given.served import Served


class FormWindow(NamedTuple):
    """A window where somebody is signed in, and the form of an open case."""

    window: Window
    form: str
    day: str


@pytest.fixture
async def desk(settings: Settings, temporal: Client, browser: Browser) -> AsyncIterator[FormWindow]:
    """Đức at a form that asks for more time."""
    async with (
        portal_with_form(settings) as portal,
        worker.running(settings, temporal),
        portal.browser() as other,
    ):
        case = await open_case(Served(other.http, portal.settings), OFFICER)
        browsers = Browsers(browser, portal.url)
        window = await browsers.window()
        await sign_in(window, DUC)
        try:
            yield FormWindow(window, f"/portal/tests/{case.id}/time", await day_to_ask_for(case))
        finally:
            await browsers.close()
