"""A page with a form, as page writers make one: it asks for more time in a case."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import httpx
import uvicorn
from fastapi import APIRouter, Request
from jinja2 import ChoiceLoader, DictLoader
from starlette.responses import Response
from starlette.routing import Mount

import web
from portal.addresses import PORTAL
from portal.declared import FOR_SIGNED_IN
from portal.forms import Form, Place, act, open_form, read_form
from portal.page import Page
from portal.render import TEMPLATES, show
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import RequestExtension
from remiss.identity.trust import on_one_machine
from remiss.sending.bodies.clarifying import ExtensionBody
from remiss.sending.caller_command import command
from remiss.settings import Settings
from remiss.texts import Bilingual
from tests.given.api_cases import Case
from tests.given.html_forms import Fields, form_on
from tests.given.people import HEAD
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal
from tests.given.served import _unlimited
from tests.given.serving import running_server

TEMPLATE = """{% extends "layout.html" %}
{% from "components/forms.html" import start, errors, field, files, keep %}
{% block main %}
<h1>{{ page.title }}</h1>
{{ errors(page.form) }}
<form method="post" enctype="multipart/form-data"
 action="{{ url(page.form.place.address) }}#errors">
{{ start(page.form) }}
{{ field(page.form, "to", label="Đến ngày") }}
{{ field(page.form, "reason", label="Lý do", rows=5) }}
{{ files(page.form, photographs=true) }}
{% call keep(page.form) %}<button class="btn" name="do" value="send">Gửi</button>{% endcall %}
</form>
{% endblock %}
"""
AGENCY = "H99.04"
DUC, HUONG, NAM = "stc.duc.hoang", "stc.huong.bui", "skhcn.nam.ly"
"""Two people of that agency, and one of another."""
router = APIRouter()


class TimePage(Page):
    template: ClassVar[str] = "tests/time.html"

    form: Form


def _place(visit: Visit, case: str) -> Place:
    title = Bilingual(vi=f"Xin thêm thời gian, {case}", en=f"More time, {case}")
    return Place.of(visit, f"/tests/{case}/time", title, "portal.tests", shared_by=AGENCY)


def _page(form: Form) -> TimePage:
    return TimePage(title=Bilingual(vi="Xin thêm thời gian", en="More time"), form=form)


@router.get("/tests/{case}/time", dependencies=[FOR_SIGNED_IN])
async def show_time(request: Request, visit: Visitor, case: str) -> Response:
    return show(visit, _page(await open_form(request, visit, _place(visit, case))))


@router.post("/tests/{case}/time", dependencies=[FOR_SIGNED_IN])
async def ask_for_time(request: Request, visit: Visitor, case: str) -> Response:
    form = await read_form(request, visit, _place(visit, case))

    async def send() -> Response:
        body = form.body(ExtensionBody)
        asked = command(RequestExtension, visit.actor, form.key, agency=AGENCY, **dict(body))
        return await act(visit, case, asked, then="/work", form=form)

    return await form.answer(_page, send)


@asynccontextmanager
async def portal_with_form(settings: Settings) -> AsyncIterator[Portal]:
    """The portal with this page beside its own."""
    settings = on_one_machine(settings.with_values(_unlimited(settings)))
    app = web.create_app(settings)
    mounted: Any = next(r for r in app.routes if isinstance(r, Mount) and r.path == PORTAL)
    mounted.app.router.routes.extend(router.routes)
    for environment in TEMPLATES.values():
        loader: Any = environment.loader
        environment.loader = ChoiceLoader([loader, DictLoader({TimePage.template: TEMPLATE})])
    config = uvicorn.Config(app, log_config=None, lifespan="on", ws="none", server_header=False)
    async with running_server(config) as url:
        yield Portal(url, settings)


@dataclass(frozen=True)
class Desk:
    """A person's browser at the form of one case."""

    browser: Browser
    case: str

    @property
    def address(self) -> str:
        return f"/portal/tests/{self.case}/time"

    async def form(self, query: str = "") -> Fields:
        return form_on((await self.browser.get(self.address + query)).text)

    async def press(self, do: str, form: Fields, files: Any = None, **typed: str) -> httpx.Response:
        sent = {**form, **typed, **({"do": do} if do else {})}
        return await self.browser.http.post(
            self.address, data=sent, headers=SAME_ORIGIN, files=files
        )


@asynccontextmanager
async def at_desk(portal: Portal, case: Case, person: str = DUC) -> AsyncIterator[Desk]:
    """A person signed in, at the form of a case."""
    async with portal.signed_in(person) as browser:
        yield Desk(browser, case.id)


async def day_to_ask_for(case: Case) -> str:
    """Four days after the one the agency is due, as people type it."""
    due = (await case.seen(HEAD))["row"]["due_at"]
    return f"{date.fromisoformat(due[:10]) + timedelta(days=4):%d/%m/%Y}"
