"""An urgent grade before a leader of the drafting agency: read whole, approved or sent back."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from portal.addresses import WORK
from portal.declared import does
from portal.forms import Form, GivenForm, act, open_form, read_form
from portal.forms.form_drafts import load_form
from portal.forms.refused_form import is_broken
from portal.pages.opening.approval_page import ApprovalPage, approval_page, approval_place
from portal.pages.opening.foreseen import foresee
from portal.pages.opening.steps import place, step_path
from portal.paths import case_path
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, Role
from remiss.ledger.portal.stored_drafts import end_draft
from remiss.problems.problem import Problem, Refused
from remiss.sending.bodies.approvals import UrgencyBackBody, UrgencyBody
from remiss.sending.urgent_openings import UrgentOpening
from remiss.serving.address_action import case_named
from remiss.serving.urgent_approval import approve_opening

router = APIRouter()
ADDRESS = "/urgent-openings/{opening}"
SEE_OTHER = 303
Silent = Annotated[tuple[AgencyCode, ...] | None, Query(max_length=200)]
OF_PAGES = re.compile(r"[0-9a-f]{16}")
"""A key that is the name of drafts on the pages of an opening."""


@router.get(ADDRESS, dependencies=[does("read_urgent_openings")])
async def show_urgent_opening(
    request: Request, visit: Visitor, opening: str, silent: Silent = None
) -> Response:
    """All that opens, with reason and rehearsal; to the case once it is open."""
    asked = await visit.has.urgent_openings.find(visit.actor, case_named(opening))
    if asked.opened:
        return _to(visit, case_path(asked.id))
    form = await open_form(request, visit, approval_place(visit, asked.id))
    return show(visit, await _page(visit, asked, form.changed(values=_words(form)), silent))


@router.post(ADDRESS, dependencies=[does("decide_urgency")])
async def decide_urgency(request: Request, visit: Visitor, opening: str) -> Response:
    """Opens what was read, or sends it back; of anything else nothing happens."""
    asked = await visit.has.urgent_openings.find(visit.actor, case_named(opening))
    if asked.opened:
        return _to(visit, case_path(asked.id))
    form = await read_form(request, visit, approval_place(visit, asked.id))
    page = await _page(visit, asked, form.shown, None)

    async def send() -> Response:
        match form.do:
            case "approve":
                return await _approve(visit, asked.id, form)
            case "return":
                return await _send_back(visit, asked.id, form)
            case _:
                return show(visit, page)

    return await form.answer(lambda shown: page.model_copy(update={"form": shown}), send)


async def _approve(visit: Visit, opening: str, form: GivenForm) -> Response:
    """The leader's own command, for the case of the officer who asked."""
    read = form.body(UrgencyBody).sha256
    meant = await approve_opening(visit.has, visit.actor, opening, form.key, read)
    return await act(visit, opening, meant, case_path(opening), form)


async def _send_back(visit: Visit, opening: str, form: GivenForm) -> Response:
    """With words; what was typed ends, for the officer has it now."""
    has = visit.has
    body = form.body(UrgencyBackBody)
    asked = await has.urgent_openings.read(visit.actor, opening, body.sha256)
    await has.urgent_openings.send_back(visit.actor, asked, body.reasons)
    await end_draft(has.portal, form.shown.place.draft, form.draft)
    return _to(visit, WORK)


async def _page(
    visit: Visit, asked: UrgentOpening, form: Form, silent: tuple[AgencyCode, ...] | None
) -> ApprovalPage:
    rewrite = await _rewrite(visit, asked)
    try:
        foreseen = await foresee(visit, asked.body, silent)
    except (Refusal, Refused, Problem) as error:
        if is_broken(error):
            raise
        return approval_page(visit, asked, form, refusal=error.message, rewrite=rewrite)
    return approval_page(visit, asked, form, foreseen, rewrite=rewrite)


async def _rewrite(visit: Visit, asked: UrgentOpening) -> str | None:
    """Where its officer goes on writing, if it was written on pages and still lies there."""
    own = visit.actor.id == asked.asked_by.id and visit.actor.role is not Role.SUPERVISOR
    if not (own and OF_PAGES.fullmatch(asked.key)):
        return None
    paper = await load_form(visit, place(visit, asked.key, "paper"))
    return step_path(asked.key, "check") if paper.draft else None


def _words(form: Form) -> dict[str, tuple[str, ...]]:
    """What was typed, without the digest that was read then: the page names what stands there."""
    return {name: typed for name, typed in form.values.items() if name != "sha256"}


def _to(visit: Visit, path: str) -> Response:
    return RedirectResponse(visit.to(path), SEE_OTHER)
