"""Công văn lấy ý kiến: what one agency is asked, why it, by when, and what a clear answer holds."""

import re
from collections.abc import Iterator, Sequence

from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode, Mandate, Question
from remiss.documents.letter import Letter, Paragraph
from remiss.documents.letterhead import Letterhead
from remiss.documents.notices_given import Standing
from remiss.documents.text_form import moment, named_draft, one_line

CLEAR = """
a) Quan điểm: thống nhất; thống nhất và đề nghị chỉnh sửa; không thống nhất; hoặc không thuộc chức
năng, nhiệm vụ (nêu lĩnh vực và cơ quan có trách nhiệm).
b) Lý do và căn cứ pháp lý của quan điểm đó.
c) Phương án câu chữ thay thế, nếu đề nghị chỉnh sửa.
d) Họ tên công chức chịu trách nhiệm về nội dung; văn bản do người đứng đầu cơ quan hoặc người được
ủy quyền ký.
"""
"""What a reply is judged by (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.b, 1.d, 1.đ)."""


def letter(standing: Standing, agency: AgencyCode, head: Letterhead) -> Letter:
    """The letter on the day the request went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        subject=f"lấy ý kiến đối với {named_draft(case.draft)}",
        to=(request.agency.name.vi,),
        body=tuple(_body(case, request)),
    )


def questions(asked: Sequence[Question], request: Request) -> Iterator[Paragraph]:
    """The questions, numbered, with the mandate that makes them the agency's own.

    One mandate behind them all is said once, at the end.
    """
    mandates = {match.question: match.mandate for match in request.matches if match.mandate}
    behind = list(dict.fromkeys(mandates[q.id] for q in asked if q.id in mandates))
    for number, question in enumerate(asked, start=1):
        yield Paragraph(lead=f"{number}.", text=one_line(question.text))
        if len(behind) > 1 and question.id in mandates:
            yield _mandate("- Nhiệm vụ liên quan", mandates[question.id])
    if len(behind) == 1:
        yield _mandate("Nhiệm vụ liên quan", behind[0])


def _mandate(lead: str, mandate: Mandate) -> Paragraph:
    basis = _inside(mandate.legal_basis)
    return Paragraph(text=f"{lead}: {one_line(mandate.title)}; căn cứ: {basis}.")


def consequence(case: Consultation) -> str:
    """What follows when nobody answers; silence is never agreement given."""
    silence = case.policy.silence
    if silence.outcome is SilenceOutcome.DEEMED_AGREED:
        return f"cơ quan được xem như đồng ý theo {_inside(silence.legal_basis)}"
    return "hồ sơ ghi nhận cơ quan không trả lời; im lặng không được coi là đồng ý"


def contact(case: Consultation) -> Paragraph:
    """Whom to turn to."""
    name, agency = case.officer.name, case.drafting_agency.name.vi
    return Paragraph(
        text=f"Đầu mối liên hệ: {one_line(name)}, {one_line(agency)}.\nMã hồ sơ: {case.id}."
    )


def _body(case: Consultation, request: Request) -> Iterator[Paragraph]:
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    yield Paragraph(
        text=f"{drafting} đang chủ trì xây dựng {named_draft(case.draft)} (sau đây gọi tắt là dự "
        f"thảo). {_reason(request)} {drafting} đề nghị {asked} cho ý kiến bằng văn bản về các nội "
        "dung sau:"
    )
    yield from questions(case.questions_of(request), request)
    yield Paragraph(text="Đối với từng nội dung, văn bản trả lời cần nêu rõ:")
    yield from (Paragraph(text=one_line(point)) for point in re.split(r"\n(?=\w\) )", CLEAR[1:]))
    yield Paragraph(
        text="Văn bản trả lời chung chung, chưa nêu rõ quan điểm hoặc chuyển sang cơ quan khác nội "
        "dung thuộc nhiệm vụ của mình được gửi trả lại để bổ sung."
    )
    yield Paragraph(
        text=f"Ý kiến của {asked} đề nghị gửi về {drafting} trước",
        tail=f"{moment(request.due_at)}.",
    )
    yield Paragraph(
        text="Quá thời hạn trên, việc chậm trả lời được đôn đốc và báo cáo theo từng cấp; hết các "
        f"bước đôn đốc mà vẫn không có văn bản trả lời thì {consequence(case)}. Căn cứ xác định "
        f"thời hạn: {_inside(case.policy.legal_basis)}."
    )
    yield _enclosed(case)
    yield contact(case)
    yield Paragraph(text=f"{drafting} trân trọng cảm ơn sự phối hợp của {asked}./.")


def _reason(request: Request) -> str:
    """Why this agency: its mandate, or the reason a supervisor gave in a mandate's place."""
    if request.override is None:
        return "Căn cứ chức năng, nhiệm vụ của cơ quan,"
    return f"Vì lý do “{_inside(request.override.reason)}”,"


def _enclosed(case: Consultation) -> Paragraph:
    number = case.draft.number
    named = f"văn bản số {one_line(number)}" if number else "tệp dự thảo"
    return Paragraph(
        text=f"Gửi kèm: {named}. Mã SHA-256 của tệp, để đối chiếu đúng bản được lấy ý kiến:\n"
        f"{case.draft.sha256}"
    )


def _inside(text: str) -> str:
    """A sentence as a part of another."""
    return one_line(text).removesuffix(".")
