"""Papers of a case: the consolidated table, and the letters to an agency and about it.

Every file is a draft for signature, made from the ledger alone.
"""

import asyncio
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.callers import Asked, Caller, CaseId, Has
from api.documentation import read, refusals
from api.downloads import Docx, Xlsx, answer
from api.services import Services
from remiss.consultation.life.events import Event
from remiss.consultation.permission import permit
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import AgencyCode
from remiss.consultation.visibility import sees_table
from remiss.documents.letters import (
    apology_letter,
    letter_paper,
    reminder_letter,
    report_letter,
    request_letter,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.issued_letterhead import SignedBy
from remiss.documents.letters.letter import docx
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.letters.past_notices import Standing, last_reminder, last_report, last_request
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation
from remiss.documents.table.table_form import TableForm
from remiss.intake.strict_json import StrictRoute
from remiss.problems.problem import Problem
from remiss.views.seen_case import SeenCase, see

router = APIRouter(
    prefix="/consultations/{consultation}", tags=["documents"], route_class=StrictRoute
)


class ReportLevel(StrEnum):
    """To whom a report letter goes."""

    HEAD = "head"
    OFFICE = "office"
    CHAIRMAN = "chairman"

    @property
    def rung(self) -> EscalationLevel:
        return EscalationLevel[self.name]


Signing = Annotated[
    SignedBy,
    Query(
        description="Ai ký: head (người đứng đầu), acting (quyền: Q.), deputy (ký thay: KT.), unit "
        "(thừa lệnh: TL.), delegate (thừa ủy quyền: TUQ.). / Who signs, which decides what stands "
        "above the name."
    ),
]


def _rendered(vi: str, en: str) -> dict[str, Any]:
    """How a document is documented: a read that may also come too early."""
    documented = read(vi, en)
    return {**documented, "responses": {**documented["responses"], **refusals(409)}}


@router.get(
    "/documents/consolidation.docx",
    response_class=Docx,
    **_rendered("Bảng tổng hợp, tiếp thu, giải trình (DOCX)", "The consolidated table (DOCX)"),
)
async def table_docx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """Every agency and every comment, with what became of them; an agency reads it at the end."""
    seen = await _table_seen(has, actor, consultation)
    head = _head_for(has, seen)

    def render() -> bytes:
        return table_paper.docx(_table(seen), head)

    return await answer(Docx, _table_name(seen), "docx", render)


@router.get(
    "/documents/consolidation.xlsx",
    response_class=Xlsx,
    **_rendered("Bảng tổng hợp, tiếp thu, giải trình (XLSX)", "The consolidated table (XLSX)"),
)
async def table_xlsx(has: Has, actor: Caller, consultation: CaseId) -> Response:
    """The same table to sort and count by, with agencies and figures on sheets of their own."""
    seen = await _table_seen(has, actor, consultation)
    head = _head_for(has, seen)

    def render() -> bytes:
        return table_workbook.xlsx(_table(seen), head)

    return await answer(Xlsx, _table_name(seen), "xlsx", render)


@router.get(
    "/documents/consolidation.json",
    **_rendered("Bảng tổng hợp, tiếp thu, giải trình (JSON)", "The consolidated table (JSON)"),
)
async def table_json(has: Has, actor: Caller, consultation: CaseId) -> Consolidation:
    """The value both files are made from."""
    seen = await _table_seen(has, actor, consultation)
    return await asyncio.to_thread(_table, seen)


@router.get(
    "/documents/apology.docx",
    response_class=Docx,
    **_rendered("Thư xin lỗi, hẹn lại ngày trả kết quả", "The letter of apology"),
)
async def apology_docx(
    has: Has, actor: Caller, consultation: CaseId, signed_by: Signing = SignedBy.HEAD
) -> Response:
    """To the applicant of an administrative procedure, once a new return date is recorded."""
    seen = await see(has.ledger, actor, consultation)
    permit(seen.actor, "read_apology", seen.case)
    apology, desk = apology_letter.last_apology(_events_of(seen)), _desk(has, signed_by)
    if apology is None:
        raise Problem("apology_not_due")

    def render() -> bytes:
        return docx(apology_letter.letter(apology, desk))

    return await answer(Docx, f"Thư xin lỗi {seen.case.id}", "docx", render)


@router.get(
    "/requests/{agency}/documents/request.docx",
    response_class=Docx,
    **_rendered("Công văn lấy ý kiến", "The request letter"),
)
async def request_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    signed_by: Signing = SignedBy.HEAD,
) -> Response:
    """As it went out: the agency reads its own."""
    seen = await see(has.ledger, actor, consultation)
    seen.request(agency)
    standing, desk = _given(last_request(_events_of(seen), agency)), _desk(has, signed_by)

    def render() -> bytes:
        return letter_paper.docx(request_letter.letter(standing, agency, desk), desk)

    return await answer(Docx, f"Công văn lấy ý kiến {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/reminder.docx",
    response_class=Docx,
    **_rendered("Công văn nhắc, đôn đốc", "The reminder letter"),
)
async def reminder_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    signed_by: Signing = SignedBy.HEAD,
) -> Response:
    """Of the last reminder the agency was sent, or of the word that it is late."""
    seen = await see(has.ledger, actor, consultation)
    _check_about(seen, agency)
    standing, desk = _given(last_reminder(_events_of(seen), agency)), _desk(has, signed_by)

    def render() -> bytes:
        return letter_paper.docx(reminder_letter.letter(standing, agency, desk), desk)

    return await answer(Docx, f"Công văn đôn đốc {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/report.docx",
    response_class=Docx,
    **_rendered("Văn bản báo cáo chậm trả lời", "The report letter"),
)
async def report_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    level: ReportLevel = ReportLevel.HEAD,
    signed_by: Signing = SignedBy.HEAD,
) -> Response:
    """To the head of the agency, the Office or the Chairman, once the case rose that far."""
    seen = await see(has.ledger, actor, consultation)
    _check_about(seen, agency)
    rung, desk = level.rung, _desk(has, signed_by)
    standing = _given(last_report(_events_of(seen), agency, rung))

    def render() -> bytes:
        return letter_paper.docx(report_letter.letter(standing, agency, rung, desk), desk)

    name = f"Báo cáo chậm trả lời {seen.case.id} {agency} {level.value}"
    return await answer(Docx, name, "docx", render)


async def _table_seen(has: Has, actor: Caller, consultation: CaseId) -> SeenCase:
    seen = await see(has.ledger, actor, consultation)
    _check_table(seen)
    return seen


def _table_name(seen: SeenCase) -> str:
    return f"{TableForm.of(seen.case.draft).label.vi} {seen.case.id}"


def _table(seen: SeenCase) -> Consolidation:
    return consolidation(seen.case, _events_of(seen))


def _events_of(seen: SeenCase) -> tuple[Event, ...]:
    """Everything that led to the case as it is."""
    return tuple(stored.recorded.event for stored in seen.events)


def _head_for(has: Services, seen: SeenCase) -> Letterhead:
    """The head of what the drafting agency issues."""
    return has.desk.now().head(seen.case)


def _desk(has: Services, signed_by: SignedBy) -> Desk:
    """What drafts a letter that such a person is to sign."""
    return has.desk.now().model_copy(update={"signed_by": signed_by})


def _check_table(seen: SeenCase) -> None:
    """An agency reads the table, with what others said in it, once the case is concluded.

    Raises:
        Problem: `table_not_final`.
    """
    if not sees_table(seen.actor, seen.case):
        raise Problem("table_not_final")


def _check_about(seen: SeenCase, agency: AgencyCode) -> None:
    """A letter that reminds or reports an agency is the drafting side's to sign, not its own.

    Raises:
        Refusal: `request_not_found`, `not_permitted`.
    """
    permit(seen.actor, "read_letters_about", seen.case, agency)
    seen.request(agency)


def _given(standing: Standing | None) -> Standing:
    """What a letter puts on paper.

    Raises:
        Problem: `notice_not_given`.
    """
    if standing is None:
        raise Problem("notice_not_given")
    return standing
