"""Opening a consultation: three pages that are written, and one from which it is sent."""

import secrets
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from portal.declared import does
from portal.forms import FieldsNotTaken, Form, act, open_form, read_form
from portal.forms.form_drafts import save_form
from portal.forms.refused_form import is_broken
from portal.pages.opening.agencies_page import AgenciesPage, agencies_page
from portal.pages.opening.approval_page import AskedApproval, approval_asked
from portal.pages.opening.check_page import CheckPage, check_page
from portal.pages.opening.foreseen import foresee
from portal.pages.opening.loads import loads_beside
from portal.pages.opening.paper_page import paper_page
from portal.pages.opening.questions_page import next_row, questions_page
from portal.pages.opening.saved_steps import (
    is_open,
    is_unfinished,
    load_written,
    note_opening,
    opened_case,
)
from portal.pages.opening.steps import place, step_path
from portal.pages.opening.written import (
    Written,
    asked,
    question_faults,
    read_paper,
    without_row,
)
from portal.paths import case_path
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import Open
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, Role, Urgency
from remiss.problems.problem import Problem, Refused
from remiss.reference.policies.in_force import policy_for
from remiss.sending.caller_command import opening
from remiss.sending.urgent_openings import UrgentOpening
from remiss.texts import Bilingual
from remiss.views.file_access import draft_with_file

router = APIRouter()
SEE_OTHER = 303
NEW = "/cases/new"
DraftName = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Row = Annotated[int | None, Query(ge=0, le=9999)]
Silent = Annotated[tuple[AgencyCode, ...] | None, Query(max_length=200)]


@router.get(NEW, dependencies=[does("open")])
async def begin(visit: Visitor) -> Response:
    """A new opening: a name for its drafts, and its first page."""
    return _to(visit, step_path(secrets.token_hex(8), "paper"))


@router.get(f"{NEW}/{{draft}}/paper", dependencies=[does("open")])
async def show_paper(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """The draft's file, what it is, how urgent."""
    written = await load_written(visit, draft)
    form = await open_form(request, visit, place(visit, draft, "paper"))
    return show(visit, paper_page(written, form, visit.has.registry))


@router.post(f"{NEW}/{{draft}}/paper", dependencies=[does("open")])
async def save_paper(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """Saved as typed; on to the questions once nothing is missing."""
    form = await read_form(request, visit, place(visit, draft, "paper"))
    written = await load_written(visit, draft)

    async def send() -> Response:
        body = read_paper(form.shown)
        policy_for(body.draft.kind, body.draft.urgency)
        return _to(visit, step_path(draft, "questions"))

    return await form.answer(lambda shown: paper_page(written, shown, visit.has.registry), send)


@router.get(f"{NEW}/{{draft}}/questions", dependencies=[does("open")])
async def show_questions(
    request: Request, visit: Visitor, draft: DraftName, row: Row = None
) -> Response:
    """The question of `row`, or the one that was being written, with the list of all."""
    written = await load_written(visit, draft)
    form = await open_form(request, visit, place(visit, draft, "questions"))
    has = visit.has
    return show(visit, questions_page(written, form, row, has.registry, has.field_index))


@router.post(f"{NEW}/{{draft}}/questions", dependencies=[does("open")])
async def save_questions(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """Saved as typed; fields proposed, another question opened, or on to the agencies."""
    form = await read_form(request, visit, place(visit, draft, "questions"))
    written, has = await load_written(visit, draft), visit.has
    here = step_path(draft, "questions")

    async def send() -> Response:
        do, _, row = form.do.partition(".")
        if do == "propose":
            return _to(visit, f"{here}#fields")
        if do == "add":
            return _to(visit, f"{here}?row={next_row(asked(form.shown))}#main")
        if do == "edit" and row.isascii() and row.isdigit():
            return _to(visit, f"{here}?row={row[:4]}#main")
        if do == "drop":
            await save_form(visit, without_row(form.shown, row))
            return _to(visit, f"{here}#all")
        if faults := question_faults(form.shown):
            raise FieldsNotTaken(faults)
        return _to(visit, step_path(draft, "agencies"))

    return await form.answer(
        lambda shown: questions_page(written, shown, None, has.registry, has.field_index), send
    )


@router.get(f"{NEW}/{{draft}}/agencies", dependencies=[does("open")])
async def show_agencies(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """Who is directly concerned, and why; what lies with them now."""
    written = await load_written(visit, draft)
    form = await open_form(request, visit, place(visit, draft, "agencies"))
    return show(visit, _agencies(visit, written, await loads_beside(visit, written), form))


@router.post(f"{NEW}/{{draft}}/agencies", dependencies=[does("open")])
async def save_agencies(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """Saved as chosen; on to the check once the rules would take it."""
    form = await read_form(request, visit, place(visit, draft, "agencies"))
    written = await load_written(visit, draft)
    loads = await loads_beside(visit, written)

    async def send() -> Response:
        chosen = Written(written.paper, written.questions, form.shown)
        if not chosen.asks_somebody:
            raise form.wrong("agencies", "missing")
        if not is_unfinished(chosen):
            await foresee(visit, chosen.body)
        return _to(visit, step_path(draft, "check"))

    return await form.answer(lambda shown: _agencies(visit, written, loads, shown), send)


@router.get(f"{NEW}/{{draft}}/check", dependencies=[does("open")])
async def show_check(visit: Visitor, draft: DraftName, silent: Silent = None) -> Response:
    """What sending would lead to; `silent` are the agencies assumed to say nothing."""
    written = await load_written(visit, draft)
    if await is_open(visit, draft, written):
        return _to(visit, case_path(opened_case(visit, draft)))
    return show(visit, await _checked(visit, draft, written, silent))


@router.post(f"{NEW}/{{draft}}/check", dependencies=[does("open")])
async def send_opening(request: Request, visit: Visitor, draft: DraftName) -> Response:
    """Open the case; the name of the draft is the key, so that one opening opens one case.

    An officer's urgent grade is laid before the leaders of the agency instead.
    """
    form = await read_form(request, visit, place(visit, draft, "check"))
    written = await load_written(visit, draft)
    case = opened_case(visit, draft)
    if await is_open(visit, draft, written):
        return _to(visit, case_path(case))
    page = await _checked(visit, draft, written, None)

    async def send() -> Response:
        if form.do == "withdraw":
            await visit.has.urgent_openings.withdraw(visit.actor, case)
            return _to(visit, f"{step_path(draft, 'check')}#main")
        if page.foreseen is None:
            return show(visit, page, 422)
        has = visit.has
        meant = opening(visit.actor, draft, written.body, has.registry, has.field_index)
        with_file = await run_in_threadpool(draft_with_file, has.store, visit.actor, meant.draft)
        meant = meant.model_copy(update={"draft": with_file})
        if page.approval:
            return await _ask(visit, draft, written, meant)
        answer = await act(visit, case, meant, case_path(case), form)
        await note_opening(visit, written, meant)
        return answer

    return await form.answer(lambda shown: page.model_copy(update={"form": shown}), send)


async def _ask(visit: Visit, draft: str, written: Written, meant: Open) -> Response:
    """Lay it before the leaders of the agency; its drafts end once one of them has opened it."""
    asked = UrgentOpening.of(visit.actor, draft, written.body)
    await visit.has.urgent_openings.ask(asked, meant)
    await note_opening(visit, written, meant)
    return _to(visit, f"{step_path(draft, 'check')}#main")


def _to(visit: Visit, path: str) -> Response:
    return RedirectResponse(visit.to(path), SEE_OTHER)


async def _checked(
    visit: Visit, draft: str, written: Written, silent: tuple[AgencyCode, ...] | None
) -> CheckPage:
    form = Form(place=place(visit, draft, "check"))
    try:
        foreseen = await foresee(visit, written.body, silent)
    except FieldsNotTaken as error:
        page = check_page(written, draft, form)
        refusal = None if page.missing else error.faults[0].message
        return page.model_copy(update={"refusal": refusal})
    except (Refusal, Refused, Problem) as error:
        if is_broken(error):
            raise
        return check_page(written, draft, form, refusal=error.message)
    approval = await _approval(visit, draft, written)
    return check_page(written, draft, form, foreseen, approval=approval)


async def _approval(visit: Visit, draft: str, written: Written) -> AskedApproval | None:
    """Where an officer's urgent grade stands; None where whoever writes it opens it."""
    asked = UrgentOpening.of(visit.actor, draft, written.body)
    if asked.body.draft.urgency is Urgency.NORMAL or visit.actor.role is Role.SUPERVISOR:
        return None
    waiting = await visit.has.urgent_openings.waiting(visit.actor)
    before = next((each for each in waiting if each.id == asked.id), None)
    return approval_asked(visit.has.people, asked.agency, before, asked.sha256)


def _agencies(
    visit: Visit, written: Written, loads: Mapping[AgencyCode, Bilingual], form: Form
) -> AgenciesPage:
    actor = visit.actor
    return agencies_page(
        Written(written.paper, written.questions, form),
        form,
        visit.has.registry,
        actor.agency or "",
        loads,
        may_override=actor.role is Role.SUPERVISOR,
    )
