"""What each event says to a person: one or two sentences, in both languages."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import (
    ClarificationAnswered,
    CommentsDisposed,
    ConsultationConcluded,
    DeclineConfirmed,
    DeclineRefused,
    Disposed,
    Event,
    ExtensionGranted,
    OfficialAssigned,
    QuestionsDeclined,
    RecordedEvent,
    ReplyAccepted,
    ReplyReceived,
    ReplyReturned,
    RequestSent,
    Reviewer,
    SilenceRecorded,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.telling.labels import (
    DISPOSITIONS,
    GROUNDS,
    LATE_USES,
    LEVELS,
    REVIEWERS,
    VERDICTS,
    agency_label,
    hours,
    local_date,
    local_time,
)
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    ClarificationGround,
    Declined,
    LateUse,
    Person,
)
from remiss.texts import Bilingual

Language = Literal["vi", "en"]

RECORDED_LATE = timedelta(minutes=1)
"""A record this long after its due time says so: the service was down or busy."""

SENTENCES: dict[str, Bilingual] = {
    "consultation_opened": Bilingual(
        vi="{officer} ({drafting_agency}) mở hồ sơ lấy ý kiến “{event.draft.subject}” với "
        "{questions} nội dung.",
        en="{officer} of {drafting_agency} opened the consultation “{event.draft.subject}”; "
        "points asked: {questions}.",
    ),
    "request_sent": Bilingual(
        vi="Gửi yêu cầu cho ý kiến đến {profile}, số nội dung: {matches}; hạn trả lời {due_at}.",
        en="{profile} was asked; points: {matches}; reply due {due_at}.",
    ),
    "request_sent.override": Bilingual(
        vi="{event.override.by.name} quyết định lấy ý kiến {profile} dù không có nội dung nào "
        "thuộc chức năng của cơ quan này, lý do: {event.override.reason}; hạn trả lời "
        "{due_at}.",
        en="{event.override.by.name} had {profile} asked although no point falls within its "
        "mandate, for this reason: {event.override.reason}; reply due {due_at}.",
    ),
    "request_widened": Bilingual(
        vi="{agency} được hỏi thêm hoặc hỏi lại, số nội dung: {matches}; hạn trả lời mới {due_at}.",
        en="{agency} was asked more, or anew; points: {matches}; now due {due_at}.",
    ),
    "draft_amended": Bilingual(
        vi="{by} đưa bản dự thảo sửa đổi ra lấy ý kiến, vòng {round}; số nội dung thay đổi: "
        "{changed}.",
        en="{by} put an amended draft to consultation, round {round}; points changed: {changed}.",
    ),
    "request_acknowledged": Bilingual(
        vi="{by} tiếp nhận yêu cầu gửi {agency}.",
        en="{by} acknowledged the request to {agency}.",
    ),
    "official_assigned": Bilingual(
        vi="{by} giao {official} tham mưu trả lời thay mặt {agency}.",
        en="{by} assigned {official} to prepare the reply of {agency}.",
    ),
    "official_assigned.deputy": Bilingual(
        vi="{by} giao {official} tham mưu trả lời thay mặt {agency}; người thay thế: {deputy}.",
        en="{by} assigned {official} to prepare the reply of {agency}, with {deputy} to stand in.",
    ),
    "signature_delegated": Bilingual(
        vi="{by} ủy quyền cho {to} ký văn bản trả lời của {agency}, từ {since} đến {until}.",
        en="{by} let {to} sign the reply of {agency} from {since} to {until}.",
    ),
    "colleague_involved": Bilingual(
        vi="{by} ({agency}) đề nghị {colleague} phối hợp, phần việc: {part}.",
        en="{by} of {agency} asked {colleague} for a part of the reply: {part}.",
    ),
    "contribution_given": Bilingual(
        vi="{by} gửi phần ý kiến phối hợp trong nội bộ {agency}.",
        en="{by} gave their part of the reply inside {agency}.",
    ),
    "clarification_asked": Bilingual(
        vi="{by} ({agency}) đề nghị làm rõ lần {ordinal} ({ground}): {text} Thời hạn của cơ "
        "quan tạm dừng; hạn làm rõ {answer_due_at}.",
        en="{by} of {agency} asked for clarification {ordinal} ({ground}): {text} The agency's "
        "clock stands still; an answer is due {answer_due_at}.",
    ),
    "clarification_answered": Bilingual(
        vi="{by} làm rõ theo đề nghị của {agency}: {text} Hạn trả lời mới {due_at}.",
        en="{by} answered the clarification {agency} asked for: {text} Now due {due_at}.",
    ),
    "clarification_answered.late": Bilingual(
        vi="{by} làm rõ theo đề nghị của {agency}, trễ {days_late} ngày làm việc: {text} Hạn "
        "trả lời mới {due_at}.",
        en="{by} answered the clarification {agency} asked for, working days late: {days_late}. "
        "{text} Now due {due_at}.",
    ),
    "drafter_reminded": Bilingual(
        vi="Nhắc cán bộ phụ trách lần {ordinal} làm rõ theo đề nghị của {agency}.",
        en="Reminder {ordinal} went to the officer in charge: {agency} waits for clarification.",
    ),
    "drafter_escalated": Bilingual(
        vi="Cơ quan soạn thảo chưa làm rõ theo đề nghị của {agency}; đã báo cáo đến cấp: {level}.",
        en="The drafting agency has not answered {agency}; reported to: {level}.",
    ),
    "extension_requested": Bilingual(
        vi="{by} ({agency}) đề nghị gia hạn đến hết ngày {to}; hạn quyết định {decide_by}.",
        en="{by} of {agency} asked for more time, to the end of {to}; to be decided by "
        "{decide_by}.",
    ),
    "extension_granted": Bilingual(
        vi="{by} cho {agency} gia hạn: từ {due_before} đến {due_at}.",
        en="{by} granted {agency} more time: from {due_before} to {due_at}.",
    ),
    "extension_granted.lapsed": Bilingual(
        vi="Hết thời gian quyết định, đề nghị của {agency} được chấp thuận: gia hạn từ "
        "{due_before} đến {due_at}.",
        en="Nobody decided in time, so {agency} has the time it asked for: from {due_before} to "
        "{due_at}.",
    ),
    "extension_refused": Bilingual(
        vi="{by} không cho {agency} gia hạn.",
        en="{by} refused {agency} more time.",
    ),
    "questions_declined": Bilingual(
        vi="{by} ({agency}) từ chối nội dung {declined} vì cho là ngoài chức năng; hạn quyết định "
        "{settle_by}.",
        en="{by} of {agency} declined {declined} as outside its mandate; to be settled by "
        "{settle_by}.",
    ),
    "questions_declined.circle": Bilingual(
        vi="{by} ({agency}) từ chối nội dung {declined} và chuyển lại cơ quan đã từ chối trước "
        "đó; Văn phòng UBND tỉnh quyết định, hạn {settle_by}.",
        en="{by} of {agency} declined {declined} and named an agency that had declined it "
        "before; the Office rules by {settle_by}.",
    ),
    "questions_declined.contradicted": Bilingual(
        vi="{by} ({agency}) từ chối nội dung {declined}, nhưng sổ đăng ký chức năng cho thấy ngược "
        "lại; nội dung vẫn thuộc cơ quan, thời hạn vẫn tính.",
        en="{by} of {agency} declined {declined}, which the registry contradicts; the question "
        "stays with the agency and the clock runs on.",
    ),
    "decline_confirmed": Bilingual(
        vi="{by} xác nhận nội dung {question} không thuộc {agency}; chuyển đến {to}.",
        en="{by} confirmed that {question} is not for {agency}; it goes to {to}.",
    ),
    "decline_confirmed.lapsed": Bilingual(
        vi="Hết thời gian quyết định; nội dung {question} được chuyển từ {agency} đến {to}.",
        en="Nobody ruled in time; {question} goes from {agency} to {to}.",
    ),
    "decline_refused": Bilingual(
        vi="{by} không chấp nhận việc từ chối: nội dung {question} vẫn do {agency} trả lời, hạn "
        "{due_at}.",
        en="{by} refused the decline: {question} stays with {agency}, due {due_at}.",
    ),
    "decline_refused.lapsed": Bilingual(
        vi="Hết thời gian quyết định; để không lòng vòng, nội dung {question} vẫn do {agency} "
        "trả lời, hạn {due_at}.",
        en="Nobody ruled in time; so as not to go round in circles {question} stays with "
        "{agency}, due {due_at}.",
    ),
    "draft_sent_back": Bilingual(
        vi="{by} trả lại dự thảo văn bản trả lời của {agency} để soạn lại.",
        en="{by} sent the prepared reply of {agency} back to be written again.",
    ),
    "reply_drafted": Bilingual(
        vi="{by} trình dự thảo văn bản trả lời của {agency}, chờ người có thẩm quyền ký.",
        en="{by} prepared the reply of {agency}; it awaits a signature.",
    ),
    "reply_received": Bilingual(
        vi="Nhận văn bản trả lời lần {number} của {agency}, do {signatory} ký, đúng hạn.",
        en="Reply {number} of {agency} came in, signed by {signatory}, on time.",
    ),
    "reply_received.late": Bilingual(
        vi="Nhận văn bản trả lời lần {number} của {agency}, do {signatory} ký, trễ {days_late}"
        " ngày làm việc.",
        en="Reply {number} of {agency} came in, signed by {signatory}; working days late: "
        "{days_late}.",
    ),
    "review_taken_over": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, trực tiếp xem xét việc của {agency}; hạn quyết định "
        "{review_due_at}.",
        en="{by} of the Office took over the decision about {agency}; due {review_due_at}.",
    ),
    "deadline_ordered": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, ấn định hạn trả lời của {agency}: từ {due_before} thành "
        "{due_at}.",
        en="{by} of the Office ordered the deadline of {agency}: {due_at} instead of {due_before}.",
    ),
    "request_closed_on_record": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, kết thúc yêu cầu gửi {agency} và ghi nhận trên hồ sơ; "
        "không coi là đồng ý.",
        en="{by} of the Office closed the request to {agency} on record; this is not agreement.",
    ),
    "late_reply_used": Bilingual(
        vi="{by} nêu cách sử dụng văn bản gửi muộn của {agency}: {use}. {explanation}",
        en="{by} said how the late reply of {agency} was used: {use}. {explanation}",
    ),
    "comments_disposed": Bilingual(
        vi="{by} tiếp thu, giải trình ý kiến của {agency}: {dispositions}. Cơ quan được phản "
        "hồi đến {object_until}.",
        en="{by} disposed of comments of {agency}: {dispositions}. It may object until "
        "{object_until}.",
    ),
    "comments_disposed.final": Bilingual(
        vi="{by} xem xét lại và giải trình ý kiến của {agency}: {dispositions}. Đây là kết quả "
        "cuối cùng.",
        en="{by} looked again at comments of {agency}: {dispositions}. That is the last word.",
    ),
    "disposition_objected": Bilingual(
        vi="{by} ({agency}) phản hồi về kết quả tiếp thu, số ý kiến: {comments}.",
        en="{by} of {agency} objected to what became of its comments; comments: {comments}.",
    ),
    "reply_accepted.rubric": Bilingual(
        vi="Chấp nhận văn bản trả lời lần {number} của {agency} ({assessment}).",
        en="Reply {number} of {agency} was accepted ({assessment}).",
    ),
    "reply_accepted.review": Bilingual(
        vi="{by} xem xét và chấp nhận văn bản trả lời lần {number} của {agency}.",
        en="{by} reviewed and accepted reply {number} of {agency}.",
    ),
    "reply_accepted.office": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, chấp nhận văn bản trả lời lần {number} của {agency}.",
        en="{by} of the Office accepted reply {number} of {agency}.",
    ),
    "reply_accepted.review_lapsed": Bilingual(
        vi="Văn bản trả lời lần {number} của {agency} được chấp nhận vì đã hết thời gian xem xét "
        "mà chưa có quyết định.",
        en="Reply {number} of {agency} was accepted because the review time passed undecided.",
    ),
    "reply_flagged": Bilingual(
        vi="Văn bản trả lời lần {number} của {agency} có điểm cần người xem xét "
        "({assessment}); hạn xem xét {review_due_at}.",
        en="Reply {number} of {agency} needs a person's look ({assessment}); review due "
        "{review_due_at}.",
    ),
    "reply_returned.rubric": Bilingual(
        vi="Trả lại văn bản trả lời lần {number} để {agency} bổ sung ({assessment}); hạn mới "
        "{due_at}.",
        en="Reply {number} went back to {agency} to be completed ({assessment}); now due {due_at}.",
    ),
    "reply_returned.review": Bilingual(
        vi="{by} trả lại văn bản trả lời lần {number} để {agency} bổ sung; hạn mới {due_at}.",
        en="{by} returned reply {number} to {agency} to be completed; now due {due_at}.",
    ),
    "reply_returned.office": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, giữ nguyên việc trả lại văn bản lần {number} của {agency}; "
        "hạn mới {due_at}.",
        en="{by} of the Office upheld the return of reply {number} to {agency}; now due {due_at}.",
    ),
    "return_contested": Bilingual(
        vi="{by} ({agency}) đề nghị {before} xem xét lại việc trả lại văn bản lần {number}; hạn "
        "xem xét {review_due_at}.",
        en="{by} of {agency} contested the return of reply {number} before {before}; review due "
        "{review_due_at}.",
    ),
    "return_escalated": Bilingual(
        vi="Văn bản của {agency} được trả lại lần thứ {returns}; đã báo đến cấp: {level}.",
        en="Replies of {agency} returned: {returns}; reported to: {level}.",
    ),
    "reminder_sent": Bilingual(
        vi="Nhắc {agency} lần {ordinal} trước hạn trả lời.",
        en="Reminder {ordinal} went to {agency} before its deadline.",
    ),
    "request_overdue": Bilingual(
        vi="{agency} quá hạn trả lời từ {fell_due_at}.",
        en="{agency} has been overdue since {fell_due_at}.",
    ),
    "request_escalated": Bilingual(
        vi="{agency} chưa có văn bản trả lời được chấp nhận; đã báo cáo đến cấp: {level}.",
        en="{agency} has no accepted reply yet; reported to: {level}.",
    ),
    "silence_recorded.on_record": Bilingual(
        vi="Đã hết các bước đôn đốc, {agency} không có văn bản trả lời được chấp nhận; hồ sơ "
        "ghi nhận việc im lặng, không coi là đồng ý.",
        en="The ladder is spent and {agency} has no accepted reply; its silence is on record "
        "and is not agreement.",
    ),
    "silence_recorded.deemed_agreed": Bilingual(
        vi="Đã hết các bước đôn đốc, {agency} không có văn bản trả lời được chấp nhận; theo "
        "quy định ({legal_basis}) được xem như đồng ý, không phải ý kiến đã cho.",
        en="The ladder is spent and {agency} has no accepted reply; by rule ({legal_basis}) it"
        " is deemed to agree, which is not agreement given.",
    ),
    "request_withdrawn": Bilingual(
        vi="{by} rút yêu cầu gửi {agency}.",
        en="{by} withdrew the request to {agency}.",
    ),
    "outage_recorded": Bilingual(
        vi="Hệ thống ngừng hoạt động từ {since} đến {at}; mọi thời hạn đang tính được lùi "
        "{given_back} giờ làm việc.",
        en="The service was away from {since} to {at}; every running deadline was given back "
        "{given_back} hours of working time.",
    ),
    "calendar_changed": Bilingual(
        vi="{by} ghi nhận thay đổi lịch làm việc; số thời hạn thay đổi: {moved}.",
        en="{by} recorded a change of the working calendar; deadlines moved: {moved}.",
    ),
    "officer_replaced": Bilingual(
        vi="{by} thay cán bộ phụ trách hồ sơ: {officer} thay {previous}.",
        en="{by} put {officer} in charge of the case in place of {previous}.",
    ),
    "consultation_suspended": Bilingual(
        vi="{by} tạm dừng hồ sơ; mọi thời hạn dừng lại.",
        en="{by} suspended the case; every clock stands still.",
    ),
    "consultation_resumed": Bilingual(
        vi="{by} cho tiếp tục hồ sơ; mọi thời hạn tính tiếp phần còn lại.",
        en="{by} resumed the case; every clock runs on with what was left.",
    ),
    "consultation_concluded": Bilingual(
        vi="{by} kết thúc lấy ý kiến; còn nhận ý kiến gửi muộn đến {archive_at}.",
        en="{by} concluded the consultation; late replies are taken until {archive_at}.",
    ),
    "consultation_concluded.complete": Bilingual(
        vi="{by} kết thúc lấy ý kiến; mọi cơ quan đã trả lời.",
        en="{by} concluded the consultation; no reply is outstanding.",
    ),
    "consultation_cancelled": Bilingual(
        vi="{by} hủy hồ sơ lấy ý kiến.",
        en="{by} cancelled the consultation.",
    ),
    "consultation_archived": Bilingual(
        vi="Hồ sơ được lưu trữ, không nhận thêm ý kiến.",
        en="The consultation was archived and takes no more replies.",
    ),
}


def describe(
    recorded: RecordedEvent, agencies: Mapping[AgencyCode, Agency] | None = None
) -> Bilingual:
    """What happened, as the timeline of a case tells it; `agencies` lends names to the codes."""
    event = recorded.event
    sentence, tail = SENTENCES[_variant(event)], _tail(event)
    return Bilingual(
        vi=sentence.vi.format(event=event, **_facts(event, "vi", agencies or {})) + tail.vi,
        en=sentence.en.format(event=event, **_facts(event, "en", agencies or {})) + tail.en,
    )


def _variant(event: Event) -> str:  # noqa: C901, PLR0911 -- one arm for each kind of event
    match event:
        case RequestSent() if event.override:
            return f"{event.kind}.override"
        case OfficialAssigned() if event.deputy:
            return f"{event.kind}.deputy"
        case ClarificationAnswered() if event.days_late:
            return f"{event.kind}.late"
        case ExtensionGranted() | DeclineConfirmed() | DeclineRefused() if event.by is None:
            return f"{event.kind}.lapsed"
        case QuestionsDeclined() if event.settle_by is None:
            return f"{event.kind}.contradicted"
        case QuestionsDeclined() if event.before is Reviewer.OFFICE:
            return f"{event.kind}.circle"
        case CommentsDisposed() if event.object_until is None:
            return f"{event.kind}.final"
        case ReplyReceived() if event.late:
            return f"{event.kind}.late"
        case ReplyAccepted() | ReplyReturned():
            return f"{event.kind}.{event.basis}"
        case SilenceRecorded():
            return f"{event.kind}.{event.outcome}"
        case ConsultationConcluded() if event.archive_at <= event.at:
            return f"{event.kind}.complete"
        case _:
            return event.kind


def _facts(
    event: Event, language: Language, agencies: Mapping[AgencyCode, Agency]
) -> dict[str, str]:
    """Every field of the event as text."""
    facts = {name: _plain(getattr(event, name), language) for name in type(event).model_fields}
    for name in ("agency", "to"):
        if known := agencies.get(facts.get(name, "")):
            facts[name] = _plain(known, language)
    return facts


def _plain(value: object, language: Language) -> str:  # noqa: C901, PLR0911 -- as above
    if label := _label(value):
        return label.vi if language == "vi" else label.en
    match value:
        case Person():
            return value.name
        case datetime():
            return local_time(value)
        case date():
            return local_date(value)
        case Declined():
            return f"{value.question} ({value.to})"
        case Disposed():
            label = DISPOSITIONS[value.kind]
            return f"{value.comment} ({label.vi if language == 'vi' else label.en})"
        case (Declined() | Disposed(), *_):
            return ", ".join(_plain(item, language) for item in value)
        case timedelta():
            return hours(value)
        case tuple():
            return str(len(value))
        case _:
            return str(value)


def _label(value: object) -> Bilingual | None:  # noqa: PLR0911 -- as above
    match value:
        case Agency():
            return agency_label(value.code, value)
        case EscalationLevel():
            return LEVELS[value]
        case Reviewer():
            return REVIEWERS[value]
        case ClarificationGround():
            return GROUNDS[value]
        case LateUse():
            return LATE_USES[value]
        case Assessment():
            return VERDICTS[value.verdict]
        case _:
            return None


def _tail(event: Event) -> Bilingual:
    """The reasons given, what a return asks for, and whether the record came late."""
    parts = [*_version(event), *_reasons(event), *_asked_for(event), *_recorded_late(event)]
    return Bilingual(
        vi="".join(f" {part.vi}" for part in parts), en="".join(f" {part.en}" for part in parts)
    )


def _version(event: Event) -> Iterator[Bilingual]:
    """Which version a reply answers, once there is more than one."""
    if not isinstance(event, ReplyReceived):
        return
    if event.version > 1 and not event.outdated:
        yield Bilingual(
            vi=f"Văn bản trả lời bản dự thảo lần {event.version}.",
            en=f"It answers version {event.version} of the draft.",
        )
    if event.outdated:
        changed = ", ".join(event.outdated)
        yield Bilingual(
            vi=f"Văn bản trả lời bản dự thảo lần {event.version}; nội dung {changed} đã thay đổi "
            "sau bản đó.",
            en=f"It answers version {event.version} of the draft; {changed} changed after that.",
        )


def _reasons(event: Event) -> Iterator[Bilingual]:
    if reasons := getattr(event, "reasons", None) or getattr(event, "reason", None):
        yield Bilingual(vi=f"Lý do: {reasons}", en=f"Reasons: {reasons}")


def _asked_for(event: Event) -> Iterator[Bilingual]:
    if isinstance(event, ReplyReturned) and event.assessment:
        yield from (finding.message for finding in event.assessment.findings if finding.returns)


def _recorded_late(event: Event) -> Iterator[Bilingual]:
    due: datetime | None = getattr(event, "fell_due_at", None)
    if due and event.at - due > RECORDED_LATE:
        yield Bilingual(
            vi=f"(Đến hạn lúc {local_time(due)}, được ghi nhận muộn, lúc {local_time(event.at)}.)",
            en=f"(It fell due at {local_time(due)}; recorded late, at {local_time(event.at)}.)",
        )
