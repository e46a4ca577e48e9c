"""Documents of a case: the consolidated table, and the letters to an agency and about it.

Every file is a draft for signature, made from the ledger alone.
"""

import asyncio

from fastapi import APIRouter, Response

from api.callers import Asked, Caller, CaseId, Has
from api.papers import (
    Docx,
    ReportLevel,
    Xlsx,
    answer,
    check_about,
    check_table,
    events_of,
    given,
    head_for,
    rendered,
)
from remiss.documents import (
    consolidation_docx,
    consolidation_xlsx,
    letter,
    reminder_letter,
    report_letter,
    request_letter,
)
from remiss.documents.consolidated import consolidation
from remiss.documents.consolidation import Consolidation
from remiss.documents.notices_given import reminded, reported, sent
from remiss.intake.strict_json import StrictRoute
from remiss.views.seen_case import SeenCase, see

router = APIRouter(
    prefix="/consultations/{consultation}", tags=["documents"], route_class=StrictRoute
)
TABLE = "Bảng tổng hợp, tiếp thu, giải trình ý kiến"


@router.get(
    "/documents/consolidation.docx",
    response_class=Docx,
    **rendered("Bảng tổng hợp, tiếp thu, giải trình (DOCX)", "The consolidated table (DOCX)"),
)
async def table_docx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """Every agency and every comment, with what became of them; an agency reads it at the end."""
    seen = await _table_seen(has, actor, consultation)
    head = head_for(has, seen)

    def render() -> bytes:
        return consolidation_docx.docx(_table(seen), head)

    return await answer(Docx, f"{TABLE} {seen.case.id}", "docx", render)


@router.get(
    "/documents/consolidation.xlsx",
    response_class=Xlsx,
    **rendered("Bảng tổng hợp, tiếp thu, giải trình (XLSX)", "The consolidated table (XLSX)"),
)
async def table_xlsx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """The same table to sort and count by, with agencies and figures on sheets of their own."""
    seen = await _table_seen(has, actor, consultation)
    head = head_for(has, seen)

    def render() -> bytes:
        return consolidation_xlsx.xlsx(_table(seen), head)

    return await answer(Xlsx, f"{TABLE} {seen.case.id}", "xlsx", render)


@router.get(
    "/documents/consolidation.json",
    **rendered("Bảng tổng hợp, tiếp thu, giải trình (JSON)", "The consolidated table (JSON)"),
)
async def table_json(has: Has, actor: Caller, consultation: CaseId) -> Consolidation:
    """The value both files are made from."""
    seen = await _table_seen(has, actor, consultation)
    return await asyncio.to_thread(_table, seen)


@router.get(
    "/requests/{agency}/documents/request.docx",
    response_class=Docx,
    **rendered("Công văn lấy ý kiến", "The request letter"),
)
async def request_docx(has: Has, actor: Caller, consultation: CaseId, agency: Asked) -> Response:
    """As it went out: the agency reads its own."""
    seen = await see(has.ledger, actor, consultation)
    seen.request(agency)
    standing, head = given(sent(events_of(seen), agency)), head_for(has, seen)

    def render() -> bytes:
        return letter.docx(request_letter.letter(standing, agency, head))

    return await answer(Docx, f"Công văn lấy ý kiến {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/reminder.docx",
    response_class=Docx,
    **rendered("Công văn nhắc, đôn đốc", "The reminder letter"),
)
async def reminder_docx(has: Has, actor: Caller, consultation: CaseId, agency: Asked) -> Response:
    """Of the last reminder the agency was sent, or of the word that it is late."""
    seen = await see(has.ledger, actor, consultation)
    check_about(seen, agency)
    standing, head = given(reminded(events_of(seen), agency)), head_for(has, seen)

    def render() -> bytes:
        return letter.docx(reminder_letter.letter(standing, agency, head))

    return await answer(Docx, f"Công văn đôn đốc {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/report.docx",
    response_class=Docx,
    **rendered("Văn bản báo cáo chậm trả lời", "The report letter"),
)
async def report_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    level: ReportLevel = ReportLevel.HEAD,
) -> Response:
    """To the head of the agency, the Office or the Chairman, once the case rose that far."""
    seen = await see(has.ledger, actor, consultation)
    check_about(seen, agency)
    rung, head = level.rung, head_for(has, seen)
    standing = given(reported(events_of(seen), agency, rung))

    def render() -> bytes:
        return letter.docx(report_letter.letter(standing, agency, rung, head))

    name = f"Báo cáo chậm trả lời {seen.case.id} {agency} {level.value}"
    return await answer(Docx, name, "docx", render)


async def _table_seen(has: Has, actor: Caller, consultation: CaseId) -> SeenCase:
    seen = await see(has.ledger, actor, consultation)
    check_table(seen)
    return seen


def _table(seen: SeenCase) -> Consolidation:
    return consolidation(seen.case, events_of(seen))
