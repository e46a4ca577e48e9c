"""Dossiers of drawn cases: ordered and fetched under the inspector's own sign-in."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse

from api.callers import Caller, Has, IdempotencyKey
from api.documentation import ask, read
from api.inspection_answers import InspectionAnswer, inspection_answer
from api.path_prefixes import V1
from remiss.intake.strict_json import StrictRoute
from remiss.sending.bodies.inspecting import OrderDossierBody
from remiss.sending.inspections import read_inspection
from remiss.sending.ordered_dossiers import fetch_dossier, order_dossier
from remiss.serving.download_name import saved_as

router = APIRouter(
    prefix=f"{V1}/inspections/{{inspection}}/dossiers",
    tags=["inspections"],
    route_class=StrictRoute,
)
INSPECTS = "inspect"
ZIP = "application/zip"
Id = Annotated[str, Path(max_length=40, examples=["KT-ABCDEFGH2345"])]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.post(
    "",
    status_code=202,
    **ask(INSPECTS, "Yêu cầu xuất một hồ sơ đã chọn", "Order the dossier of a drawn case", 409),
)
async def order(
    has: Has, actor: Caller, inspection: Id, key: IdempotencyKey, body: OrderDossierBody
) -> InspectionAnswer:
    """A worker packs and signs it; who ordered it is on record, and named in the dossier."""
    task = await order_dossier(has.portal, actor, key, inspection, body.consultation)
    await has.packing.give(task)
    return inspection_answer(await read_inspection(has.portal, actor, inspection))


@router.get(
    "/{number}",
    response_class=FileResponse,
    **read(INSPECTS, "Tải hồ sơ đã đóng gói", "Fetch a packed dossier", 409),
)
async def fetch(has: Has, actor: Caller, inspection: Id, number: Number) -> FileResponse:
    """Put on record before a byte is given. Kept for seven days; `remiss verify` checks it."""
    key = secrets.token_hex(16)
    path = await fetch_dossier(has.portal, actor, key, inspection, number, has.data_dir)
    headers = {"Content-Disposition": saved_as(f"{inspection}-{number}.zip")}
    return FileResponse(path, headers=headers, media_type=ZIP)
