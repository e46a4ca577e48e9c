"""The two halves every act upon a request or a case shares: its page, and what was posted to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request as HttpRequest
from starlette.responses import Response

from portal.forms import Form, GivenForm, Place, act, open_form, read_form
from portal.page import Page
from portal.pages.asking.asking_pages import of_case
from portal.paths import case_path, request_path
from portal.present_cases import PresentCase, at_present
from portal.render import show
from portal.visit import Visit
from remiss.consultation.life.commands import Command
from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode
from remiss.sending.caller_command import command
from remiss.texts import say, text
from remiss.views.seen_case import SeenCase

C = TypeVar("C", bound=Command)
PageOf = Callable[[PresentCase, Request, Form], Page]
Meant = Callable[[GivenForm], Command]
Send = Callable[[GivenForm], Awaitable[Response]]
Changed = Callable[[GivenForm], None]
TEXTS = "portal.request"


def as_it_is(_form: GivenForm) -> None:
    """Of a page whose buttons save or send."""


@dataclass(frozen=True)
class ActForm:
    """One act of a visitor upon the request of an agency, on a page of its own."""

    visit: Visit
    seen: SeenCase
    agency: AgencyCode
    name: str
    """Of the page below the request: `more-time`."""
    below: tuple[str, ...] = ()
    """Between the request and that name: `replies`, `2`. Once it is done one lands there."""
    labels: str = TEXTS
    """Under which texts its fields are named, where another act calls one of them otherwise."""

    @property
    def place(self) -> Place:
        """Where the form stands, and what it is called among drafts."""
        case, agency = self.seen.case.id, self.agency
        title = say(f"{TEXTS}.act.{self.name}")
        return Place.of(
            self.visit,
            request_path(case, agency, *self.below, self.name),
            say("portal.request.draft_of", what=title, case=case),
            self.labels,
        )

    async def shown(self, http: HttpRequest, page: PageOf) -> Response:
        """The page, with its draft if there is one."""
        form = await open_form(http, self.visit, self.place)
        found, request = await self._request()
        return show(self.visit, page(found, request, form))

    async def given(
        self, http: HttpRequest, page: PageOf, meant: Meant, changed: Changed = as_it_is
    ) -> Response:
        """What became of the form that was posted: saved, refused in words, or carried out.

        `changed` is what a button of the page changes in it before.
        """
        form = await read_form(http, self.visit, self.place)
        changed(form)
        found, request = await self._request()

        async def send() -> Response:
            case = self.seen.case.id
            then = request_path(case, self.agency, *self.below)
            return await act(self.visit, case, meant(form), then, form)

        return await form.answer(lambda shown: page(found, request, shown), send)

    def command(self, kind: type[C], form: GivenForm, **asked: Any) -> C:
        """The command the form is, under the key it was shown with."""
        return command(kind, self.visit.actor, form.key, agency=self.agency, **asked)

    async def _request(self) -> tuple[PresentCase, Request]:
        found = await at_present(self.visit, self.seen)
        return found, self.seen.request(self.agency)


@dataclass(frozen=True)
class CaseForm:
    """One act of a visitor upon a case, on a page of its own."""

    visit: Visit
    seen: SeenCase
    name: str
    """Of the page below the case: `amend`."""

    @property
    def place(self) -> Place:
        """Where the form stands, and what it is called among drafts."""
        case = self.seen.case.id
        title = say(
            "portal.request.draft_of", what=text(f"portal.decide.{self.name}.title"), case=case
        )
        return Place.of(self.visit, case_path(case, self.name), title, "portal.asking")

    def said(self, form: Form) -> dict[str, Any]:
        """What every such page says."""
        return of_case(self.seen.case, self.name, form)

    async def shown(self, http: HttpRequest, page: Callable[[Form], Page]) -> Response:
        """The page, with its draft if there is one."""
        return show(self.visit, page(await open_form(http, self.visit, self.place)))

    async def given(self, http: HttpRequest, page: Callable[[Form], Page], send: Send) -> Response:
        """What became of the form that was posted: saved, refused in words, or sent."""
        form = await read_form(http, self.visit, self.place)
        return await form.answer(page, lambda: send(form))

    async def carries_out(self, form: GivenForm, meant: Command) -> Response:
        """Give the command, and on to the case."""
        case = self.seen.case.id
        return await act(self.visit, case, meant, case_path(case), form)
