"""Dossiers of drawn cases: ordered on the page of the inspection, fetched on record."""

import secrets

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from portal.declared import does
from portal.forms import read_form
from portal.forms.outcome import lead_to_outcome
from portal.navigation import INSPECTIONS
from portal.pages.inspections.inspection_page import inspection_page, inspection_path
from portal.routes.inspections.inspections_routes import dossier_place
from portal.safe_headers import download_headers
from portal.visit import Visitor
from remiss.consultation.inspecting.messages import DossierNumber
from remiss.sending.bodies.inspecting import OrderDossierBody
from remiss.sending.inspections import read_inspection
from remiss.sending.ordered_dossiers import fetch_dossier, order_dossier

router = APIRouter()
INSPECTS = does("inspect")
ZIP = "application/zip"


@router.post(f"{INSPECTIONS}/{{inspection}}", dependencies=[INSPECTS])
async def order(request: Request, visit: Visitor, inspection: str) -> Response:
    """Put on record, and packed by a worker, which signs it."""
    found = await read_inspection(visit.has.ledger, visit.actor, inspection)
    form = await read_form(request, visit, dossier_place(visit, inspection))

    async def send() -> Response:
        case = form.body(OrderDossierBody).consultation
        task = await order_dossier(visit.has.portal, visit.actor, form.key, inspection, case)
        await visit.has.packing.give(task)
        return lead_to_outcome(visit, form.key, inspection_path(inspection), "order_dossier")

    return await form.answer(lambda shown: inspection_page(found, shown), send)


@router.get(f"{INSPECTIONS}/{{inspection}}/dossiers/{{number}}", dependencies=[INSPECTS])
async def fetch(visit: Visitor, inspection: str, number: DossierNumber) -> Response:
    """On record before a byte of it is given."""
    key, has = secrets.token_hex(16), visit.has
    path = await fetch_dossier(has.portal, visit.actor, key, inspection, number, has.data_dir)
    headers = download_headers(f"{inspection}-{number}.zip")
    return FileResponse(path, headers=headers, media_type=ZIP)
