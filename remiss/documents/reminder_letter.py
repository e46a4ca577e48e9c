"""Công văn nhắc, công văn đôn đốc: the paper form of a reminder that the case has sent."""

from collections.abc import Iterator

from remiss.consultation.state import Consultation, Request, Stage
from remiss.consultation.values import AgencyCode
from remiss.documents.letter import Letter, Paragraph
from remiss.documents.letterhead import Letterhead
from remiss.documents.notices_given import NoticeKind, Standing
from remiss.documents.request_letter import consequence, contact, questions
from remiss.documents.text_form import capitalised, count, long_day, moment, named_draft, one_line


def letter(standing: Standing, agency: AgencyCode, head: Letterhead) -> Letter:
    """The letter on the day the notice went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        subject=_subject(standing),
        to=(request.agency.name.vi,),
        body=tuple(_body(standing, request)),
    )


def what_came(request: Request) -> str:
    """That nothing came, or that what came was returned."""
    if request.stage is Stage.RETURNED:
        last = long_day(request.replies[-1].received_at)
        return (
            f"Văn bản trả lời nhận {last} đã được gửi trả lại để bổ sung (tổng số lần trả lại: "
            f"{count(request.returns)}); đến nay chưa nhận được văn bản thay thế"
        )
    return "Đến nay chưa nhận được văn bản trả lời"


def days_late(standing: Standing, request: Request) -> int:
    """Working days late on the day the notice went out."""
    case: Consultation = standing.case
    return case.calendar.days_late(request.due_at, standing.at)


def _subject(standing: Standing) -> str:
    draft = named_draft(standing.case.draft)
    if standing.given[-1].kind is NoticeKind.REMINDER:
        return f"nhắc cho ý kiến đối với {draft}"
    return f"đôn đốc cho ý kiến đã quá hạn đối với {draft}"


def _body(standing: Standing, request: Request) -> Iterator[Paragraph]:
    case, overdue = standing.case, standing.given[-1].kind is NoticeKind.OVERDUE
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    yield Paragraph(
        text=f"{capitalised(long_day(request.sent_at))}, {drafting} đã gửi {asked} yêu cầu cho ý "
        f"kiến đối với {named_draft(case.draft)}; thời hạn trả lời là",
        tail=f"{moment(request.due_at)}.",
    )
    passed = "Thời hạn nêu trên đã hết. " if overdue else ""
    yield Paragraph(text=f"{passed}{what_came(request)}. Các nội dung đề nghị cho ý kiến:")
    yield from questions(case.owed_by(request), request)
    yield Paragraph(
        text=f"{drafting} đề nghị {asked} gửi ngay văn bản trả lời, nêu rõ quan điểm, lý do và căn "
        "cứ pháp lý đối với từng nội dung."
        if overdue
        else f"{drafting} đề nghị {asked} gửi văn bản trả lời trong thời hạn nêu trên, nêu rõ quan "
        "điểm, lý do và căn cứ pháp lý đối với từng nội dung; nếu có vướng mắc, đề nghị trao đổi "
        "ngay, không đợi đến khi hết hạn."
    )
    yield Paragraph(
        text="Việc chậm trả lời được báo cáo theo từng cấp: người đứng đầu cơ quan, Văn phòng UBND "
        f"tỉnh, Chủ tịch UBND tỉnh; hết các bước đó mà vẫn không có văn bản trả lời thì "
        f"{consequence(case)}."
    )
    yield contact(case)
    yield Paragraph(text=f"{drafting} trân trọng thông báo./.")
