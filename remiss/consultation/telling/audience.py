"""Whom an event concerns: one line for each kind of event.

A new kind of event gets a line in `LINES`; one that concerns nobody has a line that tells nobody.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from remiss.consultation.life.events import (
    Basis,
    CommentsDisposed,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    ExtensionGranted,
    QuestionsDeclined,
    ReplyAccepted,
    ReplyReceived,
    RequestEscalated,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import NO_REPLY, WITH_AGENCY, Consultation, Stage
from remiss.consultation.telling.next_steps import (
    CLARIFY,
    COMPLETE,
    COMPLETE_IT,
    CONTRIBUTE,
    DECIDE_EXTENSION,
    DIRECT,
    DISPOSE,
    DISPOSE_AGAIN,
    INTERVENE,
    LATE_STILL,
    LATE_UNTIL,
    NEW_DEADLINE,
    NO_REPLY_NEEDED,
    OBJECT,
    PAUSED,
    PREPARE,
    REPLY,
    REPLY_IN_TIME,
    REPLY_NOW,
    RESUME,
    REVIEW,
    REWRITE,
    RULE,
    SEE_TO_CLARIFYING,
    SEE_TO_IT,
    SIGN,
    SIGN_FOR,
    STAND_IN,
    STILL_YOURS,
    TAKE_CHARGE,
    USE_IT,
    WATCH,
    Todo,
)
from remiss.consultation.values import Role
from remiss.texts import Bilingual


class Part(StrEnum):
    """The part someone plays in a case, by which a notice finds them."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AGENCY = "agency"
    OFFICIAL = "official"
    HEAD = "head"
    OFFICE = "office"
    CHAIRMAN = "chairman"
    DEPUTY = "deputy"
    COLLEAGUE = "colleague"
    DELEGATE = "delegate"
    PREVIOUS_OFFICER = "previous_officer"


PARTS: dict[Part, Bilingual] = {
    Part.OFFICER: Bilingual(vi="Cán bộ phụ trách hồ sơ", en="Officer in charge"),
    Part.SUPERVISOR: Bilingual(
        vi="Lãnh đạo cơ quan chủ trì soạn thảo", en="Supervisor at the drafting agency"
    ),
    Part.AGENCY: Bilingual(vi="Văn thư, đầu mối của cơ quan", en="Focal point of the agency"),
    Part.OFFICIAL: Bilingual(vi="Công chức được giao tham mưu", en="Named official"),
    Part.HEAD: Bilingual(vi="Người đứng đầu cơ quan", en="Head of agency"),
    Part.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="The Office"),
    Part.CHAIRMAN: Bilingual(vi="Chủ tịch UBND tỉnh", en="The Chairman"),
    Part.DEPUTY: Bilingual(vi="Công chức thay thế", en="Deputy of the named official"),
    Part.COLLEAGUE: Bilingual(vi="Công chức phối hợp", en="Colleague involved"),
    Part.DELEGATE: Bilingual(vi="Người được ủy quyền ký", en="Delegated signatory"),
    Part.PREVIOUS_OFFICER: Bilingual(
        vi="Cán bộ phụ trách hồ sơ trước đây", en="Former officer in charge"
    ),
}

READS: dict[Role, tuple[Part, ...]] = {
    Role.SUPERVISOR: (Part.SUPERVISOR,),
    Role.AGENCY_HEAD: (Part.HEAD, Part.AGENCY),
    Role.AGENCY_OFFICIAL: (Part.AGENCY,),
    Role.OFFICE: (Part.OFFICE, Part.CHAIRMAN),
}
"""The parts whose notices a role reads, the closest first, when nobody is named.

The Office also reads what goes to the Chairman: it is the Office that lays it before them.
"""


class Told(NamedTuple):
    """A part to tell. What asks for nothing and decides nothing need not fill a mailbox.

    `stages` limits it to the requests that stand there; of two that fit, the first counts.
    """

    part: Part
    todo: Todo | None = None
    by_mail: bool = True
    stages: frozenset[Stage] = frozenset()


Whom = Callable[[Any, Consultation], tuple[Told, ...]]


class Line(NamedTuple):
    """What a notice of one kind of event is called, and who gets it."""

    title: Bilingual
    told: tuple[Told, ...] | Whom = ()


def _fyi(part: Part) -> Told:
    """For information, in the inbox and the agency's own system."""
    return Told(part, by_mail=False)


AGENCY_IS_LATE = (Told(Part.AGENCY, REPLY_NOW), Told(Part.OFFICIAL, REPLY_NOW))
RISEN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (Told(Part.OFFICIAL, REPLY_NOW),),
    EscalationLevel.HEAD: (Told(Part.HEAD, SEE_TO_IT),),
    EscalationLevel.OFFICE: (Told(Part.OFFICE, INTERVENE), Told(Part.HEAD, SEE_TO_IT)),
    EscalationLevel.CHAIRMAN: (Told(Part.CHAIRMAN, DIRECT), Told(Part.HEAD, SEE_TO_IT)),
}
RETURNED_AGAIN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),  # the return itself was told them
    EscalationLevel.HEAD: (Told(Part.HEAD, COMPLETE_IT),),
    EscalationLevel.OFFICE: (Told(Part.OFFICE, WATCH), Told(Part.HEAD, COMPLETE_IT)),
    EscalationLevel.CHAIRMAN: (Told(Part.CHAIRMAN, WATCH), Told(Part.HEAD, COMPLETE_IT)),
}


DRAFTER_RISEN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),
    EscalationLevel.HEAD: (Told(Part.SUPERVISOR, SEE_TO_CLARIFYING),),
    EscalationLevel.OFFICE: (
        Told(Part.OFFICE, SEE_TO_CLARIFYING),
        Told(Part.SUPERVISOR, SEE_TO_CLARIFYING),
    ),
    EscalationLevel.CHAIRMAN: (
        Told(Part.CHAIRMAN, SEE_TO_CLARIFYING),
        Told(Part.SUPERVISOR, SEE_TO_CLARIFYING),
    ),
}


def _on_escalation(event: RequestEscalated, _case: Consultation) -> tuple[Told, ...]:
    return (*RISEN[event.level], _fyi(Part.AGENCY), _fyi(Part.OFFICER))


def _on_repeated_return(event: ReturnEscalated, _case: Consultation) -> tuple[Told, ...]:
    return RETURNED_AGAIN[event.level]


def _on_reply(event: ReplyReceived, case: Consultation) -> tuple[Told, ...]:
    """What is assessed is told of at once; a reply after silence is on record, and waits."""
    if case.requests[event.agency].stage in NO_REPLY:
        return (Told(Part.OFFICER, USE_IT), _fyi(Part.AGENCY))
    return (_fyi(Part.AGENCY),)


def _on_acceptance(event: ReplyAccepted, case: Consultation) -> tuple[Told, ...]:
    request = case.requests[event.agency]
    disposing = DISPOSE if case.comments_of(request) else None
    told = (Told(Part.AGENCY), Told(Part.OFFICER, disposing))
    if event.basis is not Basis.REVIEW_LAPSED:
        return told
    by_office = request.reviewer is Reviewer.OFFICE
    return (*told, Told(Part.OFFICE if by_office else Part.SUPERVISOR))


def _on_contest(event: ReturnContested, _case: Consultation) -> tuple[Told, ...]:
    if event.before is Reviewer.OFFICE:
        return (Told(Part.OFFICE, REVIEW), _fyi(Part.OFFICER))
    return (Told(Part.OFFICER, REVIEW),)


def _on_drafters_delay(event: DrafterEscalated, _case: Consultation) -> tuple[Told, ...]:
    return (*DRAFTER_RISEN[event.level], Told(Part.OFFICER, CLARIFY), _fyi(Part.AGENCY))


def _on_decline(event: QuestionsDeclined, _case: Consultation) -> tuple[Told, ...]:
    """What the registry contradicts stays; the rest lies before whoever rules."""
    rebutted = (Told(Part.AGENCY, STILL_YOURS),) if event.contradicted else (_fyi(Part.AGENCY),)
    if event.settle_by is None:
        return (*rebutted, _fyi(Part.OFFICER))
    if event.before is Reviewer.OFFICE:
        return (*rebutted, Told(Part.OFFICE, RULE), _fyi(Part.OFFICER))
    return (*rebutted, Told(Part.OFFICER, RULE))


def _on_settled_decline(
    event: DeclineConfirmed | DeclineRefused, _case: Consultation
) -> tuple[Told, ...]:
    """Where nobody ruled in time, those above learn of it."""
    stays = event.kind == "decline_refused"
    agency = Told(Part.AGENCY, STILL_YOURS if stays else None)
    lapsed = () if event.by else (Told(Part.SUPERVISOR), *((Told(Part.OFFICE),) if stays else ()))
    return (agency, Told(Part.OFFICER), *lapsed)


def _on_extension(event: ExtensionGranted, _case: Consultation) -> tuple[Told, ...]:
    told = (Told(Part.AGENCY, NEW_DEADLINE), Told(Part.OFFICIAL, NEW_DEADLINE), Told(Part.OFFICER))
    return told if event.by else (*told, Told(Part.SUPERVISOR))


def _on_disposition(event: CommentsDisposed, _case: Consultation) -> tuple[Told, ...]:
    return (Told(Part.AGENCY, OBJECT if event.object_until else None), Told(Part.OFFICER))


def _line(vi: str, en: str, *told: Told) -> Line:
    return Line(Bilingual(vi=vi, en=en), told)


def _line_by(vi: str, en: str, whom: Whom) -> Line:
    return Line(Bilingual(vi=vi, en=en), whom)


LINES: dict[str, Line] = {
    "consultation_opened": _line(
        "Mở hồ sơ lấy ý kiến", "Consultation opened", _fyi(Part.SUPERVISOR)
    ),
    "request_sent": _line("Đề nghị cho ý kiến", "Reply requested", Told(Part.AGENCY, REPLY)),
    "request_widened": _line(
        "Hỏi thêm, hỏi lại nội dung",
        "More is asked",
        Told(Part.AGENCY, REPLY),
        Told(Part.OFFICIAL, REPLY),
    ),
    "draft_amended": _line(
        "Dự thảo được sửa đổi",
        "Draft amended",
        _fyi(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "request_acknowledged": _line(
        "Cơ quan đã tiếp nhận yêu cầu", "Request acknowledged", _fyi(Part.OFFICER)
    ),
    "official_assigned": _line(
        "Giao tham mưu văn bản trả lời",
        "Reply assigned to you",
        Told(Part.OFFICIAL, PREPARE),
        Told(Part.DEPUTY, STAND_IN),
    ),
    "signature_delegated": _line(
        "Ủy quyền ký văn bản trả lời", "Signature delegated", Told(Part.DELEGATE, SIGN_FOR)
    ),
    "colleague_involved": _line(
        "Đề nghị phối hợp soạn văn bản trả lời",
        "Part of a reply asked of you",
        Told(Part.COLLEAGUE, CONTRIBUTE),
    ),
    "contribution_given": _line(
        "Đã có phần ý kiến phối hợp", "Part of the reply given", Told(Part.OFFICIAL)
    ),
    "draft_sent_back": _line(
        "Dự thảo văn bản trả lời cần soạn lại",
        "Reply to be rewritten",
        Told(Part.OFFICIAL, REWRITE),
    ),
    "clarification_asked": _line(
        "Đề nghị làm rõ", "Clarification asked", Told(Part.OFFICER, CLARIFY)
    ),
    "clarification_answered": _line(
        "Đã làm rõ theo đề nghị",
        "Clarification answered",
        Told(Part.AGENCY, RESUME),
        Told(Part.OFFICIAL, RESUME),
        Told(Part.OFFICER),
    ),
    "drafter_reminded": _line(
        "Nhắc làm rõ theo đề nghị của cơ quan", "Clarification due", Told(Part.OFFICER, CLARIFY)
    ),
    "drafter_escalated": _line_by(
        "Báo cáo việc chậm làm rõ", "Overdue clarification reported", _on_drafters_delay
    ),
    "extension_requested": _line(
        "Đề nghị gia hạn", "More time asked for", Told(Part.OFFICER, DECIDE_EXTENSION)
    ),
    "extension_granted": _line_by("Được gia hạn trả lời", "More time granted", _on_extension),
    "extension_refused": _line(
        "Không được gia hạn",
        "More time refused",
        Told(Part.AGENCY, REPLY_IN_TIME),
        Told(Part.OFFICIAL, REPLY_IN_TIME),
        Told(Part.OFFICER),
    ),
    "questions_declined": _line_by(
        "Từ chối nội dung ngoài chức năng", "Questions declined", _on_decline
    ),
    "decline_confirmed": _line_by(
        "Nội dung được chuyển cơ quan khác", "Decline confirmed", _on_settled_decline
    ),
    "decline_refused": _line_by(
        "Nội dung vẫn thuộc cơ quan", "Decline refused", _on_settled_decline
    ),
    "reply_drafted": _line(
        "Văn bản trả lời chờ ký", "Reply awaits signature", Told(Part.HEAD, SIGN)
    ),
    "reply_received": _line_by("Đã nhận văn bản trả lời", "Reply received", _on_reply),
    "reply_accepted": _line_by("Văn bản trả lời được chấp nhận", "Reply accepted", _on_acceptance),
    "reply_flagged": _line(
        "Văn bản trả lời cần xem xét",
        "Reply needs review",
        Told(Part.OFFICER, REVIEW),
        _fyi(Part.AGENCY),
    ),
    "reply_returned": _line(
        "Trả lại văn bản để bổ sung",
        "Reply returned to be completed",
        Told(Part.AGENCY, COMPLETE),
        Told(Part.OFFICIAL, COMPLETE),
        _fyi(Part.OFFICER),
    ),
    "return_contested": _line_by(
        "Đề nghị xem xét lại việc trả lại văn bản", "Return contested", _on_contest
    ),
    "review_taken_over": _line(
        "Văn phòng UBND tỉnh trực tiếp xem xét",
        "The Office took over the decision",
        Told(Part.OFFICER),
        _fyi(Part.AGENCY),
    ),
    "return_escalated": _line_by(
        "Văn bản nhiều lần bị trả lại", "Replies returned repeatedly", _on_repeated_return
    ),
    "reminder_sent": _line(
        "Nhắc sắp đến hạn trả lời",
        "Reply due soon",
        Told(Part.AGENCY, REPLY_IN_TIME),
        Told(Part.OFFICIAL, REPLY_IN_TIME),
    ),
    "request_overdue": _line(
        "Quá hạn trả lời", "Reply overdue", *AGENCY_IS_LATE, Told(Part.OFFICER)
    ),
    "request_escalated": _line_by(
        "Báo cáo việc chậm trả lời", "Overdue reply reported", _on_escalation
    ),
    "silence_recorded": _line(
        "Ghi nhận không trả lời",
        "Silence put on record",
        Told(Part.AGENCY, LATE_STILL),
        Told(Part.OFFICER),
    ),
    "deadline_ordered": _line(
        "Văn phòng UBND tỉnh ấn định thời hạn",
        "Deadline ordered by the Office",
        Told(Part.AGENCY, NEW_DEADLINE),
        Told(Part.OFFICIAL, NEW_DEADLINE),
        Told(Part.OFFICER),
    ),
    "request_closed_on_record": _line(
        "Kết thúc yêu cầu, ghi nhận trên hồ sơ",
        "Request closed on record",
        Told(Part.AGENCY, LATE_STILL),
        Told(Part.OFFICER),
    ),
    "request_withdrawn": _line(
        "Rút yêu cầu cho ý kiến",
        "Request withdrawn",
        Told(Part.AGENCY, NO_REPLY_NEEDED),
        Told(Part.OFFICIAL, NO_REPLY_NEEDED),
        Told(Part.OFFICER),
    ),
    "late_reply_used": _line(
        "Cách sử dụng văn bản gửi muộn", "How the late reply was used", Told(Part.AGENCY)
    ),
    "comments_disposed": _line_by(
        "Kết quả tiếp thu, giải trình ý kiến", "What became of the comments", _on_disposition
    ),
    "disposition_objected": _line(
        "Phản hồi về kết quả tiếp thu, giải trình",
        "Objection to what became of comments",
        Told(Part.OFFICER, DISPOSE_AGAIN),
    ),
    "outage_recorded": _line(
        "Lùi thời hạn do hệ thống ngừng hoạt động",
        "Deadline moved: the service was away",
        Told(Part.AGENCY, NEW_DEADLINE),
        Told(Part.OFFICER),
    ),
    "calendar_changed": _line(
        "Thời hạn thay đổi theo lịch làm việc",
        "Deadline moved with the calendar",
        Told(Part.AGENCY, NEW_DEADLINE),
        Told(Part.OFFICIAL, NEW_DEADLINE),
        Told(Part.OFFICER),
    ),
    "officer_replaced": _line(
        "Thay cán bộ phụ trách hồ sơ",
        "Officer in charge replaced",
        Told(Part.OFFICER, TAKE_CHARGE),
        Told(Part.PREVIOUS_OFFICER),
        _fyi(Part.AGENCY),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_suspended": _line(
        "Tạm dừng hồ sơ",
        "Consultation suspended",
        Told(Part.AGENCY, PAUSED),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_resumed": _line(
        "Tiếp tục hồ sơ",
        "Consultation resumed",
        Told(Part.AGENCY, RESUME, stages=WITH_AGENCY),
        Told(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_concluded": _line(
        "Kết thúc lấy ý kiến",
        "Consultation concluded",
        Told(Part.AGENCY, LATE_UNTIL, stages=NO_REPLY),
        Told(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_cancelled": _line(
        "Hủy hồ sơ lấy ý kiến",
        "Consultation cancelled",
        Told(Part.AGENCY, NO_REPLY_NEEDED),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_archived": _line("Lưu trữ hồ sơ", "Consultation archived", _fyi(Part.OFFICER)),
}
