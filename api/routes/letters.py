"""The letters of a case: to an agency, about it, to an applicant.

Every file is a draft for signature, made from the ledger alone.
"""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.callers import Asked, Caller, CaseId, Has
from api.downloads import Docx, answer
from api.page_query import Ordinal
from api.path_prefixes import CASE
from api.rendered_papers import events_of, rendered
from remiss.consultation.permission import permit
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import AgencyCode
from remiss.documents.letters import (
    apology_letter,
    letter_paper,
    reminder_letter,
    report_letter,
    request_letter,
    urging_letter,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.issued_letterhead import SignedBy
from remiss.documents.letters.letter import docx
from remiss.documents.letters.past_notices import (
    Standing,
    last_reminder,
    last_report,
    last_request,
    last_urging,
)
from remiss.intake.strict_json import StrictRoute
from remiss.problems.problem import Problem
from remiss.serving.services import Services
from remiss.views.seen_case import SeenCase, see

router = APIRouter(prefix=CASE, tags=["documents"], route_class=StrictRoute)


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


@router.get(
    "/documents/apology.docx",
    response_class=Docx,
    **rendered("read_apology", "Thư xin lỗi, hẹn lại ngày trả kết quả", "The letter of apology"),
)
async def apology_docx(
    has: Has, actor: Caller, consultation: CaseId, signed_by: Signing = SignedBy.HEAD
) -> Response:
    """To the applicant of an administrative procedure, once a new return date is recorded."""
    seen = await see(has.ledger, actor, consultation)
    permit(seen.actor, "read_apology", seen.case)
    apology = apology_letter.last_apology(events_of(seen))
    if apology is None:
        raise Problem("apology_not_due")

    def render() -> bytes:
        return docx(apology_letter.letter(apology, _desk(has, signed_by)))

    return await answer(Docx, f"Thư xin lỗi {seen.case.id}", "docx", render)


@router.get(
    "/requests/{agency}/documents/request.docx",
    response_class=Docx,
    **rendered("read_request", "Công văn lấy ý kiến", "The request letter"),
)
async def request_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    ordinal: Ordinal = None,
    signed_by: Signing = SignedBy.HEAD,
) -> Response:
    """As it went out, of an earlier request its own letter: the agency reads its own."""
    seen = await see(has.ledger, actor, consultation)
    asked = seen.request(agency, ordinal)
    standing = _given(last_request(events_of(seen), agency, asked.ordinal))

    def render() -> bytes:
        desk = _desk(has, signed_by)
        return letter_paper.docx(request_letter.letter(standing, agency, desk), desk)

    return await answer(Docx, f"Công văn lấy ý kiến {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/reminder.docx",
    response_class=Docx,
    **rendered("read_letters_about", "Công văn nhắc, đôn đốc", "The reminder letter"),
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
    standing = _given(last_reminder(events_of(seen), agency))

    def render() -> bytes:
        desk = _desk(has, signed_by)
        return letter_paper.docx(reminder_letter.letter(standing, agency, desk), desk)

    return await answer(Docx, f"Công văn đôn đốc {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/urging.docx",
    response_class=Docx,
    **rendered("read_letters_about", "Văn bản đôn đốc của Văn phòng", "The Office's urging letter"),
)
async def urging_docx(
    has: Has,
    actor: Caller,
    consultation: CaseId,
    agency: Asked,
    signed_by: Signing = SignedBy.HEAD,
) -> Response:
    """Of the last time the Office urged the agency, in the Office's own name."""
    seen = await see(has.ledger, actor, consultation)
    _check_about(seen, agency)
    standing = _given(last_urging(events_of(seen), agency))

    def render() -> bytes:
        desk = _desk(has, signed_by)
        return letter_paper.docx(urging_letter.letter(standing, agency, desk), desk)

    return await answer(Docx, f"Văn bản đôn đốc {seen.case.id} {agency}", "docx", render)


@router.get(
    "/requests/{agency}/documents/report.docx",
    response_class=Docx,
    **rendered("read_letters_about", "Văn bản báo cáo chậm trả lời", "The report letter"),
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
    standing = _given(last_report(events_of(seen), agency, level.rung))

    def render() -> bytes:
        desk = _desk(has, signed_by)
        return letter_paper.docx(report_letter.letter(standing, agency, level.rung, desk), desk)

    name = f"Báo cáo chậm trả lời {seen.case.id} {agency} {level.value}"
    return await answer(Docx, name, "docx", render)


def _desk(has: Services, signed_by: SignedBy) -> Desk:
    """What drafts a letter that such a person is to sign."""
    return has.desk.now().model_copy(update={"signed_by": signed_by})


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
