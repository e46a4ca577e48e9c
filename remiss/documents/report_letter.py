"""The report letters of the ladder: to the head of an agency, to the Office, to the Chairman.

"kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from collections.abc import Iterator

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode
from remiss.documents.letter import Block, Grid, Letter, Paragraph
from remiss.documents.letterhead import Letterhead, head_of
from remiss.documents.notices_given import Standing
from remiss.documents.reminder_letter import days_late, what_came
from remiss.documents.request_letter import consequence, contact, questions
from remiss.documents.text_form import count, long_day, moment, named_draft, one_line

REPORT = "Báo cáo"
OFFICE, CHAIRMAN = "Văn phòng UBND tỉnh", "Chủ tịch UBND tỉnh"


def letter(
    standing: Standing, agency: AgencyCode, level: EscalationLevel, head: Letterhead
) -> Letter:
    """The letter to that level, on the day the case rose to it, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    to_head = level <= EscalationLevel.HEAD
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        title=None if to_head else REPORT,
        subject=_subject(standing, request, to_head=to_head),
        to=(_addressee(request, level),),
        body=tuple(_body(standing, request, level)),
        copies=_copies(request, level),
    )


def _addressee(request: Request, level: EscalationLevel) -> str:
    if level <= EscalationLevel.HEAD:
        return head_of(request.agency.name.vi)
    return CHAIRMAN if level is EscalationLevel.CHAIRMAN else OFFICE


def _copies(request: Request, level: EscalationLevel) -> tuple[str, ...]:
    """Who else learns of it: always the agency reported, and above it the levels told before."""
    told = (OFFICE,) if level is EscalationLevel.CHAIRMAN else ()
    return ("Như trên", *told, request.agency.name.vi)


def _subject(standing: Standing, request: Request, *, to_head: bool) -> str:
    draft, asked = named_draft(standing.case.draft), one_line(request.agency.name.vi)
    if to_head:
        return f"đề nghị chỉ đạo cho ý kiến đã quá hạn đối với {draft}"
    return f"về việc {asked} chậm cho ý kiến đối với {draft}"


def _body(standing: Standing, request: Request, level: EscalationLevel) -> Iterator[Block]:
    case = standing.case
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    late = count(days_late(standing, request))
    yield Paragraph(
        text=f"{drafting} chủ trì xây dựng {named_draft(case.draft)} và đã gửi lấy ý kiến {asked} "
        f"{long_day(request.sent_at)}. Đến {long_day(standing.at)}, {asked} đã quá hạn trả lời",
        tail=f"{late} ngày làm việc.",
    )
    yield _facts(standing, request, late)
    yield Paragraph(text="Các nội dung chưa có ý kiến:")
    yield from questions(case.owed_by(request), request)
    if earlier := standing.given[:-1]:
        yield Paragraph(text="Các lần nhắc, đôn đốc, báo cáo trước đó:")
        yield from (Paragraph(text=f"- {notice.text.vi}.") for notice in earlier)
    yield Paragraph(text=_asked_for(standing, request, level))
    yield contact(case)
    yield Paragraph(text=f"{drafting} {_closing(level)}./.")


def _facts(standing: Standing, request: Request, late: str) -> Grid:
    official = request.official.name if request.official else "Chưa được phân công"
    facts = (
        ("Cơ quan chậm trả lời", f"{request.agency.name.vi} ({request.agency.code})"),
        ("Công chức được giao", official),
        ("Thời hạn trả lời", moment(request.due_at)),
        ("Số ngày làm việc quá hạn", late),
        ("Tình trạng", what_came(request)),
        ("Hồ sơ, cán bộ phụ trách", f"{standing.case.id}, {standing.case.officer.name}"),
    )
    return Grid(heads=("Mục", "Nội dung"), shares=(3, 7), rows=facts)


def _asked_for(standing: Standing, request: Request, level: EscalationLevel) -> str:
    asked = one_line(request.agency.name.vi)
    otherwise = f"nếu vẫn không có văn bản trả lời thì {consequence(standing.case)}"
    match level:
        case EscalationLevel.CHAIRMAN:
            what = f"Kính đề nghị Chủ tịch UBND tỉnh xem xét, chỉ đạo {asked} trả lời ngay"
        case EscalationLevel.OFFICE:
            what = (
                f"Đề nghị Văn phòng UBND tỉnh đôn đốc {asked} trả lời ngay; trường hợp tiếp tục "
                "chậm, xem xét báo cáo Chủ tịch UBND tỉnh"
            )
        case _:
            what = (
                f"Đề nghị {head_of(asked)} chỉ đạo, phân công công chức chịu trách nhiệm và gửi "
                "ngay văn bản trả lời, nêu rõ quan điểm, lý do, căn cứ pháp lý. Trường hợp tiếp "
                "tục chậm, việc này được báo cáo Văn phòng UBND tỉnh và Chủ tịch UBND tỉnh"
            )
    return f"{what}; {otherwise}."


def _closing(level: EscalationLevel) -> str:
    return "trân trọng đề nghị" if level <= EscalationLevel.HEAD else "kính báo cáo"
