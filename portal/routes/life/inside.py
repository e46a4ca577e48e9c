"""What happens inside the agency asked: who prepares the reply, who writes a part, who signs."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import Form
from portal.page import Page
from portal.pages.requests import act_pages as pages
from portal.pages.requests.act_pages import of_act, people_options
from portal.present_cases import PresentCase
from portal.routes.life.act_form import ActForm, PageOf
from portal.routes.requests_routes import PAGE
from portal.visit import Visit, Visitor
from remiss.consultation import state
from remiss.consultation.life.commands import (
    Assign,
    Contribute,
    DelegateSignature,
    Forward,
    InvolveColleague,
)
from remiss.consultation.values import AgencyCode, Role
from remiss.sending.bodies.inside import (
    AssignBody,
    ColleagueBody,
    ContributionBody,
    DelegationBody,
    ForwardBody,
)
from remiss.sending.named_in_body import naming
from remiss.views.seen_case import SeenCase

router = APIRouter()
WRITES = (Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD)


@router.get(f"{PAGE}/assign", dependencies=[does("assign")])
async def show_assign(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Who is to prepare the reply."""
    act, page = _naming(visit, seen, agency, pages.AssignPage, "assign")
    return await act.shown(http, page)


@router.post(f"{PAGE}/assign", dependencies=[does("assign")])
async def assign(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """The person who prepares the reply and is reminded first; everyone on the case reads who."""
    act, page = _naming(visit, seen, agency, pages.AssignPage, "assign")
    people = visit.has.people
    return await act.given(
        http,
        page,
        lambda form: act.command(
            Assign, form, **naming(people, form.body(AssignBody), "official", "deputy")
        ),
    )


@router.get(f"{PAGE}/forward", dependencies=[does("forward")])
async def show_forward(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """To whom the clerk passes it."""
    act, page = _naming(visit, seen, agency, pages.ForwardPage, "forward", labels="portal.forward")
    return await act.shown(http, page)


@router.post(f"{PAGE}/forward", dependencies=[does("forward")])
async def forward(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """To the head, or to somebody named, who is told; the clock runs."""
    act, page = _naming(visit, seen, agency, pages.ForwardPage, "forward", labels="portal.forward")
    people = visit.has.people
    return await act.given(
        http,
        page,
        lambda form: act.command(Forward, form, **naming(people, form.body(ForwardBody), "to")),
    )


@router.get(f"{PAGE}/colleagues", dependencies=[does("involve")])
async def show_colleagues(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Who is to write a part."""
    act, page = _naming(visit, seen, agency, pages.ColleaguesPage, "colleagues")
    return await act.shown(http, page)


@router.post(f"{PAGE}/colleagues", dependencies=[does("involve")])
async def involve(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """A colleague of the same agency, for a part of the reply; the clock runs."""
    act, page = _naming(visit, seen, agency, pages.ColleaguesPage, "colleagues")
    people = visit.has.people
    return await act.given(
        http,
        page,
        lambda form: act.command(
            InvolveColleague, form, **naming(people, form.body(ColleagueBody), "colleague")
        ),
    )


@router.get(f"{PAGE}/delegation", dependencies=[does("delegate")])
async def show_delegation(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Who is to sign in the place of the head."""
    act, page = _naming(visit, seen, agency, pages.DelegationPage, "delegation")
    return await act.shown(http, page)


@router.post(f"{PAGE}/delegation", dependencies=[does("delegate")])
async def delegate(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """For a time; a later delegation takes the place of this one."""
    act, page = _naming(visit, seen, agency, pages.DelegationPage, "delegation")
    people = visit.has.people
    return await act.given(
        http,
        page,
        lambda form: act.command(
            DelegateSignature, form, **naming(people, form.body(DelegationBody), "to")
        ),
    )


@router.get(f"{PAGE}/contribution", dependencies=[does("contribute")])
async def show_contribution(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """What the visitor was asked to write."""
    return await ActForm(visit, seen, agency, "contribution").shown(http, _contribution(visit))


@router.post(f"{PAGE}/contribution", dependencies=[does("contribute")])
async def contribute(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Whoever was given a part says it here."""
    act = ActForm(visit, seen, agency, "contribution")
    return await act.given(
        http,
        _contribution(visit),
        lambda form: act.command(Contribute, form, **dict(form.body(ContributionBody))),
    )


def _naming(
    visit: Visit,
    seen: SeenCase,
    agency: AgencyCode,
    kind: type[pages.PeoplePage],
    name: str,
    *,
    labels: str = "portal.request",
) -> tuple[ActForm, PageOf]:
    """An act that names somebody, and its page with the people of the agency to choose from."""
    people = people_options(visit.has.people.of(agency), *WRITES)

    def page(found: PresentCase, request: state.Request, form: Form) -> Page:
        return kind(people=people, **of_act(found, request, name, form))

    return ActForm(visit, seen, agency, name, labels=labels), page


def _contribution(visit: Visit) -> PageOf:
    def page(found: PresentCase, request: state.Request, form: Form) -> Page:
        own = [each for each in request.involved if each.colleague.id == visit.actor.id]
        parts = tuple(each.part for each in own if each.given_at is None)
        return pages.ContributionPage(parts=parts, **of_act(found, request, "contribution", form))

    return page
