"""Tiếp thu, giải trình: every comment on one page, each agency's results sent at once."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from portal.declared import Seen, does
from portal.forms import Form, GivenForm, Place, act, open_form, read_form
from portal.forms.field_faults import FieldsNotTaken
from portal.forms.form_drafts import load_form
from portal.forms.given_form import SEE_OTHER
from portal.page import Page
from portal.pages.comments.comments_page import View, comments_page, where_it_lacks
from portal.pages.comments.entries import ListedComment, entries_of, may_dispose
from portal.pages.comments.sending_page import (
    disposed,
    faults_of,
    send_page,
    sha256_of,
    waiting_of,
)
from portal.pages.comments.typed_comments import applied, comments_place, is_all_sent, merged
from portal.paths import case_path
from portal.present_cases import PresentCase, at_present
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import DisposeComments
from remiss.consultation.values import AgencyCode
from remiss.ledger.portal.stored_drafts import note_sent
from remiss.sending.caller_command import command
from remiss.texts import say
from remiss.views.seen_case import SeenCase

router = APIRouter()
PAGE = "/cases/{case}/comments"
SEND = f"{PAGE}/{{agency}}"
APPLY, SHOW, TURN, TO = "apply", "show", "page:", "to:"
"""What buttons of the page do besides saving."""


@router.get(PAGE, dependencies=[does("read_case")])
async def show_comments(http: Request, visit: Visitor, seen: Seen) -> Response:
    """Where the officer left off, unless the address says otherwise; an agency reads its own."""
    place = comments_place(visit, seen, entries_of(seen))
    form = await open_form(http, visit, place) if may_dispose(seen) else Form(place=place)
    left = {name: form.value(name) for name in ("sort", "only", "page")}
    view = View.read({**({} if http.query_params else left), **http.query_params})
    return show(visit, comments_page(seen, form, view))


@router.post(PAGE, dependencies=[does("dispose")])
async def work_on_comments(http: Request, visit: Visitor, seen: Seen) -> Response:
    """Save what was typed; fill in, turn the page, or go to what one agency is to hear."""
    entries = entries_of(seen)
    place = comments_place(visit, seen, entries)
    form = await read_form(http, visit, place)
    if is_all_sent(entries, form.values):
        await form.posted.close()
        return _lead_to(visit, case_path(seen.case.id, "comments"))
    saved = await load_form(visit, place)
    form.shown = form.shown.changed(values=merged(form.values, saved.values))
    _fill_in_or_turn(form, entries)

    async def lead() -> Response:
        here = case_path(seen.case.id, "comments")
        if not form.do.startswith(TO):
            return _lead_to(visit, here)
        agency = form.do.removeprefix(TO)
        if faults := faults_of(waiting_of(entries, agency), form.values):
            raise FieldsNotTaken(tuple(faults))
        return _lead_to(visit, f"{here}/{agency}")

    def page(shown: Form) -> Page:
        if shown.faults:
            return where_it_lacks(seen, shown)
        return comments_page(seen, shown, View.read({n: shown.value(n) for n in form.values}))

    return await form.answer(page, lead)


@router.get(SEND, dependencies=[does("dispose")])
async def show_results(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """What one agency is about to hear, with its button alone."""
    found, typed = await at_present(visit, seen), await _typed(visit, seen)
    waiting = waiting_of(entries_of(seen), agency)
    form = await open_form(http, visit, _sending(visit, seen, agency))
    return show(visit, send_page(found, agency, waiting, typed.values, form))


@router.post(SEND, dependencies=[does("dispose")])
async def send_results(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """All of them at once: an agency hears once."""
    form = await read_form(http, visit, _sending(visit, seen, agency))
    found, typed = await at_present(visit, seen), await _typed(visit, seen)
    waiting = waiting_of(entries_of(seen), agency)
    then = case_path(seen.case.id, "comments")

    async def send() -> Response:
        if not waiting:  # the press before this one did it
            return _lead_to(visit, then)
        results = _checked(form, waiting, typed)
        given = command(DisposeComments, visit.actor, form.key, agency=agency, dispositions=results)
        answer = await act(visit, seen.case.id, given, then, form)
        if _nothing_left(found, agency):
            await note_sent(
                visit.has.portal, typed.place.draft, typed.draft, given.id, seen.case.id
            )
        return answer

    return await form.answer(
        lambda shown: send_page(found, agency, waiting, typed.values, shown), send
    )


def _fill_in_or_turn(form: GivenForm, entries: tuple[ListedComment, ...]) -> None:
    """What a button changes in the form before it is saved."""
    if form.do == APPLY:
        form.shown = form.shown.changed(values=applied(form.values, entries))
        form.do = "save"
    turned = form.do.removeprefix(TURN) if form.do.startswith(TURN) else ""
    if turned or form.do == SHOW:
        values = {**form.values, "page": (turned or "1",)}
        form.shown = form.shown.changed(values=values)


def _checked(
    form: GivenForm, waiting: tuple[ListedComment, ...], typed: Form
) -> tuple[object, ...]:
    """What is sent, as it was read.

    Raises:
        FieldsNotTaken: a result is missing, or another was typed since.
    """
    if faults := faults_of(waiting, typed.values):
        slot = faults[0].field.partition(".")[2]
        raise form.wrong("results", "results_missing", count=len(faults), first=slot)
    results = disposed(waiting, typed.values)
    if form.value("sha256") != sha256_of(results):
        raise form.wrong("results", "results_changed")
    return results


def _nothing_left(found: PresentCase, sent: AgencyCode) -> bool:
    """Whether what was typed has served its purpose once this is sent."""
    case = found.seen.case
    return all(not c.waits or c.agency == sent for c in case.comments.values())


async def _typed(visit: Visit, seen: SeenCase) -> Form:
    return await load_form(visit, comments_place(visit, seen, entries_of(seen)))


def _sending(visit: Visit, seen: SeenCase, agency: AgencyCode) -> Place:
    return Place.of(
        visit,
        case_path(seen.case.id, "comments", agency),
        say("portal.comments.send.title", agency=seen.request(agency).agency.name),
        "portal.comments",
        keeps=False,
    )


def _lead_to(visit: Visit, path: str) -> Response:
    return RedirectResponse(visit.to(path) + "#main", SEE_OTHER)
