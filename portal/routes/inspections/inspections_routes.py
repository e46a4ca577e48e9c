"""Inspections: the list, opening one, one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from portal.declared import does
from portal.forms import Place, open_form, read_form
from portal.forms.outcome import end_form, lead_to_outcome
from portal.navigation import INSPECTIONS
from portal.pages.inspections.inspection_page import inspection_page, inspection_path
from portal.pages.inspections.inspections_page import (
    InspectionsPage,
    NewInspectionPage,
    inspections_table,
)
from portal.parts.paging import ROWS, paging
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.ledger.reads.pages import Wanted
from remiss.sending.bodies.inspecting import OpenInspectionBody
from remiss.sending.inspections import inspections, open_inspection, read_inspection
from remiss.texts import text

router = APIRouter()
INSPECTS = does("inspect")
NEW = f"{INSPECTIONS}/new"


@router.get(INSPECTIONS, dependencies=[INSPECTS])
async def show_inspections(
    visit: Visitor, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """Those the inspector may know of."""
    found = await inspections(visit.has.ledger, visit.actor, Wanted(cursor, ROWS))
    page = InspectionsPage(
        title=text("portal.navigation.inspections"),
        table=inspections_table(found.items),
        paging=paging(INSPECTIONS, {}, cursor, found.next),
    )
    return show(visit, page)


@router.get(NEW, dependencies=[INSPECTS])
async def show_opening(request: Request, visit: Visitor) -> Response:
    """A decision, and why."""
    form = await open_form(request, visit, _place(visit))
    return show(visit, NewInspectionPage(title=form.place.title, form=form))


@router.post(NEW, dependencies=[INSPECTS])
async def open_one(request: Request, visit: Visitor) -> Response:
    """On to the inspection; no unit is told."""
    form = await read_form(request, visit, _place(visit))

    async def send() -> Response:
        body = form.body(OpenInspectionBody)
        id_ = await open_inspection(visit.has.portal, visit.actor, form.key, body)
        await end_form(visit, form)
        return lead_to_outcome(visit, form.key, inspection_path(id_), "open_inspection")

    return await form.answer(
        lambda shown: NewInspectionPage(title=shown.place.title, form=shown), send
    )


@router.get(f"{INSPECTIONS}/{{inspection}}", dependencies=[INSPECTS])
async def show_inspection(request: Request, visit: Visitor, inspection: str) -> Response:
    """Why it is, and each sample ever committed."""
    found = await read_inspection(visit.has.ledger, visit.actor, inspection)
    form = await open_form(request, visit, dossier_place(visit, found.id))
    return show(visit, inspection_page(found, form))


def dossier_place(visit: Visit, inspection: str) -> Place:
    """Where a dossier is ordered: on the page of its inspection."""
    title = text("portal.inspections.order")
    path = inspection_path(inspection)
    return Place.of(visit, path, title, "portal.inspections", keeps=False)


def _place(visit: Visit) -> Place:
    return Place.of(visit, NEW, text("portal.inspections.new"), "portal.inspections")
