"""The procedure itself: for every kind and urgency, by version, as data, on paper, as a diagram."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.callers import Caller
from api.documentation import read
from api.downloads import Docx, answer
from api.path_prefixes import V1
from remiss.consultation.values import DraftKind, Urgency, Value
from remiss.documents.procedure.procedure_bpmn import BPMN, procedure_bpmn
from remiss.documents.procedure.procedure_paper import procedure_docx
from remiss.views.procedure.procedures import (
    ListedProcedure,
    ProcedureAnswer,
    list_procedures,
    read_procedure,
)

router = APIRouter(prefix=f"{V1}/procedures", tags=["registry"])
On = Annotated[
    date | None, Query(description="Ngày áp dụng; bỏ trống: hôm nay. / The day; none: today.")
]
Against = Annotated[
    date | None,
    Query(
        description="So với phiên bản của ngày này; bỏ trống: phiên bản trước. / Compared with the "
        "version of this day; none: the one before."
    ),
]


class ProcedureList(Value):
    """Every procedure in force on a day."""

    items: tuple[ListedProcedure, ...]


class Bpmn(Response):
    media_type = BPMN


@router.get("", **read("read_procedures", "Các thủ tục lấy ý kiến", "The procedures in force"))
async def procedures(_actor: Caller, on: On = None) -> ProcedureList:
    """Of each kind of draft and urgency a case may open with."""
    return ProcedureList(items=list_procedures(on))


@router.get(
    "/{kind}/{urgency}.docx",
    response_class=Docx,
    **read("read_procedures", "Thủ tục lấy ý kiến (DOCX)", "A procedure (DOCX)"),
)
async def procedure_paper(
    _actor: Caller, kind: DraftKind, urgency: Urgency, on: On = None, against: Against = None
) -> Response:
    """Under the headings by which internal procedures are published, with what changed."""
    found = read_procedure(kind, urgency, on, against)
    name = f"thu-tuc-{kind}-{urgency}"
    made_at = datetime.now(UTC)
    return await answer(Docx, name, "docx", lambda: procedure_docx(found, found.changes, made_at))


@router.get(
    "/{kind}/{urgency}.bpmn",
    response_class=Bpmn,
    **read("read_procedures", "Sơ đồ thủ tục (BPMN 2.0)", "A procedure (BPMN 2.0)"),
)
async def procedure_diagram(
    _actor: Caller, kind: DraftKind, urgency: Urgency, on: On = None
) -> Response:
    """For reading: a lane for each doer, a node for each step; nothing runs by it."""
    found = read_procedure(kind, urgency, on)
    return await answer(Bpmn, f"thu-tuc-{kind}-{urgency}", "bpmn", lambda: procedure_bpmn(found))


@router.get(
    "/{kind}/{urgency}",
    **read("read_procedures", "Một thủ tục lấy ý kiến", "A procedure"),
)
async def procedure(
    _actor: Caller, kind: DraftKind, urgency: Urgency, on: On = None, against: Against = None
) -> ProcedureAnswer:
    """Steps, who, within what time, which form, on what basis; versions and what changed."""
    return read_procedure(kind, urgency, on, against)
