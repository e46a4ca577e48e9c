"""The consolidated table of a case, in three forms.

Each is a draft for signature, made from the ledger alone.
"""

import asyncio

from fastapi import APIRouter, Response

from api.callers import Caller, CaseId, Has
from api.downloads import Docx, Xlsx, answer
from api.path_prefixes import CASE
from api.rendered_papers import events_of, rendered
from remiss.consultation.visibility import sees_table
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation
from remiss.documents.table.table_form import TableForm
from remiss.intake.strict_json import StrictRoute
from remiss.problems.problem import Problem
from remiss.serving.services import Services
from remiss.views.seen_case import SeenCase, see

router = APIRouter(prefix=CASE, tags=["documents"], route_class=StrictRoute)


@router.get(
    "/documents/consolidation.docx",
    response_class=Docx,
    **rendered(
        "read_table", "Bảng tổng hợp, tiếp thu, giải trình (DOCX)", "The consolidated table (DOCX)"
    ),
)
async def table_docx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """Every agency and every comment, with what became of them; an agency reads it at the end."""
    seen = await _table_seen(has, actor, consultation)

    def render() -> bytes:
        return table_paper.docx(_table(seen), _head_for(has, seen))

    return await answer(Docx, _table_name(seen), "docx", render)


@router.get(
    "/documents/consolidation.xlsx",
    response_class=Xlsx,
    **rendered(
        "read_table", "Bảng tổng hợp, tiếp thu, giải trình (XLSX)", "The consolidated table (XLSX)"
    ),
)
async def table_xlsx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """The same table to sort and count by, with agencies and figures on sheets of their own."""
    seen = await _table_seen(has, actor, consultation)

    def render() -> bytes:
        return table_workbook.xlsx(_table(seen), _head_for(has, seen))

    return await answer(Xlsx, _table_name(seen), "xlsx", render)


@router.get(
    "/documents/consolidation.json",
    **rendered(
        "read_table", "Bảng tổng hợp, tiếp thu, giải trình (JSON)", "The consolidated table (JSON)"
    ),
)
async def table_json(has: Has, actor: Caller, consultation: CaseId) -> Consolidation:
    """The value both files are made from."""
    seen = await _table_seen(has, actor, consultation)
    return await asyncio.to_thread(_table, seen)


async def _table_seen(has: Has, actor: Caller, consultation: CaseId) -> SeenCase:
    seen = await see(has.ledger, actor, consultation)
    _check_table(seen)
    return seen


def _table_name(seen: SeenCase) -> str:
    return f"{TableForm.of(seen.case.draft).label.vi} {seen.case.id}"


def _table(seen: SeenCase) -> Consolidation:
    return consolidation(seen.case, events_of(seen))


def _head_for(has: Services, seen: SeenCase) -> Letterhead:
    """The head of what the drafting agency issues."""
    return has.desk.now().head(seen.case)


def _check_table(seen: SeenCase) -> None:
    """An agency reads the table, with what others said in it, once the case is concluded.

    Raises:
        Problem: `table_not_final`.
    """
    if not sees_table(seen.actor, seen.case):
        raise Problem("table_not_final")
