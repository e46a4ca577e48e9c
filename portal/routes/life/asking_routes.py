"""What a running case asks besides: an agency, a body by letter, the right file, a new text."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from portal.declared import Seen, does
from portal.forms import Form, GivenForm, open_form, read_form
from portal.forms.field_faults import read_body
from portal.page import Page
from portal.pages.asking import asking_pages as pages
from portal.pages.opening.questions_page import FIND, proposed_fields
from portal.pages.requests.act_pages import of_act
from portal.present_cases import PresentCase
from portal.render import show
from portal.routes.life.act_form import ActForm, CaseForm
from portal.routes.requests_routes import PAGE
from portal.visit import Visitor
from remiss.consultation import state
from remiss.consultation.life.commands import (
    AddAgency,
    RecordLetter,
    ReplaceDraftFile,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import AgencyCode, OutsideBody, Sha256
from remiss.documents.draft.version_changes import ChangedClause
from remiss.sending.bodies.opening import AddAgencyBody, AmendBody, DraftFileBody, LetterBody
from remiss.sending.caller_command import amending, asking_outside, command
from remiss.views.draft.draft_comparison import changes_since
from remiss.views.file_access import draft_with_file, named_files

router = APIRouter()
CASE = "/cases/{case}"
SEE_OTHER = 303
Changes = tuple[ChangedClause, ...] | None


@router.get(f"{CASE}/ask", dependencies=[does("add_agency")])
async def show_ask(http: Request, visit: Visitor, seen: Seen) -> Response:
    """Which agency to ask besides."""
    asking = CaseForm(visit, seen, "ask")
    return await asking.shown(http, lambda form: _ask_page(asking, form))


@router.post(f"{CASE}/ask", dependencies=[does("add_agency")])
async def add_agency(http: Request, visit: Visitor, seen: Seen) -> Response:
    """One more agency, with a full deadline of its own."""
    asking = CaseForm(visit, seen, "ask")

    async def send(form: GivenForm) -> Response:
        body = form.body(AddAgencyBody)
        profile = visit.has.registry.agency(body.agency)
        if profile is None:
            raise Refusal("unknown_agency", agency=body.agency)
        meant = command(AddAgency, visit.actor, form.key, profile=profile, **dict(body))
        return await asking.carries_out(form, meant)

    return await asking.given(http, lambda shown: _ask_page(asking, shown), send)


def _ask_page(asking: CaseForm, form: Form) -> Page:
    agencies = pages.agency_choices(asking.seen.case, asking.visit.has.registry)
    return pages.AddAgencyPage(agencies=agencies, **asking.said(form))


@router.get(f"{CASE}/outside", dependencies=[does("ask_outside")])
async def show_outside(http: Request, visit: Visitor, seen: Seen) -> Response:
    """Which body outside the registry to ask."""
    asking = CaseForm(visit, seen, "outside")
    return await asking.shown(http, lambda form: _outside_page(asking, form))


@router.post(f"{CASE}/outside", dependencies=[does("ask_outside")])
async def ask_outside(http: Request, visit: Visitor, seen: Seen) -> Response:
    """A body without an account, by letter, on its legal basis."""
    asking = CaseForm(visit, seen, "outside")

    async def send(form: GivenForm) -> Response:
        body = form.body(OutsideBody)
        meant = asking_outside(visit.actor, form.key, body, visit.has.registry)
        return await asking.carries_out(form, meant)

    return await asking.given(http, lambda shown: _outside_page(asking, shown), send)


def _outside_page(asking: CaseForm, form: Form) -> Page:
    questions = pages.question_choices(asking.seen.case)
    return pages.OutsidePage(questions=questions, **asking.said(form))


@router.get(f"{CASE}/draft-file", dependencies=[does("replace_draft_file")])
async def show_draft_file(http: Request, visit: Visitor, seen: Seen) -> Response:
    """The right file in the place of a wrong one."""
    asking = CaseForm(visit, seen, "draft-file")
    form = await open_form(http, visit, asking.place)
    return show(visit, _file_page(asking, form, await _changes(asking, form)))


@router.post(f"{CASE}/draft-file", dependencies=[does("replace_draft_file")])
async def replace_file(http: Request, visit: Visitor, seen: Seen) -> Response:
    """All who were sent the wrong file are told, and their time begins anew."""
    asking = CaseForm(visit, seen, "draft-file")
    form = await read_form(http, visit, asking.place)
    changes = await _changes(asking, form.shown)

    async def send() -> Response:
        body = form.body(DraftFileBody, sha256=_one_file(form))
        store = visit.has.store
        (file,) = await run_in_threadpool(named_files, store, visit.actor, [body.sha256])
        meant = command(ReplaceDraftFile, visit.actor, form.key, file=file, **dict(body))
        return await asking.carries_out(form, meant)

    return await form.answer(lambda shown: _file_page(asking, shown, changes), send)


def _file_page(asking: CaseForm, form: Form, changes: Changes) -> Page:
    sent = asking.seen.case.draft.file_name
    return pages.DraftFilePage(sent=sent, changes=changes, **asking.said(form))


@router.get(f"{CASE}/amend", dependencies=[does("amend_draft")])
async def show_amend(http: Request, visit: Visitor, seen: Seen) -> Response:
    """A new version of the draft, and which questions it puts anew."""
    asking = CaseForm(visit, seen, "amend")
    form = await open_form(http, visit, asking.place)
    return show(visit, _amend_page(asking, form, await _changes(asking, form)))


@router.post(f"{CASE}/amend", dependencies=[does("amend_draft")])
async def amend(http: Request, visit: Visitor, seen: Seen) -> Response:
    """A new round for what changed; replies on the other questions stand."""
    asking = CaseForm(visit, seen, "amend")
    form = await read_form(http, visit, asking.place)
    changes = await _changes(asking, form.shown)

    async def send() -> Response:
        if form.do == "propose":
            return RedirectResponse(visit.to(f"{asking.place.address}#fields"), SEE_OTHER)
        body = _amended(asking, form)
        has = visit.has
        meant = amending(visit.actor, form.key, body, has.registry, has.field_index)
        draft = await run_in_threadpool(draft_with_file, has.store, visit.actor, meant.draft)
        return await asking.carries_out(form, meant.model_copy(update={"draft": draft}))

    return await form.answer(lambda shown: _amend_page(asking, shown, changes), send)


def _amended(asking: CaseForm, form: GivenForm) -> AmendBody:
    """What was typed: kind and urgency stay, and a question put for the first time has a new id."""
    case, values = asking.seen.case, form.values
    new, before = len(case.questions), case.draft
    typed = {n: each for n, each in values.items() if not n.startswith("draft.file")}
    if form.value(f"changed.{new}.text").strip():
        taken = {each.id for each in case.questions}
        free = next(f"q{n}" for n in range(new + 1, new + 1000) if f"q{n}" not in taken)
        typed[f"changed.{new}.id"] = (free,)
    fixed = {
        "draft.kind": (before.kind.value,),
        "draft.urgency": (before.urgency.value,),
        "draft.sha256": (_one_file(form),),
        "draft.territories": before.territories,
    }
    if not any(n.startswith("changed.") and n.endswith(".id") for n in typed):
        raise form.wrong("changed.0.id", "nothing_anew")
    return read_body(AmendBody, {**typed, **fixed}, lambda _id: None, {"changed": "id"}, {})


def _amend_page(asking: CaseForm, form: Form, changes: Changes) -> Page:
    case, has = asking.seen.case, asking.visit.has
    row = len(case.questions)
    name = f"changed.{row}"
    words = form.value(f"{name}.text")
    chosen = form.value(f"{name}.field")
    fields = proposed_fields(
        has.registry, has.field_index, (form.value(FIND), words), case.draft.subject, chosen
    )
    return pages.AmendPage(
        sent=case.draft.file_name,
        changes=changes,
        questions=pages.asked_anew(case),
        row=row,
        fields=tuple(fields),
        agencies=pages.agency_choices(case, has.registry),
        number=case.draft.number or "",
        **asking.said(form),
    )


def _one_file(form: GivenForm) -> Sha256:
    if len(form.attached) != 1:
        raise form.wrong("file", "one_draft_file")
    return form.attached[0]


async def _changes(asking: CaseForm, form: Form) -> Changes:
    """What differs between the file that was sent and the one just uploaded."""
    if len(form.files) != 1:
        return None
    return await changes_since(asking.seen, asking.visit.has.store, form.files[0].sha256)


@router.get(f"{PAGE}/letter-number", dependencies=[does("record_letter")])
async def show_letter_number(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Under which number the letter that asked went out."""
    return await ActForm(visit, seen, agency, "letter-number").shown(http, _letter_page)


@router.post(f"{PAGE}/letter-number", dependencies=[does("record_letter")])
async def record_letter(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Letters about the request cite it from then on; recorded again, the last one counts."""
    recording = ActForm(visit, seen, agency, "letter-number")
    return await recording.given(
        http,
        _letter_page,
        lambda form: recording.command(RecordLetter, form, **dict(form.body(LetterBody))),
    )


def _letter_page(found: PresentCase, request: state.Request, form: Form) -> Page:
    return pages.LetterNumberPage(**of_act(found, request, "letter-number", form))
