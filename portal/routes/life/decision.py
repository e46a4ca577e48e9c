"""An act upon a case or upon an agency's request, on a page of its own: shown, and carried out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter
from fastapi import Request as HttpRequest
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from portal.declared import Seen, does
from portal.forms import Form, GivenForm, Place, act, open_form, read_form
from portal.forms.given_form import SEE_OTHER
from portal.page import Page
from portal.pages.decide_page import DecisionSheet, decide_page
from portal.paths import case_path, request_path
from portal.present_cases import PresentCase, at_present
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import Command
from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode
from remiss.sending.caller_command import command
from remiss.texts import say, text
from remiss.views.seen_case import SeenCase

C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class DecisionStanding:
    """Who decides about what, as it stands now."""

    visit: Visit
    found: PresentCase
    request: Request | None = None

    @property
    def of_agency(self) -> Request:
        """The request the act is about."""
        if self.request is None:
            raise LookupError("this act is about the whole case")
        return self.request

    def command(self, kind: type[C], form: GivenForm, **asked: Any) -> C:
        """The command the form is, under the key it was shown with."""
        if self.request is not None:
            asked = {"agency": self.request.agency.code, **asked}
        return command(kind, self.visit.actor, form.key, **asked)


SheetOf = Callable[[DecisionStanding], DecisionSheet]
Meant = Callable[[DecisionStanding, GivenForm], Command]


def plain_page(name: str, standing: DecisionStanding, form: Form, sheet: DecisionSheet) -> Page:
    """The page all such acts have."""
    return decide_page(name, standing.found.seen.case, standing.request, sheet, form)


@dataclass(frozen=True)
class Deciding:
    """One act: the name of its page, its row in the table of authority, what it shows and sends."""

    name: str
    action: str
    sheet: SheetOf
    meant: Meant
    page: Callable[[str, DecisionStanding, Form, DecisionSheet], Page] = plain_page

    def of_case(self, router: APIRouter) -> None:
        """At `/cases/{case}/<name>`."""
        address = f"/cases/{{case}}/{self.name}"

        async def shown(http: HttpRequest, visit: Visitor, seen: Seen) -> Response:
            return await self._shown(http, visit, seen, None)

        async def given(http: HttpRequest, visit: Visitor, seen: Seen) -> Response:
            return await self._given(http, visit, seen, None)

        self._add(router, address, shown, given)

    def of_request(self, router: APIRouter) -> None:
        """At `/requests/{case}/{agency}/<name>`."""
        address = f"/requests/{{case}}/{{agency}}/{self.name}"

        async def shown(
            http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode
        ) -> Response:
            return await self._shown(http, visit, seen, agency)

        async def given(
            http: HttpRequest, visit: Visitor, seen: Seen, agency: AgencyCode
        ) -> Response:
            return await self._given(http, visit, seen, agency)

        self._add(router, address, shown, given)

    def _add(
        self,
        router: APIRouter,
        address: str,
        shown: Callable[..., Any],
        given: Callable[..., Any],
    ) -> None:
        allowed = [does(self.action)]
        router.add_api_route(address, shown, methods=["GET"], dependencies=allowed)
        router.add_api_route(address, given, methods=["POST"], dependencies=allowed)

    async def _shown(
        self, http: HttpRequest, visit: Visit, seen: SeenCase, agency: AgencyCode | None
    ) -> Response:
        form = await open_form(http, visit, self._place(visit, seen, agency))
        standing = await _standing(visit, seen, agency)
        return show(visit, self.page(self.name, standing, form, self.sheet(standing)))

    async def _given(
        self, http: HttpRequest, visit: Visit, seen: SeenCase, agency: AgencyCode | None
    ) -> Response:
        form = await read_form(http, visit, self._place(visit, seen, agency))
        standing = await _standing(visit, seen, agency)
        then = request_path(seen.case.id, agency) if agency else case_path(seen.case.id)

        async def send() -> Response:
            if form.do == "propose":  # what was typed is saved, and the page looks for it
                return RedirectResponse(visit.to(form.shown.place.address) + "#find", SEE_OTHER)
            meant = await run_in_threadpool(self.meant, standing, form)
            return await act(visit, seen.case.id, meant, then, form)

        def again(shown: Form) -> Page:
            return self.page(self.name, standing, shown, self.sheet(standing))

        return await form.answer(again, send)

    def _place(self, visit: Visit, seen: SeenCase, agency: AgencyCode | None) -> Place:
        case, title = seen.case.id, text(f"portal.decide.{self.name}.title")
        address = request_path(case, agency, self.name) if agency else case_path(case, self.name)
        named = say("portal.request.draft_of", what=title, case=case)
        return Place.of(visit, address, named, "portal.decide")


async def _standing(visit: Visit, seen: SeenCase, agency: AgencyCode | None) -> DecisionStanding:
    request = seen.request(agency) if agency else None
    return DecisionStanding(visit, await at_present(visit, seen), request)
