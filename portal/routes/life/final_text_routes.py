"""What a case comes to: the table of comments, versions compared, the final text."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms import GivenForm, Place, act, open_form, read_form
from portal.pages.comments.comment_table_page import table_page
from portal.pages.comments.comparison_page import comparison_page
from portal.pages.comments.final_text_page import explain_page, final_page
from portal.paths import case_path
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.life.commands import ExplainWordings, RecordFinalText
from remiss.consultation.values import AgencyCode
from remiss.consultation.visibility import sees_table
from remiss.problems.problem import Problem
from remiss.sending.bodies.commenting import FinalTextBody, WordingsBody
from remiss.sending.caller_command import command
from remiss.texts import say
from remiss.views.draft.draft_comparison import draft_comparison
from remiss.views.draft.final_text import try_final_text
from remiss.views.file_access import named_files
from remiss.views.seen_case import SeenCase

router = APIRouter()
Number = Annotated[int, Query(ge=1, le=1000)]
PAGE = "/cases/{case}/comments"
COMPARISON = "/cases/{case}/comparison"
FINAL = f"{PAGE}/final"
EXPLAIN = f"{FINAL}/{{agency}}"


@router.get(f"{PAGE}/table", dependencies=[does("read_table")])
async def show_table(
    visit: Visitor, seen: Seen, page: Annotated[int, Query(ge=0, le=1000)] = 1
) -> Response:
    """As it prints; the whole of it as page 0."""
    _check_table(seen)
    return show(visit, await asyncio.to_thread(table_page, seen, page))


@router.get(COMPARISON, dependencies=[does("read_case")])
async def show_comparison(
    visit: Visitor, seen: Seen, later: Number | None = None, page: Number = 1
) -> Response:
    """A version of the draft with the one before it; the newest, where none is named."""
    earlier = later - 1 if later else None
    compared = await draft_comparison(seen, visit.has.store, earlier, later)
    return show(visit, comparison_page(seen, compared, page))


@router.get(FINAL, dependencies=[does("record_final_text")])
async def show_final(http: Request, visit: Visitor, seen: Seen) -> Response:
    """What is on record, and the form that lays down another."""
    form = await open_form(http, visit, _final_place(visit, seen))
    return show(visit, final_page(seen, form))


@router.post(FINAL, dependencies=[does("record_final_text")])
async def record_final(http: Request, visit: Visitor, seen: Seen) -> Response:
    """Try it, which records nothing; or lay it down."""
    form = await read_form(http, visit, _final_place(visit, seen))

    async def send() -> Response:
        body = _final_body(form)
        tried = await try_final_text(seen, visit.has.store, body.sha256)
        if form.do == "check":
            return show(visit, final_page(seen, form.shown, tried))
        (file,) = await asyncio.to_thread(named_files, visit.has.store, visit.actor, [body.sha256])
        given = command(
            RecordFinalText,
            visit.actor,
            form.key,
            file=file,
            number=body.number,
            wordings=tried.wordings,
        )
        return await act(visit, seen.case.id, given, form.shown.place.address, form)

    return await form.answer(lambda shown: final_page(seen, shown), send)


@router.get(EXPLAIN, dependencies=[does("explain_wordings")])
async def show_explaining(
    http: Request, visit: Visitor, seen: Seen, agency: AgencyCode
) -> Response:
    """Of each wording that is not there as it was asked for."""
    form = await open_form(http, visit, _explain_place(visit, seen, agency))
    return show(visit, explain_page(seen, agency, form))


@router.post(EXPLAIN, dependencies=[does("explain_wordings")])
async def explain(http: Request, visit: Visitor, seen: Seen, agency: AgencyCode) -> Response:
    """Its agency reads it."""
    form = await read_form(http, visit, _explain_place(visit, seen, agency))

    async def send() -> Response:
        body = form.body(WordingsBody, rows={"explanations": "explanation"})
        given = command(ExplainWordings, visit.actor, form.key, agency=agency, **dict(body))
        then = case_path(seen.case.id, "comments", "final")
        return await act(visit, seen.case.id, given, then, form)

    return await form.answer(lambda shown: explain_page(seen, agency, shown), send)


def _final_body(form: GivenForm) -> FinalTextBody:
    """The one file that was uploaded.

    Raises:
        FieldsNotTaken: there is none, or more than one.
    """
    if len(form.attached) != 1:
        raise form.wrong("file", "one_file")
    return form.body(FinalTextBody, sha256=form.attached[0])


def _final_place(visit: Visit, seen: SeenCase) -> Place:
    return Place.of(
        visit,
        case_path(seen.case.id, "comments", "final"),
        say("portal.final.draft", case=seen.case.id),
        "portal.final",
    )


def _explain_place(visit: Visit, seen: SeenCase, agency: AgencyCode) -> Place:
    name = seen.request(agency).agency.name
    return Place.of(
        visit,
        case_path(seen.case.id, "comments", "final", agency),
        say("portal.final.explain_draft", agency=name, case=seen.case.id),
        "portal.final",
    )


def _check_table(seen: SeenCase) -> None:
    """An agency reads the table, with what others said in it, once the case is concluded.

    Raises:
        Problem: `table_not_final`.
    """
    if not sees_table(seen.actor, seen.case):
        raise Problem("table_not_final")
