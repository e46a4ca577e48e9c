"""The procedure, for everybody who signs in: as pages, and as files."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from portal.declared import does
from portal.pages.procedures_page import (
    PROCEDURES,
    procedure_changes_page,
    procedure_page,
    procedures_page,
)
from portal.render import show
from portal.safe_headers import download
from portal.visit import Visitor
from remiss.consultation.values import DraftKind, Urgency
from remiss.documents.procedure.procedure_bpmn import BPMN, procedure_bpmn
from remiss.documents.procedure.procedure_paper import procedure_docx
from remiss.files.formats.file_types import DOCX
from remiss.views.procedure.procedures import ProcedureAnswer, list_procedures, read_procedure

router = APIRouter()
ONE = f"{PROCEDURES}/{{kind}}/{{urgency}}"
Day: TypeAlias = Annotated[date | None, Query()]
Made = Callable[[ProcedureAnswer], bytes]


def _docx(found: ProcedureAnswer) -> bytes:
    return procedure_docx(found, found.changes, datetime.now(UTC))


def _json(found: ProcedureAnswer) -> bytes:
    return found.model_dump_json(indent=2).encode()


MADE: dict[str, tuple[str, Made]] = {
    "docx": (DOCX, _docx),
    "bpmn": (BPMN, procedure_bpmn),
    "json": ("application/json", _json),
}


@router.get(PROCEDURES, dependencies=[does("read_procedures")])
async def show_procedures(visit: Visitor) -> Response:
    """Every kind of draft and urgency, as they hold today."""
    return show(visit, procedures_page(list_procedures()))


async def _file(
    kind: DraftKind, urgency: Urgency, on: date | None, as_: Literal["docx", "bpmn", "json"]
) -> Response:
    media_type, make = MADE[as_]
    content = await run_in_threadpool(make, read_procedure(kind, urgency, on))
    return download(content, f"thu-tuc-{kind}-{urgency}.{as_}", media_type)


@router.get(f"{ONE}.docx", dependencies=[does("read_procedures")])
async def download_paper(
    _visit: Visitor, kind: DraftKind, urgency: Urgency, on: Day = None
) -> Response:
    """Under the headings by which internal procedures are published."""
    return await _file(kind, urgency, on, "docx")


@router.get(f"{ONE}.bpmn", dependencies=[does("read_procedures")])
async def download_diagram(
    _visit: Visitor, kind: DraftKind, urgency: Urgency, on: Day = None
) -> Response:
    """As BPMN 2.0, for reading."""
    return await _file(kind, urgency, on, "bpmn")


@router.get(f"{ONE}.json", dependencies=[does("read_procedures")])
async def download_data(
    _visit: Visitor, kind: DraftKind, urgency: Urgency, on: Day = None
) -> Response:
    """As the API answers it."""
    return await _file(kind, urgency, on, "json")


@router.get(ONE, dependencies=[does("read_procedures")])
async def show_procedure(
    visit: Visitor, kind: DraftKind, urgency: Urgency, on: Day = None
) -> Response:
    """The version of a day, today's without one.

    Raises:
        Problem: `no_procedure`.
    """
    return show(visit, procedure_page(read_procedure(kind, urgency, on)))


@router.get(f"{ONE}/changes", dependencies=[does("read_procedures")])
async def show_changes(
    visit: Visitor, kind: DraftKind, urgency: Urgency, on: Day = None, against: Day = None
) -> Response:
    """From the version of one day, or the one before, to that of another, or today's.

    Raises:
        Problem: `no_procedure`.
    """
    return show(visit, procedure_changes_page(read_procedure(kind, urgency, on, against)))
